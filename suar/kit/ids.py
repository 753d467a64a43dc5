"""Identifiers: UUIDv7 (RFC 9562), so that new rows sort by time and a form can make its own."""

from __future__ import annotations

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """Return a new UUIDv7."""
    value: UUID = uuid_utils.compat.uuid7()
    return value


def parse_id(text: object) -> UUID | None:
    """Return the id in a text that a form or address sent, or None where it is none."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
