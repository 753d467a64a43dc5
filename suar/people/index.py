"""The blind index in the database: putting tokens in, taking them out, asking for candidates.

Plain SQL: a posting is two numbers and a table of 24 million rows has no use for objects. All
writes join the transaction of the names they come from.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import log
from uuid import UUID

from django.db import connection, transaction

import suar.vault as vault
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.people import names
from suar.people.models import IndexState, KeyCount, Person, PersonKeys
from suar.vault.search_keys import key_id

NAMES, NUMBERS = "people.names", "people.numbers"  # purposes of the organisation's search key
CANDIDATES = 200  # decrypted and scored for one search
POSTINGS = 30_000  # read at most for one search, rarest tokens first
FREQUENT = 1_000  # postings from which a token is counted and kept in KeyCount
COMMON_SHARE = 0.01  # a part held by more people is asked for only in pairs
SINGLE = ("d:", "s:")  # families of one part alone; see names.keys
CHUNK = 400  # parameters a statement, far below every database's limit


def name_tokens(
    organisation_id: UUID, texts: Iterable[str], birth_years: Iterable[int] = ()
) -> set[int]:
    """Return the tokens under which a person with these names and years is found."""
    read = [names.read_name(text) for text in texts]
    keys = names.record_keys(read, birth_years)
    return set(vault.index_tokens(organisation_id, NAMES, sorted(keys)))


def number_tokens(organisation_id: UUID, keys: Iterable[str]) -> set[int]:
    """Return the tokens of numbers, for an exact match."""
    return set(vault.index_tokens(organisation_id, NUMBERS, sorted(keys)))


def put(person: Person, tokens: Iterable[int], *, by: Actor, at: datetime) -> None:
    """Add tokens of a person; those already there stay. Part of the running unit of work."""
    row = PersonKeys.objects.filter(person_id=person.pk).first()
    known = set(unpack(row.packed)) if row else set()
    fresh = sorted(set(tokens) - known)
    if not fresh:
        return
    insert([(token, person.ref) for token in fresh])
    packed = pack(known | set(fresh))
    if row is not None:
        PersonKeys.objects.filter(pk=row.pk).update(packed=packed)
        return
    PersonKeys.objects.create(
        id=new_id(), organisation_id=person.organisation_id, subject_id=person.subject_id,
        person=person, packed=packed, made_at=at, made_by=by.user_id,
    )  # fmt: skip


def take_out(people: Sequence[Person]) -> None:
    """Remove every token of these people, at once."""
    rows = PersonKeys.objects.filter(person__in=people).select_related("person")
    pairs = [(token, row.person.ref) for row in rows for token in unpack(row.packed)]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM people_searchkey WHERE key = %s AND ref = %s", pairs)
    PersonKeys.objects.filter(person__in=people).delete()


def insert(pairs: Sequence[tuple[int, int]]) -> None:
    """Insert postings in the order of the index; one that is there stays."""
    ordered = sorted(pairs)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), CHUNK):
            part = ordered[start : start + CHUNK]
            places = ",".join(["(%s,%s)"] * len(part))
            cursor.execute(
                f"INSERT INTO people_searchkey (key, ref) VALUES {places} ON CONFLICT DO NOTHING",  # noqa: S608 - placeholders only
                [value for pair in part for value in pair],
            )


def refs_of(tokens: Sequence[int], limit: int = CANDIDATES) -> list[int]:
    """Return the people who hold any of the tokens: numbers match exactly."""
    if not tokens:
        return []
    places = ",".join(["%s"] * len(tokens))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT ref FROM people_searchkey WHERE key IN ({places})"  # noqa: S608 - placeholders only
            " ORDER BY ref LIMIT %s",
            [*tokens, limit],
        )
        return [ref for (ref,) in cursor.fetchall()]


def candidates(organisation_id: UUID, asked: Sequence[str], limit: int = CANDIDATES) -> list[int]:
    """Return the refs of the likeliest people for key texts, best first.

    Tokens weigh by rarity and are read rarest first, until ``POSTINGS`` are reached; a common
    part counts only in its pairs, unless nothing rarer is known.
    """
    by_token = dict(zip(vault.index_tokens(organisation_id, NAMES, asked), asked, strict=True))
    counts = _counts(list(by_token))
    state = IndexState.objects.filter(organisation_id=organisation_id).first()
    people = max(state.people if state else 0, FREQUENT, 2 * max(counts.values(), default=0))
    common = max(people * COMMON_SHARE, FREQUENT)
    usable = {
        token: count
        for token, count in counts.items()
        if count <= common or not by_token[token].startswith(SINGLE)
    }
    chosen = _within_reach(usable) or _within_reach(counts)
    return _weighed([(t, log((people + 1) / n)) for t, n in chosen], limit) if chosen else []


def recount() -> int:
    """Count the frequent tokens anew; return how many there are.

    Reads the whole index before it writes a small table: for the night, or after an import.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key, COUNT(*) FROM people_searchkey GROUP BY key HAVING COUNT(*) >= %s",
            [FREQUENT],
        )
        found = [KeyCount(key=key, postings=count) for key, count in cursor.fetchall()]
    with transaction.atomic():
        KeyCount.objects.all().delete()
        KeyCount.objects.bulk_create(found, batch_size=CHUNK)
    return len(found)


def count_people(organisation_id: UUID, *, at: datetime) -> int:
    """Count the people of an organisation, against whom a token's frequency is measured."""
    people = Person.objects.filter(organisation_id=organisation_id, erased_at=None).count()
    IndexState.objects.filter(organisation_id=organisation_id).update(people=people, counted_at=at)
    return people


def ensure_state(organisation_id: UUID, *, by: Actor, at: datetime) -> IndexState:
    """Return the organisation's line about its index; its first one stands on the present key."""
    state, _made = IndexState.objects.get_or_create(
        organisation_id=organisation_id,
        defaults={"id": new_id(), "made_at": at, "made_by": by.user_id,
                  "key_id": key_id(organisation_id)},
    )  # fmt: skip
    return state


def is_current(organisation_id: UUID) -> bool:
    """Say whether the index stands on the present search key; a restored one does not yet."""
    state = IndexState.objects.filter(organisation_id=organisation_id).first()
    return state is None or state.key_id == key_id(organisation_id)


def pack(tokens: Iterable[int]) -> bytes:
    """Return signed 64-bit integers as bytes."""
    ordered = sorted(tokens)
    return struct.pack(f">{len(ordered)}q", *ordered)


def unpack(packed: bytes | memoryview) -> tuple[int, ...]:
    """Return the integers of :func:`pack`."""
    data = bytes(packed)
    return struct.unpack(f">{len(data) // 8}q", data)


def _counts(tokens: list[int]) -> dict[int, int]:
    """Return the postings of each token that has any: counted where rare, known where frequent."""
    counts = dict(KeyCount.objects.filter(key__in=tokens).values_list("key", "postings"))
    rare = [token for token in tokens if token not in counts]
    if not rare:
        return counts
    values = ",".join(["(CAST(%s AS bigint))"] * len(rare))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked(key) AS (VALUES {values}) SELECT asked.key, (SELECT COUNT(*) FROM "  # noqa: S608 - placeholders only
            "(SELECT 1 FROM people_searchkey s WHERE s.key = asked.key LIMIT %s) bounded) "
            "FROM asked",
            [*rare, 5 * FREQUENT],
        )
        return counts | {key: count for key, count in cursor.fetchall() if count}


def _within_reach(counts: dict[int, int]) -> list[tuple[int, int]]:
    """Return the rarest tokens whose postings together stay under the cap."""
    chosen: list[tuple[int, int]] = []
    left = POSTINGS
    for token, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        if count > left:
            break
        left -= count
        chosen.append((token, count))
    return chosen


def _weighed(weights: list[tuple[int, float]], limit: int) -> list[int]:
    values = ",".join(["(CAST(%s AS bigint), CAST(%s AS real))"] * len(weights))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH asked(key, weight) AS (VALUES {values}) SELECT s.ref, SUM(asked.weight) "  # noqa: S608 - placeholders only
            "FROM asked JOIN people_searchkey s ON s.key = asked.key "
            "GROUP BY s.ref ORDER BY 2 DESC, 1 LIMIT %s",
            [*(value for pair in weights for value in pair), limit],
        )
        return [ref for ref, _weight in cursor.fetchall()]
