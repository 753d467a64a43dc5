"""Behind the querysets: what PostgreSQL itself shows and takes, table by table.

The statements are raw, as if every scope had been forgotten.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from suar.kit.ids import new_id
from suar.policy import rls
from suar.policy.models import Grant
from suar.store import tenancy
from suar.store.postgresql import roles

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PROTECTED = rls.protected_models()
WRITTEN_BY_ALL = {"log", "log_index"}  # an event is owned by the row's organisation, whoever acts
# Tables in which this world has no row of B, with the reason.
EMPTY: dict[str, str] = {}


def owner_of(model: Any) -> str:
    """Return the column that names the owner: the organisation's own id in its own table."""
    columns = {f.column for f in model._meta.concrete_fields}
    return "organisation_id" if "organisation_id" in columns else "id"


HIDDEN = [(model, form) for model, form in PROTECTED if form != "shared"]  # that one all may read
# Rows of the log are never removed, and an event belongs to the house whose row it tells of.
CHANGED = [(model, form) for model, form in PROTECTED if form not in WRITTEN_BY_ALL]
OWNED = [(model, form) for model, form in CHANGED if owner_of(model) != "id"]


def case(pair: Any) -> str:
    return pair[0]._meta.label


@contextmanager
def as_house(house: Any):
    """Act as the application in an organisation; None is nobody's."""
    with roles.as_role(rls.APP_ROLE), tenancy.acting_for(house and house.organisation.pk):
        yield


def ask(sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def subject_of(model: Any) -> str:
    columns = {f.column for f in model._meta.concrete_fields}
    return "subject_id" if "subject_id" in columns else "id"


def granted_to(house: Any) -> set[UUID]:
    """Return the subjects that somebody else opened to a house (read as the owner)."""
    with roles.as_owner():
        lines = Grant.objects.filter(to_organisation=house.organisation.pk, ended_at__isnull=True)
        return set(lines.values_list("subject_id", flat=True))


def strangers(model: Any, form: str, house: Any) -> list[tuple[Any, ...]]:
    """Return (id, owner) of the rows that a house must not reach, read as the owner."""
    table, owner, me = model._meta.db_table, owner_of(model), house.organisation.pk
    extra = {
        "subject": f" AND NOT ({subject_of(model)} = ANY(%s))",
        "ledger": " AND (to_organisation IS NULL OR to_organisation <> %s)",
        "log": " AND (actor_organisation_id IS NULL OR actor_organisation_id <> %s)",
    }.get(form, "")
    more = {"subject": [list(granted_to(house))]}.get(form, [me] if extra else [])
    with roles.as_owner():
        return ask(
            f"SELECT {model._meta.pk.column}, {owner} FROM {table} WHERE {owner} <> %s{extra}",
            [me, *more],
        )


@pytest.mark.parametrize("pair", HIDDEN, ids=case)
def test_a_house_reads_its_own_rows_and_no_others(pair, the_world):
    model, form = pair
    table, owner, pk = model._meta.db_table, owner_of(model), model._meta.pk.column
    for house in the_world.three():
        hidden = {row[0] for row in strangers(model, form, house)}
        with roles.as_owner():
            every = {row[0] for row in ask(f"SELECT {pk} FROM {table}")}
        with as_house(house):
            seen = {row[0] for row in ask(f"SELECT {pk} FROM {table}")}
        assert seen == every - hidden, f"{model._meta.label} as {house.letter}"
        theirs = ask_owner(f"SELECT count(*) FROM {table} WHERE {owner} = %s", house)
        assert theirs or model._meta.label in EMPTY, "a table without rows proves nothing"


def ask_owner(sql: str, house: Any) -> int:
    with roles.as_owner():
        return ask(sql, [house.organisation.pk])[0][0]


@pytest.mark.parametrize("pair", HIDDEN, ids=case)
def test_without_an_organisation_nothing_is_seen(pair, the_world):
    model, _form = pair
    with as_house(None):
        assert ask(f"SELECT count(*) FROM {model._meta.db_table}") == [(0,)]


@pytest.mark.parametrize("pair", PROTECTED, ids=case)
def test_a_foreign_row_is_neither_changed_nor_removed(pair, the_world):
    model, form = pair
    table, owner, pk = model._meta.db_table, owner_of(model), model._meta.pk.column
    house = the_world["A"]
    targets = [row[0] for row in strangers(model, form, house)]
    if not targets:
        assert model._meta.label in EMPTY
        return
    for sql in (
        f"UPDATE {table} SET {owner} = {owner} WHERE {pk} = ANY(%s)",
        f"DELETE FROM {table} WHERE {pk} = ANY(%s)",
    ):
        with as_house(house):
            if form in WRITTEN_BY_ALL:
                with pytest.raises(ProgrammingError, match="permission denied"):
                    touched(sql, targets)
            else:
                assert touched(sql, targets) == 0, f"{sql} as A"


def touched(sql: str, *params: Any) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


@pytest.mark.parametrize("pair", CHANGED, ids=case)
def test_a_statement_that_names_no_row_reaches_ones_own_alone(pair, the_world):
    """Without a condition PostgreSQL asks the policy of the verb alone, not that of reading."""
    model, form = pair
    house, table = the_world["A"], model._meta.db_table
    with roles.as_owner():
        own = ask(f"SELECT count(*) FROM {table} WHERE {owner_of(model)} = %s",
                  [house.organisation.pk])[0][0]  # fmt: skip
        if form == "subject":
            own += ask(
                f"SELECT count(*) FROM {table} WHERE {subject_of(model)} = ANY(%s)"
                f" AND {owner_of(model)} <> %s",
                [list(granted_to(house)), house.organisation.pk],
            )[0][0]
    point = transaction.savepoint()
    try:
        with as_house(house):
            assert touched(f"DELETE FROM {table}") == own
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("pair", CHANGED, ids=case)
def test_no_row_is_written_in_the_name_of_another_house(pair, the_world):
    model, form = pair
    table, pk = model._meta.db_table, model._meta.pk.column
    targets = strangers(model, form, the_world["A"])
    if not targets:
        assert model._meta.label in EMPTY
        return
    names = [f.column for f in model._meta.concrete_fields]
    columns = [f'"{name}"' for name in names]
    with roles.as_owner():
        row = ask(f"SELECT {', '.join(columns)} FROM {table} WHERE {pk} = %s", [targets[0][0]])[0]
    values = dict(zip(names, row, strict=True))
    if owner_of(model) != "id":
        values[pk] = new_id() if isinstance(values[pk], UUID) else values[pk] + 10_000_000
    marks = ", ".join(["%s"] * len(columns))
    with (
        as_house(the_world["A"]),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            [as_stored(values[name]) for name in names],
        )


def as_stored(value: Any) -> Any:
    """Return a value as the driver takes it back."""
    if isinstance(value, dict | list):
        return connection.Database.types.json.Jsonb(value)
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.parametrize("pair", OWNED, ids=case)
def test_a_row_of_ones_own_is_not_handed_to_another_house(pair, the_world):
    model, _form = pair
    table, owner = model._meta.db_table, owner_of(model)
    house, other = the_world["A"], the_world["B"].organisation.pk
    with as_house(house):
        mine = ask(f"SELECT count(*) FROM {table} WHERE {owner} = %s", [house.organisation.pk])
        if not mine[0][0]:
            assert model._meta.label in EMPTY
            return
        with pytest.raises(ProgrammingError, match="row-level security"):
            touched(f"UPDATE {table} SET {owner} = %s", other)


CHECKS = (  # each with the tables of which it asks
    (test_a_house_reads_its_own_rows_and_no_others, HIDDEN),
    (test_without_an_organisation_nothing_is_seen, HIDDEN),
    (test_a_foreign_row_is_neither_changed_nor_removed, PROTECTED),
    (test_a_statement_that_names_no_row_reaches_ones_own_alone, CHANGED),
    (test_no_row_is_written_in_the_name_of_another_house, CHANGED),
    (test_a_row_of_ones_own_is_not_handed_to_another_house, OWNED),
)
