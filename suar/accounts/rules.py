"""Decisions of the accounts: pure functions on facts, which return reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from suar.kit.reasons import Reason


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """What a decision on somebody's seats needs to know."""

    by_user: UUID
    by_roles: frozenset[str]
    user: UUID | None  # none: not joined yet
    roles: frozenset[str]  # asked for
    held: frozenset[str] = frozenset()  # already held in the same unit


def why_not_give(facts: SeatFacts, *, known: frozenset[str], server: str) -> list[Reason]:
    """Say why roles may not be given: unknown, none, already held, to oneself, above one's own.

    ``known`` are all roles; ``server`` is the role that keeps the server, given only by its like.
    """
    reasons: list[Reason] = []
    if not facts.roles:
        reasons.append(Reason.REQUIRED)
    if facts.roles - known:
        reasons.append(Reason.ROLE_UNKNOWN)
    if facts.roles & facts.held:
        reasons.append(Reason.ROLE_HELD)
    if facts.user == facts.by_user:
        reasons.append(Reason.NOT_ONESELF)
    if server in facts.roles and server not in facts.by_roles:
        reasons.append(Reason.ROLE_ABOVE)
    return reasons


def why_not_manage(by_user: UUID, user: UUID) -> list[Reason]:
    """Say why somebody's seat or sign-in may not be changed: nobody does it to oneself."""
    return [Reason.NOT_ONESELF] if by_user == user else []


def why_not_hand_over(by_user: UUID, user: UUID, *, elsewhere: bool) -> list[Reason]:
    """Say why nobody may hand somebody a password link or a sheet of codes.

    Whoever works in another organisation, too, has one sign-in for both: an administrator of one
    could otherwise come in as her and read what the other keeps.
    """
    return why_not_manage(by_user, user) or ([Reason.SEAT_ELSEWHERE] if elsewhere else [])


def may_be_somebody_else(*, handed_password: bool, handed_step: bool, own_step: bool) -> bool:
    """Say whether an administrator could sign in as the person: both steps came through her hands.

    ``handed_password``: the present one was set through a link that an administrator made.
    ``handed_step``: a printed sheet is in force. Without a step of one's own, whoever has the
    password enrols the next one.
    """
    return handed_password and (handed_step or not own_step)


def why_not_confirm(
    *, by: UUID, user: UUID, asked_by: frozenset[UUID], waits: bool
) -> list[Reason]:
    """Say why somebody is no second person here: nothing waits, it is herself, she asked for it."""
    if not waits:
        return [Reason.NOTHING_TO_CONFIRM]
    if by == user:
        return [Reason.NOT_ONESELF]
    return [Reason.SECOND_PERSON_SAME] if by in asked_by else []


def why_not_use_link(
    *, used: bool, withdrawn: bool, ends_at: datetime, at: datetime
) -> list[Reason]:
    """Say why a link that was handed over does not work any more."""
    if used:
        return [Reason.LINK_USED]
    if withdrawn or ends_at <= at:
        return [Reason.LINK_OVER]
    return []


def why_not_remove_factor(*, factors_left: int, required: bool) -> list[Reason]:
    """Say why a factor must stay: a role that sees identity keeps at least one."""
    return [Reason.LAST_FACTOR] if required and factors_left < 1 else []


def is_idle(seen_at: datetime, at: datetime, *, idle: timedelta) -> bool:
    """Say whether nobody touched the session for so long that the screen locks."""
    return at - seen_at >= idle


def is_assured(*, factor_given: bool, factor_required: bool, demo: bool) -> bool:
    """Say whether the session may do more than enrol a second factor."""
    return factor_given or demo or not factor_required
