"""Searching, and the half hour in which a search entitles to register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import suar.policy as policy
import suar.vault as vault
from suar import audit
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.people import index, names, rules
from suar.people.models import SearchRun
from suar.people.numbers import plain_number
from suar.people.queries import Hit, search
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act

MOST_TICKETS = 100  # of one searcher; the oldest go
TICKETS = "people.tickets"  # purpose of the organisation's search key


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, and its ticket for ``create_person``."""

    ticket: UUID
    hits: Sequence[Hit]
    complete: bool = True  # false while a restored index is being rebuilt


def run_search(
    *,
    id: UUID,  # noqa: A002 - the row's id, as every form names it
    by: Actor,
    at: datetime,
    text: str = "",
    birth_year: int | None = None,
    sex: str = "",
    district: str = "",
    number: str = "",
) -> Answer:
    """Search the own organisation and remember that it was done.

    The reading stands outside the transaction that remembers it: scoring must hold no lock.
    Raises ``Problem``: forbidden, or refused where too little was typed.
    """
    policy.require(by, Permission.PERSON_SEARCH)
    letters = sum(len(p.written) for n in read_all(text) for p in n.parts)
    if reasons := rules.why_not_search(letters=letters, number=plain_number(number)):
        raise Problem.refused(reasons)
    hits = search(
        text, by=by, at=at, birth_year=birth_year, sex=sex, district=district, number=number
    )
    run = _remember(id=id, text=text, hits=len(hits), by=by, at=at)
    return Answer(run.pk, hits, index.is_current(by.organisation_id))


def read_all(text: str) -> list[names.Name]:
    """Return the names that a search text holds."""
    return [names.read_name(piece) for piece in names.split_aliases(text)]


def ticket_tokens(organisation_id: UUID, read: Sequence[names.Name]) -> list[int]:
    """Return what a ticket remembers of names: keyed, so that it tells nobody what was typed."""
    keys = sorted({key for name in read for key in names.ticket_keys(name)})
    return vault.index_tokens(organisation_id, TICKETS, keys)


@act
def _remember(*, id: UUID, text: str, hits: int, by: Actor, at: datetime) -> SearchRun:  # noqa: A002
    done: SearchRun | None = replayed(SearchRun, id, by)
    tokens = ticket_tokens(by.organisation_id, read_all(text))
    if done is not None and set(done.tokens) == set(tokens):
        return done
    if done is not None:
        SearchRun.objects.filter(pk=done.pk).update(tokens=tokens, hits=hits, made_at=at)
        done.tokens, done.hits, done.made_at = tokens, hits, at
        run = done
    else:
        run = SearchRun.objects.create(
            id=id, organisation_id=by.organisation_id, tokens=tokens, hits=hits, made_at=at,
            made_by=by.user_id,
        )  # fmt: skip
    audit.record(by, "person.searched", run, at=at, facts={"hits": hits})
    _forget_oldest(by)
    return run


def _forget_oldest(by: Actor) -> None:
    """Keep a bounded number of tickets, whatever somebody types; the event of each search stays."""
    own = SearchRun.objects.filter(organisation_id=by.organisation_id, made_by=by.user_id)
    kept = own.order_by("-made_at", "-pk").values_list("pk", flat=True)
    if over := list(kept[MOST_TICKETS:]):
        SearchRun.objects.filter(pk__in=over).delete()
