"""Where each element of the definition stands in law: Palermo Protocol (2000), UU 21/2007.

Two questions stay apart: protection follows Palermo (low threshold), a charge follows Indonesian
criminal law. An element may be named, be read under another one, or stand in one text alone. What
is marked "unverified" rests on general knowledge, to be checked by a lawyer before legal use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from suar.cases.identification.codes import Act, Means, Purpose

Element = Act | Means | Purpose


class InLaw(StrEnum):
    """How a text speaks of an element."""

    NAMED = "NAMED"
    ABSENT = "ABSENT"
    AS_COERCION = "AS_COERCION"
    AS_FRAUD = "AS_FRAUD"
    AS_FORCED_SERVICES = "AS_FORCED_SERVICES"
    AS_SLAVERY_LIKE = "AS_SLAVERY_LIKE"
    IF_EXPLOITED = "IF_EXPLOITED"
    BY_PROFIT = "BY_PROFIT"  # through PRP_PROFIT; our reading
    BY_SLAVERY = "BY_SLAVERY"  # through PRP_SLAVERY; our reading
    ARTICLE_1_7 = "ARTICLE_1_7"  # unverified
    ARTICLE_5 = "ARTICLE_5"  # unverified


@dataclass(frozen=True, slots=True)
class Standing:
    """One element in the two texts."""

    palermo: InLaw = InLaw.NAMED
    uu_21_2007: InLaw = InLaw.NAMED


L = InLaw
_DIFFERENT: Mapping[Element, Standing] = {
    Act.SEND: Standing(palermo=L.ABSENT),
    Means.CONFINE: Standing(palermo=L.AS_COERCION),
    Means.FORGERY: Standing(palermo=L.AS_FRAUD),
    Means.DEBT: Standing(palermo=L.AS_COERCION),
    Purpose.PROFIT: Standing(palermo=L.ABSENT, uu_21_2007=L.ARTICLE_1_7),
    Purpose.ADOPT: Standing(palermo=L.IF_EXPLOITED, uu_21_2007=L.ARTICLE_5),
    Purpose.CRIME: Standing(palermo=L.AS_FORCED_SERVICES, uu_21_2007=L.BY_PROFIT),
    Purpose.BEG: Standing(palermo=L.AS_FORCED_SERVICES, uu_21_2007=L.BY_PROFIT),
    Purpose.MARRY: Standing(palermo=L.AS_SLAVERY_LIKE, uu_21_2007=L.BY_SLAVERY),
}
STANDING: Mapping[Element, Standing] = {
    element: _DIFFERENT.get(element, Standing())
    for kind in (Act, Means, Purpose)
    for element in kind
}
