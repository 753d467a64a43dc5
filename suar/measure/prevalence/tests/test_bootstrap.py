"""Resamples: the stored ones give the stored limits; what fails is said."""

import csv
import json

import numpy as np
import pytest

from suar.measure.prevalence.bootstrap import acceleration, bias, bootstrap, resamples
from suar.measure.prevalence.codes import Caution, Fault, Method
from suar.measure.prevalence.estimators import ESTIMATORS
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.reading import read
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.result import Estimated

THIN = b"A,B,C,count\n1,0,0,12\n0,1,0,9\n0,0,1,7\n1,1,0,1\n1,0,1,1\n"
FULL = b"A,B,C,count\n1,0,0,120\n0,1,0,90\n0,0,1,70\n1,1,0,30\n1,0,1,25\n0,1,1,20\n1,1,1,9\n"


@pytest.fixture
def kosovo(shared_data):
    path = shared_data / "mse" / "resamples_Kosovo.csv"
    rows = np.array(list(csv.reader(path.open()))[1:], dtype=float)
    return read(shared_data / "mse" / "Kosovo.csv"), rows


@pytest.fixture
def stored(shared_data):
    rows = json.loads((shared_data / "mse" / "ref_bootstrap.json").read_text())
    return {row["method"]: row for row in rows}


def run(table, **options):
    chosen = Options(**options)
    return bootstrap(table, ESTIMATORS[chosen.method](table, chosen), chosen)


@pytest.mark.parametrize(("ntop", "key"), [(20, "bca"), (1, "bca_best_model_only")])
def test_stored_resamples_give_the_stored_limits_with_selection_by_bic(kosovo, stored, ntop, key):
    table, rows = kosovo
    for level, (low, high) in ((0.95, (0, 3)), (0.8, (1, 2))):
        found = run(
            table, method=Method.BIC, max_order=3, ntop=ntop, resamples=rows, level=level
        ).interval
        assert found.kind == "bca"
        assert found.low == pytest.approx(stored["bic"][key][low], rel=1e-6)
        assert found.high == pytest.approx(stored["bic"][key][high], rel=1e-6)


def test_the_bias_and_the_acceleration_are_those_that_reproduce_the_limits(kosovo):
    table, rows = kosovo
    for ntop, z0, a in ((20, -0.62191160, -0.02402507), (1, -0.00250663, -0.00684304)):
        how = run(table, method=Method.BIC, max_order=3, ntop=ntop, resamples=rows).diagnostics
        assert (how["z0"], how["acceleration"]) == pytest.approx((z0, a), abs=1e-8)


def test_stored_resamples_give_the_stored_limits_with_stepwise_selection(kosovo, stored):
    table, rows = kosovo
    found = run(table, method=Method.STEPWISE, resamples=rows, nboot=100)
    wanted = stored["stepwise"]
    assert found.interval.low == pytest.approx(wanted["bca"][0], rel=1e-6)
    assert found.interval.high == pytest.approx(wanted["bca"][3], rel=1e-6)
    assert found.diagnostics["z0"] == pytest.approx(wanted["z0"], abs=1e-8)
    assert found.diagnostics["acceleration"] == pytest.approx(wanted["ahat"], abs=1e-8)
    quantiles = list(found.diagnostics["quantiles"].values())
    assert quantiles == pytest.approx(wanted["boot_quantiles_2.5_10_50_90_97.5"], rel=1e-6)


def test_a_method_with_its_own_interval_is_not_resampled():
    with pytest.raises(Refused) as caught:
        bootstrap(read(THIN), Estimated(Method.DECOMPOSABLE, 100.0), Options())
    assert caught.value.code == Fault.BAD_ARGUMENT


def test_resamples_that_cannot_be_estimated_are_dropped_and_counted():
    """One shared case on two pairs: a third of the draws hold neither, and have no estimate."""
    for method in (Method.STEPWISE, Method.BIC, Method.AVERAGE):
        found = run(read(THIN), method=method, nboot=200)
        failed = found.diagnostics["failed_resamples"]
        assert 0 < failed < 100
        assert len(found.draws) == 200 - failed
        assert np.isfinite(found.draws).all()
        assert f"{failed} of 200" in found.warnings[0].message


def test_a_jackknife_table_without_estimate_falls_back_to_percentiles_and_says_so():
    table = read(b"A,B,count\n1,0,12\n0,1,9\n1,1,1\n")
    found = run(table, method=Method.FIXED, model="[1,2]", nboot=200)
    assert found.diagnostics["failed_jackknife"] == 1
    assert found.interval.kind == "percentile"
    assert [w.code for w in found.warnings] == [Caution.MLE_NOT_EXIST, Caution.INTERVAL_FALLBACK]


def test_no_estimate_in_any_resample_is_no_interval():
    table = read(THIN)
    rows = np.array([[12.0, 9, 7, 0, 0]] * 5)
    found = run(table, method=Method.STEPWISE, resamples=rows)
    assert found.interval is None
    assert found.diagnostics["failed_resamples"] == 5
    assert [w.code for w in found.warnings] == [Caution.INTERVAL_FALLBACK]


def test_an_estimate_outside_its_resamples_has_no_bias_correction():
    assert bias(np.array([1.0, 2.0]), 0.5) == -np.inf
    assert bias(np.array([1.0, 2.0]), 3.0) == np.inf
    assert np.isnan(acceleration(np.array([4.0, 4.0]), np.array([1.0, 2.0])))


def test_the_seed_decides_the_draws():
    table = read(FULL)
    first, again, other = (resamples(table, Options(seed=s, nboot=20)) for s in (4, 4, 5))
    assert (first == again).all()
    assert (first != other).any()
    assert (first.sum(axis=1) == table.n).all()


def test_progress_is_told_and_may_cancel():
    table, told = read(FULL), []
    options = Options(method=Method.STEPWISE, nboot=900)
    bootstrap(table, ESTIMATORS[Method.STEPWISE](table, options), options,
              lambda done, of: told.append((done, of)))  # fmt: skip
    assert told == [(500, 907), (907, 907)]


def test_limits_hold_the_estimate_of_an_ordinary_table():
    for method in (Method.STEPWISE, Method.BIC, Method.AVERAGE, Method.CHAO_LOWER):
        chosen = Options(method=method, nboot=300)
        said = ESTIMATORS[method](read(FULL), chosen)
        found = bootstrap(read(FULL), said, chosen).interval
        assert found.low < said.total < found.high, method
