"""Small counts cannot be got back: not from one table, not from several, not by subtraction."""

from __future__ import annotations

import contextlib
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suar.measure import release
from suar.measure.release import Audience, Axis, Dimension, Fault, Shown, Snapshot, Spec

SEX = Dimension("sex", ("f", "m"))
PLACE = Dimension("place", ("a", "b", "c"))
FORM = Dimension("form", ("x", "y"))
BAND = Dimension("band", ("0-14", "15-17", "18-24", "25+"))


def _rows(counts: dict[tuple[str, ...], int], *dimensions: Dimension) -> Snapshot:
    numbers = itertools.count()
    rows = {str(next(numbers)): codes for codes, n in counts.items() for _ in range(n)}
    return Snapshot(dimensions, rows)


def _shown(table: release.Published, *place: str | None) -> Shown:
    return table.figures[place].shown


def _by(*dimensions: Dimension, name: str = "t", **where: str) -> Spec:
    held = {key: frozenset((code,)) for key, code in where.items()}
    return Spec(name, tuple(Axis.of(d) for d in dimensions), held)


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        (Spec("t", (Axis("sex", (("f", frozenset("z")),)),)), Fault.UNKNOWN_CODE),
        (Spec("t", (Axis.of(PLACE),)), Fault.UNKNOWN_CODE),
        (Spec("t", (), {"sex": frozenset("z")}), Fault.UNKNOWN_CODE),
        (
            Spec("t", (Axis.grouped("sex", {"all": ("f", "m"), "f": ("f",)}),)),
            Fault.OVERLAPPING_GROUPS,
        ),
        (Spec("t", (Axis.of(SEX),) * 5), Fault.TOO_MANY_AXES),
    ],
)
def test_a_table_that_cannot_be_counted_is_refused(spec, fault):
    with pytest.raises(release.Refused) as refused:
        release.protected(spec, [_rows({("f",): 30}, SEX)])
    assert refused.value.code is fault


def test_what_is_too_large_to_check_is_not_released():
    wide = [Dimension(f"d{n}", tuple(map(str, range(60)))) for n in range(4)]
    rows = _rows({("0", "0", "0", "0"): 40}, *wide)
    with pytest.raises(release.Refused) as refused:
        release.protected(_by(*wide), [rows])
    assert refused.value.code is Fault.TOO_LARGE_TO_CHECK


# --- one table ------------------------------------------------------------------------------------


def test_a_count_under_eleven_is_shown_as_small_zero_included():
    table = release.protected(_by(PLACE), [_rows({("a",): 40, ("b",): 10, ("c",): 0}, PLACE)])
    assert [_shown(table, place) for place in "bc"] == [Shown.SMALL] * 2
    assert all(figure.value is None or figure.value >= 11 for figure in table.figures.values())


def test_a_table_without_small_cells_hides_nothing():
    table = release.protected(_by(SEX), [_rows({("f",): 11, ("m",): 30}, SEX)])
    assert {figure.shown for figure in table.figures.values()} == {Shown.EXACT}
    assert table.figures[(None,)].value == 41


def test_one_small_cell_takes_a_neighbour_with_it():
    table = release.protected(_by(SEX), [_rows({("f",): 7, ("m",): 30}, SEX)])
    assert _shown(table, "f") is Shown.SMALL
    # 37 in all less 30 would give the seven
    assert {_shown(table, "m"), _shown(table, None)} == {Shown.HIDDEN, Shown.EXACT}


def test_two_small_cells_whose_sum_is_small_are_not_given_away_together():
    table = release.protected(_by(PLACE), [_rows({("a",): 40, ("b",): 3, ("c",): 4}, PLACE)])
    assert Shown.HIDDEN in (_shown(table, "a"), _shown(table, None))


def test_the_attack_finds_what_hiding_small_cells_alone_gives_away():
    rows = _rows({("f",): 7, ("m",): 30}, SEX)
    naive = release.only_the_small_hidden(_by(SEX), rows.count(_by(SEX)), snapshot=0)
    assert not release.attacked([naive], [rows]).safe
    assert release.attacked([release.protected(_by(SEX), [rows])], [rows]).safe


def test_rows_outside_every_group_are_in_the_total_and_are_protected_too():
    axis = Axis.grouped("place", {"a": ("a",)})
    table = release.protected(
        Spec("t", (axis,)), [_rows({("a",): 40, ("b",): 5, ("c",): 0}, PLACE)]
    )
    assert Shown.HIDDEN in (_shown(table, "a"), _shown(table, None))


# --- several tables -------------------------------------------------------------------------------


def test_two_groupings_of_age_cannot_be_subtracted():
    rows = _rows({("0-14",): 40, ("15-17",): 4, ("18-24",): 50, ("25+",): 60}, BAND)
    first = Spec("children", (Axis.grouped("band", {"child": ("0-14", "15-17")}),))
    second = Spec(
        "young", (Axis.grouped("band", {"0-14": ("0-14",), "15-24": ("15-17", "18-24")}),)
    )
    one = release.protected(first, [rows])
    assert one.figures[("child",)].value == 44
    two = release.protected(second, [rows], earlier=[one])
    assert two.figures[("0-14",)].value is None  # 44 - 40 would be the four of 15 to 17
    assert release.attacked([one, two], [rows]).safe


def test_a_quarter_less_two_of_its_months_does_not_give_the_third():
    month = Dimension("month", ("jan", "feb", "mar"))
    rows = _rows({("jan",): 20, ("feb",): 15, ("mar",): 5}, month)
    quarter = release.protected(Spec("quarter", ()), [rows])
    assert quarter.figures[()].value == 40
    released = [quarter]
    for name in ("jan", "feb", "mar"):
        released.append(release.protected(_by(name=name, month=name), [rows], earlier=released))
    assert release.attacked(released, [rows]).safe
    assert None in (released[1].figures[()].value, released[2].figures[()].value)


def test_a_later_version_does_not_tell_the_five_that_came_in_between():
    before = _rows({("f",): 40, ("m",): 30}, SEX)
    after = Snapshot((SEX,), {**before.rows, **{f"new{n}": ("f",) for n in range(5)}})
    one = release.protected(_by(SEX), [before])
    naive = release.exactly(_by(SEX), after.count(_by(SEX)), snapshot=1, audience=Audience.PUBLIC)
    assert not release.attacked([one, naive], [before, after]).safe
    two = release.protected(_by(SEX), [before, after], earlier=[one])
    assert two.figures[("f",)].value is None
    assert release.attacked([one, two], [before, after]).safe


def test_a_row_that_changed_is_not_told_by_two_versions():
    before = _rows({("f",): 40, ("m",): 30}, SEX)
    after = Snapshot((SEX,), {**before.rows, "0": ("m",)})
    one = release.protected(_by(SEX), [before])
    two = release.protected(_by(SEX), [before, after], earlier=[one])
    assert None in (two.figures[("f",)].value, two.figures[("m",)].value)


def test_a_funders_exact_table_cannot_be_subtracted_from_the_public_one():
    funded = Dimension("funder", ("theirs", "others"))
    rows = _rows(
        {("theirs", "f"): 12, ("theirs", "m"): 9, ("others", "f"): 6, ("others", "m"): 30},
        funded,
        SEX,
    )
    theirs = _by(SEX, name="quarter report", funder="theirs")
    report = release.exactly(theirs, rows.count(theirs), snapshot=0, audience=Audience.NAMED)
    public = release.protected(_by(SEX), [rows], earlier=[report])
    assert public.figures[("f",)].value is None  # 18 - 12 = 6 of the others
    alone = release.protected(_by(SEX), [rows])
    assert alone.figures[("f",)].value == 18


def test_what_a_funder_was_given_small_does_not_hinder_the_public_table():
    funded = Dimension("funder", ("theirs", "others"))
    rows = _rows({("theirs", "f"): 7, ("others", "f"): 40, ("others", "m"): 40}, funded, SEX)
    theirs = _by(name="seven", funder="theirs")
    report = release.exactly(theirs, rows.count(theirs), snapshot=0, audience=Audience.NAMED)
    assert release.protected(_by(SEX), [rows], earlier=[report]).figures[("f",)].value == 47


# --- against an attacker who tries every world ----------------------------------------------------

PLACES_BY_SEX = list(itertools.product("ab", "fm"))
MOST = 32  # no count of these tables can be larger than this once the totals are known


def _cells(world):
    a_f, a_m, b_f, b_m = world
    return {
        ("a", "f"): a_f, ("a", "m"): a_m, ("b", "f"): b_f, ("b", "m"): b_m,
        ("a", None): a_f + a_m, ("b", None): b_f + b_m,
        (None, "f"): a_f + b_f, (None, "m"): a_m + b_m,
        (None, None): a_f + a_m + b_f + b_m,
    }  # fmt: skip


def _worlds(table):
    """Every table of counts to MOST that agrees with what is shown, one row per world."""
    counts = np.arange(MOST, dtype=np.int16)
    world = np.meshgrid(counts, counts, counts, counts, indexing="ij", sparse=True)
    agrees = np.ones((MOST,) * 4, dtype=bool)
    for place, count in _cells(world).items():
        low, high = table.figures[place].bounds()
        agrees &= count >= low
        if high is not None:
            agrees &= count <= high
    return np.argwhere(agrees)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 15), min_size=4, max_size=4))
def test_in_all_worlds_that_agree_with_the_table_a_small_cell_is_anything_from_0_to_10(counts):
    place = Dimension("place", ("a", "b"))
    rows = _rows(dict(zip(PLACES_BY_SEX, counts, strict=True)), place, SEX)
    table = release.protected(_by(place, SEX), [rows])
    totals = _cells(_worlds(table).T)
    for cell, count in rows.count(_by(place, SEX)).items():
        if count < 11:
            assert {0, 10} <= set(totals[cell].tolist())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 15), min_size=4, max_size=4))
def test_the_attack_agrees_with_trying_every_world(counts):
    place = Dimension("place", ("a", "b"))
    rows = _rows(dict(zip(PLACES_BY_SEX, counts, strict=True)), place, SEX)
    spec = _by(place, SEX)
    naive = release.only_the_small_hidden(spec, rows.count(spec), snapshot=0)
    worlds = _worlds(naive)
    totals = _cells(worlds.T)
    told = any(
        not {0, 10} <= set(totals[cell].tolist())
        for cell, figure in naive.figures.items()
        if figure.shown is Shown.SMALL
    )
    assert release.attacked([naive], [rows]).safe is not told


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.integers(0, 30), min_size=12, max_size=12),
    st.permutations([(PLACE,), (SEX,), (FORM,), (PLACE, SEX), (SEX, FORM), (PLACE, FORM)]),
)
def test_whatever_is_released_in_whatever_order_all_of_it_together_is_safe(counts, order):
    rows = _rows(
        dict(zip(itertools.product("abc", "fm", "xy"), counts, strict=True)), PLACE, SEX, FORM
    )
    released = []
    for dimensions in order[:4]:
        with contextlib.suppress(release.Refused):  # what cannot be made safe is not released
            released.append(release.protected(_by(*dimensions), [rows], earlier=released))
    assert released
    assert release.attacked(released, [rows]).safe


# --- percentages ----------------------------------------------------------------------------------


def test_a_percentage_stands_on_thirty_or_more_and_on_nothing_hidden():
    figure = release.Figure
    assert release.share(figure(Shown.EXACT, 15), figure(Shown.EXACT, 30)) == 0.5
    assert release.share(figure(Shown.EXACT, 15), figure(Shown.EXACT, 29)) is None
    assert release.share(figure(Shown.SMALL), figure(Shown.EXACT, 30)) is None
    assert release.share(figure(Shown.EXACT, 15), figure(Shown.HIDDEN)) is None


def test_the_work_is_told_of_and_can_be_cancelled():
    class CancelledError(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        release.protected(_by(SEX), [_rows({("f",): 7, ("m",): 30}, SEX)], progress=stop)
