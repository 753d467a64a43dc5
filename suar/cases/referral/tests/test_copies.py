"""Copies of a letter (tembusan): each of them is a receiver, with consent and the U13 check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from suar import vault
from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Ground
from suar.cases.referral import actions, letters
from suar.documents.codes import Datum
from suar.documents.models import IssuedLetter
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import actions as people
from suar.people.actions.contact import MustNotEntry
from suar.people.codes import MustNot
from suar.policy import Grant
from tests.support.case_way import LETTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(way):
    return way.sent()


def issue(way, referral, *copies):
    return letters.issue(
        row_id=new_id(), referral=referral, case=way.again(), signer_name="Ani",
        signer_office="Pendamping", by=way.ani, at=way.at, copies=copies,
    )  # fmt: skip


def refused(way, referral, *copies):
    with pytest.raises(Problem) as problem:
        issue(way, referral, *copies)
    assert not IssuedLetter.objects.exists()
    return [(b.code, b.field) for b in problem.value.reasons]


def test_no_letter_is_numbered_before_sending_or_when_all_is_over(way, referral):
    assert refused(way, way.draft()) == [(Reason.REFERRAL_NOT_AT_THIS_STEP, "")]
    actions.revoke(referral_id=referral.pk, expected=referral.version, by=way.ani, at=way.at)
    referral.refresh_from_db()
    assert refused(way, referral) == [(Reason.REFERRAL_NOT_AT_THIS_STEP, "")]


def test_no_copy_goes_to_whom_the_person_did_not_agree_to(way, cast, referral):
    assert refused(way, referral, cast.c.pk) == [(Reason.NO_CONSENT_FOR_RECEIVER, "copy_1")]
    way.agree_to_share(receiver_id=cast.c.pk, data=[Datum.AGE])
    assert refused(way, referral, None, cast.c.pk) == [(Reason.DATA_NOT_AGREED, "copy_2")]


def test_no_copy_goes_to_whom_must_not_know(way, cast, referral):
    way.agree_to_share(receiver_id=cast.c.pk)
    person = way.again().person
    people.set_must_not_know(
        person_id=person.pk, entries=[MustNotEntry(MustNot.OFFICE, organisation_id=cast.c.pk)],
        expected=person.version, by=way.ani, at=way.at,
    )  # fmt: skip
    assert refused(way, referral, cast.c.pk) == [(Reason.MUST_NOT_KNOW, "copy_1")]


def test_neither_ourselves_nor_a_stranger_gets_a_copy(way, cast, referral):
    for nobody in (cast.a.pk, new_id()):
        assert refused(way, referral, nobody) == [(Reason.RECEIVER_CANNOT_RECEIVE, "copy_1")]


@pytest.mark.parametrize("on", ["consent", "ground"])
def test_a_copy_agreed_to_stands_on_the_letter_once_and_opens_nothing(way, cast, referral, on):
    if on == "consent":
        way.agree_to_share(receiver_id=cast.c.pk)
    else:
        consent.record_ground(
            id=new_id(), case_id=way.case.pk, ground=Ground.VITAL, reason="Nyawa terancam",
            decided_on=way.at.date(), review_on=way.at.date() + timedelta(days=7),
            receiver_id=cast.c.pk, data=tuple(LETTER), by=way.ani, at=way.at,
        )  # fmt: skip
    row = issue(way, referral, cast.c.pk, cast.c.pk, cast.b.pk)
    assert row.copies == 1
    with vault.opened(row, by=way.ani, at=way.at):
        assert row.content.open()["copies"] == [cast.c.name]
    assert not Grant.objects.filter(to_organisation=cast.c.pk).exists()


def test_the_page_says_it_beside_the_field_and_keeps_what_was_typed(way, cast, referral):
    client = cast.client_for(cast.ani)
    address = reverse("cases:referral_letter", args=[way.case.pk, referral.pk])
    typed = {
        "id": str(new_id()), "signer_name": "Ani Tetap", "signer_office": "Pendamping",
        "copy_2": str(cast.c.pk),
    }  # fmt: skip
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ani Tetap" in page
    field = page.split('id="div_id_copy_2"')[1].split("</div></div>")[0]
    assert "invalid-feedback" in field or "suar-field-wrong" in field
    way.agree_to_share(receiver_id=cast.c.pk)
    assert client.post(address, typed).status_code == 302
    assert IssuedLetter.objects.get().copies == 1


def test_the_last_day_to_answer_is_a_day_of_the_office_not_of_utc(way, referral):
    referral.answer_by = datetime(2026, 3, 4, 18, tzinfo=UTC)  # 01:00 on the 5th in Jakarta
    row = issue(way, referral)
    with vault.opened(row, by=way.ani, at=way.at):
        assert "5 Maret 2026" in str(row.content.open())
