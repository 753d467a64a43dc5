"""Latent classes: the sampler against what can be computed, and against the stored runs."""

import json
from math import lgamma

import numpy as np
import pytest

from suar.measure.prevalence.codes import Caution, Fault, Method
from suar.measure.prevalence.estimators import ESTIMATORS
from suar.measure.prevalence.latent_class import RATE, SHAPE, cell_weights, renew, sample
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.reading import read
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.tests.test_estimators import table_of

ROWS = "100:60 010:50 001:40 110:20 101:12 011:10 111:6"


def said(table, **options):
    return ESTIMATORS[Method.LATENT_CLASS](table, Options(method="latent_class", **options))


@pytest.mark.parametrize(
    ("rows", "options", "code"),
    [
        ("10:40 01:30 11:10", {}, Fault.TOO_FEW_LISTS),
        (ROWS, {"chains": 0}, Fault.BAD_ARGUMENT),
        (ROWS, {"sweeps": 99}, Fault.BAD_ARGUMENT),
    ],
)
def test_two_lists_no_chain_and_too_few_sweeps_are_refused(rows, options, code):
    with pytest.raises(Refused) as caught:
        said(table_of(rows), **options)
    assert caught.value.code == code


def test_one_kind_gives_the_posterior_of_independent_lists():
    """p(m) is (N - 1)! / m! times for each list B(1 + n_j, 1 + N - n_j)."""
    table = table_of(ROWS)
    unseen = np.arange(3000)
    on_list = [98, 86, 68]
    logs = [
        lgamma(table.n + m) - lgamma(m + 1)
        + sum(lgamma(1 + table.n + m - k) - lgamma(2 + table.n + m) for k in on_list)
        for m in unseen.tolist()
    ]  # fmt: skip
    mass = np.exp(np.array(logs) - max(logs))
    below = (mass / mass.sum()).cumsum()
    draws = sample(
        np.arange(1, 8), table.dense.astype(int), 3, np.random.default_rng(2),
        chains=4, sweeps=8000, thin=4, classes=1,
    ).reshape(-1)  # fmt: skip
    for level in (0.05, 0.25, 0.5, 0.75, 0.95):
        exact = table.n + np.searchsorted(below, level)
        assert np.mean(draws <= exact) == pytest.approx(level, abs=0.025)


def test_drawing_data_and_parameters_in_turn_leaves_the_prior_as_it_is():
    """Geweke (2004), JASA 99(467): for a fixed number of persons."""
    rng = np.random.default_rng(3)
    t, kinds, chains, persons, rounds = 3, 4, 3000, 25, 40
    on = (np.arange(8)[:, None] >> np.arange(t) & 1).astype(float)
    prior = np.maximum(rng.gamma(SHAPE, 1 / RATE, size=chains), 1e-100)
    first = renew(rng, prior, np.zeros((chains, 1, kinds)), np.zeros((1, t)))
    first.concentration = prior
    state = first
    for _ in range(rounds):
        weights = cell_weights(state, on)
        chances = weights.reshape(chains, -1)
        cells = rng.multinomial(persons, chances / chances.sum(axis=1, keepdims=True))
        split = cells.reshape(weights.shape)
        state = renew(rng, state.concentration, split, on)
    for before, after in (
        (prior, state.concentration),
        (first.shares[:, 0], state.shares[:, 0]),
        (first.shares[:, 2], state.shares[:, 2]),
        (first.listed[:, 1, 0], state.listed[:, 1, 0]),
        (first.unlisted[:, 2, 3], state.unlisted[:, 2, 3]),
    ):
        for level in (0.1, 0.3, 0.5, 0.7, 0.9):
            bound = np.quantile(before, level)
            if bound == 0:  # the whole stick, to all digits
                continue
            assert np.mean(after <= bound) == pytest.approx(level, abs=0.045)
    assert np.mean(state.concentration != prior) == 1
    for whole in (np.exp(state.shares).sum(axis=1), np.exp(state.listed) + np.exp(state.unlisted)):
        assert whole == pytest.approx(1)


def test_the_seed_repeats_a_run_and_chains_are_shown_one_by_one():
    first, again, other = (said(table_of(ROWS), sweeps=400, seed=s) for s in (5, 5, 6))
    assert (first.draws == again.draws).all()
    assert (first.draws != other.draws).any()
    assert first.draws.shape == (4 * 20,)
    assert len(first.diagnostics["chains"]) == 4
    assert first.interval.low <= first.total <= first.interval.high
    assert first.interval.kind == "posterior"
    assert first.draws.min() >= 198
    json.dumps(first.diagnostics, allow_nan=False)


def test_counts_beyond_all_persons_are_drawn_without_a_fault():
    rows = " ".join(f"{row.split(':')[0]}:{int(row.split(':')[1]) * 10**9}" for row in ROWS.split())
    found = said(table_of(rows), sweeps=100)
    assert np.isfinite(found.total)


def test_chains_that_disagree_are_warned_of():
    """A hundred sweeps after draws from the prior are not enough to agree."""
    found = said(table_of(ROWS), sweeps=100, seed=1)
    assert found.diagnostics["split_rhat"] is None or found.diagnostics["split_rhat"] > 1.05
    assert [w.code for w in found.warnings] == [Caution.MULTIMODAL]


def test_progress_is_told_and_may_cancel():
    told = []
    said(table_of(ROWS), sweeps=1500, told=lambda done, of: told.append((done, of)))
    assert told == [(500, 1500), (1000, 1500), (1500, 1500)]

    def stop(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        said(table_of(ROWS), sweeps=1500, told=stop)


def stored(folder, name):
    rows = json.loads((folder / "ref_bayes.json").read_text())
    rows = [r for r in rows if r["package"].startswith("LCMCR") and r["dataset"] == name]
    assert len(rows) == 4
    return np.array([row["quantiles_2.5_10_50_90_97.5"] for row in rows])


def test_a_table_with_one_mode_has_the_distribution_of_the_stored_runs(shared_data):
    wanted = stored(shared_data / "mse", "Kosovo")
    found = said(read(shared_data / "mse" / "Kosovo.csv"))
    quantiles = list(found.diagnostics["quantiles"].values())
    assert wanted[:, 2].min() * 0.97 < quantiles[2] < wanted[:, 2].max() * 1.03
    assert wanted[:, 1].min() * 0.95 < quantiles[1] < wanted[:, 1].max() * 1.05
    assert wanted[:, 3].min() * 0.92 < quantiles[3] < wanted[:, 3].max() * 1.12
    assert len(found.diagnostics["modes"]) == 1


def test_a_table_with_several_modes_says_so_and_overlaps_with_the_stored_runs(shared_data):
    wanted = stored(shared_data / "mse", "UKdat_5")
    found = said(read(shared_data / "mse" / "UKdat_5.csv"), sweeps=6_000)
    assert found.diagnostics["split_rhat"] > 1.05
    assert Caution.MULTIMODAL in [w.code for w in found.warnings]
    inside = np.mean((found.draws > wanted[:, 0].min()) & (found.draws < wanted[:, 4].max()))
    assert inside > 0.7
