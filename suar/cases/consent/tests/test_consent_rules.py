"""What counts as consent, who gives it, and what may be shared on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from suar.cases.consent import rules
from suar.cases.consent.codes import Effect, Form, Ground, Purpose, Signer, State, VoiceBand
from suar.cases.consent.rules import ConsentFacts, GroundFacts, GroundLine, Line
from suar.documents.codes import Datum
from suar.kit.reasons import Reason
from suar.people.codes import MustNot
from suar.people.contact import Secret

TODAY = date(2026, 6, 3)
RECEIVER = uuid4()
GIVEN = ConsentFacts(
    purpose=Purpose.SHARE_REF,
    state=State.GIVEN,
    form=Form.WRITTEN,
    text_version="1",
    language="id",
    explained=True,
    understood=True,
    evidence=True,
    receiver_id=RECEIVER,
    data=frozenset({Datum.SEX}),
    given_on=TODAY,
    today=TODAY,
    valid_until=TODAY,
)
TOMORROW = date(2026, 6, 4)


def why(**change) -> list[Reason]:
    return [b.code for b in rules.why_not_record(replace(GIVEN, **change))]


def test_an_oral_yes_with_a_witness_is_no_consent():
    assert why(form=Form.ORAL_WITNESS) == [Reason.ORAL_IS_NO_CONSENT]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"form": None}, Reason.CONSENT_NEEDS_FORM),
        ({"text_version": ""}, Reason.CONSENT_NEEDS_TEXT),
        ({"language": ""}, Reason.CONSENT_NEEDS_TEXT),
        ({"explained": False}, Reason.CONSENT_NOT_EXPLAINED),
        ({"understood": False}, Reason.CONSENT_NOT_UNDERSTOOD),
        ({"evidence": False}, Reason.CONSENT_NEEDS_EVIDENCE),
        ({"receiver_id": None}, Reason.CONSENT_NEEDS_RECEIVER),
        ({"data": frozenset()}, Reason.CONSENT_NEEDS_DATA),
        ({"valid_until": date(2026, 6, 2)}, Reason.CONSENT_ENDS_BEFORE),
        ({"signer": Signer.PARENT}, Reason.ADULT_SPEAKS_SELF),
        ({"purpose": Purpose.MEDICAL}, Reason.CONSENT_NEEDS_ACT),
        ({"given_on": TOMORROW, "valid_until": TOMORROW}, Reason.DAY_LIES_AHEAD),
    ],
)
def test_a_line_without_its_parts_is_refused(change, reason):
    assert why(**change) == [reason]


@pytest.mark.parametrize("form", sorted(rules.VALID_FORMS))
def test_written_thumbprint_audio_and_electronic_are_consent(form):
    assert why(form=form) == []


def test_a_refusal_needs_no_proof():
    refusal = ConsentFacts(Purpose.INTERVIEW, State.REFUSED)
    assert rules.why_not_record(refusal) == []
    nowhere = ConsentFacts(Purpose.SHARE_LE, State.REFUSED)
    assert [b.code for b in rules.why_not_record(nowhere)] == [Reason.CONSENT_NEEDS_RECEIVER]


def test_neither_a_refusal_nor_a_ground_is_of_a_day_that_lies_ahead():
    refusal = ConsentFacts(Purpose.INTERVIEW, State.REFUSED, given_on=TOMORROW, today=TODAY)
    assert [b.code for b in rules.why_not_record(refusal)] == [Reason.DAY_LIES_AHEAD]
    ahead = replace(GROUND, decided_on=TOMORROW)
    assert [b.code for b in rules.why_not_ground(ahead)] == [Reason.DAY_LIES_AHEAD]


@pytest.mark.parametrize("purpose", sorted(rules.PER_RECEIVER))
def test_sharing_is_asked_for_one_receiver_at_a_time(purpose):
    assert Reason.CONSENT_NEEDS_RECEIVER in why(purpose=purpose, receiver_id=None)


def test_police_and_prosecution_are_asked_about_apart():
    assert why(law_enforcement=True) == [Reason.CONSENT_POLICE_APART]
    assert why(law_enforcement=True, purpose=Purpose.SHARE_LE) == []
    assert why(purpose=Purpose.SHARE_LE, data=frozenset()) == [Reason.CONSENT_NEEDS_DATA]
    refused = {"law_enforcement": True, "state": State.REFUSED}
    assert why(**refused) == []


def test_nothing_goes_to_the_police_on_a_consent_for_referral():
    data = frozenset({Datum.SEX})

    def to_police(line):
        found = rules.why_not_share(line, RECEIVER, data, TODAY, law_enforcement=True)
        return [b.code for b in found]

    referral = Line(Purpose.SHARE_REF, State.GIVEN, RECEIVER, data)
    assert to_police(referral) == [Reason.NO_CONSENT_FOR_RECEIVER]
    assert to_police(replace(referral, purpose=Purpose.SHARE_LE)) == []
    assert to_police(GroundLine(Ground.VITAL, RECEIVER, data, TODAY)) == []


def test_an_earlier_yes_does_not_come_back_after_a_no():
    given, refused, withdrawn = State.GIVEN, State.REFUSED, State.WITHDRAWN
    share, police = Purpose.SHARE_REF, Purpose.SHARE_LE

    def speak(*states):
        return rules.still_speak([(share, state) for state in states])

    assert speak(refused, given) == (True, False)
    assert speak(withdrawn, given, given) == (True, False, False)
    assert speak(given, refused, given) == (True, True, False)
    assert speak(given, given) == (True, True)
    mixed = [(share, refused), (police, given), (share, given)]
    assert rules.still_speak(mixed) == (True, True, False)


CHILD = {"band": VoiceBand.FROM_6, "assent": True, "signer": Signer.PARENT}


def test_a_child_is_heard_and_a_safe_guardian_consents():
    assert why(**{**CHILD, "assent": False}) == [Reason.CHILD_NOT_HEARD]
    assert why(**CHILD, guardian_safe=False) == [Reason.GUARDIAN_UNSAFE]
    assert why(**CHILD, guardian_named=False) == [Reason.REQUIRED]
    assert why(**{**CHILD, "signer": Signer.SELF}) == [Reason.GUARDIAN_NEEDED]
    assert why(**CHILD) == []
    assert why(**{**CHILD, "band": VoiceBand.UNDER_6, "signer": Signer.GUARDIAN}) == []


@pytest.mark.parametrize(
    ("entry", "signer", "guardian", "feared"),
    [
        (Secret(MustNot.PARENT), Signer.PARENT, "Siti, KTP diperiksa", True),
        (Secret(MustNot.PARENT), Signer.GUARDIAN, "Siti, nenek", False),
        (Secret(MustNot.PARENT, name="ayah, Pak Karto"), Signer.PARENT, "Karto, lewat telepon",
         True),
        (Secret(MustNot.PARENT, name="Ayah"), Signer.PARENT, "ayah kandung", True),
        (Secret(MustNot.PARENT, name="ayah, Pak Karto"), Signer.PARENT, "Siti (ibu), KTP", False),
        (Secret(MustNot.RECRUITER, name="Bibi Warsih"), Signer.GUARDIAN, "Warsih", True),
        (Secret(MustNot.VILLAGE_OFFICIAL, name="Ibu Lurah"), Signer.PARENT, "Ibu Siti", False),
        (Secret(MustNot.OTHER_FAMILY), Signer.PARENT, "Siti", False),
    ],
)  # fmt: skip
def test_a_guardian_who_must_not_know_is_never_asked(entry, signer, guardian, feared):
    assert rules.guardian_is_feared([entry], signer, guardian) is feared


def test_no_young_child_consents_alone_even_without_a_safe_guardian():
    alone = {**CHILD, "signer": Signer.SELF, "guardian_safe": False}
    assert why(**alone) == [Reason.GUARDIAN_NEEDED]


def test_from_fifteen_a_child_without_a_safe_guardian_consents_with_two_people():
    alone = {
        "band": VoiceBand.FROM_15,
        "assent": True,
        "signer": Signer.SELF,
        "guardian_safe": False,
    }
    assert why(**alone) == [Reason.CHILD_NEEDS_SUPERVISOR, Reason.CHILD_NEEDS_OUTSIDE_WORKER]
    assert why(**alone, supervisor=True) == [Reason.CHILD_NEEDS_OUTSIDE_WORKER]
    assert why(**alone, supervisor=True, outside_worker=True) == []
    assert why(**{**alone, "guardian_safe": True}) == [Reason.GUARDIAN_NEEDED]


@pytest.mark.parametrize(
    ("age", "child", "band"),
    [
        (None, True, VoiceBand.FROM_6),
        (None, False, VoiceBand.ADULT),
        (3, True, VoiceBand.UNDER_6),
        (6, True, VoiceBand.FROM_6),
        (15, True, VoiceBand.FROM_15),
        (18, False, VoiceBand.ADULT),
    ],
)
def test_bands_follow_the_age(age, child, band):
    assert rules.age_band(age, child=child) is band


GROUND = GroundFacts(Ground.VITAL, VoiceBand.ADULT, True, date(2026, 6, 17), TODAY, TODAY)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({"has_reason": False}, [Reason.GROUND_NEEDS_REASON]),
        ({"review_on": None}, [Reason.GROUND_NEEDS_REVIEW]),
        ({"review_on": TODAY}, [Reason.GROUND_NEEDS_REVIEW]),
        ({"review_on": date(2026, 6, 18)}, [Reason.GROUND_REVIEW_LATE]),
        (
            {"ground": Ground.LEGIT, "review_on": date(2026, 6, 18)},
            [Reason.GROUND_REVIEW_LATE],
        ),
        (
            {
                "ground": Ground.BEST_INTEREST,
                "band": VoiceBand.FROM_6,
                "by_supervisor": True,
                "outside_worker": True,
                "review_on": date(2026, 6, 18),
            },
            [Reason.GROUND_REVIEW_LATE],
        ),
        ({"ground": Ground.LEGAL_DUTY, "review_on": None}, [Reason.GROUND_NEEDS_REVIEW]),
        ({"ground": Ground.LEGAL_DUTY, "review_on": date(2027, 6, 3)}, []),
        ({"ground": Ground.PUBLIC_TASK, "review_on": date(2027, 6, 3)}, []),
        (
            {"ground": Ground.BEST_INTEREST},
            [
                Reason.GROUND_ONLY_CHILD,
                Reason.CHILD_NEEDS_SUPERVISOR,
                Reason.CHILD_NEEDS_OUTSIDE_WORKER,
            ],
        ),
        (
            {
                "ground": Ground.BEST_INTEREST,
                "band": VoiceBand.FROM_6,
                "by_supervisor": True,
                "outside_worker": True,
            },
            [],
        ),
        ({}, []),
    ],
)
def test_a_ground_has_a_reason_a_review_and_the_right_people(change, reasons):
    assert [b.code for b in rules.why_not_ground(replace(GROUND, **change))] == reasons


LINE = Line(Purpose.SHARE_REF, State.GIVEN, RECEIVER, frozenset({Datum.SEX, Datum.HEALTH}), TODAY)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (None, Reason.NO_CONSENT_FOR_RECEIVER),
        (replace(LINE, receiver_id=uuid4()), Reason.NO_CONSENT_FOR_RECEIVER),
        (replace(LINE, receiver_id=None), Reason.NO_CONSENT_FOR_RECEIVER),
        (replace(LINE, purpose=Purpose.STORE), Reason.NO_CONSENT_FOR_RECEIVER),
        (replace(LINE, purpose=Purpose.MATCH), Reason.NO_CONSENT_FOR_RECEIVER),
        (replace(LINE, state=State.WITHDRAWN), Reason.CONSENT_WITHDRAWN),
        (replace(LINE, state=State.REFUSED), Reason.CONSENT_REFUSED),
        (replace(LINE, valid_until=date(2026, 6, 2)), Reason.CONSENT_OVER),
        (replace(LINE, data=frozenset({Datum.HEALTH})), Reason.DATA_NOT_AGREED),
    ],
)
def test_nothing_is_shared_without_a_standing_line_for_this_receiver_and_these_data(line, reason):
    found = rules.why_not_share(line, RECEIVER, frozenset({Datum.SEX}), TODAY)
    assert [b.code for b in found] == [reason]


def test_a_standing_line_lets_its_data_go():
    assert rules.why_not_share(LINE, RECEIVER, frozenset({Datum.SEX}), TODAY) == []
    unlimited = replace(LINE, valid_until=None)
    assert rules.why_not_share(unlimited, RECEIVER, LINE.data, TODAY) == []


def test_a_ground_lets_data_go_until_its_review():
    ground = GroundLine(Ground.VITAL, RECEIVER, frozenset({Datum.SEX}), TODAY)
    assert rules.why_not_share(ground, RECEIVER, frozenset({Datum.SEX}), TODAY) == []
    for past in (replace(ground, ended=True), replace(ground, review_on=date(2026, 6, 2))):
        found = rules.why_not_share(past, RECEIVER, frozenset(), TODAY)
        assert [b.code for b in found] == [Reason.GROUND_REVIEW_PAST]


def test_only_what_was_given_can_be_withdrawn():
    assert rules.why_not_withdraw(State.GIVEN) == []
    for state in (State.REFUSED, State.WITHDRAWN):
        assert [b.code for b in rules.why_not_withdraw(state)] == [Reason.CONSENT_NOT_GIVEN]


def test_a_refusal_never_lowers_help():
    assert rules.effects(Purpose.SHARE_REF, State.GIVEN) == ()
    for purpose in Purpose:
        assert Effect.HELP_UNCHANGED in rules.effects(purpose, State.REFUSED)


def test_refusing_and_withdrawing_have_their_effects():
    assert Effect.ANONYMOUS_SERVICE in rules.effects(Purpose.STORE, State.REFUSED)
    assert Effect.ERASURE in rules.effects(Purpose.STORE, State.WITHDRAWN)
    assert Effect.NO_INTERVIEW in rules.effects(Purpose.INTERVIEW, State.WITHDRAWN)
    withdrawn = rules.effects(Purpose.SHARE_REF, State.WITHDRAWN)
    assert {Effect.GRANTS_CLOSE, Effect.HAND_OVER, Effect.TELL_WHAT_REMAINS} <= set(withdrawn)
    assert Effect.GRANTS_CLOSE not in rules.effects(Purpose.SHARE_REF, State.REFUSED)
    assert Effect.GRANTS_CLOSE not in rules.effects(Purpose.STATS, State.WITHDRAWN)
