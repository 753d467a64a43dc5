"""Codes of closing a case."""

from __future__ import annotations

from enum import StrEnum


class CloseReason(StrEnum):
    """Why a case ends."""

    GOALS = "CL_GOALS"
    CLIENT = "CL_CLIENT"
    TRANSFER = "CL_TRANSFER"
    LOST = "CL_LOST"
    MOVED = "CL_MOVED"
    DECEASED = "CL_DECEASED"
    NOTELIG = "CL_NOTELIG"
    DUP = "CL_DUP"
    TIME = "CL_TIME"


class Told(StrEnum):
    """How the person took part in closing."""

    AGREED = "AGREED"
    INFORMED = "INFORMED"
    NOT_POSSIBLE = "NOT_POSSIBLE"


class Fact(StrEnum):
    """The minimum facts of a case, filled or marked unknown before it closes."""

    SEX = "SEX"
    AGE_BAND = "AGE_BAND"
    ORIGIN = "ORIGIN"
    EXPLOITATION_PLACE = "EXPLOITATION_PLACE"
    FORM = "FORM"
    DECISION = "DECISION"
