"""Whom to call in an emergency: the numbers of the place where the person is.

Most of them can be dialled only inside their country: whoever sits in another one reaches the
mission and the lines at home, and the person or somebody there dials the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from suar.cases.triage.codes import Step
from suar.reference.codes import Emergency
from suar.reference.countries import country_label
from suar.reference.places import place_label
from suar.reference.queries import Number, numbers_anywhere, numbers_for

HOME = "ID"  # whose numbers are shown for somebody at sea or nobody knows where
REACHES: Mapping[Step, tuple[Emergency, ...]] = {
    Step.EMERGENCY_NUMBER: (Emergency.POLICE,),
    Step.AMBULANCE: (Emergency.AMBULANCE,),
    Step.MISSION: (Emergency.MISSION,),
    Step.LPSK: (Emergency.WITNESS_PROTECTION,),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one place, by who can dial them."""

    abroad: bool
    country: str  # its name
    from_here: tuple[Number, ...]
    inside: tuple[Number, ...]  # only inside that country
    mission_known: bool

    def beside(self, step: Step) -> list[Number]:
        """Return the numbers that a step needs, to stand beside it."""
        wanted = REACHES.get(step, ())
        return [n for n in (*self.from_here, *self.inside) if n.row.service in wanted]


def place_chosen(*, country: str, regency: str, shown: str) -> tuple[str, str]:
    """Return country and regency as they were meant in a form whose regency may stand hidden.

    A regency alone is one of Indonesia; one that stood there before does not hold the country.
    """
    if regency and country != HOME:
        if shown == f"{HOME}{regency}":
            return country, ""
        return country or HOME, regency
    return country, regency


def place_words(country: str, regency: str, language: str) -> str:
    """Return where the person is now, as near as it is known; nothing where it is not."""
    return place_label(regency, language) if regency else country_label(country, language)


def numbers_of(country: str, language: str, *, today: date) -> Numbers:
    """Return the numbers of a country, the mission's line first; of none given, Indonesia's."""
    country = country or HOME
    there = numbers_for(country, today=today)
    if country == HOME:
        own = tuple(n for n in there if n.row.service != Emergency.MISSION)
        return Numbers(False, country_label(country, language), own, (), mission_known=True)
    dialled = [n for n in there if not n.inside_only]
    missions = any(n.row.service == Emergency.MISSION for n in dialled)
    return Numbers(
        abroad=True,
        country=country_label(country, language),
        from_here=(*dialled, *numbers_anywhere(HOME, today=today)),
        inside=tuple(n for n in there if n.inside_only),
        mission_known=missions,
    )
