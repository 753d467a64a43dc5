"""What SQL that was slipped in can do: it may say any organisation, and none is believed."""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from suar import vault
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.policy import rls
from suar.store import tenancy
from suar.store.postgresql import proof
from suar.vault.models import Subject
from tests.support.cast import make_cast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def houses(app_role) -> tuple[UUID, UUID]:
    """Return two organisations, each with one subject; the connection works for none of them."""
    cast = make_cast()
    for house in (cast.a, cast.c):
        with tenancy.acting_for(house.pk):
            by = Actor(user_id=new_id(), organisation_id=house.pk)
            vault.new_subject(kind="person", by=by, at=cast.at)
    return cast.a.pk, cast.c.pk


def say(value: str) -> None:
    """Say a setting as an injected statement would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('suar.organisation', %s, false)", [value])


def ask(sql: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def process() -> int:
    [number] = ask("SELECT pg_backend_pid()")
    return int(str(number))


# --- not believed -----------------------------------------------------------------------------


def forgeries(ours: UUID, theirs: UUID) -> list[str]:
    own = proof.told(ours, process())
    return [
        str(theirs),
        f"{theirs}:",
        f"{theirs}:{'0' * 64}",
        f"{theirs}:{own.split(':')[1]}",  # our own proof under their name
        proof.told(theirs, process() + 1),  # theirs, seen on another connection
        f"{theirs}:not hexadecimal",
        "x" * 500,
        ":",
        ":::",
    ]


def test_another_organisation_that_is_only_said_shows_nothing(houses):
    ours, theirs = houses
    with tenancy.acting_for(ours):
        for forged in forgeries(ours, theirs):
            say(forged)
            assert ask("SELECT suar_organisation()") == [None], forged
            assert not Subject.objects.exists(), forged


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT inner_pad FROM suar_private.proof_key",
        "UPDATE suar_private.proof_key SET inner_pad = ''",
        "CREATE OR REPLACE FUNCTION suar_organisation() RETURNS uuid LANGUAGE sql AS 'SELECT NULL'",
        "ALTER TABLE vault_subject DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE vault_subject NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY suar_read ON vault_subject",
        "CREATE TABLE mine (word text)",
        "CREATE TEMPORARY TABLE vault_subject (organisation_id uuid)",
        "CREATE FUNCTION pg_temp.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ],
)
def test_the_wall_and_its_key_are_out_of_reach(houses, statement):
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_login_of_the_web_server_gains_nothing_by_leaving_the_role(
    django_db_setup, django_db_blocker
):
    """A login that is a member of the role and owns nothing: ``SET ROLE NONE`` is no way out."""
    there = connection.settings_dict
    name = f"suar_probe_{uuid4().hex[:8]}"
    address = {
        "dbname": there["NAME"], "host": there["HOST"], "port": there["PORT"], "autocommit": True,
    }  # fmt: skip
    with psycopg.connect(user=there["USER"], password=there["PASSWORD"], **address) as owner:
        owner.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{name}' IN ROLE {rls.APP_ROLE}")
        try:
            with psycopg.connect(user=name, password=name, **address) as web:
                web.execute(f"SET ROLE {rls.APP_ROLE}")
                web.execute("SET ROLE NONE")
                assert web.execute("SELECT current_user").fetchone() == (name,)
                for statement in (
                    "ALTER TABLE vault_subject DISABLE ROW LEVEL SECURITY",
                    "UPDATE audit_event SET verb = 'x'",
                    "SELECT * FROM suar_private.proof_key",
                    f"SET ROLE {there['USER']}",
                ):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        web.execute(statement)
                web.execute("SET row_security = off")
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    web.execute("SELECT * FROM vault_subject")
        finally:
            owner.execute(f"DROP ROLE {name}")


# --- believed ---------------------------------------------------------------------------------


def test_the_application_is_believed_and_sees_its_own(houses):
    for house in houses:
        with tenancy.acting_for(house):
            assert ask("SELECT suar_organisation()") == [house]
            assert {s.organisation_id for s in Subject.objects.all()} == {house}
    assert ask("SELECT suar_organisation()") == [None]


def test_no_other_connection_reads_the_proof_in_the_list_of_statements(houses):
    there = connection.settings_dict
    address = {k.lower(): there[k] for k in ("HOST", "PORT", "USER", "PASSWORD")}
    with (
        tenancy.acting_for(houses[0]),  # the last statement of this connection
        psycopg.connect(dbname=there["NAME"], **address) as other,
    ):
        seen = other.execute(
            "SELECT query FROM pg_stat_activity WHERE datname = current_database()"
            " AND query LIKE '%%set_config%%' AND pid <> %s",
            [other.info.backend_pid],
        ).fetchall()
    assert seen
    assert all(str(houses[0]) not in text and "$2" in text for (text,) in seen)


def test_the_organisation_is_asked_for_once_in_a_statement_and_not_for_each_row(houses):
    ours, _theirs = houses
    with tenancy.acting_for(ours):
        plan = "\n".join(map(str, ask("EXPLAIN (VERBOSE) SELECT * FROM vault_subject")))
    assert "InitPlan" in plan
    filters = [line for line in plan.splitlines() if "Filter" in line or "Cond" in line]
    assert filters
    assert all("suar_organisation" not in line for line in filters)
