"""What a cell of somebody's sheet means: dates, amounts of money, numbers, yes and no.

A sheet is typed by hand, in Indonesian or English, by people who were not thinking of us. What has
one meaning is understood; what has two is said, never guessed: a birth date read the wrong way
round makes a child an adult.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from suar.intake.sheets.codes import Unread
from suar.kit.dates import PartialDate
from suar.kit.numbers import AmbiguousNumber, parse_number

Cell = str | int | float | bool | date | datetime | None


class NotUnderstood(ValueError):  # noqa: N818 - it is an answer, not a failure of ours
    """A value that cannot be read, with its reason; it does not hold the value."""

    def __init__(self, reason: Unread) -> None:
        super().__init__(reason.value)
        self.reason = reason


class DayOrder(StrEnum):
    """How a column writes its days; chosen once for a column, by its owner."""

    DAY_FIRST = "day_first"  # 17/08/1998, as everywhere in Indonesia
    MONTH_FIRST = "month_first"  # 08/17/1998, a sheet from a machine set to the United States


EARLIEST_YEAR = 1900
# Day 60 of Excel is 29 February 1900, which never was; from 61 on the count below is right.
EXCEL_BEGAN = date(1899, 12, 30)
EXCEL_FIRST = 61

NOTHING = frozenset(
    {"", "-", "--", "—", "–", "n/a", "na", "nihil", "kosong", "null", "none", "?", "tidak tahu"}
    | {"tdk tahu", "tidak diketahui", "tdk diketahui", "unknown", "not known", "belum ditanya"}
)
MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt ags aug agst",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for word in words.split()
}


def plain(cell: Cell) -> str:
    """Return a cell as one line of text: compatibility forms folded, spaces single."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    folded = unicodedata.normalize("NFKC", str(cell))
    visible = "".join(
        c for c in folded if unicodedata.category(c) not in {"Cc", "Cf"} or c in "\n\t"
    )
    text = " ".join(visible.split())
    if text.startswith("#") and text.rstrip("!?").lstrip("#") in {
        "REF", "N/A", "NAME", "DIV/0", "VALUE", "NUM", "NULL", "SPILL", "CALC",
    }:  # fmt: skip
        raise NotUnderstood(Unread.FORMULA_FAULT)
    return text


def is_nothing(cell: Cell) -> bool:
    """Return whether a cell says nothing: empty, a dash, "tidak tahu"."""
    return plain(cell).lower() in NOTHING


# --- dates ----------------------------------------------------------------------------------------


def read_date(cell: Cell, *, order: DayOrder, today: date) -> PartialDate | None:
    """Read a date: a day, a month ("08/1998", "Agustus 1998") or a year; None where nothing stands.

    Raises:
        NotUnderstood: two-digit years, impossible and future days, and what is no date.
    """
    if isinstance(cell, bool):
        raise NotUnderstood(Unread.NOT_A_DATE)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day, today)
    if is_nothing(cell):
        return None
    if isinstance(cell, int | float):
        return _from_number(float(cell), today)
    text = _without_weekday_and_time(plain(cell).lower())
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return _checked(int(found[1]), int(found[2]), int(found[3]), today)
    if found := re.fullmatch(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})", text):
        return _by_order(*found.groups(), order=order, today=today)
    if found := re.fullmatch(r"(?:(\d{1,2})[\s\-/.]*)?([a-z]+)\.?,?[\s\-/.]*(\d{4}|\d{2})", text):
        day = int(found[1]) if found[1] else None
        return _checked(_year(found[3]), _month(found[2]), day, today)
    if found := re.fullmatch(r"([a-z]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})", text):
        return _checked(int(found[3]), _month(found[1]), int(found[2]), today)
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        return _checked(int(found[2]), int(found[1]), None, today)
    if re.fullmatch(r"\d{4}", text):
        return _checked(int(text), None, None, today)
    raise NotUnderstood(Unread.NOT_A_DATE)


def _from_number(number: float, today: date) -> PartialDate:
    """A year typed as a number, or a day as Excel counts them."""
    if number.is_integer() and EARLIEST_YEAR <= number <= today.year:
        return _checked(int(number), None, None, today)
    if not EXCEL_FIRST <= number <= 2_958_465:  # 31 December 9999
        raise NotUnderstood(Unread.NOT_A_DATE)
    day = EXCEL_BEGAN + timedelta(days=int(number))
    return _checked(day.year, day.month, day.day, today)


def _without_weekday_and_time(text: str) -> str:
    text = re.sub(r"^(senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|\w+day),?\s+", "", text)
    text = re.sub(r"[t ]\d{1,2}[:.]\d{2}([:.]\d{2})?(\.\d+)?\s?(wib|wita|wit|z)?$", "", text)
    return text.removeprefix("tgl ").removeprefix("tanggal ").strip()


def _by_order(one: str, two: str, year: str, *, order: DayOrder, today: date) -> PartialDate:
    day, month = (int(one), int(two)) if order is DayOrder.DAY_FIRST else (int(two), int(one))
    if month > 12 >= day:
        # 08/17/1998 in a column of day first: one of the two is a slip, and nobody knows which.
        raise NotUnderstood(Unread.DATE_AMBIGUOUS)
    return _checked(_year(year), month, day, today)


def _year(text: str) -> int:
    if len(text) == 2:
        raise NotUnderstood(Unread.DATE_SHORT_YEAR)
    return int(text)


def _month(name: str) -> int:
    if name not in MONTHS:
        raise NotUnderstood(Unread.NOT_A_DATE)
    return MONTHS[name]


def _checked(year: int, month: int | None, day: int | None, today: date) -> PartialDate:
    try:
        found = PartialDate(year, month, day)
    except ValueError:
        raise NotUnderstood(Unread.DATE_IMPOSSIBLE) from None
    if year < EARLIEST_YEAR:
        raise NotUnderstood(Unread.DATE_TOO_EARLY)
    if found.earliest() > today:
        raise NotUnderstood(Unread.DATE_IN_FUTURE)
    return found


# --- amounts --------------------------------------------------------------------------------------

CURRENCIES = {
    "rp": "IDR", "idr": "IDR", "rupiah": "IDR", "rm": "MYR", "myr": "MYR", "ringgit": "MYR",
    "nt$": "TWD", "ntd": "TWD", "nt": "TWD", "twd": "TWD", "hk$": "HKD", "hkd": "HKD",
    "s$": "SGD", "sgd": "SGD", "us$": "USD", "usd": "USD", "$": "USD", "sar": "SAR", "riyal": "SAR",
    "real": "SAR", "aed": "AED", "dirham": "AED", "krw": "KRW", "won": "KRW", "jpy": "JPY",
    "yen": "JPY", "¥": "JPY", "b$": "BND", "bnd": "BND", "€": "EUR", "eur": "EUR", "euro": "EUR",
}  # fmt: skip
TIMES = {
    "rb": 1_000, "ribu": 1_000, "rbu": 1_000, "k": 1_000, "thousand": 1_000,
    "jt": 1_000_000, "juta": 1_000_000, "jta": 1_000_000, "million": 1_000_000, "mio": 1_000_000,
    "miliar": 10**9, "milyar": 10**9, "billion": 10**9,
}  # fmt: skip


@dataclass(frozen=True)
class Money:
    """An amount and the currency that was written with it; None: none was."""

    amount: Decimal
    currency: str | None


def read_money(cell: Cell, *, currency: str | None = None) -> Money | None:
    """Read "Rp 1,5 jt", "Rp. 1.500.000,-", "RM 1,200.50", "500rb"; None where nothing stands.

    ``currency`` is what the column is in where the cell does not say.

    Raises:
        NotUnderstood: no amount, a negative one, or one with two meanings ("1,500 jt").
    """
    if isinstance(cell, bool | date):
        raise NotUnderstood(Unread.NOT_AN_AMOUNT)
    if is_nothing(cell):
        return None
    if isinstance(cell, int | float):
        return Money(_positive(Decimal(str(cell))), currency)
    text = plain(cell).lower()
    text = re.sub(r"[,.]\s?[-=]{1,2}$", "", text).strip()  # "1.500.000,-"
    written, text = _currency_of(text)
    found = re.fullmatch(r"([\d.,\s]*\d)\s*([a-z]+)?\.?", text)
    if found is None or (found[2] and found[2] not in TIMES):
        raise NotUnderstood(Unread.NOT_AN_AMOUNT)
    times = TIMES[found[2]] if found[2] else 1
    number = _number(found[1].replace(" ", ""), scaled=times > 1)
    return Money(_positive(number * times), written or currency)


def _currency_of(text: str) -> tuple[str | None, str]:
    for word in sorted(CURRENCIES, key=len, reverse=True):
        mark = re.escape(word)
        edge = r"(?![a-z])" if word[-1].isalpha() else ""
        if found := re.match(rf"{mark}{edge}\.?\s*", text):
            return CURRENCIES[word], text[found.end() :]
        if found := re.search(rf"(?<![a-z$])\s*{mark}$", text):
            return CURRENCIES[word], text[: found.start()].rstrip()
    return None, text


def _number(text: str, *, scaled: bool) -> Decimal:
    try:
        return parse_number(text, thousandths=scaled)
    except AmbiguousNumber:
        raise NotUnderstood(Unread.AMOUNT_AMBIGUOUS) from None
    except ValueError:
        raise NotUnderstood(Unread.NOT_AN_AMOUNT) from None


def _positive(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount < 0 or amount > Decimal(10) ** 15:
        raise NotUnderstood(Unread.NOT_AN_AMOUNT)
    return amount


# --- numbers, yes and no --------------------------------------------------------------------------

YES = frozenset(
    [
        "ya",
        "y",
        "yes",
        "iya",
        "ada",
        "benar",
        "betul",
        "true",
        "1",
        "v",
        "x",
        "√",
        "✓",
        "✔",
        "sudah",
    ]
)
NO = frozenset(
    ["tidak", "tdk", "t", "no", "n", "tidak ada", "tdk ada", "tak", "bukan", "false", "0", "belum"]
)


def read_whole(cell: Cell) -> int | None:
    """Read a whole number that is not negative: an age, a count; units behind it are let go.

    Raises:
        NotUnderstood: ``not_a_number``.
    """
    if isinstance(cell, bool | date):
        raise NotUnderstood(Unread.NOT_A_NUMBER)
    if is_nothing(cell):
        return None
    found = re.fullmatch(
        r"(\d{1,9})\s*(th|thn|tahun|bln|bulan|hari|orang|years?|months?|days?)?\.?",
        plain(cell).lower(),
    )
    if found is None:
        raise NotUnderstood(Unread.NOT_A_NUMBER)
    return int(found[1])


def read_yes_no(cell: Cell) -> bool | None:
    """Read yes or no; None where nothing stands. "Not known" is nothing, never a no.

    Raises:
        NotUnderstood: ``not_in_the_list``.
    """
    if isinstance(cell, bool):
        return cell
    if is_nothing(cell):
        return None
    word = plain(cell).lower().rstrip(".!")
    if word in YES:
        return True
    if word in NO:
        return False
    raise NotUnderstood(Unread.NOT_IN_THE_LIST)
