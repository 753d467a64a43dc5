"""The figures: readable without colour, without a mouse, on a telephone, in both languages."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from suar.measure.prevalence.drawing import WIDTH, scale_to
from suar.measure.prevalence.figures import figures
from suar.measure.prevalence.headline import estimate
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.speech import Language
from suar.measure.prevalence.tests.test_headline import APART, NEAR, table_of

SVG = "{http://www.w3.org/2000/svg}"
BOTH = pytest.mark.parametrize("language", list(Language))


@pytest.fixture(scope="module")
def result():
    return estimate(table_of(NEAR), Options(nboot=200))


def parsed(svg):
    return ET.fromstring(svg)


def texts(svg):
    return [x.text for x in parsed(svg).iter(f"{SVG}text")]


def test_a_withheld_headline_is_in_no_figure():
    withheld = estimate(table_of(APART), Options(nboot=200))
    assert withheld.withheld is not None
    drawn = figures(withheld, Language.ENGLISH)
    assert set(drawn) == {"models", "sensitivity"}
    for svg in drawn.values():
        assert not list(parsed(svg).iter(f"{SVG}polygon"))
        assert "estimate" not in "".join(texts(svg)).lower()
        assert "× 1" not in texts(svg)
    assert {"13,745", "2,148", "621"} <= set(texts(drawn["models"]))


def test_what_was_not_computed_is_not_drawn(result):
    alone = estimate(table_of(NEAR), Options(nboot=0, sensitivity=False))
    assert set(figures(alone, Language.ENGLISH)) == {"models"}
    assert set(figures(result, Language.ENGLISH)) == {"models", "draws", "sensitivity"}
    few = replace(result, draws=np.full(20, 500.0))
    assert "draws" not in figures(few, Language.ENGLISH)


@BOTH
def test_each_figure_has_a_title_a_description_and_ids_of_its_own(result, language):
    ids = set()
    for svg in figures(result, language, key="kosovo").values():
        root = parsed(svg)
        assert root.get("role") == "img"
        named = root.get("aria-labelledby").split()
        own = {x.get("id"): x.text for x in root if x.tag in {f"{SVG}title", f"{SVG}desc"}}
        assert list(own) == named
        assert all(own.values())
        assert f"{result.estimate:,.0f}"[-3:] in own[named[1]], "the number is told in words too"
        ids |= set(own)
    assert len(ids) == 6
    assert all(x.startswith("kosovo-") for x in ids)


@BOTH
def test_no_colour_means_anything_and_no_style_or_script_is_needed(result, language):
    for svg in figures(result, language).values():
        assert "style" not in svg
        assert "script" not in svg
        for part in parsed(svg).iter():
            for paint in ("fill", "stroke"):
                assert part.get(paint, "none") in {"none", "currentColor"}


@BOTH
def test_a_figure_fits_a_telephone_with_letters_that_can_be_read(result, language):
    for svg in figures(result, language).values():
        root = parsed(svg)
        left, top, wide, high = (float(x) for x in root.get("viewBox").split())
        assert (left, top, wide, root.get("width")) == (0, 0, WIDTH, "100%")
        assert wide <= 360
        assert float(root.get("font-size")) >= 12
        for text in root.iter(f"{SVG}text"):
            assert 0 < float(text.get("y")) <= high
            assert len(text.text) * 6.9 < wide, text.text
        for line in root.iter(f"{SVG}line"):
            assert all(0 <= float(line.get(x)) <= wide for x in ("x1", "x2"))
            assert all(0 <= float(line.get(y)) <= high for y in ("y1", "y2"))


def test_marks_of_methods_models_and_the_estimate_differ_by_shape(result):
    root = parsed(figures(result, Language.ENGLISH)["models"])
    assert len(list(root.iter(f"{SVG}polygon"))) == 1
    assert len(list(root.iter(f"{SVG}circle"))) == 3  # the methods beside the headline
    squares = [x for x in root.iter(f"{SVG}rect") if x.get("fill") == "none"]
    assert len(squares) == min(8, len(result.models))


def test_marks_stand_where_their_numbers_are(result):
    root = parsed(figures(result, Language.ENGLISH)["models"])
    points = next(root.iter(f"{SVG}polygon")).get("points").split()
    middle = float(points[0].split(",")[0])
    end = float(texts(figures(result, Language.ENGLISH)["models"])[-2].replace(",", ""))
    assert (middle - 10) / (WIDTH - 20) * end == pytest.approx(result.estimate, rel=0.01)


def test_a_line_without_total_says_why_in_the_readers_language():
    thin = estimate(table_of("100:40 010:30 001:20 110:6"), Options(nboot=0))
    assert "none: no shared person" in texts(figures(thin, Language.ENGLISH)["sensitivity"])
    said = texts(figures(thin, Language.INDONESIAN)["sensitivity"])
    assert "tidak ada: tak ada orang yang sama" in said


def test_the_spread_shows_every_draw_and_the_limits(result):
    root = parsed(figures(result, Language.INDONESIAN)["draws"])
    assert len(list(root.iter(f"{SVG}rect"))) == 30
    said = texts(figures(result, Language.INDONESIAN)["draws"])
    assert "200 pengulangan dengan data yang diambil ulang" in said
    broken = [x for x in root.iter(f"{SVG}line") if x.get("stroke-dasharray")]
    assert len(broken) == 2


def test_names_of_lists_cannot_break_out_of_the_figure():
    table = replace(table_of(NEAR), lists=("<b>", "&", '"x"'))
    for svg in figures(estimate(table, Options(nboot=0)), Language.ENGLISH).values():
        assert "<b>" not in svg
        parsed(svg)


def test_long_names_are_cut_before_they_run_over_the_edge_or_into_the_number():
    names = tuple(f"a list with a very long name, number {i}" for i in range(3))
    result = estimate(replace(table_of(NEAR), lists=names), Options(nboot=0))
    svg = figures(result, Language.INDONESIAN)["sensitivity"]
    places = {}
    for text in parsed(svg).iter(f"{SVG}text"):
        places.setdefault(text.get("y"), []).append(text.text)
    assert all(len("".join(line)) <= 48 for line in places.values())
    assert any("…" in text for text in texts(svg))


def test_a_scale_ends_at_a_round_number_beyond_all():
    assert [scale_to(x, 0).top for x in (7, 11, 101, 22_991, 41_000, 99_999)] == [
        8, 15, 150, 30_000, 50_000, 100_000,
    ]  # fmt: skip
    assert scale_to(50, 0).at(1e9) == WIDTH - 10
