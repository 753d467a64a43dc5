"""Who may decide what, and what the export says."""

from __future__ import annotations

from uuid import uuid4

import pytest

from suar.cases.identification.codes import Decision, DecisionState, HtcdsStatus, Purpose
from suar.cases.identification.deciding import (
    EXPLOITATION,
    DecisionFacts,
    deciding_body,
    htcds_exploitation,
    htcds_status,
    needs_second,
    why_not_decide,
    why_not_second,
)
from suar.kit.reasons import Reason
from suar.network.codes import Kind


def facts(decision: Decision, *rows: int, **more) -> DecisionFacts:
    return DecisionFacts(decision, rows, **{"has_reason": True, **more})


def codes(found) -> list[Reason]:
    return [b.code for b in found]


@pytest.mark.parametrize("row", range(1, 14))
def test_confirmation_stands_only_at_rows_1_4_5_6_and_9(row):
    refused = codes(why_not_decide(facts(Decision.CONFIRMED, row)))
    allowed = row in (1, 4, 5, 6, 9)
    assert refused == ([] if allowed else [Reason.CONFIRM_NOT_AT_THIS_ROW])


@pytest.mark.parametrize("row", range(1, 14))
def test_a_caseworker_alone_may_presume_at_any_row(row):
    assert why_not_decide(facts(Decision.PRESUMED, row)) == []
    assert not needs_second(Decision.PRESUMED, (row,))


@pytest.mark.parametrize("row", range(1, 14))
def test_a_second_person_is_needed_where_the_table_asks(row):
    assert needs_second(Decision.CONFIRMED, (row,))
    assert needs_second(Decision.NOT_IDENTIFIED_YET, (row,))
    assert needs_second(Decision.NEGATIVE_BY_BODY, (row,))
    assert needs_second(Decision.OTHER_NEED, (row,)) is (row <= 9)


def test_one_confirmable_episode_among_others_is_enough():
    assert why_not_decide(facts(Decision.CONFIRMED, 2, 5)) == []
    found = why_not_decide(facts(Decision.CONFIRMED, 7, 2, 7))
    assert found[0].facts == {"rows": "2, 7"}


def test_nothing_is_decided_before_a_proposal_or_without_a_reason():
    assert codes(why_not_decide(facts(Decision.PRESUMED))) == [Reason.NO_PROPOSAL_YET]
    without = facts(Decision.PRESUMED, 8, has_reason=False)
    assert codes(why_not_decide(without)) == [Reason.DECISION_NEEDS_REASON]
    waits = facts(Decision.PRESUMED, 8, another_waits=True)
    assert codes(why_not_decide(waits)) == [Reason.DECISION_WAITING]


def test_a_negative_is_only_recorded_from_a_named_body_and_told_to_the_person():
    bare = why_not_decide(facts(Decision.NEGATIVE_BY_BODY, 12))
    assert codes(bare) == [Reason.DECISION_NEEDS_BODY, Reason.DECISION_NEEDS_TOLD]
    full = facts(Decision.NEGATIVE_BY_BODY, 12, has_body=True, has_told=True)
    assert why_not_decide(full) == []


def test_the_second_person_is_another_one_and_a_decision_must_wait():
    ani, beni = uuid4(), uuid4()
    waiting, final = DecisionState.WAITING, DecisionState.FINAL
    assert codes(why_not_second(waiting, ani, ani)) == [Reason.SECOND_PERSON_SAME]
    assert codes(why_not_second(final, ani, beni)) == [Reason.DECISION_NOT_WAITING]
    assert why_not_second(waiting, ani, beni) == []


@pytest.mark.parametrize("row", range(1, 14))
def test_an_undecided_case_exports_possible_or_nothing_never_a_negative(row):
    expected = HtcdsStatus.POSSIBLE if row <= 9 else None
    assert htcds_status(row, None) is expected


def test_a_decision_exports_as_the_standard_spells_it():
    assert htcds_status(None, None) is None
    assert htcds_status(12, Decision.CONFIRMED) == "ActualVictimOfTrafficking"
    assert htcds_status(12, Decision.PRESUMED) == "PossibleVictimOfTrafficking"
    assert htcds_status(1, Decision.OTHER_NEED) is None
    assert htcds_status(1, Decision.NOT_IDENTIFIED_YET) is None
    assert htcds_status(1, Decision.NEGATIVE_BY_BODY) == "NotAVictimOfTrafficking"


def test_every_purpose_has_its_box_in_the_export():
    assert set(EXPLOITATION) == set(Purpose)
    assert htcds_exploitation(Purpose.FL, child=True) == "ChildLabour"
    assert htcds_exploitation(Purpose.FL, child=False) == "ForcedLabour"
    assert htcds_exploitation(Purpose.CRIME, child=True) == "Other"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.POLICE, "Police"),
        (Kind.PROSECUTION, "CourtOrProsecution"),
        (Kind.COURT, "CourtOrProsecution"),
        (Kind.UPTD_PPA, "NonPoliceGovernmentalOrganization"),
        (Kind.SOCIAL_AFFAIRS, "NonPoliceGovernmentalOrganization"),
        (Kind.CSO, "NGO"),
        (Kind.UNION, "NGO"),
        (Kind.INTERNATIONAL, "Other"),
    ],
)
def test_the_export_names_the_kind_of_body_that_decides(kind, body):
    assert deciding_body(kind) == body
