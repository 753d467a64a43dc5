"""Chains that agree and chains that do not; posteriors of one hill and of several."""

import math

import numpy as np
import pytest

from suar.measure.prevalence.posterior import agreement, effective, modes, modes_of_draws

RNG = np.random.default_rng(11)


def test_too_few_draws_say_nothing():
    assert set(agreement(np.ones((2, 5))).values()) == {None}


def test_chains_that_stand_apart_do_not_agree():
    chains = RNG.normal(size=(4, 500))
    chains[3] += 1.0
    assert agreement(chains)["split_rhat"] > 1.05
    assert agreement(chains)["ess_bulk"] < 40


def test_a_chain_that_drifts_does_not_agree_with_itself():
    chain = RNG.normal(size=(1, 800)) + np.linspace(0, 2, 800)
    assert agreement(chain)["split_rhat"] > 1.05


def test_chains_of_unlike_spread_do_not_agree_though_their_middles_do():
    chains = RNG.normal(size=(4, 1000))
    chains[0] *= 4
    assert agreement(chains)["split_rhat"] > 1.05


def test_independent_draws_are_worth_their_number():
    said = agreement(np.exp(RNG.normal(size=(4, 1000)) * 3))
    assert said["split_rhat"] < 1.01
    assert said["ess_bulk"] == pytest.approx(4000, rel=0.15)
    assert said["ess_tail"] == pytest.approx(4000, rel=0.2)


def test_draws_that_remember_are_worth_less_by_a_known_factor():
    """An autoregression with coefficient 0.8: (1 - 0.8) / (1 + 0.8) of the draws."""
    noise = RNG.normal(size=(4, 20_000))
    chains = np.zeros_like(noise)
    for i in range(1, noise.shape[1]):
        chains[:, i] = 0.8 * chains[:, i - 1] + noise[:, i]
    assert effective(chains) == pytest.approx(80_000 / 9, rel=0.1)


def test_draws_that_do_not_move_are_of_no_known_worth():
    said = agreement(np.full((4, 50), 7.0))
    assert said["split_rhat"] == 1.0
    assert said["ess_bulk"] is None
    stuck = np.repeat([[1.0], [1.0], [2.0], [2.0]], 50, axis=1)
    assert agreement(stuck)["split_rhat"] is None, "no chain moved: beyond any number"


def hill(at, values):
    return np.exp(-((values - at) ** 2) / 2)


def test_one_hill_is_one_mode():
    values = np.linspace(0, 20, 400)
    density = hill(9, values)
    found = modes(values, density, density / density.sum())
    assert [round(mode.at) for mode in found] == [9]
    assert found[0].mass == pytest.approx(1)


def test_two_hills_are_two_modes_with_their_shares():
    values = np.linspace(0, 20, 2000)
    density = hill(5, values) + 2 * hill(14, values)
    found = modes(values, density, density / density.sum())
    assert [round(mode.at) for mode in found] == [5, 14]
    assert [mode.mass for mode in found] == pytest.approx([1 / 3, 2 / 3], abs=0.01)
    assert found[0].high < found[1].low


def test_a_hill_of_little_mass_or_without_a_valley_is_none():
    values = np.linspace(0, 20, 2000)
    small = hill(5, values) + 0.03 * hill(14, values)
    ripple = hill(9, values) * (1 + 0.05 * np.sin(values * 8))
    for density in (small, ripple):
        found = modes(values, density, density / density.sum())
        assert len(found) == 1
        assert found[0].at == pytest.approx(5 if density is small else 9, abs=0.5)
        assert found[0].mass == pytest.approx(1)


def test_a_spike_at_the_edge_is_a_mode():
    values = np.arange(100.0)
    density = np.where(values == 0, 30.0, hill(4, (values - 40) / 5))
    assert [mode.at for mode in modes(values, density, density / density.sum())] == [0, 60]


def test_modes_of_draws_are_found_on_the_scale_of_factors():
    draws = np.concatenate([np.exp(RNG.normal(9, 0.1, 600)), np.exp(RNG.normal(10, 0.1, 1400))])
    found = modes_of_draws(draws)
    assert [math.log(mode.at) for mode in found] == pytest.approx([9, 10], abs=0.1)
    assert [mode.mass for mode in found] == pytest.approx([0.3, 0.7], abs=0.02)
    assert len(modes_of_draws(np.full(50, 12.0))) == 1
