"""A consent withdrawn while something else is being written: the withdrawal is never lost."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Ground
from suar.cases.models import ConsentLine, ReferralEvent
from suar.cases.referral import actions as sender
from suar.cases.referral import lapsing, letters, receiving
from suar.cases.referral.codes import DeclineReason, Outcome, RefState
from suar.documents import issuing
from suar.documents.codes import State
from suar.documents.models import IssuedLetter
from suar.files.models import StoredFile
from suar.kit.actor import system_actor
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.policy import Grant
from tests.support.case_way import LETTER
from tests.support.overtaking import overtaken

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def withdraw(way, line_id):
    return consent.withdraw(case_id=way.case.pk, line_id=line_id, how="phone", by=way.ani, at=now())


def issue(way, referral, *copies):
    return letters.issue(
        row_id=new_id(), referral=referral, case=way.again(), signer_name="Ani",
        signer_office="K", copies=copies, by=way.ani, at=now(),
    )  # fmt: skip


def endings(way, referral):
    """Return each way in which a referral ends: in whose name, and the work."""
    cast, system = way.cast, system_actor(way.cast.a.pk)
    one = {"referral_id": referral.pk}
    late = now() + timedelta(days=90)
    return {
        "finish": (cast.b.pk, partial(
            receiving.finish, **one, outcome=Outcome.MET, by=way.citra, at=now())),
        "decline": (cast.b.pk, partial(
            receiving.decline, **one, reason=next(iter(DeclineReason)), by=way.citra, at=now())),
        "revoke": (cast.a.pk, partial(
            sender.revoke, **one, expected=referral.version, by=way.ani, at=now())),
        "expire": (cast.a.pk, partial(sender.expire_due, by=system, at=late)),
        "lapse": (cast.a.pk, partial(lapsing.close_lapsed, by=system, at=late)),
    }  # fmt: skip


@pytest.mark.postgres
@pytest.mark.parametrize("how", ["finish", "decline", "revoke", "expire", "lapse"])
def test_a_withdrawal_is_written_while_the_referral_ends(way, monkeypatch, how):
    way.agree_to_share(valid_until=way.at.date() + timedelta(days=20))
    referral = sender.send(referral_id=way.draft().pk, by=way.ani, at=way.at)
    if how == "finish":
        referral = receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    referral.refresh_from_db()
    ended, withdrawn = overtaken(
        monkeypatch, ReferralEvent, "save", after=True, slow=endings(way, referral)[how],
        other=(way.cast.a.pk, partial(withdraw, way, referral.consent_id)),
    )  # fmt: skip
    assert not isinstance(ended, Exception), ended
    assert not isinstance(withdrawn, Exception), withdrawn
    assert ConsentLine.objects.get(pk=referral.consent_id).state == "WITHDRAWN"
    assert not Grant.objects.filter(rests_on=referral.pk, ended_at=None).exists()


@pytest.mark.postgres
def test_a_ground_ends_while_the_referral_that_rests_on_it_is_finished(way, monkeypatch):
    line = consent.record_ground(
        id=new_id(), case_id=way.case.pk, ground=Ground.VITAL, reason="Pingsan",
        decided_on=way.at.date(), review_on=way.at.date() + timedelta(days=3), by=way.beni,
        at=way.at, receiver_id=way.cast.b.pk, data=tuple(LETTER), outside_worker="Dr Contoh",
    )  # fmt: skip
    referral = sender.send(referral_id=way.draft().pk, by=way.ani, at=way.at)
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    referral.refresh_from_db()
    assert referral.ground_id == line.pk
    work = partial(consent.end_ground, case_id=way.case.pk, line_id=line.pk, by=way.beni, at=now())
    finished, over = overtaken(
        monkeypatch, ReferralEvent, "save", after=True, slow=endings(way, referral)["finish"],
        other=(way.cast.a.pk, work),
    )  # fmt: skip
    assert not isinstance(finished, Exception), finished
    assert over.ended_at is not None
    assert not Grant.objects.filter(rests_on=referral.pk, ended_at=None).exists()


@pytest.mark.postgres
def test_the_receiver_meets_the_end_of_its_access_and_no_fault(way, monkeypatch):
    referral = way.sent()
    work = partial(receiving.accept, referral_id=referral.pk, by=way.citra, at=now())
    withdrawn, refused = overtaken(
        monkeypatch, ReferralEvent, "save", after=True,
        slow=(way.cast.a.pk, partial(withdraw, way, referral.consent_id)),
        other=(way.cast.b.pk, work),
    )  # fmt: skip
    assert not isinstance(withdrawn, Exception), withdrawn
    assert isinstance(refused, Problem), refused
    referral.refresh_from_db()
    assert referral.state == RefState.WITHDRAWN


@pytest.mark.postgres
def test_no_letter_is_numbered_on_a_consent_withdrawn_meanwhile(way, monkeypatch):
    referral = way.sent()
    refused, withdrawn = overtaken(
        monkeypatch, letters, "_content", after=True,
        slow=(way.cast.a.pk, partial(issue, way, referral)),
        other=(way.cast.a.pk, partial(withdraw, way, referral.consent_id)),
    )  # fmt: skip
    assert not isinstance(withdrawn, Exception), withdrawn
    assert isinstance(refused, Problem), refused
    assert not IssuedLetter.objects.exists()


@pytest.mark.parametrize("whose", ["receiver", "copy"])
def test_what_is_withdrawn_while_the_letter_is_printed_leaves_no_paper(way, monkeypatch, whose):
    line = way.agree_to_share()
    copied = way.agree_to_share(receiver_id=way.cast.c.pk)
    referral = sender.send(referral_id=way.draft().pk, by=way.ani, at=way.at)
    real = issuing.render_docx

    def withdrawn_meanwhile(letter):
        withdraw(way, (line if whose == "receiver" else copied).pk)
        return real(letter)

    monkeypatch.setattr(issuing, "render_docx", withdrawn_meanwhile)
    with pytest.raises(Problem):
        issue(way, referral, way.cast.c.pk)
    letter = IssuedLetter.objects.get()
    assert (letter.state, letter.docx_id, letter.pdf_id) == (State.NUMBERED, None, None)
    assert not StoredFile.objects.exists()
    monkeypatch.undo()
    finish = way.cast.client_for(way.cast.ani).post(f"/letters/{letter.pk}/finish/")
    assert finish.status_code in (404, 409)
    assert not StoredFile.objects.exists()


def test_what_still_stands_is_printed(way):
    way.agree_to_share(receiver_id=way.cast.c.pk)
    issued = issue(way, way.sent(), way.cast.c.pk)
    assert issued.state == State.ISSUED
    assert issued.docx_id is not None
