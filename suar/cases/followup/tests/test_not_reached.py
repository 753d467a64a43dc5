"""A person who was not reached was not asked whether she is safe."""

from __future__ import annotations

from datetime import date

import pytest

from suar.cases.followup import rules
from suar.kit.reasons import Reason

TODAY = date(2026, 3, 2)


def why(reached, safe):
    found = rules.why_not_finish(done_on=TODAY, today=TODAY, reached=reached, safe=safe)
    return [(b.code, b.field) for b in found]


@pytest.mark.parametrize("safe", [True, False])
def test_safe_is_not_answered_by_nobody(safe):
    assert why(False, safe) == [(Reason.SAFE_BUT_NOT_REACHED, "safe")]


@pytest.mark.parametrize("safe", [True, False, None])
def test_whoever_was_reached_answers_or_does_not(safe):
    assert why(True, safe) == []
    assert why(False, None) == []
