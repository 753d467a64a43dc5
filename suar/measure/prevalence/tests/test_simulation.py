"""Populations of known size: what the methods find of them."""

import numpy as np
import pytest

from suar.measure.prevalence import simulation
from suar.measure.prevalence.codes import Method


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch):
    monkeypatch.setattr(simulation, "RESAMPLES", 60)
    monkeypatch.setattr(simulation, "SWEEPS", 200)


def test_whom_no_list_can_hold_is_in_no_total():
    truth, tallies, _ = simulation.study(simulation.hidden, 8, seed=4)
    assert truth == 2000
    assert np.median(tallies[Method.BIC].totals) == pytest.approx(1500, rel=0.08)


def test_independent_lists_give_the_truth():
    truth, tallies, withheld = simulation.study(simulation.independent, 8, seed=1)
    assert withheld == 0
    for method in (Method.STEPWISE, Method.BIC, Method.AVERAGE, Method.DECOMPOSABLE):
        tally = tallies[method]
        assert np.median(tally.totals) == pytest.approx(truth, rel=0.06)
        assert tally.covered >= 5
        assert tally.refused == 0


def test_a_referral_between_lists_is_found():
    truth, tallies, _ = simulation.study(simulation.referring, 8, seed=2)
    assert np.median(tallies[Method.STEPWISE].totals) == pytest.approx(truth, rel=0.12)


def test_the_study_prints_every_world_and_method(capsys, monkeypatch):
    monkeypatch.setattr(simulation, "RESAMPLES", 5)
    simulation.main(1)
    printed = capsys.readouterr().out
    assert all(name in printed for name in simulation.WORLDS)
    assert printed.count("headline withheld") == len(simulation.WORLDS)
