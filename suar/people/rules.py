"""Decisions about the person record: why something may not be done yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.people.codes import Verdict, WithoutSearch

TICKET_LASTS = timedelta(minutes=30)
MIN_SEARCH_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a search left behind: whose it was, when, and what it looked for (as tokens)."""

    by: UUID
    organisation_id: UUID
    at: datetime
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class Registration:
    """What is known when somebody is about to be registered."""

    by: UUID
    organisation_id: UUID
    at: datetime
    tokens: frozenset[int]  # of the name given; none for a nameless person
    has_name: bool
    has_description: bool
    without_search: WithoutSearch | None = None


def why_not_register(new: Registration, ticket: Ticket | None) -> list[Because]:
    """Return why a person may not be registered now: search comes first.

    Nameless people and emergencies pass without a search; it then stays as a task.
    """
    found: list[Because] = []
    if not new.has_name and new.without_search is None:
        found.append(Because(Reason.NAME_OR_NAMELESS, field="name"))
    if not new.has_name and new.without_search is not None and not new.has_description:
        found.append(Because(Reason.DESCRIBE_NAMELESS, field="description"))
    if new.without_search is not None or found:
        return found
    if ticket is None or (ticket.by, ticket.organisation_id) != (new.by, new.organisation_id):
        return [Because(Reason.SEARCH_FIRST, field="name")]
    if not timedelta(0) <= new.at - ticket.at <= TICKET_LASTS:
        return [Because(Reason.SEARCH_TOO_OLD, field="name")]
    if not covers(ticket.tokens, new.tokens):
        return [Because(Reason.SEARCHED_OTHER_NAME, field="name")]
    return []


def covers(searched: frozenset[int], given: frozenset[int]) -> bool:
    """Say whether a search looked for this name: one holds all parts of the other."""
    if not searched or not given:
        return False
    return searched <= given or given <= searched


def why_not_doubt(*, reason: str, already: bool) -> list[Because]:
    """Return why a birth date may not be marked not credible: a reason is needed, once."""
    if already:
        return [Because(Reason.ALREADY_DONE)]
    return [] if reason.strip() else [Because(Reason.REQUIRED, field="reason")]


def why_not_agree(*, doubted_by: UUID | None, by: UUID, agreed: bool) -> list[Because]:
    """Return why a doubt may not be agreed to: it takes somebody else."""
    if doubted_by is None or agreed:
        return [Because(Reason.ALREADY_DONE)]
    return [Because(Reason.SECOND_PERSON_NEEDED)] if doubted_by == by else []


def why_not_link(
    *,
    first: UUID,
    second: UUID,
    verdict: Verdict,
    linked: bool,
    said_different: bool,
    into_another: bool = False,
) -> list[Because]:
    """Return why two records may not be linked, or be called different people."""
    if first == second:
        return [Because(Reason.SAME_RECORD)]
    if linked:
        return [Because(Reason.ALREADY_LINKED)]
    if verdict is Verdict.SAME and into_another:
        return [Because(Reason.LINKED_ELSEWHERE)]
    if verdict is Verdict.DIFFERENT and said_different:
        return [Because(Reason.ALREADY_DONE)]
    return []


def why_not_search(*, letters: int, number: str) -> list[Because]:
    """Return why a search would find everybody or nobody."""
    if letters >= MIN_SEARCH_LETTERS or number:
        return []
    return [Because(Reason.SEARCH_TOO_SHORT, field="name")]


def why_not_relate(*, person: UUID, other: UUID) -> list[Because]:
    """Return why a relation may not be recorded: nobody is related to herself."""
    return [Because(Reason.SAME_RECORD, field="other")] if person == other else []
