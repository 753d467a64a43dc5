"""What time it is where the person is: all hours that the clocks of a country show at once."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from suar.reference import places


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country (ISO 3166, two letters), as the tz database lists them.

    None for a country that is not known. Source: ``zone.tab`` of the IANA time zone database.
    """
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return tuple(row[2] for row in rows if row[0] == country)


def clocks_in(country: str, at: datetime, regency: str = "") -> tuple[datetime, ...]:
    """Return the local times of a country at a moment, the earliest first, each once.

    Where the regency is known, too, it is one time alone.
    """
    province = places.province(regency[:2])
    zones = (province.time_zone,) if province else zones_of(country)
    found = {
        local.replace(tzinfo=None): local
        for local in (at.astimezone(ZoneInfo(zone)) for zone in zones)
    }
    return tuple(found[wall] for wall in sorted(found))
