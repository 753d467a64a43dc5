"""Grants: who is kept out, who is let in, and how a door closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from suar import policy, vault
from suar.audit.models import Event
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.policy import rls
from suar.policy.decide import GrantFacts, is_open, opens
from suar.policy.models import Grant
from suar.store import tenancy
from suar.vault.models import Subject

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=4)


@pytest.fixture
def ani():
    return Actor(
        user_id=new_id(), organisation_id=new_id(), unit_ids=frozenset({new_id()}),
        permissions=frozenset({policy.Permission.REPORT_VIEW}),
    )  # fmt: skip


@pytest.fixture
def citra():
    return Actor(
        user_id=new_id(), organisation_id=new_id(),
        permissions=frozenset({policy.Permission.REFERRAL_RECEIVE}),
    )  # fmt: skip


def _give(ani, subject, **to):
    return policy.grant(
        ground=policy.Ground.REFERRAL_SENT, subjects=[subject], parts=["letter"],
        rests_on=subject, by=ani, at=AT, **to,
    )  # fmt: skip


@pytest.mark.django_db
def test_nobody_sees_a_subject_without_a_grant(ani):
    subject = vault.new_subject(kind="case", by=ani, at=AT)
    assert subject not in policy.open_subjects(ani, AT)


@pytest.mark.django_db
def test_a_part_that_was_not_granted_stays_closed(ani, citra):
    subject = vault.new_subject(kind="referral", by=ani, at=AT)
    _give(ani, subject, to_organisation=citra.organisation_id)
    assert subject in policy.open_subjects(citra, AT, "letter")
    assert subject not in policy.open_subjects(citra, AT, "identity")


@pytest.mark.django_db
def test_a_grant_to_a_user_does_not_follow_her_to_another_organisation(ani):
    subject = vault.new_subject(kind="case", by=ani, at=AT)
    _give(ani, subject, to_user=ani.user_id)
    elsewhere = Actor(user_id=ani.user_id, organisation_id=new_id())
    assert subject in policy.open_subjects(ani, AT)
    assert subject not in policy.open_subjects(elsewhere, AT)


@pytest.mark.django_db
def test_the_line_of_the_unit_opens_nothing_to_a_colleague_who_does_not_answer_for_it(ani):
    subject = vault.new_subject(kind="case", by=ani, at=AT)
    (unit,) = ani.unit_ids
    policy.grant(
        ground=policy.Ground.UNIT, subjects=[subject], parts=["case", "identity"], to_unit=unit,
        rests_on=subject, by=ani, at=AT,
    )  # fmt: skip
    assert not policy.open_grants(ani, AT).exists()
    with pytest.raises(Problem), vault.opened(subject, by=ani, at=AT):
        pass
    beni = replace(ani, user_id=new_id(), permissions=frozenset({policy.Permission.CASE_ASSIGN}))
    assert subject in policy.open_subjects(beni, AT, "identity")
    with vault.opened(subject, by=beni, at=AT):
        pass
    of_another = replace(beni, unit_ids=frozenset({new_id()}))
    assert not policy.open_grants(of_another, AT).exists()


def test_the_rule_of_the_units_line_is_the_same_without_a_database(ani):
    (unit,) = ani.unit_ids
    line = GrantFacts(new_id(), None, unit, None, frozenset({"case"}), AT, None, None, True)
    assert not opens([line], ani, line.subject_id, "case", LATER)
    beni = replace(ani, permissions=frozenset({policy.Permission.CASE_ASSIGN}))
    assert opens([line], beni, line.subject_id, "case", LATER)
    desk = replace(line, for_unit=False)  # what the desk took in is for the whole desk
    assert opens([desk], ani, line.subject_id, "case", LATER)


@pytest.mark.django_db
def test_ending_a_consent_closes_all_that_rests_on_it_in_one_statement(
    ani, citra, django_assert_max_num_queries
):
    consent = new_id()
    subjects = [vault.new_subject(kind="referral", by=ani, at=AT) for _ in range(3)]
    for subject in subjects:
        _give(ani, subject, to_organisation=citra.organisation_id, consent=consent)
    with connection.execute_wrapper(updates := _CountUpdates()):
        assert policy.end_grants(consent=consent, by=ani, at=LATER, why="withdrawn") == 3
    assert updates.seen == 1
    assert not policy.open_subjects(citra, LATER)
    assert Event.objects.filter(verb="grant.ended").count() == 3


@pytest.mark.django_db
def test_a_line_given_while_its_ending_waited_ends_too(ani, citra):
    consent, subject = new_id(), vault.new_subject(kind="referral", by=ani, at=AT)
    line = {"to_organisation": citra.organisation_id, "consent": consent}
    policy.grant(
        ground=policy.Ground.REFERRAL_SENT, subjects=[subject], parts=["letter"], by=ani,
        rests_on=subject, at=LATER, **line,
    )  # fmt: skip
    assert policy.end_grants(consent=consent, by=ani, at=AT, why="withdrawn") == 1
    assert not policy.open_subjects(citra, LATER)
    assert policy.end_grants(consent=consent, by=ani, at=LATER, why="withdrawn") == 0


@pytest.mark.django_db
def test_erasing_ends_every_line_on_what_is_erased_and_no_other(ani, citra):
    person = vault.new_subject(kind="person", by=ani, at=AT)
    case = vault.new_subject(kind="case", by=ani, at=AT, person_subject=person)
    other = vault.new_subject(kind="case", by=ani, at=AT)
    for subject in (person, case, other):
        _give(ani, subject, to_user=ani.user_id)
    vault.erase(person, by=ani, at=LATER, reason="request")
    ended = Grant.objects.filter(ended_at=LATER, end_reason="erased")
    assert set(ended.values_list("subject_id", flat=True)) == {person, case}
    assert set(policy.open_subjects(ani, LATER)) == {other}
    assert Event.objects.filter(verb="grant.ended").count() == 2


class _CountUpdates:
    seen = 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += sql.startswith('UPDATE "policy_grant"')
        return execute(sql, params, many, context)


@pytest.mark.django_db
def test_giving_the_same_twice_changes_nothing(ani):
    subject = vault.new_subject(kind="case", by=ani, at=AT)
    assert len(_give(ani, subject, to_user=ani.user_id)) == 1
    assert _give(ani, subject, to_user=ani.user_id) == []
    assert Grant.objects.count() == 1


@pytest.mark.django_db
def test_ending_without_saying_which_is_refused(ani):
    with pytest.raises(TypeError):
        policy.end_grants(by=ani, at=AT, why="x")


def test_a_seat_without_the_permission_or_the_second_factor_is_refused():
    seat = {"user_id": new_id(), "organisation_id": new_id()}
    with pytest.raises(Problem):
        policy.require(Actor(**seat), policy.Permission.CASE_VIEW)
    holder = Actor(**seat, permissions=frozenset({policy.Permission.CASE_VIEW}), assured=False)
    with pytest.raises(Problem):
        policy.require(holder, policy.Permission.CASE_VIEW)


times = st.integers(-3, 3).map(lambda h: AT + timedelta(hours=h))


@given(starts=times, ends=st.none() | times, ended=st.none() | times, at=times)
def test_a_grant_is_open_only_between_its_start_and_its_first_end(starts, ends, ended, at):
    facts = GrantFacts(new_id(), None, None, new_id(), frozenset({"letter"}), starts, ends, ended)
    limits = [t for t in (ends, ended) if t is not None]
    assert is_open(facts, at) == (starts <= at and all(at < t for t in limits))


def test_the_pure_decision_agrees_with_who_was_named(ani, citra):
    subject = new_id()
    to_unit = GrantFacts(subject, None, next(iter(ani.unit_ids)), None, frozenset({"case"}),
                         AT, None, None)  # fmt: skip
    assert opens([to_unit], ani, subject, "case", AT)
    assert not opens([to_unit], citra, subject, "case", AT)
    assert not opens([to_unit], ani, subject, "identity", AT)


# --- row-level security -------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_database_shows_foreign_rows_to_nobody_and_none_to_an_unset_seat(ani, citra, app_role):
    with tenancy.acting_for(ani.organisation_id):
        subject = vault.new_subject(kind="referral", by=ani, at=AT)
        assert Subject.objects.filter(pk=subject).exists()
    assert not Subject.objects.exists()
    with tenancy.acting_for(citra.organisation_id):
        assert not Subject.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_grant_opens_the_row_in_the_database_until_it_ends(ani, citra, app_role):
    with tenancy.acting_for(ani.organisation_id):
        subject = vault.new_subject(kind="referral", by=ani, at=AT)
        _give(ani, subject, to_organisation=citra.organisation_id)
    with tenancy.acting_for(citra.organisation_id):
        assert Subject.objects.filter(pk=subject).exists()
        assert Grant.objects.count() == 1
        assert Grant.objects.update(ended_at=None, ends_at=None) == 0  # she cannot prolong it
    policy.end_grants(rests_on=subject, by=ani, at=LATER, why="done")
    with tenancy.acting_for(citra.organisation_id):
        assert not Subject.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_line_that_somebody_writes_for_herself_opens_nobodys_row(ani, citra, app_role):
    with tenancy.acting_for(ani.organisation_id):
        subject = vault.new_subject(kind="person", by=ani, at=AT)
    with tenancy.acting_for(citra.organisation_id):
        _give(citra, subject, to_organisation=citra.organisation_id)
        assert Grant.objects.filter(subject_id=subject).exists()
        assert not Subject.objects.filter(pk=subject).exists()
        assert Subject.objects.filter(pk=subject).update(held_by="x") == 0


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit_chainhead",
        "TRUNCATE audit_chainhead",
        "UPDATE audit_event SET verb = 'x'",
        "DELETE FROM audit_event",
    ],
)
def test_the_application_cannot_change_the_log(ani, app_role, statement):
    with tenancy.acting_for(ani.organisation_id):
        subject = vault.new_subject(kind="referral", by=ani, at=AT)
        _give(ani, subject, to_user=ani.user_id)
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.postgres
@pytest.mark.django_db
def test_every_protected_table_carries_its_policies_forced():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
    there = set(connection.introspection.table_names())
    tables = {m._meta.db_table for m, _form in rls.protected_models()} & there
    assert tables <= forced
    assert {"vault_subject", "policy_grant", "audit_event"} <= tables


@pytest.mark.django_db
def test_no_index_of_the_ledger_leads_through_a_whole_organisation():
    """A database that guesses would take it, and walk half the ledger for a unit's few lines."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Grant._meta.db_table)
    leading = {c["columns"][0] for c in found.values() if c["index"] and c["columns"]}
    assert "to_unit" in leading
    assert "organisation_id" not in leading
