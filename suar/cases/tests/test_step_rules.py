"""Steps out of their usual order."""

from __future__ import annotations

import pytest

from suar.cases import rules
from suar.cases.codes import Stage


def test_a_step_out_of_order_needs_one_line_of_reason():
    done = frozenset({Stage.TRIAGE})
    found = rules.why_not_step(done, Stage.REFER, has_reason=False)
    assert found[0].facts == {"steps": "CS_CONSENT, CS_SCREEN, CS_STATUS"}
    assert rules.why_not_step(done, Stage.REFER, has_reason=True) == []
    assert rules.why_not_step(frozenset(Stage), Stage.REFER, has_reason=False) == []


@pytest.mark.parametrize("stage", [Stage.TRIAGE, Stage.CONSENT, Stage.RECOVER, Stage.CLOSED])
def test_urgent_help_consent_and_services_never_wait(stage):
    assert rules.why_not_step(frozenset(), stage, has_reason=False) == []


def test_no_reason_is_asked_for_steps_that_do_not_exist_yet():
    for stage in Stage:
        assert not set(rules.skipped(frozenset(), stage)) & rules.NOT_BUILT
