"""Second factors: the one module that knows how allauth keeps and checks them.

Secrets of authenticator apps are sealed under a key derived from the master key and bound to the
user, so that a copied database gives nobody a second factor.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import segno
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F

from suar.accounts.codes import Factor
from suar.accounts.models import CodeSheet, User
from suar.vault import crypto, master

TOTP, WEBAUTHN = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One enrolled factor, as a list shows it."""

    id: int
    kind: Factor
    name: str
    made_at: Any
    used_at: Any


def kinds_of(user: User) -> list[Factor]:
    """Return the kinds of factor that the user can give now, the handiest first."""
    stored = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    kinds = [Factor.WEBAUTHN] if WEBAUTHN in stored else []
    kinds += [Factor.TOTP] if TOTP in stored else []
    return kinds + ([Factor.SHEET] if _usable_sheet(user) else [])


def lines_of(user: User) -> list[FactorLine]:
    """Return the user's apps and keys; the sheet is kept apart."""
    return [
        FactorLine(
            id=row.pk,
            kind=Factor(row.type),
            name=row.data.get("name", ""),
            made_at=row.created_at,
            used_at=row.last_used_at,
        )
        for row in Authenticator.objects.filter(user=user).order_by("pk")
    ]


def _usable_sheet(user: User) -> bool:
    open_sheets = CodeSheet.objects.filter(user=user, ended_at__isnull=True)
    return open_sheets.filter(codes__used_at__isnull=True).exists()


# --- authenticator app ------------------------------------------------------------------------


def new_totp_secret() -> str:
    """Return a new secret for an authenticator app (base32)."""
    return str(totp.generate_totp_secret())


def totp_address(user: User, secret: str) -> str:
    """Return the address that an authenticator app reads from the QR picture."""
    return cast("str", get_adapter().build_totp_url(user, secret))


def totp_picture(user: User, secret: str) -> str:
    """Return the QR picture as a data: address (SVG)."""
    code = segno.make(totp_address(user, secret), error="m")
    return code.svg_data_uri(scale=5, border=3, dark="#000", light="#fff")


def totp_step(secret: str, code: str, *, after: int = 0) -> int | None:
    """Return the time step of a right code, or None; steps up to ``after`` were used already."""
    present = int(time.time()) // 30
    drift = settings.MFA_TOTP_TOLERANCE
    for step in range(present - drift, present + drift + 1):
        right = totp.format_hotp_value(totp.hotp_value(secret, step))
        if step > after and compare_user_code(actual=code, expected=right):
            return step
    return None


def keep_totp(user: User, secret: str, step: int) -> int:
    """Keep an app's secret, sealed; an app enrolled before is replaced. Return its number."""
    Authenticator.objects.filter(user=user, type=TOTP).delete()
    data = {"secret": _seal(user.pk, secret), "step": step}
    return int(Authenticator.objects.create(user=user, type=TOTP, data=data).pk)


def use_totp(user: User, code: str) -> bool:
    """Check a code of the user's app; each code opens once, in every process."""
    row = Authenticator.objects.filter(user=user, type=TOTP).first()
    if row is None:
        return False
    used = int(row.data.get("step", 0))
    step = totp_step(_open(user.pk, row.data["secret"]), code, after=used)
    if step is None:
        return False
    same = Authenticator.objects.filter(pk=row.pk, data__step=used)
    row.data["step"] = step
    if same.update(data=row.data) == 0:
        return False  # the same code came in twice at once
    row.record_usage()
    return True


# --- passkeys and USB keys ----------------------------------------------------------------------


def begin_key(user: User) -> dict[str, Any]:
    """Return what the browser needs to make a passkey; the challenge is kept in the session."""
    return cast("dict[str, Any]", webauthn.begin_registration(user, passwordless=False))


def finish_key(user: User, name: str, credential: dict[str, Any]) -> int | None:
    """Keep the key that the browser made and return its number; None when it does not check."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, KeyError, TypeError, ValueError):
        return None
    return int(webauthn.WebAuthn.add(user, name, credential).instance.pk)


def begin_key_use(user: User) -> dict[str, Any]:
    """Return what the browser needs to use one of the user's keys."""
    return cast("dict[str, Any]", webauthn.begin_authentication(user))


def use_key(user: User, credential: dict[str, Any]) -> bool:
    """Check what a key signed."""
    try:
        webauthn.parse_authentication_response(credential)
        row = webauthn.complete_authentication(user, credential)
    except (ValidationError, KeyError, TypeError, ValueError):
        return False
    row.record_usage()
    return True


def remove(user: User, factor_id: int) -> Factor | None:
    """Remove an app or a key and return its kind; None where the user has none of that number."""
    row = Authenticator.objects.filter(user=user, pk=factor_id).first()
    if row is None:
        return None
    kind = Factor(row.type)
    row.delete()
    return kind


def remove_all(user: User) -> int:
    """Remove every app and key of a user; return how many."""
    return int(Authenticator.objects.filter(user=user).delete()[0])


# --- sealing ------------------------------------------------------------------------------------


def _seal(user_id: UUID, secret: str) -> str:
    version = master.current_version()
    return f"{version}:{crypto.seal(_key(version), _bound(user_id), secret.encode()).hex()}"


def _open(user_id: UUID, sealed: str) -> str:
    version, _, body = sealed.partition(":")
    return crypto.open_sealed(_key(int(version)), _bound(user_id), bytes.fromhex(body)).decode()


def _key(version: int) -> Any:
    return crypto.cipher(crypto.derive(master.key(version), "second factors"))


def _bound(user_id: UUID) -> bytes:
    return crypto.binding(user_id, "mfa_authenticator", "totp", "secret")


def reseal_all() -> int:
    """Seal every app's secret under the newest master key; part of a key rotation."""
    version = str(master.current_version())
    count = 0
    for row in Authenticator.objects.filter(type=TOTP).annotate(owner=F("user_id")):
        if row.data["secret"].partition(":")[0] == version:
            continue
        row.data["secret"] = _seal(row.owner, _open(row.owner, row.data["secret"]))
        row.save(update_fields=["data"])
        count += 1
    return count
