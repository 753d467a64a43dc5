"""Codes of service records."""

from __future__ import annotations

from enum import StrEnum


class ServiceState(StrEnum):
    """Where a service stands."""

    OFFERED = "OFFERED"
    DECLINED = "DECLINED"
    PLANNED = "PLANNED"
    GIVEN = "GIVEN"
