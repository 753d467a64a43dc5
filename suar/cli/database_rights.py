"""What PostgreSQL must allow our two logins, and what it must keep from them.

The web server and the worker sign in as a login that owns nothing and is a member of the
application's role, which owns nothing either: row-level security binds both. What makes, copies or
moves whole tables (setup, backup, restore) signs in as their owner and must then see every row:
``BYPASSRLS``. On a developer's machine one login may be both. The login of the keys shares no role
with them. On SQLite there is nothing to ask.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from suar.cli.finding import Finding
from suar.cli.refusal import Refused
from suar.policy import rls
from suar.store.postgresql import APP_ROLE
from suar.store.postgresql.roles import as_owner, owner_of

ALIASES = ("default", "keys")
OWNER = "owner"  # in the place of an alias: the owner's login on the data's database
LOG = ("audit_event", "audit_eventsubject")
_LOGIN = """
    SELECT rolname, rolsuper, rolsuper OR rolbypassrls, rolsuper OR rolcreaterole,
        rolsuper OR rolcreatedb, has_schema_privilege(session_user, 'public', 'CREATE'),
        EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %(role)s),
        EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = %(role)s
                AND pg_has_role(session_user, r.oid, 'MEMBER')),
        EXISTS (SELECT 1 FROM (
            SELECT relowner AS oid FROM pg_class UNION SELECT proowner FROM pg_proc
            UNION SELECT nspowner FROM pg_namespace
            UNION SELECT datdba FROM pg_database WHERE datname = current_database()) owners
            WHERE pg_has_role(session_user, owners.oid, 'MEMBER')),
        has_database_privilege(session_user, current_database(), 'TEMPORARY')
    FROM pg_roles WHERE rolname = session_user
"""
_BARE = """
    SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s) AND c.relkind = 'r'
    AND pg_table_is_visible(c.oid) AND NOT (c.relrowsecurity AND c.relforcerowsecurity
    AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 4)
"""


@dataclass(frozen=True, slots=True)
class Login:
    """What the login of one database may do."""

    name: str
    superuser: bool
    all_rows: bool
    make_roles: bool
    make_databases: bool
    make_tables: bool
    role_exists: bool
    in_role: bool
    owns: bool  # a table, function, schema or the database, itself or by a role that it is in
    make_temporary: bool


def login_of(alias: str) -> Login:
    """Ask the server about the login of a database, or about the owner of the data's tables."""
    if alias == OWNER:
        return _owner()
    with as_owner(), connections[alias].cursor() as cursor:
        cursor.execute(_LOGIN, {"role": APP_ROLE})
        return Login(*cursor.fetchone())


def _owner() -> Login:
    """Sign in as the owner for this one question, beside the connection that serves."""
    beside = connections["default"].copy(OWNER)
    beside.settings_dict.update(owner_of() or {})
    beside.settings_dict["OPTIONS"] = {}  # neither pool nor role
    try:
        with beside.cursor() as cursor:
            cursor.execute(_LOGIN, {"role": APP_ROLE})
            return Login(*cursor.fetchone())
    finally:
        beside.close()


def why_unbound(login: Login) -> list[Finding]:
    """Say what lets a login put row-level security aside, as the end of a sentence."""
    if login.superuser:
        return [_fault("is a superuser", "adalah superuser")]
    found = []
    if login.all_rows:
        found.append(_fault("has BYPASSRLS", "memiliki BYPASSRLS"))
    if login.make_roles:
        found.append(_fault("has CREATEROLE", "memiliki CREATEROLE"))
    if login.owns:
        found.append(
            _fault(
                "owns tables, or is in a role that does",
                "memiliki tabel, langsung atau lewat peran",
            )
        )
    return found


def prepare() -> None:
    """Make the application's role where it is missing; refuse where the login may not.

    Comes before anything that assumes the role, in a new installation and before a restore.
    """
    if connections["default"].vendor != "postgresql":
        return
    with as_owner():
        try:
            _prepare()
        except Refused:
            if not connections["default"].in_atomic_block:
                connections[
                    "default"
                ].close()  # it could not go back to a role that it may not take
            raise


def _prepare() -> None:
    for alias in ALIASES:
        _refuse_without_tables(alias, login_of(alias))
    login = login_of("default")
    if not login.in_role or login.superuser:
        _refuse_without_role(login)
        rls.give_role(connections["default"])


def _refuse_without_tables(alias: str, login: Login) -> None:
    if not login.make_tables:
        name = connections[alias].settings_dict["NAME"]
        line = f'ALTER DATABASE "{name}" OWNER TO "{login.name}";'
        raise Refused(
            f"The login {login.name} may not make tables in {name}. Give the owner's login "
            f"(SUAR_DATABASE_OWNER_URL), or an administrator runs: {line}",
            f"Akun {login.name} tidak boleh membuat tabel di {name}. Isi akun pemilik "
            f"(SUAR_DATABASE_OWNER_URL), atau administrator menjalankan: {line}",
        )


def _refuse_without_role(login: Login) -> None:
    if login.make_roles:
        return
    lines = [] if login.role_exists else [f"CREATE ROLE {APP_ROLE} NOLOGIN;"]
    words = " ".join([*lines, f'GRANT {APP_ROLE} TO "{login.name}";'])
    raise Refused(
        f"The application works as the role {APP_ROLE}. An administrator runs: {words}",
        f"Aplikasi bekerja sebagai peran {APP_ROLE}. Administrator menjalankan: {words}",
    )


def require_all_rows() -> None:
    """Refuse what needs every row where the data's login sees only an organisation's."""
    if connections["default"].vendor != "postgresql":
        return
    login = login_of("default")
    if not login.all_rows:
        line = f'ALTER ROLE "{login.name}" BYPASSRLS;'
        raise Refused(
            f"The login {login.name} does not see all rows. Give the owner's login "
            f"(SUAR_DATABASE_OWNER_URL), or, where it is the owner, an administrator runs: {line}",
            f"Akun {login.name} tidak melihat semua baris. Isi akun pemilik "
            f"(SUAR_DATABASE_OWNER_URL), atau, bila ini pemiliknya, administrator menjalankan: "
            f"{line}",
        )


def rights_fit(_at: datetime) -> Iterator[Finding]:
    """The logins may do what they need and no more, and row-level security stands."""
    if connections["default"].vendor != "postgresql":
        return
    logins = {alias: login_of(alias) for alias in ALIASES}
    owner = login_of(OWNER) if owner_of() else logins["default"]
    if owner.owns:
        logins[OWNER] = owner
    else:
        yield Finding(
            True,
            "the owner's login is not given here (SUAR_DATABASE_OWNER_URL): not looked at",
            "akun pemilik tidak diberikan di sini (SUAR_DATABASE_OWNER_URL): tidak diperiksa",
        )
    faults = [*_of_each(logins), *_of_the_owner(logins), *_of_the_server(logins), *_of_the_role()]
    faults += [*_of_the_keys(logins), *_of_the_programs()]
    yield from faults
    if not faults:
        yield Finding(
            True,
            f"row-level security binds {APP_ROLE}; the logins have the rights they need",
            f"row-level security mengikat {APP_ROLE}; hak akun basis data sesuai",
        )


def _fault(english: str, indonesian: str) -> Finding:
    return Finding(False, english, indonesian)


def _of_each(logins: dict[str, Login]) -> Iterator[Finding]:
    for login in {login.name: login for login in logins.values()}.values():
        if login.superuser:
            yield _fault(
                f"the login {login.name} is a superuser: give Suar logins of its own",
                f"akun {login.name} adalah superuser: buat akun tersendiri untuk Suar",
            )
        elif not login.make_databases and login in (logins.get(OWNER), logins["keys"]):
            yield _fault(
                f"{login.name} lacks CREATEDB: `suar restore --verify` cannot try a backup",
                f"{login.name} tanpa CREATEDB: `suar restore --verify` tidak dapat berjalan",
            )


def _of_the_owner(logins: dict[str, Login]) -> Iterator[Finding]:
    login = logins.get(OWNER)
    if login is not None and not login.all_rows:
        yield _fault(
            f"{login.name} lacks BYPASSRLS: backups and restores are refused",
            f"{login.name} tanpa BYPASSRLS: cadangan dan pemulihan ditolak",
        )


def _of_the_server(logins: dict[str, Login]) -> Iterator[Finding]:
    """The login that serves makes nothing, not even a temporary table in the place of ours."""
    login = logins["default"]
    if login == logins.get(OWNER):
        return  # one login for both: in production it is not served (``readiness``)
    for why in why_unbound(login):
        yield _fault(
            f"the login that serves, {login.name}, {why.english}",
            f"akun yang melayani, {login.name}, {why.indonesian}",
        )
    if login.make_tables or login.make_temporary:
        name = connections["default"].settings_dict["NAME"]
        line = (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC; "
            f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC;'
        )
        yield _fault(
            f"{login.name} may make tables of its own. An administrator runs: {line}",
            f"{login.name} boleh membuat tabel sendiri. Administrator menjalankan: {line}",
        )


def _of_the_role() -> Iterator[Finding]:
    """The application is bound: by the role it works as, by a policy on each table, by the log."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        )
        role, free = cursor.fetchone()
        tables = [model._meta.db_table for model, _form in rls.protected_models()]
        cursor.execute(_BARE, [tables])
        bare = sorted(row[0] for row in cursor.fetchall())
        cursor.execute(
            "SELECT bool_or(has_table_privilege(%s, t, 'UPDATE, DELETE, TRUNCATE'))"
            " FROM unnest(%s::text[]) AS t",
            [APP_ROLE, list(LOG)],
        )
        writable = cursor.fetchone()[0]
    if free or role != APP_ROLE:
        yield _fault(
            f"the application works as {role}, which row-level security does not bind",
            f"aplikasi bekerja sebagai {role}, yang tidak diikat row-level security",
        )
    if bare:
        names = ", ".join(bare)
        yield _fault(
            f"no whole row-level security on {names}: run `suar setup`",
            f"row-level security belum lengkap pada {names}: jalankan `suar setup`",
        )
    if writable:
        yield _fault(
            "the application may change the log of events: run `suar setup`",
            "aplikasi dapat mengubah catatan peristiwa: jalankan `suar setup`",
        )


def _of_the_keys(logins: dict[str, Login]) -> Iterator[Finding]:
    name = logins["keys"].name
    if name == logins["default"].name:
        yield _fault(
            f"data and keys share the login {name}: give the keys one of their own",
            f"data dan kunci memakai akun {name} yang sama: buat akun tersendiri untuk kunci",
        )
    elif logins["keys"].in_role and not logins["keys"].superuser:
        yield _fault(
            f"the login of the keys may read the data: REVOKE {APP_ROLE} FROM {name}",
            f"akun kunci dapat membaca data: REVOKE {APP_ROLE} FROM {name}",
        )


def _of_the_programs() -> Iterator[Finding]:
    """An older pg_dump refuses a newer server."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        server = int(cursor.fetchone()[0])
    program = shutil.which("pg_dump")
    ours = 0
    if program is not None:
        done = subprocess.run(  # noqa: S603 - our own line, no shell
            [program, "--version"], capture_output=True, text=True, check=False
        )
        found = re.search(r"(\d+)(?:\.\d+)?\s", done.stdout)
        ours = int(found.group(1)) if found else 0
    if ours < server:
        yield _fault(
            f"pg_dump is missing or older than the server: apt install postgresql-client-{server}",
            f"pg_dump tidak ada atau lebih lama dari server: "
            f"apt install postgresql-client-{server}",
        )
