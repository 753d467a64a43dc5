"""Sensitivity classes: every stored field of every model has one."""

from __future__ import annotations

from enum import StrEnum


class Sensitivity(StrEnum):
    """How far a field may travel."""

    OPEN = "open"  # may be published
    OPERATIONAL = "operational"  # plain, for staff; tells of our work, not of a person
    PERSONAL = "personal"  # plain, scoped by grants, banded in extracts (quasi-identifiers)
    SECRET = "secret"  # sealed; never plain in the database  # noqa: S105 - a class, no password
