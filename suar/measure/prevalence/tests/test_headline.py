"""From a table to a headline, or to none, with what must stand beside it."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suar.measure.prevalence import headline, panel
from suar.measure.prevalence.codes import Assumption, Caution, Fault, Method
from suar.measure.prevalence.headline import estimate
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.reading import read
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.result import Estimated, Interval
from suar.measure.prevalence.table import checked, digest

APART = "100:203 010:194 110:3 001:184 111:34"  # stepwise 2,148, the best models 13,745, graphs 621
NEAR = "100:120 010:90 001:70 110:30 101:25 011:20 111:9"


def table_of(rows):
    pairs = [row.split(":") for row in rows.split()]
    names = "ABCDEF"[: len(pairs[0][0])]
    lines = [",".join([*names, "count"])] + [",".join([*h, k]) for h, k in pairs]
    return read("\n".join(lines).encode())


def codes(result):
    return [warned.code for warned in result.warnings]


def test_a_method_that_is_not_registered_is_refused(monkeypatch):
    monkeypatch.setattr(headline, "ESTIMATORS", {})
    with pytest.raises(Refused) as caught:
        estimate(table_of(NEAR), Options(nboot=0))
    assert caught.value.code == Fault.BAD_ARGUMENT


def test_resamples_of_another_table_are_refused():
    with pytest.raises(Refused) as caught:
        estimate(table_of(NEAR), Options(resamples=np.ones((5, 6))))
    assert caught.value.code == Fault.BAD_ARGUMENT


def test_methods_too_far_apart_leave_no_headline_and_resample_nothing():
    result = estimate(table_of(APART), Options(nboot=50))
    assert result.estimate is result.dark_figure is result.interval is None
    assert result.interval_conditional is None
    assert result.draws is None
    assert result.withheld.ratio == pytest.approx(13745.3333 / 621)
    assert result.withheld.by_method["stepwise"] == pytest.approx(2147.757354)
    assert result.withheld.by_method["decomposable"] == 621
    assert Caution.UNSTABLE in codes(result)
    assert result.as_dict()["withheld"]["by_method"]["bic"] == pytest.approx(13745.3333)


def test_a_written_reason_forces_the_headline_and_is_printed():
    result = estimate(table_of(APART), Options(nboot=50, force="For the seminar of 3 May only"))
    assert result.estimate == pytest.approx(13745.3333)
    assert result.interval is not None
    assert result.withheld is None
    assert result.as_dict()["forced"]["reason"] == "For the seminar of 3 May only"
    assert Caution.UNSTABLE in codes(result)


def test_a_reason_that_was_not_needed_is_not_printed():
    assert estimate(table_of(NEAR), Options(nboot=0, force="Just so")).forced is None


def test_without_the_panel_nothing_is_withheld():
    result = estimate(table_of(APART), Options(nboot=0, sensitivity=False))
    assert result.estimate == pytest.approx(13745.3333)
    assert result.sensitivity is None


def test_the_panel_shows_each_list_left_out_and_each_pair_merged():
    result = estimate(table_of(NEAR), Options(nboot=0))
    panel = result.sensitivity
    assert [line.name for line in panel.leave_one_list_out] == ["A", "B", "C"]
    assert [line.name for line in panel.merged_pairs] == ["A+B", "A+C", "B+C"]
    assert {"stepwise", "bic", "average"} <= {line.name for line in panel.methods}
    assert [line.name for line in panel.dependence] == ["0.25", "0.5", "1", "2", "4"]
    assert panel.dependence[2].estimate == pytest.approx(result.estimate)
    assert panel.dependence[4].estimate == pytest.approx(364 + 4 * result.dark_figure)
    without_a = (90 + 30 + 20 + 9) * (70 + 25 + 20 + 9) / (20 + 9)
    assert panel.leave_one_list_out[0].estimate == pytest.approx(without_a)


def test_a_line_of_the_panel_that_has_no_total_says_why():
    result = estimate(table_of("100:40 010:30 001:20 110:6"), Options(nboot=0))
    notes = {line.name: line.note for line in result.sensitivity.leave_one_list_out}
    assert notes == {"A": "no_overlap", "B": "no_overlap", "C": None}


def test_a_fixed_model_goes_through_the_panel_with_its_lists():
    result = estimate(table_of(NEAR), Options(nboot=0, model="[12,3]"))
    assert result.method == Method.FIXED
    by_name = {line.name: line for line in result.sensitivity.leave_one_list_out}
    assert by_name["C"].note == "not_identifiable", "the pair AB alone says nothing of the unseen"
    assert by_name["A"].estimate == pytest.approx(149 * 124 / 29)
    merged = {line.name: line.estimate for line in result.sensitivity.merged_pairs}
    assert merged["A+B"] == pytest.approx(294 * 124 / 54)


def test_lists_that_change_the_total_when_left_out_make_it_unstable(shared_data):
    result = estimate(read(shared_data / "mse" / "Kosovo.csv"), Options(nboot=0))
    assert result.sensitivity.list_ratio == pytest.approx(3.128, abs=0.001)
    assert codes(result) == [Caution.UNSTABLE]


def test_rival_models_are_warned_of_whatever_the_method(shared_data):
    table = read(shared_data / "mse" / "UKdat_5.csv")
    result = estimate(table, Options(method=Method.STEPWISE, nboot=0))
    assert Caution.MULTIMODAL in codes(result)
    assert codes(result).count(Caution.MULTIMODAL) == 1


def test_two_lists_give_chapman_with_a_caution():
    result = estimate(table_of("10:40 01:30 11:10"), Options(nboot=200))
    assert result.method == Method.CHAPMAN
    assert result.estimate == pytest.approx(189.090909, abs=1e-6)
    assert result.interval.kind == "bca"
    assert Caution.TWO_LISTS in codes(result)
    assert result.diagnostics["lincoln_petersen"] == pytest.approx(200)


def test_no_resamples_no_interval():
    result = estimate(table_of(NEAR), Options(nboot=0))
    assert result.interval is None
    assert result.interval_conditional.kind == "wald"


def test_a_result_says_from_what_and_how_it_came_and_on_what_it_rests():
    options = Options(nboot=20, seed=7)
    result = estimate(table_of(NEAR), options)
    assert estimate(table_of(NEAR), options).as_dict() == result.as_dict()
    assert result.provenance.seed == 7
    assert len(result.provenance.data_sha256) == 64
    assert set(result.assumptions) == set(Assumption)
    json.dumps(result.as_dict(), allow_nan=False)


def test_a_further_method_joins_the_judges_by_its_line_in_the_register(monkeypatch):
    """With an interval of its own it is not resampled; far from the others it withholds."""

    def graphs(table, options):
        limits = Interval(300, 9000, "posterior", options.level)
        return Estimated(Method.DECOMPOSABLE, 5000.0, interval=limits, draws=np.arange(9.0))

    more = {**headline.ESTIMATORS, Method.DECOMPOSABLE: graphs}
    for module in (headline, panel):
        monkeypatch.setattr(module, "ESTIMATORS", more)
    result = estimate(table_of(NEAR), Options(method="decomposable", force="A test"))
    assert (result.interval.kind, result.interval_conditional) == ("posterior", None)
    assert len(result.draws) == 9
    result = estimate(table_of(NEAR), Options(nboot=0))
    assert result.withheld.by_method["decomposable"] == 5000
    assert "decomposable" not in names(estimate(table_of("10:40 01:30 11:10"), Options(nboot=0)))


def test_a_sampler_judges_only_where_it_was_run(monkeypatch):
    more = {**headline.ESTIMATORS, Method.LATENT_CLASS: lambda t, o: Estimated(o.method, 700.0)}
    for module in (headline, panel):
        monkeypatch.setattr(module, "ESTIMATORS", more)
    assert "latent_class" not in names(estimate(table_of(NEAR), Options(nboot=0)))
    assert "latent_class" in names(estimate(table_of(NEAR), Options(method="latent_class")))


def names(result):
    return {line.name for line in result.sensitivity.methods}


def test_more_models_than_can_be_fitted_leave_a_line_without_total():
    rng = np.random.default_rng(5)
    cells = list(range(1, 128))
    counts = rng.poisson(np.where([c.bit_count() == 1 for c in cells], 90, 2)).tolist()
    result = estimate(checked("ABCDEFG", cells, counts, ""), Options(nboot=0))
    notes = {line.name: line.note for line in result.sensitivity.methods}
    assert result.method == Method.STEPWISE
    assert notes["bic"] == notes["average"] == "bad_argument"
    assert result.estimate > 0


def test_a_table_of_which_nothing_can_be_estimated_is_refused():
    """List A holds every case: any number of unseen fits, down to none."""
    for method in (Method.STEPWISE, Method.BIC, Method.AVERAGE):
        with pytest.raises(Refused) as caught:
            estimate(table_of("100:9 110:4 101:3"), Options(method=method))
        assert caught.value.code == Fault.MLE_NOT_EXIST


COUNTS = st.lists(st.integers(0, 60), min_size=7, max_size=7)


def total_of(cells, counts, method):
    lists = ("A", "B", "C")
    table = checked(lists, cells, counts, digest(lists, cells, counts))
    options = Options(method=method, nboot=0, sensitivity=False)
    return estimate(table, options).estimate


def told(cells, counts, method):
    """Return the total, or the code of the refusal."""
    try:
        return total_of(cells, counts, method)
    except Refused as refusal:
        return refusal.code


@settings(max_examples=40)
@given(COUNTS, st.permutations([0, 1, 2]))
def test_the_order_of_the_lists_does_not_matter(counts, order):
    cells = list(range(1, 8))
    moved = [sum(1 << order[j] for j in range(3) if cell >> j & 1) for cell in cells]
    for method in (Method.AVERAGE, Method.CHAO_LOWER):
        total, other = (told(rows, counts, method) for rows in (cells, moved))
        assert other == (pytest.approx(total, rel=1e-6) if isinstance(total, float) else total)


@settings(max_examples=40)
@given(COUNTS, st.integers(2, 9))
def test_a_model_scales_with_its_counts(counts, factor):
    cells = list(range(1, 8))
    lists = ("A", "B", "C")
    options = Options(model="[12,3]", nboot=0, sensitivity=False)
    try:
        small = estimate(checked(lists, cells, counts, ""), options).estimate
    except Refused:
        return
    larger = [factor * count for count in counts]
    large = estimate(checked(lists, cells, larger, ""), options).estimate
    assert large == pytest.approx(factor * small, rel=1e-6)


@settings(max_examples=40)
@given(COUNTS)
def test_no_total_is_below_what_was_seen(counts):
    for method in (Method.STEPWISE, Method.BIC, Method.AVERAGE, Method.CHAO_LOWER):
        try:
            total = total_of(list(range(1, 8)), counts, method)
        except Refused:
            continue
        assert total >= sum(counts)


@settings(max_examples=40)
@given(COUNTS)
def test_merging_or_leaving_out_a_list_invents_no_case(counts):
    try:
        table = checked(("A", "B", "C"), list(range(1, 8)), counts, "")
    except Refused:
        return
    for make, n in ((lambda: table.merged(0, 2), table.n), (lambda: table.without(1), None)):
        try:
            other = make()
        except Refused:
            continue
        assert other.n <= table.n if n is None else other.n == n
