"""Reaching a person without endangering her: when, how, with which words, and who must not know.

Asked at the first contact, before any story. What was not asked is not safe: without an answer
nobody calls. Who must not know is item U13 of the urgent check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from suar.kit.ids import parse_id
from suar.kit.reasons import Reason
from suar.people.codes import Channel, MustNot
from suar.people.numbers import phone_keys, reach_keys

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0
EVERY = "every"  # day, as a tick of its own: no tick means that nobody asked


@dataclass(frozen=True, slots=True)
class SafeHours:
    """A stretch of the day on some weekdays; ``until`` may lie after midnight."""

    start: time
    until: time
    days: tuple[int, ...] = EVERY_DAY  # none: nobody asked on which days

    def holds(self, local: datetime) -> bool:
        """Say whether a moment, in the person's own time, lies inside; unasked days bar none."""
        now, days = local.time(), self.days or EVERY_DAY
        if self.start <= self.until:
            return local.weekday() in days and self.start <= now < self.until
        yesterday = (local.weekday() - 1) % 7
        return (local.weekday() in days and now >= self.start) or (
            yesterday in days and now < self.until
        )


@dataclass(frozen=True, slots=True)
class SafeContactRules:
    """How one person may be reached."""

    do_not_contact: bool = False
    channels: tuple[Channel, ...] = ()
    hours: tuple[SafeHours, ...] = ()
    any_hour: bool = False  # the person said so; no hours without it means: not asked
    hours_said: str = ""  # as the person said it, where no clear hours were noted
    code_word: str = ""
    who_answers: str = ""
    neutral_text: str = ""
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what is sealed."""
        return {
            "channels": [c.value for c in self.channels],
            "hours": [
                {"start": h.start.isoformat("minutes"), "until": h.until.isoformat("minutes"),
                 "days": list(h.days)}
                for h in self.hours
            ],
            "any_hour": self.any_hour,
            "hours_said": self.hours_said,
            "code_word": self.code_word,
            "who_answers": self.who_answers,
            "neutral_text": self.neutral_text,
            "note": self.note,
        }  # fmt: skip

    @classmethod
    def from_json(cls, found: Mapping[str, Any], *, do_not_contact: bool) -> SafeContactRules:
        """Read what was sealed."""
        return cls(
            do_not_contact=do_not_contact,
            channels=tuple(Channel(c) for c in found.get("channels", ())),
            hours=tuple(
                SafeHours(time.fromisoformat(h["start"]), time.fromisoformat(h["until"]),
                          tuple(h["days"]))
                for h in found.get("hours", ())
            ),
            any_hour=bool(found.get("any_hour", False)),
            hours_said=found.get("hours_said", ""),
            code_word=found.get("code_word", ""),
            who_answers=found.get("who_answers", ""),
            neutral_text=found.get("neutral_text", ""),
            note=found.get("note", ""),
        )  # fmt: skip


def days_of(ticks: Iterable[str], *, any_hour: bool = False) -> tuple[int, ...]:
    """Return the days of ticked boxes; with any hour there is nothing to count."""
    if any_hour:
        return ()
    ticked = set(ticks)
    return EVERY_DAY if EVERY in ticked else tuple(sorted(int(day) for day in ticked))


def ticks_of(days: Iterable[int]) -> list[str]:
    """Return the boxes that stand for these days."""
    on = set(days)
    return [EVERY] if on == set(EVERY_DAY) else [str(day) for day in sorted(on)]


def noted_hours(
    start: time | None, until: time | None, days: Iterable[int] = ()
) -> tuple[SafeHours, ...]:
    """Return the hours of one answer: days alone mean the whole of these days.

    Hours without days stay hours without days: nobody asked on which.
    """
    on = tuple(sorted(set(days)))
    if start is not None and until is not None:
        return (SafeHours(start, until, on),)
    return (SafeHours(time(0), time(23, 59), on),) if on else ()


def why_not_contact(
    rules: SafeContactRules | None, channel: Channel, local: datetime
) -> list[Reason]:
    """Return why the person may not be reached this way now; ``local`` is her own time.

    Hours that nobody asked for, or that stand only in the person's words, are not any hour; hours
    without their days are not every day.
    """
    if rules is None:
        return [Reason.SAFE_CONTACT_UNKNOWN]
    if rules.do_not_contact:
        return [Reason.DO_NOT_CONTACT]
    found = []
    if channel not in rules.channels:
        found.append(Reason.CHANNEL_NOT_SAFE)
    if rules.hours:
        now = [h for h in rules.hours if h.holds(local)]
        if not now:
            found.append(Reason.OUTSIDE_SAFE_HOURS)
        elif not any(h.days for h in now):
            found.append(Reason.ASK_SAFE_HOURS)
    elif not rules.any_hour:
        found.append(Reason.ASK_SAFE_HOURS)
    return found


@dataclass(frozen=True, slots=True)
class Secret:
    """One entry of U13: a category, and perhaps whom exactly."""

    category: MustNot
    organisation_id: UUID | None = None
    unit_id: UUID | None = None
    person_id: UUID | None = None
    name: str = ""
    reached_at: str = ""  # a number or address of theirs: the person is not to be called there

    @property
    def named(self) -> bool:
        """Say whether one organisation, unit or person is meant rather than all of a kind."""
        return any((self.organisation_id, self.unit_id, self.person_id, self.name))

    @classmethod
    def of(cls, category: str, whom: Mapping[str, str]) -> Secret:
        """Read an entry as it is sealed."""
        return cls(
            MustNot(category), parse_id(whom.get("organisation")), parse_id(whom.get("unit")),
            parse_id(whom.get("person")), whom.get("name", ""), whom.get("reached_at", ""),
        )  # fmt: skip


def same_number(number: str, entries: Iterable[tuple[Secret, str]]) -> list[Secret]:
    """Return who of those who must not know is reached at this number too.

    ``entries`` are the entries with their notes: a number may stand in either, in any writing.
    """
    keys = phone_keys(number)
    return [
        secret
        for secret, note in entries
        if keys & reach_keys(f"{secret.reached_at} | {secret.name} | {note}")
    ]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whoever is about to learn something: of a call, visit, letter, cc, hand-over, referral."""

    organisation_id: UUID | None = None
    unit_id: UUID | None = None
    person_id: UUID | None = None
    kinds: frozenset[MustNot] = frozenset()  # the categories that describe the receiver
    names: tuple[str, ...] = ()


def conflicts(entries: Iterable[Secret], receiver: Receiver) -> list[Secret]:
    """Return the entries that stop this send: a named person must then decide.

    A match is the same organisation, unit or person, the same name, or a receiver of the kind
    ticked. An entry that names one police unit still stops every police unit where the receiver
    is not known to be another.
    """
    return [entry for entry in entries if _meets(entry, receiver)]


def _meets(entry: Secret, receiver: Receiver) -> bool:
    exact = (
        (entry.organisation_id, receiver.organisation_id),
        (entry.unit_id, receiver.unit_id),
        (entry.person_id, receiver.person_id),
    )
    if any(mine is not None and mine == theirs for mine, theirs in exact):
        return True
    wanted = " ".join(entry.name.casefold().split())
    if wanted and any(wanted in " ".join(n.casefold().split()) for n in receiver.names):
        return True
    if entry.category not in receiver.kinds:
        return False
    return not any(mine is not None and theirs is not None for mine, theirs in exact)
