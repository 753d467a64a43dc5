"""Whoever does not want to be interviewed is not; what papers and others show may be written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Purpose, State
from suar.cases.identification import actions as interview
from suar.cases.identification.actions import EpisodeAnswers
from suar.cases.identification.codes import Answered, TickSource
from suar.cases.identification.readback import TickRead
from suar.cases.models import Sitting
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

pytestmark = pytest.mark.django_db


def sit(way, source, state=Answered.YES, expected=0):
    ticks = [TickRead("ACT_RECRUIT", "", state, source.value)]
    return interview.save_sitting(
        id=new_id(), case_id=way.case.pk, held_on=way.at.date(), circumstances={},
        episodes=[EpisodeAnswers(1, ticks)], expected=expected, by=way.ani, at=way.at,
        order_reason="Mendesak",
    )  # fmt: skip


def refused(way, **more):
    with pytest.raises(Problem) as problem:
        sit(way, TickSource.OWN_WORDS, **more)
    return [b.code for b in problem.value.reasons]


def test_after_a_no_nothing_is_written_in_the_persons_own_words(way):
    way.agree(Purpose.INTERVIEW, state=State.REFUSED)
    assert refused(way) == [Reason.INTERVIEW_REFUSED]
    assert not Sitting.objects.exists()


def test_after_a_withdrawal_neither(way):
    line = way.agree(Purpose.INTERVIEW)
    sit(way, TickSource.OWN_WORDS)
    consent.withdraw(case_id=way.case.pk, line_id=line.pk, how="phone", by=way.ani, at=way.at)
    assert refused(way, expected=1) == [Reason.INTERVIEW_REFUSED]
    assert sit(way, TickSource.OWN_WORDS, Answered.NOT_ASKED, expected=1).number == 2


def test_what_papers_show_is_written_and_a_later_yes_counts(way):
    way.agree(Purpose.INTERVIEW, state=State.REFUSED)
    assert sit(way, TickSource.DOCUMENT).number == 1
    way.at += timedelta(hours=1)
    way.agree(Purpose.INTERVIEW)
    assert sit(way, TickSource.OWN_WORDS, expected=1).number == 2


def test_the_page_says_it_beforehand(way, cast):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    page = reverse("cases:interview", args=[way.case.pk])
    says = "does not want to be interviewed"
    assert says not in client.get(page).content.decode()
    way.agree(Purpose.INTERVIEW, state=State.REFUSED)
    assert says in client.get(page).content.decode()
