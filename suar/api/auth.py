"""Who calls: a token becomes an actor, seated in its organisation for this request."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from suar.accounts import rates
from suar.accounts.addresses import client_address
from suar.api.actions import digest_of
from suar.api.codes import Scope, permissions_of
from suar.api.models import Token
from suar.kit import clock
from suar.kit.actor import Actor
from suar.store import tenancy

WRONG = rates.Limit("api wrong token", 30, rates.LINK.window)


class TokenAuth(HttpBearer):
    """``Authorization: Bearer suar_…``. Wrong tokens are counted by address in the database."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token, or None: unknown, waiting, revoked, over, too many tries."""
        at = clock.now()
        address = client_address(request)
        if rates.is_over(WRONG, address, at=at):
            return None
        found = Token.objects.select_related("organisation").filter(digest=digest_of(token)).first()
        if found is None or not is_live(found, at):
            rates.take(WRONG, address, at=at)
            return None
        seat(request, found)
        _note_use(found, at)
        return found


def is_live(token: Token, at: datetime) -> bool:
    """Say whether a token opens anything now."""
    return token.revoked_at is None and token.expires_at > at and not token.waits


def actor_of(token: Token) -> Actor:
    """Return the actor that a token is: its id stands for the user."""
    scopes = frozenset(Scope(s) for s in token.scopes if s in set(Scope))
    return Actor(
        user_id=token.id,
        organisation_id=token.organisation_id,
        label=token.name,
        organisation_label=token.organisation.name,
        unit_ids=frozenset({token.unit_id} if token.unit_id else set()),
        permissions=frozenset(permissions_of(scopes)),
    )


def seat(request: Any, token: Token) -> None:
    """Act for the token's organisation until the request ends (the seat middleware leaves it)."""
    request.actor = actor_of(token)
    tenancy.enter(token.organisation_id)


def _note_use(token: Token, at: datetime) -> None:
    """Remember the day of the last use: once a day, so that reading stays reading."""
    if token.last_used_on != at.date():
        Token.objects.filter(pk=token.pk).update(last_used_on=at.date())
