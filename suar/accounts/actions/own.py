"""What everybody does with the own login: name, language, password, factors, codes used."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import suar.audit as audit
from suar.accounts import factors, rules, sheets
from suar.accounts.actions import signing
from suar.accounts.codes import Ending, Factor
from suar.accounts.models import SheetCode, SignedSession, User
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.store.work import act


@act
def change_profile(
    *, user: User, name: str, language: str, time_zone: str, by: Actor, at: datetime
) -> User:
    """Change the shown name, the language and the time zone."""
    user.name, user.language, user.time_zone = name, language, time_zone
    user.save(update_fields=["name", "language", "time_zone"])
    audit.record(by, "profile.changed", user, at=at, facts={"language": language})
    return user


@act
def choose_language(*, user: User, language: str, by: Actor, at: datetime) -> None:
    """Remember the language that was chosen on some page."""
    user.language = language
    user.save(update_fields=["language"])
    audit.record(by, "language.chosen", user, at=at, facts={"language": language})


@act
def change_password(
    *, user: User, password_hash: str, keep: SignedSession, by: Actor, at: datetime
) -> None:
    """Set a new password (hashed before the transaction); every session but ``keep`` ends.

    One that was ended by somebody else at this moment is not opened again.
    """
    user.password, user.password_handed_by = password_hash, None
    user.save(update_fields=["password", "password_handed_by"])
    ended = signing.end_all_of(user, at, Ending.PASSWORD_CHANGED, keep=keep.pk)
    audit.record(by, "password.changed", user, at=at, facts={"ended": ended})


@act
def add_app(
    *, user: User, secret: str, code: str, session: SignedSession, by: Actor, at: datetime
) -> None:
    """Enrol an authenticator app: the code proves that the app took the secret."""
    step = factors.totp_step(secret, code)
    if step is None:
        raise Problem.invalid("code", Reason.CODE_WRONG)
    factors.keep_totp(user, secret, step)
    _assure(session, Factor.TOTP)
    audit.record(by, "factor.added", user, at=at, facts={"kind": Factor.TOTP.value})


@act
def add_key(
    *,
    user: User,
    name: str,
    credential: dict[str, Any],
    session: SignedSession,
    by: Actor,
    at: datetime,
) -> None:
    """Enrol a passkey or USB key that the browser has just made."""
    if factors.finish_key(user, name, credential) is None:
        raise Problem.invalid("credential", Reason.CODE_WRONG)
    _assure(session, Factor.WEBAUTHN)
    audit.record(by, "factor.added", user, at=at, facts={"kind": Factor.WEBAUTHN.value})


@act
def remove_factor(*, user: User, factor_id: int, required: bool, by: Actor, at: datetime) -> Factor:
    """Remove an app or a key; a role that needs a second factor keeps one."""
    others = [line for line in factors.lines_of(user) if line.id != factor_id]
    remaining = len(others) + (1 if sheets.left(user) else 0)
    if reasons := rules.why_not_remove_factor(factors_left=remaining, required=required):
        raise Problem.refused(reasons)
    kind = factors.remove(user, factor_id)
    if kind is None:
        raise Problem.not_found()
    signing.forget_devices(user, at)
    audit.record(by, "factor.removed", user, at=at, facts={"kind": kind.value})
    return kind


@act
def use_sheet_code(*, user: User, typed: str, number: int, by: Actor, at: datetime) -> bool:
    """Use the code that was asked for, once; say whether it was right."""
    code = sheets.next_code(user)
    if code is None or code.number != number or not sheets.matches(code, typed):
        return False
    if SheetCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=at) == 0:
        return False  # the same code came in twice at once
    audit.record(by, "sheet.used", code.sheet, at=at, facts={"number": code.number})
    return True


def _assure(session: SignedSession, factor: Factor) -> None:
    """Let the session in that enrolled its first factor; a demo session stays what it is."""
    if session.factor == Factor.NONE:
        session.factor = factor.value
        session.save(update_fields=["factor"])
