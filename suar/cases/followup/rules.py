"""Rules of follow-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from suar.kit.problem import Because
from suar.kit.reasons import Reason


def why_not_plan(due_on: date, today: date) -> list[Because]:
    """Return why a contact cannot be planned: its day lies behind us."""
    return [Because(Reason.DAY_HAS_PASSED, field="due_on")] if due_on < today else []


def why_not_finish(
    *, done_on: date, today: date, reached: bool | None, safe: bool | None = None
) -> list[Because]:
    """Return why a contact cannot be written down as done."""
    why: list[Because] = []
    if done_on > today:
        why.append(Because(Reason.DAY_LIES_AHEAD, field="done_on"))
    if reached is None:
        why.append(Because(Reason.REQUIRED, field="reached"))
    if reached is False and safe is not None:  # a person who was not reached was not asked
        why.append(Because(Reason.SAFE_BUT_NOT_REACHED, field="safe"))
    return why


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact that was made, as far as it tells of safety."""

    on: date
    written_at: datetime
    safe: bool | None  # None: not asked, which says nothing


def last_answered(contacts: Iterable[Contact]) -> Contact | None:
    """Return the latest contact at which the person said whether she is safe."""
    answered = [c for c in contacts if c.safe is not None]
    return max(answered, key=lambda c: (c.on, c.written_at), default=None)


def not_safe_on(contacts: Iterable[Contact], all_asked: datetime | None) -> date | None:
    """Return the day on which the person said "not safe", while nothing newer says otherwise.

    Newer is a later contact at which she was safe, or an urgent check written after it in which
    every item was asked (``all_asked``: the latest one).
    """
    last = last_answered(contacts)
    if last is None or last.safe:
        return None
    return None if all_asked is not None and all_asked > last.written_at else last.on
