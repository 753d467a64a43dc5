"""When a mail may go out, and how an audience is written as a code. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

QUIET_FROM: Final = 21  # hours of the person's own clock
QUIET_TO: Final = 6
MAIL_GAP: Final = timedelta(hours=1)  # the mail says the same each time: one an hour is enough


def next_allowed(at: datetime, *, zone: ZoneInfo, quiet_from: int, quiet_to: int) -> datetime:
    """Return the first moment from ``at`` on that is not quiet; equal hours mean no quiet time."""
    local = at.astimezone(zone)
    if not is_quiet(local.hour, quiet_from, quiet_to):
        return at
    end = datetime.combine(local.date(), time(quiet_to), tzinfo=zone)
    return end if end > local else end + timedelta(days=1)


def is_quiet(hour: int, quiet_from: int, quiet_to: int) -> bool:
    """Say whether an hour of the day is quiet; the quiet time may run over midnight."""
    if quiet_from == quiet_to:
        return False
    if quiet_from < quiet_to:
        return quiet_from <= hour < quiet_to
    return hour >= quiet_from or hour < quiet_to


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is told, inside one organisation: one user, or the seats of a unit, a role, or both."""

    organisation_id: UUID
    user_id: UUID | None = None
    unit_id: UUID | None = None
    role: str = ""  # policy.Role
    permission: str = ""  # policy.Permission: every seat whose role holds it

    def code(self) -> str:
        """Return the audience as a job carries it: ids and codes only."""
        parts = {
            "u": self.user_id, "n": self.unit_id, "r": self.role, "p": self.permission,
        }  # fmt: skip
        text = "@".join(f"{key}:{value}" for key, value in parts.items() if value)
        if not text:
            raise ValueError("an audience names a user, a unit, a role or a permission")
        return text


def audience_of(code: str, organisation_id: UUID) -> Audience:
    """Read what ``Audience.code`` wrote; raises ``ValueError`` or ``KeyError``."""
    parts = dict(piece.split(":", 1) for piece in code.split("@"))
    return Audience(
        organisation_id=organisation_id,
        user_id=UUID(parts["u"]) if "u" in parts else None,
        unit_id=UUID(parts["n"]) if "n" in parts else None,
        role=parts.get("r", ""),
        permission=parts.get("p", ""),
    )
