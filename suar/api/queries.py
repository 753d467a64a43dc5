"""Reads of tokens that wait for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from suar.accounts import resting, rules
from suar.accounts.models import User
from suar.api.codes import Scope, open_persons
from suar.api.models import Token
from suar.kit.actor import Actor
from suar.kit.reasons import Reason


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a second person is asked: which token, who asked for it, why she cannot answer."""

    token: Token
    code: str
    asked: str
    reasons: list[Reason]


def waiting_of(token: Token, by: Actor) -> Waiting:
    """Return what the page of the second person shows of a token."""
    names = User.objects.filter(pk=token.made_by).values_list("name", flat=True)
    return Waiting(token, code_of(token.pk), names.first() or "", why_not_answer(token, by))


def why_not_answer(token: Token, by: Actor) -> list[Reason]:
    """Say why somebody is no second person of this token; its id stands for the user."""
    return rules.why_not_confirm(
        by=by.user_id, user=token.pk, asked_by=frozenset({token.made_by}), waits=token.waits
    )


def waited_for(
    tokens: Iterable[Token], organisation_id: UUID, at: datetime
) -> dict[UUID, list[str]]:
    """Return the names of those who can confirm each token that waits, in one query."""
    waiting = [token for token in tokens if token.waits]
    if not waiting:
        return {}
    able = resting.can_confirm([organisation_id], at, but=()).order_by("name")
    people = list(able.values_list("pk", "name"))
    return {
        token.pk: [name for user_id, name in people if user_id != token.made_by]
        for token in waiting
    }


@dataclass(frozen=True, slots=True)
class SecondPersons:
    """Who answers for a token that somebody would ask for now."""

    names: list[str]  # of those who can confirm it now
    ever: bool  # somebody ever could: then it waits; else it would hold at once


def second_persons(by: Actor, at: datetime) -> SecondPersons:
    """Return who would confirm a token that the actor asks for, before she asks."""
    able = resting.can_confirm([by.organisation_id], at, but=(by.user_id,))
    ever = resting.could_ever_confirm(by.organisation_id, but=(by.user_id,)).exists()
    return SecondPersons(list(able.order_by("name").values_list("name", flat=True)), ever)


def held_alone(token: Token) -> bool:
    """Say whether a token opens persons' data though no second person was ever asked."""
    opens = open_persons(frozenset(Scope(s) for s in token.scopes if s in set(Scope)))
    return opens and token.waits_since is None and token.revoked_at is None


def code_of(token_id: UUID) -> str:
    """Return the neutral code by which notices and tasks name a token."""
    return f"T-{token_id.hex[-6:].upper()}"
