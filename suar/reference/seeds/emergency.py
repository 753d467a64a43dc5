"""Emergency numbers by country, as delivered. Each must be checked before it is relied on.

Lines of Indonesian missions are those that a mission or the ministry gave to the press, with the
day of that news in the source; they change often, and none was tried by us. Of a country without
one here none was found: the ministry's own line stands in, until the mission's is filled by hand
with the day on which it was tried. A number that begins with "+" can be dialled from anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suar.reference.codes import Emergency, Mark

E = Emergency
SINCE = date(2020, 1, 1)  # known to hold on any day that a case of ours can have
GK = (Mark.GENERAL, "general knowledge, to be verified")


@dataclass(frozen=True, slots=True)
class NumberSeed:
    """One delivered number."""

    country: str
    service: Emergency
    number: str
    mark: Mark
    source: str
    name: str = ""
    region: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    rank: int = 50


def _general(country: str, police: str, ambulance: str) -> tuple[NumberSeed, ...]:
    return (
        NumberSeed(country, E.POLICE, police, *GK, rank=10),
        NumberSeed(country, E.AMBULANCE, ambulance, *GK, rank=20),
    )


_SAPA = (Mark.SOURCED, "sippn.menpan.go.id/pelayanan-publik/8143607")
_LPSK = (Mark.SOURCED, "nasional.tempo.co/read/1495975")
_MY = (Mark.SOURCED, "nst.com.my 2024/08/1091175")
_HK = (Mark.SOURCED, "Chinese Wikipedia, article 999")
_KR = (Mark.SOURCED, "citiesinsider.com, South Korea")
_KP2MI = (Mark.SOURCED, "mediamasakini.id, the ministry, 10 Apr 2025")


def _mission(country: str, number: str, name: str, source: str, rank: int = 5) -> NumberSeed:
    return NumberSeed(
        country, E.MISSION, number, Mark.SOURCED, source, name=name, languages=("ind",), rank=rank
    )


NUMBERS: tuple[NumberSeed, ...] = (
    *_general("ID", "110", "119"),
    NumberSeed("ID", E.WOMEN_CHILDREN, "129", *_SAPA, name="SAPA 129", languages=("ind",), rank=30),
    NumberSeed(
        "ID", E.WOMEN_CHILDREN, "08111-129-129", *_SAPA, name="SAPA 129 (WhatsApp)",
        languages=("ind",), rank=31,
    ),
    NumberSeed("ID", E.WITNESS_PROTECTION, "148", *_LPSK, name="LPSK", languages=("ind",), rank=40),
    NumberSeed(
        "ID", E.WITNESS_PROTECTION, "0857-700-10048", *_LPSK, name="LPSK (WhatsApp)",
        languages=("ind",), rank=41,
    ),
    NumberSeed("ID", E.WORKERS, "0800-1000", *_KP2MI, name="KP2MI", languages=("ind",), rank=50),
    NumberSeed(
        "ID", E.WORKERS, "+62 21 2924 4800", *_KP2MI, name="KP2MI", languages=("ind",), rank=51
    ),
    NumberSeed(
        "ID", E.WORKERS, "+62 811-8080-141", *_KP2MI, name="KP2MI, WhatsApp", languages=("ind",),
        rank=52,
    ),
    _mission(
        "ID", "+62 812-9007-0027", "Kemlu, Pelindungan WNI",
        "holopis.com, the ministry, 6 Aug 2024; answers calls from all countries", rank=49,
    ),
    _mission("MY", "+60 17-668 8032", "KBRI Kuala Lumpur", "suarajatimpost.com, 3 Dec 2024"),
    _mission(
        "MY", "+60 10-528 8040", "KJRI Johor Bahru, WhatsApp", "terasbatam.id, 24 Jun 2025", rank=6
    ),
    _mission("HK", "+852 5242 2240", "KJRI Hong Kong", "sokoguru.id, Sep 2025"),
    _mission("HK", "+852 6773 0466", "KJRI Hong Kong", "jpnn.com, 1 Sep 2023", rank=6),
    _mission("TW", "+886 901 132 000", "KDEI Taipei", "rmol.id, 4 Apr 2024"),
    _mission("TW", "+886 987 587 000", "KDEI Taipei", "rmol.id, 4 Apr 2024", rank=6),
    _mission("JP", "+81 80-3506-8612", "KBRI Tokyo", "okezone.com, 3 Apr 2024"),
    _mission("JP", "+81 80-3113-1003", "KJRI Osaka", "disway.id, 1 Jan 2024", rank=6),
    _mission("SA", "+966 56 917 3990", "KBRI Riyadh", "lenterasultra.com, 11 Mar 2020"),
    _mission("SA", "+966 50 360 9667", "KJRI Jeddah", "lenterasultra.com, 11 Mar 2020", rank=6),
    NumberSeed("MY", E.POLICE, "999", *_MY, rank=10),
    NumberSeed("MY", E.AMBULANCE, "999", *_MY, rank=20),
    *_general("SG", "999", "995"),
    NumberSeed("HK", E.POLICE, "999", *_HK, rank=10),
    NumberSeed("HK", E.AMBULANCE, "999", *_HK, rank=20),
    NumberSeed("TW", E.POLICE, "110", *GK, rank=10),
    NumberSeed("TW", E.AMBULANCE, "119", Mark.SOURCED, "fdkc.kcg.gov.tw", rank=20),
    NumberSeed("TW", E.WORKERS, "1955", *GK, name="1955", rank=30),
    NumberSeed("KR", E.POLICE, "112", *_KR, rank=10),
    NumberSeed("KR", E.AMBULANCE, "119", *_KR, rank=20),
    NumberSeed("KR", E.IMMIGRATION, "1345", *_KR, name="1345", rank=60),
    *_general("JP", "110", "119"),
    # Saudi Arabia: 911 in some regions, 999 and 997 elsewhere; both stand in the list
    *_general("SA", "911", "911"),
    NumberSeed("SA", E.POLICE, "999", GK[0], GK[1] + "; by region", rank=11),
    NumberSeed("SA", E.AMBULANCE, "997", GK[0], GK[1] + "; by region", rank=21),
    *_general("AE", "999", "998"),
    *_general("BN", "993", "991"),
    *_general("TH", "191", "1669"),
    *_general("KH", "117", "119"),
    *_general("LA", "191", "195"),
    *_general("MM", "199", "192"),
    *_general("PH", "911", "911"),
)  # fmt: skip
