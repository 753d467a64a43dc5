"""Codes of the accounts; their words stand in ``labels``."""

from __future__ import annotations

from enum import StrEnum


class UserState(StrEnum):
    """Where a user stands: only an active one can sign in. One who is invited has no user yet."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LEFT = "left"


class Purpose(StrEnum):
    """What a link that was handed over is for."""

    JOIN = "join"
    RESET = "reset"


class Resting(StrEnum):
    """Why a role gives nothing until a second person confirms it."""

    GIVEN = "given"  # given by one person alone
    SIGN_IN = "sign_in"  # an administrator handed over password and second step


class News(StrEnum):
    """What the accounts tell others through ``slots.news``."""

    LINK_MADE = "accounts.link_made"  # an administrator made a link for her new password
    SHEET_ISSUED = "accounts.sheet_issued"  # an administrator printed a sheet of codes for her
    ROLE_WAITS = "accounts.role_waits"  # a second person is asked
    ROLE_ALONE = "accounts.role_alone"  # holds without a second person: there is none yet
    ROLE_ANSWERED = "accounts.role_answered"  # confirmed, declined or taken away again


class Factor(StrEnum):
    """What was given beside the password."""

    NONE = "none"
    TOTP = "totp"
    WEBAUTHN = "webauthn"
    SHEET = "sheet"
    DEVICE = "device"  # registered earlier in the shift, with one of the three above
    DEMO = "demo"  # none asked: the data are invented


class Ending(StrEnum):
    """Why a session, a device or a sheet ended."""

    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"
    SHIFT_OVER = "shift_over"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a reason, no password
    SEAT_ENDED = "seat_ended"
    REPLACED = "replaced"
