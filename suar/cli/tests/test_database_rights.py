"""The logins of PostgreSQL: what is refused without a right, and what the doctor names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from suar.cli import database_rights, readiness
from suar.cli.backup import making
from suar.cli.database_rights import Login
from suar.cli.refusal import Refused
from suar.policy import rls
from suar.store.postgresql import APP_ROLE
from suar.store.postgresql.roles import as_owner
from suar.vault.models import WrappedKey
from tests.support.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = datetime.now(UTC)
GOOD = Login(
    name="suar", superuser=False, all_rows=True, make_roles=False, make_databases=True,
    make_tables=True, role_exists=True, in_role=True, owns=True, make_temporary=True,
)  # fmt: skip
GOOD_KEYS = replace(GOOD, name="suar_keys", all_rows=False, in_role=False)
SERVES = replace(
    GOOD, name="suar_web", all_rows=False, make_databases=False, make_tables=False, owns=False,
    make_temporary=False,
)  # fmt: skip


@pytest.fixture
def logins(monkeypatch):
    """Give the two databases logins as a test wants them, whatever login the tests have."""
    found = {"default": GOOD, "keys": GOOD_KEYS}
    monkeypatch.setattr(database_rights, "login_of", found.__getitem__)
    return found


def english() -> list[str]:
    return [finding.english for finding in database_rights.rights_fit(AT) if not finding.ok]


@pytest.mark.parametrize(
    ("alias", "lack", "line"),
    [
        ("default", {"make_tables": False}, 'OWNER TO "suar"'),
        ("keys", {"make_tables": False}, 'OWNER TO "suar_keys"'),
        ("default", {"in_role": False}, f'GRANT {APP_ROLE} TO "suar"'),
        ("default", {"in_role": False, "role_exists": False}, f"CREATE ROLE {APP_ROLE} NOLOGIN"),
    ],
)
def test_setup_refuses_with_the_line_that_an_administrator_runs(logins, alias, lack, line):
    logins[alias] = replace(logins[alias], **lack)
    with pytest.raises(Refused) as refused:
        database_rights.prepare()
    assert line in refused.value.english
    assert line in refused.value.indonesian


def test_no_backup_is_made_of_what_one_organisation_sees(logins, tmp_path):
    logins["default"] = replace(GOOD, all_rows=False)
    with pytest.raises(Refused) as refused:
        making.make(at=AT, recipient="", folder=tmp_path)
    assert "BYPASSRLS" in refused.value.english
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("alias", "fault", "word"),
    [
        ("default", {"superuser": True}, "suar is a superuser"),
        ("default", {"all_rows": False}, "lacks BYPASSRLS"),
        ("keys", {"make_databases": False}, "suar_keys lacks CREATEDB"),
        ("keys", {"in_role": True}, "login of the keys may read the data"),
        ("keys", {"name": "suar"}, "data and keys share the login suar"),
    ],
)
def test_the_doctor_names_a_right_that_is_missing_or_too_much(logins, app_role, alias, fault, word):
    logins[alias] = replace(logins[alias], **fault)
    [said] = english()
    assert word in said


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY", "people_person"),
        ("DROP POLICY suar_read ON cases_case", "cases_case"),
        (f"GRANT UPDATE ON audit_event TO {APP_ROLE}", "may change the log"),
    ],
)
def test_the_doctor_sees_a_wall_that_was_taken_down(logins, app_role, sql, word):
    assert english() == []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql)
    [said] = english()
    assert word in said


def test_an_application_that_no_wall_binds_is_named(logins):
    [said] = english()
    assert "which row-level security does not bind" in said


def test_a_login_asked_in_truth_answers(app_role):
    login = database_rights.login_of("default")
    assert login.in_role
    assert login.role_exists
    database_rights.prepare()
    database_rights.require_all_rows()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (rls.APP_ROLE,)


def test_lost_keys_are_noticed_although_no_organisation_is_set(cast, app_role):
    make_person(cast.actor(cast.ani), cast.at, name="Sulastri")
    assert readiness._keys_lost() == []
    WrappedKey.objects.all().delete()
    assert readiness._keys_lost()


# --- one login serves, another owns -------------------------------------------------------------


@pytest.fixture
def apart(logins, monkeypatch):
    """Give the server a login that owns nothing, as in production."""
    logins.update({"default": SERVES, "owner": GOOD})
    monkeypatch.setattr(database_rights, "owner_of", lambda: {"USER": "suar", "PASSWORD": ""})
    return logins


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ({"superuser": True}, "is a superuser"),
        ({"all_rows": True}, "has BYPASSRLS"),
        ({"make_roles": True}, "has CREATEROLE"),
        ({"owns": True}, "owns tables"),
    ],
)
def test_production_is_not_served_by_a_login_that_can_take_the_wall_down(
    apart, settings, app_role, fault, word
):
    settings.DEMO_ALLOWED = False
    apart["default"] = replace(SERVES, **fault)
    [said] = [o.english for o in readiness.why_not_serve()]
    assert "suar_web" in said
    assert word in said
    assert "SUAR_DATABASE_OWNER_URL" in said
    assert any(word in finding for finding in english())
    assert readiness.why_not_serve(serving=False) == []  # a backup is made all the same


def test_production_is_served_by_a_login_that_owns_nothing(apart, settings, app_role):
    settings.DEMO_ALLOWED = False
    assert readiness.why_not_serve() == []
    assert english() == []


def test_the_owner_is_looked_at_beside_the_login_that_serves(apart, app_role):
    apart["owner"] = replace(GOOD, all_rows=False, make_databases=False)
    assert [said.split()[0] for said in english()] == ["suar", "suar"]


@pytest.mark.parametrize("fault", [{"make_tables": True}, {"make_temporary": True}])
def test_a_serving_login_that_may_make_tables_is_named_with_the_line_to_run(apart, app_role, fault):
    apart["default"] = replace(SERVES, **fault)
    [said] = english()
    assert "REVOKE TEMPORARY ON DATABASE" in said


def test_where_the_owner_is_not_given_the_doctor_says_that_it_did_not_look(apart, monkeypatch):
    monkeypatch.setattr(database_rights, "owner_of", lambda: None)
    told = [finding.english for finding in database_rights.rights_fit(AT) if finding.ok]
    assert any("owner's login is not given" in said for said in told)


def test_after_a_new_secret_key_nothing_is_served_until_setup(app_role, settings):
    assert readiness.why_not_serve() == []
    settings.SECRET_KEY = "another" * 10
    [said] = [o.english for o in readiness.why_not_serve()]
    assert "run `suar setup`" in said
    with as_owner():
        rls.install(connection)
    assert readiness.why_not_serve() == []


def test_the_owner_signs_in_beside_and_is_asked_in_truth(app_role, monkeypatch):
    there = connection.settings_dict
    owner = {"USER": there["USER"], "PASSWORD": there["PASSWORD"]}
    monkeypatch.setattr(database_rights, "owner_of", lambda: owner)
    login = database_rights.login_of("owner")
    assert (login.name, login.owns) == (there["USER"], True)
