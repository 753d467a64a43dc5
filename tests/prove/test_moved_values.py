"""10,000 sealed values moved or altered in the database: none is accepted.

Each is put in place by plain SQL, as whoever holds the disk would do it: from another row, field,
subject or table, with a bit turned, cut short, lengthened, or with another version byte.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from suar import vault
from suar.kit.ids import new_id
from suar.people.models import Address, PersonName
from suar.vault.crypto import DoesNotOpen
from tests.prove.conftest import times
from tests.support import people

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
PERSONS = 20


def _other_row(values, mine, chance):
    return chance.choice([v for v in values if v[:2] == mine[:2] and v[2] != mine[2]])[4]


def _other_field(values, mine, chance):
    hers = [v for v in values if v[1] == mine[1] and v[3] != mine[3]]
    same_row = [v for v in hers if v[2] == mine[2]]
    return chance.choice(same_row or hers)[4]


def _other_subject(values, mine, chance):
    return chance.choice([v for v in values if v[0] == mine[0] and v[1] != mine[1]])[4]


def _other_table(values, mine, chance):
    return chance.choice([v for v in values if v[0] != mine[0] and v[1] == mine[1]])[4]


def _bit(values, mine, chance):
    altered = bytearray(mine[4])
    place = chance.randrange(len(altered))
    altered[place] ^= 1 << chance.randrange(8)
    return bytes(altered)


def _shorter(values, mine, chance):
    return mine[4][: -chance.randrange(1, 16)]


def _longer(values, mine, chance):
    return mine[4] + bytes([chance.randrange(256)])


def _version(values, mine, chance):
    return bytes([chance.randrange(2, 256)]) + mine[4][1:]


HARMS = [_other_row, _other_field, _other_subject, _other_table, _bit, _shorter, _longer, _version]
COLUMNS = {
    PersonName: ("text",),
    Address: ("text", "regency"),
}


@pytest.mark.django_db
def test_no_moved_or_altered_value_is_accepted(cast):
    ani = cast.actor(cast.ani)
    rows, values = _filled(ani)
    chance = random.Random(20260302)
    accepted, refused, opened = [], 0, 0
    for number in range(times(10_000)):
        mine = chance.choice(values)
        harm = HARMS[number % len(HARMS)]
        blob = harm(values, mine, chance)
        if _put(mine, blob) is False:
            refused += 1  # the CHECK of the column did not even take it
            continue
        if _opens(rows[mine[2]], mine[3], ani):
            accepted.append((harm.__name__, mine[:4]))
        opened += 1
        _put(mine, mine[4])
    assert not accepted
    assert opened > refused  # most harm passes the column's CHECK and is stopped by the cipher
    untouched = [_opens(rows[v[2]], v[3], ani) for v in values]
    assert all(untouched)  # the test itself tells a sound value from a harmed one


def _filled(ani):
    """Return rows by id, and (table, subject, row, column, sealed) of every value."""
    rows, values = {}, []
    for number in range(PERSONS):
        name = f"Contoh Nomor{'abcdefghijklmnopqrst'[number]} alias Ujang"
        person = people.make_person(ani, AT, name=name)
        base = {
            "organisation_id": person.organisation_id, "subject_id": person.subject_id,
            "person": person, "made_at": AT, "made_by": ani.user_id,
        }  # fmt: skip
        for _ in range(2):
            Address(id=new_id(), kind="home", text="Jalan Contoh 1", regency="5203",
                    **base).save(force_insert=True)  # fmt: skip
        for model, columns in COLUMNS.items():
            for row in model.objects.filter(person=person):
                rows[row.pk] = row
                for column in columns:
                    sealed = getattr(row, column).sealed
                    values.append((model._meta.db_table, row.subject_id, row.pk, column, sealed))
    return rows, values


def _put(value, blob):
    """Write a blob past the ORM; False where the database refuses it."""
    table, _subject, row_id, column, _sealed = value
    key = row_id if connection.vendor == "postgresql" else row_id.hex
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE id = %s', [blob, key])
    except IntegrityError:
        return False
    return True


def _opens(row, column, ani):
    fresh = type(row).objects.get(pk=row.pk)
    with vault.opened(fresh, by=ani, at=AT):
        try:
            getattr(fresh, column).open()
        except DoesNotOpen:
            return False
    return True
