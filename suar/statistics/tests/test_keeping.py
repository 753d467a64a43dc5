"""A result kept and taken up again is the same; what leaves the house is rounded."""

from __future__ import annotations

import json

import pytest

from suar.measure import prevalence
from suar.measure.prevalence import Language, Options
from suar.statistics import keeping
from tests.support.estimates import APART, CSV


def result(csv=CSV, **options):
    return prevalence.estimate(prevalence.read(csv), Options(nboot=60, **options))


def through_json(found):
    return keeping.restored(json.loads(json.dumps(keeping.kept(found), allow_nan=False)))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("csv", "options"),
    [(CSV, {}), (CSV, {"method": "decomposable"}), (APART, {}), (APART, {"force": "Untuk rapat"}),
     (CSV, {"sensitivity": False})],
)  # fmt: skip
def test_what_was_kept_tells_the_same(csv, options, language):
    found = result(csv, **options)
    again = through_json(found)
    assert prevalence.report(again, language) == prevalence.report(found, language)


def test_the_table_of_the_tests_that_is_to_be_withheld_is():
    assert result(APART).withheld is not None


def test_outside_of_the_house_go_three_digits_and_tens():
    found = keeping.coarse(result())
    page = prevalence.report(found, Language.ENGLISH)
    assert found.provenance.cases == 550
    assert "552" not in page
    assert found.provenance.data_sha256 == ""
    assert all(w.message == "" for w in found.warnings)
    assert all(line.note is None for line in found.sensitivity.merged_pairs)
    lines = [x.estimate for part in keeping.PARTS for x in getattr(found.sensitivity, part)]
    totals = [x for x in [found.estimate, found.interval.low, *lines] if x is not None]
    assert all(float(f"{x:.3g}") == x and x % 10 == 0 for x in totals)
    assert found.draws is None, "with the seed they tell which table gave them"


def test_a_withheld_number_stays_withheld():
    found = keeping.coarse(through_json(result(APART)))
    assert found.estimate is None
    assert found.dark_figure is None
    assert found.withheld.ratio > 3
