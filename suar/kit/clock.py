"""The clock, read by doors only; everything below takes ``at`` or ``today`` as an argument."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, UTC."""
    return datetime.now(UTC)
