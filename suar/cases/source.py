"""Where a case came from, as the caller says it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from suar.cases.codes import Source


@dataclass(frozen=True, slots=True)
class SourceRef:
    """An opaque reference to what led to the case."""

    kind: Source
    id: UUID
