"""Whether an estimate exists, and is the only one, by the definition and by the short ways."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from suar.measure.prevalence import existence, newton
from suar.measure.prevalence.fitting import fit
from suar.measure.prevalence.lattice import down_closure, lattice
from suar.measure.prevalence.models import hierarchical


def by_definition(counts, active):
    """Fienberg and Rinaldo's programme on the counts, and the rank, as the paper writes them."""
    under = lattice(len(active).bit_length() - 1)
    dropped = active & (counts @ under.contains == 0)
    kept = ~np.any(under.contains[:, dropped] > 0, axis=1)
    design = under.contains[kept][:, active & ~dropped]
    cells, terms = design.shape
    above = np.hstack([-np.eye(cells), np.ones((cells, 1))])
    fixed = np.hstack([design.T, np.zeros((terms, 1))])
    found = linprog([0] * cells + [-1], A_ub=above, b_ub=[0] * cells, A_eq=fixed,
                    b_eq=design.T @ counts[kept], bounds=[(0, None)] * (cells + 1))  # fmt: skip
    exists = found.status == 0 and -found.fun > 1e-8
    return (0 if exists else 1) + (0 if np.linalg.matrix_rank(design) == terms else 2)


def vector(t, **cells):
    """Write counts by history: `vector(3, h100=4)`."""
    counts = np.zeros((1 << t) - 1)
    for name, number in cells.items():
        counts[int(name[:0:-1], 2) - 1] = number
    return counts


THIN = st.lists(st.sampled_from([0, 0, 0, 1, 2, 30]), min_size=7, max_size=7)


@settings(max_examples=50)
@given(THIN)
def test_the_code_is_that_of_the_definition_for_every_model_of_three_lists(cells):
    counts = np.array(cells, dtype=float)
    if counts.sum():
        models = hierarchical(3, 3)
        codes = fit(lattice(3), counts[None, :], models).code
        assert codes.tolist() == [by_definition(counts, model) for model in models]


@settings(max_examples=20)
@given(st.lists(st.sampled_from([0, 0, 0, 0, 1, 9]), min_size=15, max_size=15))
def test_the_code_is_that_of_the_definition_for_models_of_four_lists(cells):
    counts = np.array(cells, dtype=float)
    if counts.sum():
        models = hierarchical(4, 3)[::7]
        codes = fit(lattice(4), counts[None, :], models).code
        assert codes.tolist() == [by_definition(counts, model) for model in models]


def test_a_model_may_fail_both_ways():
    """B and C share all of B's cases; without A's pairs too few cells are left to go on."""
    counts = vector(3, h100=5, h001=1, h011=5)
    model = down_closure([0b011, 0b101, 0b110], 3)
    assert by_definition(counts, model) == 3
    fits = fit(lattice(3), counts[None, :], model[None, :])
    assert fits.code.tolist() == [3]
    assert np.isnan(fits.dark[0])


@settings(max_examples=50)
@given(THIN)
def test_a_linear_programme_on_seen_cells_says_the_same_as_on_counts(cells):
    counts = np.array(cells, dtype=float)
    under = lattice(3)
    for model in hierarchical(3, 2) if counts.sum() else ():
        dropped = model & (counts @ under.contains == 0)
        live = tuple(np.flatnonzero(model & ~dropped).tolist())
        seen = tuple((np.flatnonzero(counts) + 1).tolist())
        asked = existence.exists(3, live, tuple(np.flatnonzero(dropped).tolist()), seen)
        assert asked == (by_definition(counts, model) % 2 == 0)


def test_a_term_that_no_case_holds_goes_to_minus_infinity():
    """The pair AB is empty: its cells have mean 0, the rest is fitted without them."""
    counts = vector(3, h100=40, h010=30, h001=20, h101=6, h011=4)
    fits = fit(lattice(3), counts[None, :], down_closure([0b011], 3)[None, :])
    assert fits.code[0] == 0
    assert fits.beta[0, 0b011] == -np.inf
    assert fits.means[0, [0b011 - 1, 0b111 - 1]].tolist() == [0, 0]
    assert fits.terms[0] == 5, "the pair counts as a term of the model"
    under = lattice(3)
    assert (fits.means @ under.contains)[0, [1, 2, 4]] == pytest.approx([46, 34, 30])


def test_what_neither_way_settles_is_asked_by_linear_programme(monkeypatch):
    monkeypatch.setattr(existence, "recedes", lambda move, seen, kept: np.zeros(len(move), bool))
    existence.exists.cache_clear()
    counts = vector(3, h100=40, h010=30, h001=20, h110=6)
    codes = fit(lattice(3), counts[None, :], hierarchical(3, 2)).code
    assert codes.tolist() == [by_definition(counts, model) for model in hierarchical(3, 2)]
    assert existence.exists.cache_info().misses > 0
    assert newton.LATE < newton.STEPS


def test_counts_that_differ_by_millions_are_fitted_as_well_as_rounding_allows():
    counts = vector(4, h0010=1e7, h1010=1, h0110=1, h0001=1, h0011=1, h1011=1e7, h0111=1)
    counts[3 - 1], counts[13 - 1] = 0, 1
    for model in hierarchical(4, 2):
        fits = fit(lattice(4), counts[None, :], model[None, :])
        assert fits.code[0] == by_definition(np.minimum(counts, 3), model)
        if fits.code[0] == 0:
            live = model & np.isfinite(fits.beta[0])
            lack = (fits.means[0] - counts) @ lattice(4).contains[:, live]
            assert np.abs(lack).max() < 1e-6 * counts.sum()
