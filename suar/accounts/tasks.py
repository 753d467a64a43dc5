"""What the worker asks of the accounts, and does for them every minute."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from suar.accounts import rates, resets, seats
from suar.accounts.models import User
from suar.kit import clock
from suar.kit.actor import Actor


def actor_of(user_id: UUID, organisation_id: UUID) -> Actor | None:
    """Return the seat for which work is done, with the rights it has now; None: no seat left."""
    user = User.objects.filter(pk=user_id).first()
    if user is None or not user.is_active:
        return None
    held = seats.open_seats(user, clock.now())
    return seats.build_actor(user, held, organisation_id, assured=True)


def every_minute(at: datetime) -> None:
    """Answer the requests for a new password, and twice an hour forget what is over."""
    resets.answer_open(at=at)
    if at.minute % 30 == 0:
        rates.sweep(at)
        resets.sweep(at)
