"""The step of consent is taken when both were asked: to keep the record, and to be interviewed."""

from __future__ import annotations

import pytest

from suar.agenda.models import Task
from suar.cases.codes import Stage
from suar.cases.consent.codes import Purpose, State
from suar.cases.reminders import Kind
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

pytestmark = pytest.mark.django_db


def asking(way):
    return Task.objects.filter(
        record_id=way.case.pk, kind=Kind.ASK_CONSENT.value, state="open"
    ).exists()


@pytest.mark.parametrize("asked", [Purpose.STORE, Purpose.INTERVIEW])
def test_one_answer_alone_neither_takes_the_step_nor_ends_the_task(way, asked):
    way.check()
    open_before = asking(way)
    way.agree(asked)
    assert Stage.CONSENT not in way.again().stages_done
    assert asking(way) is open_before
    with pytest.raises(Problem) as refused:
        way.sit({"A03": ""})
    assert Reason.STEP_NEEDS_REASON in [b.code for b in refused.value.reasons]


def test_both_answers_take_it_whatever_they_are(way):
    way.check()
    way.agree(Purpose.STORE, state=State.REFUSED)
    way.agree(Purpose.INTERVIEW)
    assert Stage.CONSENT in way.again().stages_done
    assert not asking(way)
