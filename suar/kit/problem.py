"""Problems: every refusal that a person can meet, as a code from one catalogue.

Rules return ``Reason`` codes; actions raise ``Problem``; doors turn a problem into a page, a field
message or problem+json (RFC 9457). The words in both languages stand in ``suar.ui.refusals``,
because the kit knows no translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from suar.kit.reasons import Reason


class Kind(StrEnum):
    """What sort of refusal it is; decides the HTTP status."""

    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    INVALID = "invalid"
    REFUSED = "refused"
    CONFLICT = "conflict"


STATUS: Mapping[Kind, int] = {
    Kind.NOT_FOUND: 404,
    Kind.FORBIDDEN: 403,
    Kind.INVALID: 422,
    Kind.REFUSED: 409,
    Kind.CONFLICT: 409,
}


@dataclass(frozen=True, slots=True)
class Because:
    """One reason with the plain facts its sentence needs (never a name, never free text)."""

    code: Reason
    facts: Mapping[str, str | int] = field(default_factory=dict)
    field: str = ""  # the form field it stands beside, where there is one


class Problem(Exception):  # noqa: N818 - the name that product and doors use (RFC 9457)
    """An action that was refused, with all its reasons."""

    def __init__(self, kind: Kind, reasons: Iterable[Because | Reason] = ()) -> None:
        self.kind = kind
        self.reasons = tuple(r if isinstance(r, Because) else Because(r) for r in reasons)
        super().__init__(f"{kind}: {', '.join(r.code for r in self.reasons)}")

    @property
    def status(self) -> int:
        """Return the HTTP status of this kind."""
        return STATUS[self.kind]

    @classmethod
    def not_found(cls) -> Problem:
        """Outside one's scope and absent answer alike."""
        return cls(Kind.NOT_FOUND, [Reason.NOT_FOUND])

    @classmethod
    def forbidden(cls, reason: Reason = Reason.NO_PERMISSION) -> Problem:
        """The seat lacks the permission, whatever the row."""
        return cls(Kind.FORBIDDEN, [reason])

    @classmethod
    def refused(cls, reasons: Iterable[Because | Reason] | Because | Reason) -> Problem:
        """A rule says no, with its reasons."""
        if isinstance(reasons, Because | Reason):
            reasons = [reasons]
        return cls(Kind.REFUSED, reasons)

    @classmethod
    def invalid(cls, field_name: str, code: Reason, **facts: str | int) -> Problem:
        """One field cannot be taken as it was typed."""
        return cls(Kind.INVALID, [Because(code, facts, field_name)])

    @classmethod
    def conflict(cls) -> Problem:
        """Somebody else saved the row first; both versions are kept and shown."""
        return cls(Kind.CONFLICT, [Reason.EDITED_MEANWHILE])
