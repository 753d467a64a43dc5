"""Row-level security on PostgreSQL: one template behind the querysets.

Every table of a model that has ``organisation_id`` gets it, FORCEd, so that even a query that
forgot its scope shows only the own organisation's rows and those of subjects granted to it. The
model's ``rls`` says which form; a model without a form, or with an unknown one, fails.

For whom the application works it says with a proof that nobody else can make: the policies ask
``suar_organisation()``, which reads the setting and believes it only with its proof
(``suar.store.postgresql.proof``). The key lies in a schema that the owner alone may use.

The application works as the role ``suar_app``, which owns nothing; the log's tables it may only
insert into and read. Tables without an organisation (users, sessions, reference) carry no policy.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from suar.store.postgresql import APP_ROLE, proof

# Asked once for each statement, not for each row: PostgreSQL makes an InitPlan of the SELECT.
ME = "(SELECT suar_organisation())"
GRANTED = (
    "EXISTS (SELECT 1 FROM policy_grant g WHERE g.subject_id = {table}.{subject}"
    # a line counts on rows of the house that gave it: nobody opens a stranger's row to oneself
    " AND g.organisation_id = {table}.organisation_id"
    " AND g.to_organisation = {me} AND g.starts_at <= statement_timestamp()"
    " AND (g.ends_at IS NULL OR g.ends_at > statement_timestamp()) AND g.ended_at IS NULL)"
)  # not now(): that is when the transaction began, and a door may close while a long one runs
OWN = "{table}.organisation_id = {me}"
# form -> (who reads, who writes)
FORMS: dict[str, tuple[str, str]] = {
    "owned": (OWN, OWN),
    "subject": (f"({OWN} OR {GRANTED})", f"({OWN} OR {GRANTED})"),
    "shared": ("true", OWN),
    "ledger": (f"({OWN} OR {{table}}.to_organisation = {{me}})", OWN),
    "log": (f"({OWN} OR {{table}}.actor_organisation_id = {{me}})", "true"),
    "log_index": (OWN, "true"),
}


# The two values are compared by their hashes: how long that takes tells nothing of the proof.
_WHO = """
    CREATE OR REPLACE FUNCTION suar_organisation() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        told text := current_setting('suar.organisation', true);
        house text := split_part(told, ':', 1);
        proof text;
    BEGIN
        IF told IS NULL OR told = '' THEN
            RETURN NULL;
        END IF;
        SELECT encode(sha256(k.outer_pad || sha256(
            k.inner_pad || convert_to(house || '|' || pg_backend_pid(), 'UTF8'))), 'hex')
        INTO proof FROM suar_private.proof_key k;
        IF sha256(convert_to(split_part(told, ':', 2), 'UTF8'))
            = sha256(convert_to(proof, 'UTF8')) THEN
            RETURN house::uuid;
        END IF;
        RETURN NULL;
    END $$
"""


def form_of(model: type[models.Model]) -> str | None:
    """Return the form of a model's policy; None where it has no organisation."""
    names = {f.column for f in model._meta.concrete_fields}
    declared: str | None = getattr(model, "rls", None)
    if declared == "none" or ("organisation_id" not in names and declared is None):
        return None
    if declared is None:
        return "subject" if "subject_id" in names else "owned"
    if declared == "log" and "actor_organisation_id" not in names:
        return "log_index"
    if declared not in FORMS:
        raise ValueError(f"{model.__name__}.rls = {declared!r} is no form of policy")
    return declared


def protected_models() -> list[tuple[type[models.Model], str]]:
    """Return every managed model that a policy protects, with its form."""
    found = [(m, form_of(m)) for m in apps.get_models(include_auto_created=True)]
    return [(m, form) for m, form in found if form and m._meta.managed]


def statements(model: type[models.Model], form: str) -> list[str]:
    """Return the SQL that protects one table, whatever stood there before."""
    table = model._meta.db_table
    names = {f.column for f in model._meta.concrete_fields}
    subject = "subject_id" if "subject_id" in names else "id"
    reads, writes = (part.format(table=table, me=ME, subject=subject) for part in FORMS[form])
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        *(
            f"DROP POLICY IF EXISTS suar_{verb} ON {table}"
            for verb in ("read", "add", "change", "remove")
        ),
        f"CREATE POLICY suar_read ON {table} FOR SELECT USING ({reads})",
        f"CREATE POLICY suar_add ON {table} FOR INSERT WITH CHECK ({writes})",
        f"CREATE POLICY suar_change ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes})",
        f"CREATE POLICY suar_remove ON {table} FOR DELETE USING ({writes})",
    ]


def install(connection: BaseDatabaseWrapper) -> int:
    """Write all policies and the application role's rights; returns how many tables."""
    protected = protected_models()
    give_role(connection)
    give_rights(connection)
    lay_proof(connection)
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for model, form in protected:
            if model._meta.db_table in existing:
                for statement in statements(model, form):
                    cursor.execute(statement)
        for table in ("audit_event", "audit_eventsubject"):
            if table in existing:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}")
        if "audit_chainhead" in existing:  # it moves on, it never goes
            cursor.execute(f"REVOKE DELETE, TRUNCATE ON audit_chainhead FROM {APP_ROLE}")
    return len(protected)


def lay_proof(connection: BaseDatabaseWrapper) -> None:
    """Lay the key of the proofs where the owner alone reads, and the function that asks for them.

    Nothing may be made beside our tables, not even for the length of a session: a temporary table
    of the name of one of ours would be read in its place by whoever has the connection next.
    """
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA IF NOT EXISTS suar_private")
        cursor.execute("REVOKE ALL ON SCHEMA suar_private FROM PUBLIC")
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS suar_private.proof_key"
            " (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL)"
        )
        cursor.execute("DELETE FROM suar_private.proof_key")
        cursor.execute("INSERT INTO suar_private.proof_key VALUES (%s, %s)", list(proof.pads()))
        cursor.execute(_WHO)
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        cursor.execute(
            "DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC',"
            " current_database()); END $$"
        )


def give_role(connection: BaseDatabaseWrapper) -> None:
    """Make the application's role where it is missing, and let our login assume it.

    Where an administrator did both already, the login needs no right to make roles.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {APP_ROLE} NOLOGIN NOBYPASSRLS")
        cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [APP_ROLE])
        if not cursor.fetchone()[0]:
            cursor.execute(f"GRANT {APP_ROLE} TO CURRENT_USER")


def give_rights(connection: BaseDatabaseWrapper) -> None:
    """Give the role what the application needs of the tables that there are."""
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")


def after_migrate(*, using: str = "default", **kwargs: Any) -> None:
    """Install after each migration; nothing to do on SQLite.

    Runs for the policy app while later apps' tables of the same migration already exist: Django
    sends this signal once all migrations are done. The database of the keys has no organisations
    and a login of its own, which does not share the role: only that login reaches it.
    """
    connection = connections[using]
    if connection.vendor == "postgresql" and using == "default":
        install(connection)
