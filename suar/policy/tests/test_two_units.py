"""A role counts in the unit for which it was given: leading X leads nobody in Y."""

from datetime import UTC, datetime

import pytest

from suar import policy, vault
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.policy import Permission
from suar.policy.decide import GrantFacts, opens

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
X, Y, Z = new_id(), new_id(), new_id()
LEADS, DESK = Permission.CASE_ASSIGN, Permission.REPORT_VIEW


@pytest.fixture
def nurul():
    """Leads X, sits at the desk of X and Y, and holds another role in Z."""
    bound = {(X, LEADS.value), (X, DESK.value), (Y, DESK.value)}
    return Actor(
        user_id=new_id(), organisation_id=new_id(), unit_ids=frozenset({X, Y, Z}),
        roles=frozenset({"supervisor", "caseworker", "analyst"}),
        permissions=frozenset({LEADS.value, DESK.value, Permission.DIRECTORY_VIEW.value}),
        unit_rights=frozenset(bound),
        unit_roles=frozenset({(X, "supervisor"), (Y, "caseworker")}),
    )  # fmt: skip


def test_who_leads_one_unit_is_refused_in_the_other(nurul):
    for unit in (Y, Z, new_id()):
        with pytest.raises(Problem):
            policy.require_in(nurul, LEADS, unit)
    policy.require_in(nurul, LEADS, X)
    policy.require(nurul, LEADS)  # a door: the row is not known yet


def test_a_right_for_the_whole_organisation_holds_in_each_unit(nurul):
    for unit in (X, Y, new_id()):
        policy.require_in(nurul, Permission.DIRECTORY_VIEW, unit)
    assert nurul.units_where(Permission.DIRECTORY_VIEW) == {X, Y, Z}
    assert nurul.units_where(LEADS) == {X}
    assert nurul.units_where(Permission.USER_MANAGE) == frozenset()


def test_a_role_is_held_where_it_was_given(nurul):
    assert nurul.roles_in(X) == {"supervisor", "analyst"}
    assert nurul.roles_in(Y) == {"caseworker", "analyst"}


def _line(unit, *, for_unit):
    return GrantFacts(new_id(), None, unit, None, frozenset({"case"}), AT, None, None, for_unit)


def test_the_lines_of_a_unit_are_read_by_who_leads_it_and_by_its_desk(nurul):
    seen = {
        (unit, for_unit): opens([line], nurul, line.subject_id, "case", AT)
        for unit in (X, Y, Z)
        for for_unit in (True, False)
        for line in [_line(unit, for_unit=for_unit)]
    }
    assert {key for key, open_ in seen.items() if open_} == {(X, True), (X, False), (Y, False)}


@pytest.mark.django_db
def test_the_database_says_the_same(nurul):
    found = {}
    for unit in (X, Y, Z):
        for ground in (policy.Ground.UNIT, policy.Ground.INTAKE):
            subject = vault.new_subject(kind="case", by=nurul, at=AT)
            policy.grant(
                ground=ground, subjects=[subject], parts=["case"], to_unit=unit, rests_on=subject,
                by=nurul, at=AT,
            )  # fmt: skip
            found[(unit, ground)] = subject
    seen = set(policy.open_subjects(nurul, AT, "case"))
    opened = {key for key, subject in found.items() if subject in seen}
    assert opened == {
        (X, policy.Ground.UNIT), (X, policy.Ground.INTAKE), (Y, policy.Ground.INTAKE),
    }  # fmt: skip
