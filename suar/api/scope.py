"""Which tokens somebody sees: those of the own organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from suar.api.models import Token
from suar.kit.actor import Actor
from suar.kit.problem import Problem


def tokens(by: Actor) -> QuerySet[Token]:
    """Return the tokens of the actor's organisation."""
    return Token.objects.filter(organisation_id=by.organisation_id)


def token(token_id: UUID, by: Actor) -> Token:
    """Return one of them; any other answers as absent."""
    return _found(tokens(by).select_related("unit"), token_id)


def token_to_change(token_id: UUID, by: Actor) -> Token:
    """Return one of them and keep others from changing it until the action is over."""
    return _found(tokens(by).select_for_update(), token_id)


def _found(rows: QuerySet[Token], token_id: UUID) -> Token:
    row = rows.filter(pk=token_id).first()
    if row is None:
        raise Problem.not_found()
    return row
