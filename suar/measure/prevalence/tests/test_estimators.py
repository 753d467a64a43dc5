"""What each method says of the reference tables, and of tables that no reference holds."""

import csv

import numpy as np
import pytest

from suar.measure.prevalence.codes import Caution, Fault, Method
from suar.measure.prevalence.estimators import ESTIMATORS
from suar.measure.prevalence.lattice import lattice
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.reading import read
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.stepwise import stepwise, tail


def table_of(rows):
    pairs = [row.split(":") for row in rows.split()]
    names = "ABCDEF"[: len(pairs[0][0])]
    lines = [",".join([*names, "count"])] + [",".join([*h, k]) for h, k in pairs]
    return read("\n".join(lines).encode())


THREE = "100:40 010:30 001:20 110:6"  # two of the three pairs share nobody


def said(method, table, **options):
    return ESTIMATORS[method](table, Options(method=method, **options))


@pytest.mark.parametrize(
    ("model", "code"),
    [("[12,3]", Fault.MLE_NOT_EXIST), ("[12,13,23]", Fault.NOT_IDENTIFIABLE)],
)
def test_a_fixed_model_that_cannot_be_estimated_is_refused(model, code):
    with pytest.raises(Refused) as caught:
        said(Method.FIXED, table_of(THREE), model=model)
    assert caught.value.code == code


@pytest.mark.parametrize("model", ["12,3", "[14]", "[11]", "[A:D]", "[x]", "[0]"])
def test_a_model_that_cannot_be_read_is_refused(model):
    with pytest.raises(Refused) as caught:
        said(Method.FIXED, table_of(THREE), model=model)
    assert caught.value.code == Fault.BAD_ARGUMENT


def test_chapman_is_refused_for_three_lists():
    with pytest.raises(Refused):
        said(Method.CHAPMAN, table_of(THREE))


def test_chapman_and_lincoln_petersen_are_those_of_the_textbook():
    found = said(Method.CHAPMAN, table_of("10:40 01:30 11:10"))
    assert found.total == pytest.approx(189.090909, abs=1e-6)
    assert found.diagnostics["lincoln_petersen"] == pytest.approx(200)
    assert found.diagnostics["variance"] == pytest.approx(51 * 41 * 40 * 30 / (11**2 * 12))
    assert found.conditional.low < found.total < found.conditional.high


def test_the_lower_bound_counts_who_is_on_one_and_on_two_lists():
    found = said(Method.CHAO_LOWER, table_of("100:40 010:30 001:20 110:6 011:2 111:1"))
    assert found.total == pytest.approx(99 + (2 / 3) * 90 * 89 / (2 * 9))


def test_every_stepwise_row_of_the_reference_is_reproduced(shared_data):
    folder = shared_data / "mse"
    rows = list(csv.DictReader((folder / "ref_point_estimates.csv").open()))
    for row in rows:
        table = read(folder / f"{row['dataset']}.csv")
        if row["method"] == "main":
            found = said(Method.FIXED, table, model="[]")
        else:
            found = said(Method.STEPWISE, table, pthresh=float(row["pthresh"]))
            assert " ".join(term.name for term in found.terms) == row["terms"]
        assert found.total == pytest.approx(float(row["estimate"]), rel=1e-6)
        coefficients = [float(value) for value in row["coefficients"].split()]
        assert [term.coefficient for term in found.terms] == pytest.approx(coefficients, abs=1e-6)
        assert found.conditional.low == pytest.approx(float(row["lower_2.5_wald"]), rel=1e-4)
        assert found.conditional.high == pytest.approx(float(row["upper_97.5_wald"]), rel=1e-4)
        assert found.diagnostics["deviance"] == pytest.approx(float(row["deviance"]), abs=1e-5)
        assert found.diagnostics["aic"] == pytest.approx(float(row["aic_adjusted"]), abs=1e-5)
    assert len(rows) == 20


def test_the_best_model_of_each_reference_table_is_found(shared_data):
    folder = shared_data / "mse"
    for row in csv.DictReader((folder / "ref_bic.csv").open()):
        table = read(folder / f"{row['dataset']}.csv")
        found = said(Method.BIC, table, max_order=int(row["maxorder"]))
        assert found.model == row["best_model"]
        assert found.total == pytest.approx(float(row["estimate"]), rel=1e-6)
        assert found.diagnostics["bic"] == pytest.approx(float(row["BIC"]), abs=1e-6)
        assert found.diagnostics["admissible_models"] == int(row["admissible_models"])


@pytest.mark.parametrize(
    ("name", "order", "total"),
    [
        ("Artificial_3", 2, 418.092391),
        ("Kosovo", 2, 14342.594981),
        ("Kosovo", 3, 13183.733234),
        ("UKdat_5", 2, 18019.705085),
    ],
)
def test_averages_are_those_of_the_stored_tables(shared_data, name, order, total):
    found = said(Method.AVERAGE, read(shared_data / "mse" / f"{name}.csv"), max_order=order)
    assert found.total == pytest.approx(total, rel=1e-6)


def test_models_far_apart_and_equally_good_are_warned_of(shared_data):
    uk = said(Method.BIC, read(shared_data / "mse" / "UKdat_5.csv"))
    kosovo = said(Method.BIC, read(shared_data / "mse" / "Kosovo.csv"), max_order=3)
    assert uk.diagnostics["near_best_ratio"] == pytest.approx(2.119, abs=5e-4)
    assert Caution.MULTIMODAL in [w.code for w in uk.warnings]
    assert kosovo.diagnostics["near_best_ratio"] == pytest.approx(1.776, abs=5e-4)
    assert Caution.MULTIMODAL not in [w.code for w in kosovo.warnings]


def test_models_that_cannot_be_estimated_are_left_out_and_counted():
    found = said(Method.BIC, table_of(THREE))
    assert found.model == "[1,2,3]"
    codes = {line["model"]: line["code"] for line in found.diagnostics["rejected"]}
    assert codes == {"[12,3]": 1, "[12,13]": 1, "[12,23]": 1, "[12,13,23]": 2}
    assert [w.code for w in found.warnings] == [Caution.MLE_NOT_EXIST, Caution.NOT_IDENTIFIABLE]


EMPTY_PAIR = "1000:400 0100:300 0010:200 0001:90 1010:60 0110:40 1001:20 0101:12 0011:8"


def test_a_pair_without_a_shared_case_enters_at_minus_infinity():
    """A and B share nobody though twenty would be expected: the chance is exp(-m)."""
    found = said(Method.STEPWISE, table_of(EMPTY_PAIR))
    assert "A:B" in found.minus_infinity_terms
    assert {t.name: t.coefficient for t in found.terms}["A:B"] == -np.inf
    assert Caution.NEGATIVE_DEPENDENCE in [w.code for w in found.warnings]
    fixed = said(Method.FIXED, table_of(EMPTY_PAIR), model=found.model)
    assert fixed.total == pytest.approx(found.total, rel=1e-9)


def test_a_candidate_that_cannot_be_estimated_is_passed_over_for_the_next():
    """With three lists and two empty pairs, the pair that is seen has no estimate."""
    steps = stepwise(lattice(3), table_of(THREE).dense[None, :], 0.999)
    under = lattice(3)
    assert steps.passed_over[0] > 0
    assert steps.fits.code[0] == 0
    assert 0b011 not in steps.order(under)


def test_pairs_that_are_equally_unlikely_enter_in_their_order():
    rows = "1000:300 0100:300 0010:300 0001:300 1100:60 0011:60 1010:10 1001:10 0110:10 0101:10"
    found = stepwise(lattice(4), table_of(rows).dense[None, :], 0.02)
    assert found.order(lattice(4))[:2] == [0b0011, 0b1100]


def test_the_chance_is_one_sided_and_holds_what_was_seen():
    assert tail(np.array([0.0, 2.0, 0.0]), np.array([3.0, 2.0, 0.0])) == pytest.approx(
        [np.exp(-3), min(5 * np.exp(-2), 1 - 3 * np.exp(-2)), 1.0]
    )


def test_many_tables_are_selected_as_each_alone():
    rng = np.random.default_rng(3)
    tables = rng.multinomial(600, np.full(15, 1 / 15), size=40).astype(float)
    tables[::4, 10:] = 0
    together = stepwise(lattice(4), tables, 0.02)
    for row, counts in enumerate(tables):
        alone = stepwise(lattice(4), counts[None, :], 0.02)
        assert together.order(lattice(4), row) == alone.order(lattice(4))
        assert together.fits.dark[row] == pytest.approx(alone.fits.dark[0], rel=1e-9, nan_ok=True)


@pytest.mark.parametrize(
    "wrong",
    [{"max_order": 0}, {"pthresh": 0.0}, {"pthresh": 1.0}, {"ntop": 0}, {"nboot": -1}, {"level": 1},
     {"seed": -1}, {"force": " "}, {"method": Method.FIXED}, {"grid": 0}, {"chains": 0},
     {"method": Method.BIC, "model": "[12]"}, {"method": "guess"}],
)  # fmt: skip
def test_options_that_mean_nothing_are_refused(wrong):
    with pytest.raises(Refused) as caught:
        Options(**wrong)
    assert caught.value.code == Fault.BAD_ARGUMENT


def test_a_method_may_be_named_by_a_plain_word():
    assert Options(method="bic").method is Method.BIC


def test_the_method_goes_by_the_number_of_lists():
    chosen = [Options().method_for(t) for t in (2, 3, 5, 6)]
    assert chosen == [Method.CHAPMAN, Method.BIC, Method.BIC, Method.STEPWISE]
    assert Options(model="[12,3]").method_for(3) == Method.FIXED
