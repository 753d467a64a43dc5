"""The 67 indicators and their weights, as dated data with a source.

Labour weights (adult A-L, child C-L): ILO-EC operational indicators (2009), read through a
secondary summary of ILO WCMS_105035 and to be checked once against the ILO paper. Of the sexual
exploitation lists only CD07 (adult and child) and EX06 (child) could be sourced; every other
weight is ``UNVERIFIED`` and counts nothing. A missing weight may silence the rule, never make a
negative. A new version is a new ``WeightTable`` with its own first day; old ones stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suar.cases.identification.codes import Dimension, Profile, Weight

# code: adult labour, child labour
_LABOUR = """
DR01 S S|DR02 M M|DR03 M M|DR04 M M|DR05 M M|DR06 M M|DR07 M M|DR08 M M|DR09 M M|DR10 W S
CR01 S S|CR02 M S|CR03 M S|CR04 M S|CR05 M M|CR06 M M|CR07 M M|CR08 M M|CR09 M M|CR10 M M
RV01 M M|RV02 M M|RV03 M M|RV04 M M|RV05 M M|RV06 M M|RV07 M M|RV08 M -|RV09 M M|RV10 M M
RV11 M M|RV12 M M|RV13 M M|RV14 M M|RV15 W M|RV16 W M
EX01 S S|EX02 M M|EX03 M M|EX04 M M|EX05 M M|EX06 M M|EX07 M M|EX08 M -|EX09 W M
CD01 S S|CD02 S S|CD03 S S|CD04 S S|CD05 M S|CD06 M S|CD07 M S|CD08 M S|CD09 M M|CD10 M M
CD11 M M|CD12 M M|CD13 M M|CD14 M M|CD15 W M
VD01 M M|VD02 M M|VD03 M M|VD04 M M|VD05 M M|VD06 W M|VD07 W M
"""
_ROWS = tuple(cell.split() for line in _LABOUR.split("\n") if line for cell in line.split("|"))
INDICATORS: tuple[str, ...] = tuple(code for code, _adult, _child in _ROWS)

# code: numbers of the ILO's eleven indicators of forced labour that it also speaks for
_ELEVEN = """
DR01 2|DR02 2,8|DR03 2|DR04 2|DR05 2|DR06 2|DR07 2|DR08 2|DR09 2|DR10 2
CR01 5|CR02 6|CR03 5,6|CR04 9|CR05 7|CR06 3,4|CR07 6|CR08 6|CR09 5,6|CR10 8
RV01 1|RV02 1|RV03 1|RV04 1,2|RV05 1|RV06 1|RV07 1,2|RV08 1,2|RV09 1|RV10 1|RV11 1
RV12 1|RV13 1|RV14 1|RV15 1|RV16 1
EX01 11|EX02 8|EX03 8,9|EX04 10|EX05 10|EX06 10|EX07 10,2|EX08 10|EX09 10
CD01 7|CD02 9|CD03 3,4|CD04 5|CD05 6|CD06 -|CD07 -|CD08 1,6|CD09 6|CD10 6,4|CD11 6
CD12 6|CD13 5,6|CD14 8|CD15 6
VD01 1|VD02 1|VD03 1|VD04 1|VD05 1|VD06 1|VD07 1
"""
ILO_ELEVEN: Mapping[str, tuple[int, ...]] = {
    code: tuple(int(n) for n in numbers.split(",") if n != "-")
    for line in _ELEVEN.split("\n")
    if line
    for code, numbers in (cell.split() for cell in line.split("|"))
}
"""A second reading of the same answers; two indicators (CD06, CD07) have no place in it."""


class TableStatus(StrEnum):
    """How far a table of weights was checked."""

    SECONDARY = "secondary"  # sourced from a summary, the original not yet compared
    APPROVED = "approved"  # by a domain lead and a second approver


@dataclass(frozen=True, slots=True)
class WeightTable:
    """The weights in force from a day on."""

    version: str
    valid_from: date
    source: str
    status: TableStatus
    weights: Mapping[Profile, Mapping[str, Weight]]

    def weight(self, profile: Profile, indicator: str) -> Weight:
        """Return an indicator's weight; what is not in the table is unverified."""
        return self.weights.get(profile, {}).get(indicator, Weight.UNVERIFIED)

    def complete(self, profile: Profile) -> bool:
        """Say whether each of the 67 weights of a profile is verified."""
        return all(self.weight(profile, i) is not Weight.UNVERIFIED for i in INDICATORS)


def dimension_of(indicator: str) -> Dimension:
    """Return the dimension that an indicator belongs to."""
    return Dimension(indicator[:2])


WEIGHT_TABLES: tuple[WeightTable, ...] = (
    WeightTable(
        version="2009.1",
        valid_from=date(2009, 1, 1),
        source="ILO-EC operational indicators of trafficking in human beings (2009), "
        "WCMS_105023 and WCMS_105035, through a secondary summary",
        status=TableStatus.SECONDARY,
        weights={
            Profile.ADULT_LABOUR: {code: Weight(adult) for code, adult, _child in _ROWS},
            Profile.CHILD_LABOUR: {code: Weight(child) for code, _adult, child in _ROWS},
            Profile.ADULT_SEXUAL: {"CD07": Weight.STRONG},
            Profile.CHILD_SEXUAL: {"CD07": Weight.STRONG, "EX06": Weight.STRONG},
            Profile.OTHER: {},
        },
    ),
)


def weights_on(day: date) -> WeightTable:
    """Return the weights in force on a day; the oldest for any earlier day."""
    in_force = [t for t in WEIGHT_TABLES if t.valid_from <= day]
    return max(in_force, key=lambda t: t.valid_from) if in_force else WEIGHT_TABLES[0]
