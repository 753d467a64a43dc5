"""Averaging over decomposable graphs: against the definition, and against the reference."""

import json
from itertools import combinations, pairwise, permutations
from math import lgamma, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suar.measure.prevalence import decomposable
from suar.measure.prevalence.codes import Caution, Fault, Method
from suar.measure.prevalence.decomposable import on_grid, posterior_of
from suar.measure.prevalence.estimators import ESTIMATORS
from suar.measure.prevalence.graphs import decomposable_graphs
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.reading import read
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.tests.test_estimators import table_of

THIN = "100:30 010:30 001:20 110:5 101:4 011:3 111:1"
QUANTILES = (0.025, 0.1, 0.5, 0.9, 0.975)


def said(table, **options):
    return ESTIMATORS[Method.DECOMPOSABLE](table, Options(method="decomposable", **options))


@pytest.mark.parametrize(
    ("rows", "options", "code"),
    [
        ("10:40 01:30 11:10", {}, Fault.TOO_FEW_LISTS),
        ("100000:9 010000:9 001000:9 000100:9 000010:9 000001:9 111111:5", {}, Fault.BAD_ARGUMENT),
        (THIN, {"grid": decomposable.MOST_ASKED + 1}, Fault.BAD_ARGUMENT),
        (THIN, {"grid": 0}, Fault.BAD_ARGUMENT),
    ],
)
def test_too_few_lists_too_many_and_a_grid_without_end_are_refused(rows, options, code):
    with pytest.raises(Refused) as caught:
        said(table_of(rows), **options)
    assert caught.value.code == code


def test_the_graphs_are_all_but_those_with_a_ring_of_four():
    assert [len(decomposable_graphs(t)) for t in (2, 3, 4, 5)] == [2, 8, 61, 822]
    pairs = {frozenset(p) for p in combinations(range(4), 2)}
    found = {
        frozenset(p for p in pairs if model[sum(1 << j for j in p)])
        for model in decomposable_graphs(4).models
    }
    rings = {
        frozenset(frozenset((order[i - 1], order[i])) for i in range(4))
        for order in permutations(range(4))
    }
    assert len(rings) == 3
    assert len(found) == 61
    assert not found & rings


def test_a_chain_of_three_lists_is_two_pairs_over_the_list_between():
    graphs = decomposable_graphs(3)
    chain = [s for s in graphs.signs if s[0b011] == s[0b110] == 1 and s[0b111] == 0]
    assert len(chain) == 1
    assert chain[0].tolist() == [0, 0, -1, 1, 0, 0, 1, 0]
    whole = graphs.signs[graphs.models[:, 0b111]]
    assert whole.tolist() == [[0, 0, 0, 0, 0, 0, 0, 1]]


def by_the_book(counts, t, grid):
    """Return the posterior mass of m = 0 ... grid by summing the definition cell by cell."""
    weight = 2.0**-t
    logs = np.empty((len(decomposable_graphs(t)), grid + 1))
    for m in range(grid + 1):
        full = np.array([m, *counts], dtype=float)
        total = full.sum()
        likelihood = np.zeros(1 << t)
        for lists in range(1, 1 << t):
            inside = [cell for cell in range(1 << t) if cell & ~lists == 0]
            prior = weight * (1 << t) / len(inside)
            for cell in inside:
                seen = sum(full[other] for other in range(1 << t) if other & lists == cell)
                likelihood[lists] += lgamma(prior + seen) - lgamma(prior)
            likelihood[lists] -= lgamma(1 + total)
        logs[:, m] = decomposable_graphs(t).signs @ likelihood
        logs[:, m] += lgamma(total + 1) - lgamma(m + 1) - log(total)
    mass = np.exp(logs - logs.max())
    return mass / mass.sum()


@settings(max_examples=25)
@given(st.lists(st.integers(0, 40), min_size=7, max_size=7), st.integers(1, 700))
def test_the_posterior_is_that_of_the_definition(counts, grid):
    if not sum(counts):
        return
    wanted = by_the_book(counts, 3, grid)
    found = on_grid(np.array(counts, dtype=float), 3, grid)
    assert found.mass == pytest.approx(wanted.sum(axis=0), rel=1e-8, abs=1e-14)
    assert found.graphs == pytest.approx(wanted.sum(axis=1), rel=1e-8, abs=1e-14)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 300), min_size=15, max_size=15), st.integers(300, 5000))
def test_no_graph_that_weighs_anything_is_passed_over(counts, grid):
    if not sum(counts):
        return
    shape = decomposable._shape(decomposable_graphs(4), np.array(counts, dtype=float), 4)
    ends = np.unique(np.append(np.arange(0, grid, 256), [grid + 1]))
    _, bounds = decomposable._bounds(shape, ends)
    logs = shape.signs @ shape.values(np.arange(grid + 1.0)) + shape.still[:, None]
    for step, (first, last) in enumerate(pairwise(ends)):
        assert (bounds[:, step] >= logs[:, first:last].max(axis=1) - 1e-6).all()


def test_every_stored_posterior_is_reproduced_on_its_grid(shared_data):
    folder = shared_data / "mse"
    rows = json.loads((folder / "ref_bayes.json").read_text())
    rows = [row for row in rows if row["package"].startswith("dga")]
    assert len(rows) == 6
    for row in rows:
        table = read(folder / f"{row['dataset']}.csv")
        found = said(table, grid=int(row["Nmissing_grid"].split(":")[1]))
        quantiles = list(found.diagnostics["quantiles"].values())
        assert quantiles == row["quantiles_2.5_10_50_90_97.5"]
        assert found.total == quantiles[2]
        assert (found.interval.low, found.interval.high) == (quantiles[0], quantiles[4])
        assert found.interval.kind == "posterior"
        assert found.diagnostics["mean"] == pytest.approx(row["mean"], rel=1e-9)
        top = found.diagnostics["top_graph_probability"]
        assert top == pytest.approx(row["top_graph_prob"], rel=1e-9)
        assert found.diagnostics["graphs"] == row["ngraphs"]


def test_a_grid_that_ends_too_early_is_warned_of_and_grows_where_none_was_asked_for():
    table = table_of(THIN)
    short = said(table, grid=300)
    assert Caution.GRID_TRUNCATED in [w.code for w in short.warnings]
    assert short.diagnostics["mass_near_end_of_grid"] > 0.001
    long = said(table)
    assert Caution.GRID_TRUNCATED not in [w.code for w in long.warnings]
    assert long.diagnostics["mass_near_end_of_grid"] <= 0.001
    assert long.diagnostics["grid"] == 19 * table.n * 2 ** long.diagnostics["grid_doubled"]
    assert long.interval.high > short.interval.high


def test_a_grid_does_not_grow_without_end(monkeypatch):
    table = table_of("100:30 010:30 001:20 110:1")
    monkeypatch.setattr(decomposable, "NEAR_END", -1.0)
    assert posterior_of(table.dense, 3, None)[1] == decomposable.DOUBLINGS
    monkeypatch.setattr(decomposable, "MOST_GRID", 5000)
    found, doubled = posterior_of(table.dense, 3, None)
    assert (found.grid, doubled) == (19 * 81 * 2, 1)


def test_the_graphs_stand_with_their_probabilities_and_the_mean_is_theirs():
    found = said(table_of(THIN))
    weights = [line.weight for line in found.models]
    assert sum(weights) == pytest.approx(1, abs=1e-4)
    assert weights == sorted(weights, reverse=True)
    mean = sum(line.weight * line.estimate for line in found.models)
    assert mean == pytest.approx(found.diagnostics["mean"], rel=1e-3)
    assert found.models[0].bic is None
    assert found.models[0].model == found.diagnostics["top_graph"]
    assert {"[1,2,3]", "[123]"} <= {line.model for line in found.models}


def test_modes_far_apart_are_listed_and_warned_of(shared_data):
    found = said(read(shared_data / "mse" / "UKdat_5.csv"))
    assert [round(mode["at"], -3) for mode in found.diagnostics["modes"]] == [12_000, 24_000]
    assert Caution.MULTIMODAL in [w.code for w in found.warnings]
    found = said(read(shared_data / "mse" / "Kosovo.csv"))
    assert len(found.diagnostics["modes"]) == 1
    assert found.warnings == ()


def test_the_draws_are_those_of_the_posterior():
    found = said(table_of(THIN), seed=3)
    assert np.quantile(found.draws, 0.5) == pytest.approx(found.total, rel=0.06)
    assert (said(table_of(THIN), seed=3).draws == found.draws).all()
    assert found.draws.min() >= 93


@settings(max_examples=25)
@given(st.lists(st.integers(0, 60), min_size=7, max_size=7), st.permutations([0, 1, 2]))
def test_the_order_of_the_lists_does_not_matter(counts, order):
    if not sum(counts):
        return
    moved = np.zeros(7)
    for cell in range(1, 8):
        moved[sum(1 << order[j] for j in range(3) if cell >> j & 1) - 1] = counts[cell - 1]
    first, other = (on_grid(np.array(x, dtype=float), 3, 500) for x in (counts, moved))
    assert other.mass == pytest.approx(first.mass, rel=1e-8, abs=1e-14)


def test_a_large_table_has_a_posterior_about_the_truth():
    """A million persons, three lists that do not know each other."""
    chances = (0.1, 0.2, 0.15)
    counts = [
        1_000_000 * np.prod([p if cell >> j & 1 else 1 - p for j, p in enumerate(chances)])
        for cell in range(1, 8)
    ]
    found, _ = posterior_of(np.round(counts), 3, None)
    assert found.quantile(0.5) == pytest.approx(1_000_000, rel=0.01)
    assert not found.truncated()
