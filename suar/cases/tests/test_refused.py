"""Refusals that a page's own choices would hide: the verbs are called as if by another door."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suar.cases import papers
from suar.cases.closure import actions as closing
from suar.cases.referral import receiving
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode

pytestmark = pytest.mark.django_db


def refused(action) -> list[Reason]:
    with pytest.raises(Problem) as problem:
        action()
    return [because.code for because in problem.value.reasons]


def test_a_case_that_waits_for_its_closing_is_not_asked_for_again(way):
    def ask():
        return closing.ask(
            id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at
        )  # fmt: skip

    ask()
    assert refused(ask) == [Reason.ALREADY_DONE]


def test_a_consent_names_a_receiver_that_is_there(way):
    assert refused(lambda: way.agree_to_share(receiver_id=new_id())) == [Reason.NOT_FOUND]


def test_nothing_is_referred_to_ones_own_house_nor_to_one_that_is_absent(way):
    for receiver in (way.cast.a.pk, new_id()):
        assert refused(lambda r=receiver: way.draft(receiver_id=r)) == [
            Reason.RECEIVER_CANNOT_RECEIVE
        ]


def test_a_service_does_not_end_before_it_begins(way):
    referral, today = way.sent(), way.at.date()
    as_citra = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
    receiving.accept(**as_citra)
    assert refused(
        lambda: receiving.report_service(
            **as_citra, id=new_id(), service=ServiceCode.SHL_EMG, started_on=today,
            ended_on=today - timedelta(days=1),
        )
    ) == [Reason.ENDS_BEFORE_IT_BEGINS]  # fmt: skip


def test_too_large_a_paper_is_refused_before_it_is_read(way, monkeypatch):
    monkeypatch.setattr(papers, "MAX_UPLOAD", 10)
    sent = SimpleUploadedFile("a.txt", b"a" * 11)
    assert refused(lambda: papers.ready(sent, way.case, by=way.ani, at=way.at)) == [
        Reason.FILE_TOO_LARGE
    ]
