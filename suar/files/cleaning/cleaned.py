"""The answer of the cleaner."""

from __future__ import annotations

from dataclasses import dataclass

from suar.files.cleaning.codes import KIND_OF, MEDIA_TYPE_OF, Format, Kind, Note
from suar.kit.problem import Problem
from suar.kit.reasons import Reason


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A copy that is safe to open, with what it is and what was taken out."""

    kind: Kind
    clean_bytes: bytes
    media_type: str
    extension: str
    notes: tuple[Note, ...] = ()


def cleaned(form: Format, data: bytes, *notes: Note) -> Cleaned:
    """Wrap the clean bytes of one format."""
    return Cleaned(KIND_OF[form], data, MEDIA_TYPE_OF[form], form.value, notes)


def refused(code: Reason, **facts: str | int) -> Problem:
    """Return the refusal of a file, to be raised; it stands beside the form's file field."""
    return Problem.invalid("file", code, **facts)
