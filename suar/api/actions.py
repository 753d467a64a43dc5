"""Verbs of tokens: issue, answer as second person, revoke, remember a request."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from suar import audit, policy
from suar.accounts import resting
from suar.api import news, queries, scope
from suar.api.codes import Scope, open_persons
from suar.api.models import Repeat, Token
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Unit
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act

PREFIX = "suar_"
LONGEST = timedelta(days=366)


def digest_of(secret: str) -> bytes:
    """Return the hash under which a token is found; the secret has 256 random bits of its own."""
    return hashlib.sha256(secret.encode()).digest()


@act
def issue_token(
    *,
    token_id: UUID,
    name: str,
    scopes: Iterable[Scope],
    unit: Unit | None,
    expires_at: datetime,
    by: Actor,
    at: datetime,
) -> tuple[Token, str]:
    """Make a token; returns it with its secret, which is shown once and never again ("" on repeat).

    One that opens persons' data waits for a second person (``confirm_token``).
    Raises ``Problem``: no scope, longer than a year, already over, a unit of another organisation.
    """
    policy.require(by, Permission.TOKEN_MANAGE)
    done: Token | None = replayed(Token, token_id, by)
    if done is not None:
        return done, ""
    chosen = sorted({Scope(s).value for s in scopes})
    if not chosen:
        raise Problem.invalid("scopes", Reason.REQUIRED)
    if not at < expires_at <= at + LONGEST:
        raise Problem.invalid("expires_on", Reason.TOKEN_TIME)
    if unit is not None and unit.organisation_id != by.organisation_id:
        raise Problem.not_found()
    opens = open_persons(frozenset(map(Scope, chosen)))
    waits = opens and resting.could_ever_confirm(by.organisation_id, but=(by.user_id,)).exists()
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        id=token_id, organisation_id=by.organisation_id, made_at=at, made_by=by.user_id, name=name,
        start=secret[:10], digest=digest_of(secret), scopes=chosen, unit=unit,
        expires_at=expires_at, waits_since=at if waits else None,
    )  # fmt: skip
    audit.record(by, "token.issued", token, at=at, facts={"scopes": len(chosen)})
    if opens:
        _say_who_answers(token, by, at)
    return token, secret


@act
def confirm_token(*, token_id: UUID, by: Actor, at: datetime) -> Token:
    """Say, as a second person, that this system is to read persons' data."""
    policy.require(by, Permission.ROLE_CONFIRM)
    return _answer(token_id, agrees=True, by=by, at=at)


@act
def decline_token(*, token_id: UUID, by: Actor, at: datetime) -> Token:
    """Say that it is not: the token ends before it ever opened anything."""
    policy.require(by, Permission.ROLE_CONFIRM)
    return _answer(token_id, agrees=False, by=by, at=at)


@act
def revoke_token(*, token_id: UUID, by: Actor, at: datetime) -> Token:
    """End a token at once."""
    policy.require(by, Permission.TOKEN_MANAGE)
    token = scope.token_to_change(token_id, by)
    if token.revoked_at is None:
        waited = token.waits
        token.revoked_at = at
        token.save_change(expected=token.version, fields=["revoked_at"])
        audit.record(by, "token.revoked", token, at=at)
        if waited:
            news.taken_back(token, by, at)
    return token


def row_for_repeat(
    *, token: Token, operation: str, key: str, content: bytes, by: Actor, at: datetime
) -> UUID:
    """Return the id of the row that this request makes: the same for the same key.

    ``content`` is the whole of what was asked: method, address and body. Raises ``Problem`` where
    the key came before with another: two referrals at one hotline may get the same words on one
    day, and the second would be answered without being written. Call inside the action's unit of
    work is not needed: the row's own id makes the repetition harmless.
    """
    key_digest = hmac.digest(bytes(token.digest), key.encode(), "sha256")
    content_digest = hmac.digest(bytes(token.digest), content, "sha256")
    found, _made = Repeat.objects.get_or_create(
        token=token, operation=operation, key_digest=key_digest,
        defaults={"id": new_id(), "organisation_id": by.organisation_id, "made_at": at,
                  "made_by": by.user_id, "body_digest": content_digest, "row_id": new_id()},
    )  # fmt: skip
    if bytes(found.body_digest) != content_digest:
        raise Problem.refused(Reason.KEY_USED_FOR_OTHER)
    return found.row_id


def _say_who_answers(token: Token, by: Actor, at: datetime) -> None:
    """Ask a second person; where there never was one, say that the token holds without."""
    verb = "token.rested" if token.waits else "token.held_alone"
    audit.record(by, verb, token, at=at)
    tell = news.waits if token.waits else news.holds_alone
    tell(token, by, at)


def _answer(token_id: UUID, *, agrees: bool, by: Actor, at: datetime) -> Token:
    """Write a second person's answer once; the same form sent again changes nothing."""
    token = scope.token_to_change(token_id, by)
    if token.answered_by == by.user_id and agrees == (token.revoked_at is None):
        return token
    if reasons := queries.why_not_answer(token, by):
        raise Problem.refused(reasons)
    token.answered_at, token.answered_by = at, by.user_id
    token.revoked_at = None if agrees else at
    fields = ["answered_at", "answered_by", "revoked_at"]
    token.save_change(expected=token.version, fields=fields)
    audit.record(by, "token.confirmed" if agrees else "token.declined", token, at=at)
    news.answered(token, by, at)
    return token
