"""Numbers of papers and telephones: what looks odd is said, nothing is refused.

A NIK has sixteen digits: six of the district that issued it (its code of that day), six of the
birth date (day plus 40 for a woman), four of a serial. Cards carry typing errors and people carry
cards of others: a warning is a reason to look again, never to turn somebody away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suar.kit.dates import PartialDate
from suar.people.codes import DocumentKind, Sex

NIK_DIGITS = 16
WOMAN = 40  # added to the day of birth
PHONE_TAIL = 9  # digits that tell telephones apart, whatever stands before them
MIN_NUMBER = 5
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,7}")
_ADDRESS = re.compile(r"[^\s,;<>()/|]+@[^\s,;<>()/|]+")
_DIGITS = re.compile(r"\+?\(?\d(?:[\s().-]{0,3}\d){4,}")  # a slash or comma begins another one
_SPLP = re.compile(r"[A-Z]{2}\d{6,7}")


class Odd(StrEnum):
    """What looks odd about a number."""

    LENGTH = "length"
    AREA = "area"
    DATE = "date"
    BIRTH_OTHER = "birth_other"
    SEX_OTHER = "sex_other"
    SERIAL = "serial"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class NikReading:
    """What a NIK says, as far as it can be read."""

    digits: str
    area: str = ""
    born: date | None = None
    sex: Sex = Sex.UNKNOWN
    odd: tuple[Odd, ...] = ()


def read_nik(
    text: str,
    *,
    today: date,
    area_known: Callable[[str], bool],
    births: Iterable[PartialDate] = (),
    sex: Sex = Sex.UNKNOWN,
) -> NikReading:
    """Read a NIK and compare it with what is known; ``area_known`` answers for six digits."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != NIK_DIGITS:
        return NikReading(digits, odd=(Odd.LENGTH,))
    area, day = digits[:6], int(digits[6:8])
    said = Sex.FEMALE if day > WOMAN else Sex.MALE
    born = _nik_date(day - WOMAN if day > WOMAN else day, digits[8:10], digits[10:12], today)
    odd: list[Odd] = []
    if not area_known(area):
        odd.append(Odd.AREA)
    if born is None:
        odd.append(Odd.DATE)
    known = list(births)
    if born and known and not any(_same_day(born, b) for b in known):
        odd.append(Odd.BIRTH_OTHER)
    if born and sex in (Sex.FEMALE, Sex.MALE) and sex is not said:
        odd.append(Odd.SEX_OTHER)
    if digits[12:] == "0000":
        odd.append(Odd.SERIAL)
    return NikReading(digits, area, born, said if born else Sex.UNKNOWN, tuple(odd))


def odd_number(kind: DocumentKind, text: str, country: str = "ID") -> tuple[Odd, ...]:
    """Return what looks odd about a passport or another number (a NIK has its own reading)."""
    number = plain_number(text)
    if kind is DocumentKind.KK:
        return () if re.fullmatch(r"\d{16}", number) else (Odd.LENGTH,)
    if kind is DocumentKind.PASSPORT and country == "ID":
        return () if _PASSPORT.fullmatch(number) else (Odd.FORM,)
    if kind is DocumentKind.SPLP:
        return () if _SPLP.fullmatch(number) else (Odd.FORM,)
    return () if MIN_NUMBER <= len(number) <= 30 else (Odd.LENGTH,)


def plain_number(text: str) -> str:
    """Return capital letters and digits: 'a 1234-567' and 'A1234567' are one number."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def document_keys(number: str) -> set[str]:
    """Return the exact-match keys of a paper's number."""
    plain = plain_number(number)
    return {f"n:{plain}"} if len(plain) >= MIN_NUMBER else set()


def phone_keys(number: str) -> set[str]:
    """Return the exact-match keys of a telephone number, or of an e-mail address."""
    if "@" in number:
        return {f"m:{number.strip().casefold()}"}
    digits = re.sub(r"\D", "", number)
    return {f"t:{digits[-PHONE_TAIL:]}"} if len(digits) >= MIN_NUMBER else set()


def reach_keys(words: str) -> set[str]:
    """Return the keys of every telephone number and e-mail address that stands in free words."""
    parts = _ADDRESS.findall(words) + _DIGITS.findall(_ADDRESS.sub(" ", words))
    return {key for part in parts for key in phone_keys(part)}


def asked_number_keys(text: str) -> set[str]:
    """Return the keys that a number typed into the search may mean."""
    return document_keys(text) | phone_keys(text)


def _nik_date(day: int, month: str, year: str, today: date) -> date | None:
    """Return the date; two digits of a year mean the latest past one."""
    century = today.year // 100 * 100
    full = century + int(year)
    try:
        born = date(full, int(month), day)
        return born if born <= today else date(full - 100, int(month), day)
    except ValueError:
        return None


def _same_day(born: date, said: PartialDate) -> bool:
    pairs = ((born.year, said.year), (born.month, said.month), (born.day, said.day))
    return all(theirs is None or ours == theirs for ours, theirs in pairs)
