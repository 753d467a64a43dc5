"""Every hierarchical model, its estimate, its criterion and whether it may be used."""

import csv

import numpy as np
import pytest
from scipy.special import gammaln

from suar.measure.prevalence.codes import Fault
from suar.measure.prevalence.fitting import log_factorials
from suar.measure.prevalence.lattice import down_closure
from suar.measure.prevalence.models import evaluate, hierarchical
from suar.measure.prevalence.reading import read
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.table import checked
from suar.measure.prevalence.terms import model_name, parse_model


@pytest.mark.parametrize(
    ("t", "order", "count"),
    [(3, 1, 1), (3, 2, 8), (4, 2, 64), (5, 2, 1024), (6, 2, 32768), (4, 3, 113), (5, 3, 6212)],
)
def test_the_models_of_an_order_are_all_there_once(t, order, count):
    models = hierarchical(t, order)
    assert models.shape == (count, 1 << t)
    assert len(np.unique(models, axis=0)) == count


def test_more_models_than_can_be_fitted_are_refused():
    for t, order in ((7, 2), (6, 3), (3, 4), (3, 0)):
        with pytest.raises(Refused) as caught:
            hierarchical(t, order)
        assert caught.value.code == Fault.BAD_ARGUMENT


@pytest.mark.parametrize(
    ("name", "order"), [("Artificial_3", 2), ("Kosovo", 2), ("Kosovo", 3), ("UKdat_5", 2)]
)
def test_every_row_of_the_reference_tables_is_reproduced(shared_data, name, order):
    table = read(shared_data / "mse" / f"{name}.csv")
    path = shared_data / "mse" / f"ref_models_{name}_maxorder{order}.csv"
    wanted = {row["model"]: row for row in csv.DictReader(path.open())}
    models = evaluate(table, hierarchical(table.t, order)).admissible()
    names = models.names()
    assert set(names) == set(wanted)
    for model, total, bic in zip(names, models.totals, models.bic, strict=True):
        assert total == pytest.approx(float(wanted[model]["abundance"]), rel=1e-6), model
        assert bic == pytest.approx(float(wanted[model]["BIC"]), abs=1e-6), model
    assert names[0] == next(iter(wanted)), "best first"


def test_order_three_of_five_lists_is_reproduced(shared_data):
    table = read(shared_data / "mse" / "UKdat_5.csv")
    models = evaluate(table, hierarchical(5, 3))
    assert np.bincount(models.code).tolist() == [6084, 128]
    assert models.names()[0] == "[123,25,34]"
    assert models.totals[0] == pytest.approx(25311.290613, rel=1e-8)
    assert models.bic[0] == pytest.approx(195.879106, abs=1e-6)


def test_the_eight_codes_of_the_artificial_table_are_reproduced(shared_data):
    folder = shared_data / "mse"
    models = evaluate(read(folder / "Artificial_3.csv"), hierarchical(3, 2))
    rows = csv.DictReader((folder / "ref_existence_Artificial_3.csv").open())
    wanted = {row["model"]: int(row["ierr"]) for row in rows}
    assert dict(zip(models.names(), models.code.tolist(), strict=True)) == wanted


def test_from_ten_lists_on_models_are_named_by_their_lists():
    lists = [f"L{j}" for j in range(10)]
    model = down_closure([0b11, 0b110], 10)
    name = model_name(model, lists)
    assert name == "[L0:L1,L1:L2,L3,L4,L5,L6,L7,L8,L9]"
    assert (parse_model(name, lists) == model).all()
    assert (parse_model("[L1:L0,L2:L1]", lists) == model).all()
    with pytest.raises(Refused):
        parse_model("[12,3]", lists)


def test_more_lists_than_can_be_held_are_refused():
    with pytest.raises(Refused) as caught:
        checked([f"L{j}" for j in range(13)], [(1 << 13) - 1, *(1 << j for j in range(13))],
                [9] * 14, "")  # fmt: skip
    assert caught.value.code == Fault.BAD_ARGUMENT


def test_large_counts_have_the_same_constant():
    counts = np.array([[3.0, 2_000_000.0]])
    assert log_factorials(counts)[0] == pytest.approx(gammaln(4) + gammaln(2_000_001), rel=1e-12)


def test_models_that_fit_equally_stand_by_size_and_name():
    """Three lists alike: the three models with one pair have one value of the criterion."""
    cells, counts = [1, 2, 4, 3, 5, 6, 7], [40, 40, 40, 9, 9, 9, 3]
    models = evaluate(checked("ABC", cells, counts, ""), hierarchical(3, 2))
    names = models.names()
    assert [x for x in names if len(x) == len("[12,3]")] == ["[12,3]", "[13,2]", "[23,1]"]
