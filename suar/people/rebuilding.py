"""Making an organisation's index anew: after a restore (search keys stand in no backup), or after
the reading of names has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import suar.jobs as jobs
import suar.vault as vault
from suar.kit.actor import system_actor
from suar.people import index, numbers
from suar.people.models import (
    BirthDate,
    IdentityDocument,
    IndexState,
    Person,
    PersonName,
    Phone,
    SearchRun,
)
from suar.vault.search_keys import key_id

REBUILD, RECOUNT = "people.rebuild_index", "people.recount"
COUNT_EVERY = timedelta(days=1)
SEARCHES_KEPT = timedelta(days=1)
WORTH_COUNTING = 5_000  # people from which a token can be frequent at all


def rebuild_index(organisation_id: UUID, *, at: datetime) -> jobs.Job:
    """Ask for the index of an organisation to be made anew; the same key asks only once."""
    vault.index_tokens(organisation_id, index.NAMES, [])  # makes the key where it is missing
    mark = f"rebuild|{key_id(organisation_id)}"
    return jobs.enqueue(
        REBUILD, organisation_id=organisation_id, at=at, job_id=uuid5(organisation_id, mark)
    )


def next_people(organisation_id: UUID, cursor: str, size: int) -> list[Person]:
    """Return the people after a cursor, in the order of their number."""
    after = int(cursor) if cursor else -1
    people = Person.objects.filter(organisation_id=organisation_id, erased_at=None, ref__gt=after)
    return list(people.order_by("ref")[:size])


def rebuild_batch(people: Sequence[Person], *, at: datetime) -> None:
    """Take the old tokens of these people out and put new ones in, in the running transaction.

    They are held, so that nobody who is erased meanwhile comes back into the index.
    """
    if not people:
        return
    by = system_actor(people[0].organisation_id)
    subjects = vault.lock_those_living(person.subject_id for person in people)
    people = [person for person in people if person.subject_id in subjects]
    index.take_out(people)
    with vault.opened_by_system(subjects, by=by, at=at, why="people.rebuild_index"):
        tokens = {person: _tokens(person) for person in people}
    for person, found in tokens.items():
        index.put(person, found, by=by, at=at)


def rebuilt(organisation_id: UUID, *, at: datetime) -> None:
    """Note that the index stands on the present key, and count it."""
    index.ensure_state(organisation_id, by=system_actor(organisation_id), at=at)
    IndexState.objects.filter(organisation_id=organisation_id).update(
        key_id=key_id(organisation_id)
    )
    index.count_people(organisation_id, at=at)
    index.recount()


def tick(organisation_id: UUID, at: datetime) -> None:
    """Every minute: rebuild after a restore, count once a day, forget old searches."""
    SearchRun.objects.filter(
        organisation_id=organisation_id, made_at__lt=at - SEARCHES_KEPT
    ).delete()
    state = IndexState.objects.filter(organisation_id=organisation_id).first()
    if state is None:
        return
    if not index.is_current(organisation_id):
        rebuild_index(organisation_id, at=at)
    if state.counted_at is None or state.counted_at <= at - COUNT_EVERY:
        people = index.count_people(organisation_id, at=at)
        if people >= WORTH_COUNTING:
            mark = uuid5(organisation_id, f"recount|{at:%Y-%m-%d}")
            jobs.enqueue(RECOUNT, organisation_id=organisation_id, at=at, job_id=mark)


def _tokens(person: Person) -> set[int]:
    """Return all tokens of a person whose subject is opened around this call."""
    owner = person.organisation_id
    written = [row.text.open() for row in PersonName.objects.filter(person=person) if row.text]
    dates = BirthDate.objects.filter(person=person)
    years = [row.born.open().year for row in dates if row.born]
    found = index.name_tokens(owner, written, years)
    keys: set[str] = set()
    for paper in IdentityDocument.objects.filter(person=person):
        keys |= numbers.document_keys(paper.number.open()) if paper.number else set()
    for phone in Phone.objects.filter(person=person):
        keys |= numbers.phone_keys(phone.number.open()) if phone.number else set()
    return found | index.number_tokens(owner, keys)
