"""The proof beside ``suar.organisation``: only the application can make one.

A setting is a word that anybody with a connection may say. So the application says, beside the
organisation, an HMAC (RFC 2104, SHA-256) over the organisation and the server's process that
answers this connection; row-level security asks ``suar_organisation()``, which knows the key and
believes no word without its proof (``suar.policy.rls``). A proof that was seen elsewhere fits no
other connection. The key comes from ``SECRET_KEY``; `suar setup` lays it where the database's
owner alone reads.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from django.conf import settings

PURPOSE = b"suar.organisation"
BLOCK = 64  # bytes that SHA-256 takes at once


def told(organisation_id: UUID | None, process: int) -> str:
    """Return what the setting must hold on the connection that this process answers."""
    if organisation_id is None:
        return ""
    message = f"{organisation_id}|{process}".encode()
    return f"{organisation_id}:{hmac.digest(_key(settings.SECRET_KEY), message, sha256).hex()}"


def pads() -> tuple[bytes, bytes]:
    """Return the key as the two blocks with which HMAC begins: all that the database needs."""
    block = _key(settings.SECRET_KEY).ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    return hmac.digest(secret.encode(), PURPOSE, sha256)
