"""Rules of service records and of follow-up."""

from __future__ import annotations

from datetime import date

import pytest

from suar.cases.followup.rules import why_not_finish, why_not_plan
from suar.cases.services.codes import ServiceState
from suar.cases.services.rules import ServiceFacts, why_not_record
from suar.kit.reasons import Reason

MON, TUE = date(2026, 6, 1), date(2026, 6, 2)


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        (ServiceFacts(ServiceState.DECLINED, False, None, None), [Reason.DECLINE_NEEDS_REASON]),
        (ServiceFacts(ServiceState.DECLINED, True, None, None), []),
        (ServiceFacts(ServiceState.GIVEN, False, None, None), [Reason.REQUIRED]),
        (ServiceFacts(ServiceState.GIVEN, False, TUE, MON), [Reason.ENDS_BEFORE_IT_BEGINS]),
        (ServiceFacts(ServiceState.GIVEN, False, MON, TUE), []),
        (ServiceFacts(ServiceState.PLANNED, False, None, None), []),
        (ServiceFacts(ServiceState.PLANNED, False, MON, None), []),
        (ServiceFacts(ServiceState.OFFERED, False, MON, None), [Reason.SERVICE_NOT_GIVEN]),
        (ServiceFacts(ServiceState.DECLINED, True, MON, None), [Reason.SERVICE_NOT_GIVEN]),
    ],
)
def test_a_service_record_does_not_contradict_itself(facts, reasons):
    assert [b.code for b in why_not_record(facts)] == reasons


def test_a_contact_is_planned_ahead_and_written_down_behind():
    assert [b.code for b in why_not_plan(MON, TUE)] == [Reason.DAY_HAS_PASSED]
    assert why_not_plan(TUE, TUE) == []
    late = why_not_finish(done_on=TUE, today=MON, reached=None)
    assert [b.code for b in late] == [Reason.DAY_LIES_AHEAD, Reason.REQUIRED]
    assert why_not_finish(done_on=MON, today=TUE, reached=False) == []
