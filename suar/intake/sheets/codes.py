"""Codes of a sheet: why a cell was not understood."""

from __future__ import annotations

from enum import StrEnum


class Unread(StrEnum):
    """Why a value was not understood; its words stand in ``labels.py``."""

    NOT_A_DATE = "not_a_date"
    DATE_IMPOSSIBLE = "date_impossible"  # 31/02/2020
    DATE_AMBIGUOUS = "date_ambiguous"  # an order of day and month that the sheet contradicts
    DATE_SHORT_YEAR = "date_short_year"  # 03/04/05
    DATE_TOO_EARLY = "date_too_early"
    DATE_IN_FUTURE = "date_in_future"
    NOT_AN_AMOUNT = "not_an_amount"
    AMOUNT_AMBIGUOUS = "amount_ambiguous"  # 1,500 jt: one and a half, or fifteen hundred
    NOT_A_NUMBER = "not_a_number"
    NOT_IN_THE_LIST = "not_in_the_list"
    FORMULA_FAULT = "formula_fault"  # #REF!
