"""Making a row of a case: the base fields, the same everywhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from suar.cases.models import Case
from suar.kit.actor import Actor


def base(case: Case, row_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    """Return the fields that every row of a case starts with; its sealed fields need them first."""
    return {
        "id": row_id,
        "organisation_id": case.organisation_id,
        "subject_id": case.subject_id,
        "made_at": at,
        "made_by": by.user_id,
        "case": case,
    }


def opened(value: Any, empty: Any = "") -> Any:
    """Open a sealed value inside a vault block; ``empty`` where nothing was given."""
    return value.open() if value is not None else empty
