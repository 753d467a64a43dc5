"""Thresholds as delivered: proposals of the project, to be set by each installation's lead."""

from __future__ import annotations

from datetime import date

from suar.reference.codes import Threshold

SINCE = date(2020, 1, 1)
SOURCE = "proposal of the project"

THRESHOLDS: dict[Threshold, int] = {
    Threshold.STALE_DIRECTORY_DAYS: 180,
    Threshold.STALE_NUMBER_DAYS: 180,
    Threshold.FRESH_BEDS_HOURS: 24,
}
