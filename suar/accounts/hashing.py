"""Passwords are hashed with argon2, a few at a time."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

# One hash takes about 100 MiB for a moment: thirty people who arrive at eight would take 3 GiB.
_AT_ONCE = BoundedSemaphore(settings.ACCOUNTS_HASHING_AT_ONCE)


class CappedArgon2Hasher(Argon2PasswordHasher):
    """Django's argon2 hasher, of which only a few run at the same time in one process."""

    def encode(self, password: str, salt: str) -> str:
        """Hash a new password."""
        with _AT_ONCE:
            encoded: str = super().encode(password, salt)
        return encoded

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with its hash."""
        with _AT_ONCE:
            return bool(super().verify(password, encoded))
