"""All cryptography of Suar, to be read in one sitting.

- Content: AES-256-GCM (NIST SP 800-38D), random 96-bit nonce, one key per subject. The additional
  data binds version, subject, table, row and field, so that a ciphertext moved anywhere else does
  not open. Layout: ``version byte | nonce | ciphertext and tag``. Plaintext is padded to blocks of
  16 bytes (ISO/IEC 7816-4), so that the length does not tell a short name from a long one.
- Subject keys: wrapped with AES-256-GCM under a master key, bound to subject and key version.
- Search tokens and seals of audit heads: HMAC-SHA-256 under keys of their own (HKDF, RFC 5869).
"""

from __future__ import annotations

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
NONCE = 12
TAG = 16
BLOCK = 16
SMALLEST = 1 + NONCE + BLOCK + TAG  # what a CHECK in the database demands of a sealed column


class DoesNotOpen(Exception):  # noqa: N818 - says what happened
    """A ciphertext was altered, moved, or belongs to another key."""


def new_key() -> bytes:
    """Return 256 random bits."""
    return AESGCM.generate_key(bit_length=256)


def cipher(key: bytes) -> AESGCM:
    """Return the cipher of one key; cheap to keep while a block is open."""
    return AESGCM(key)


def binding(subject_id: UUID, table: str, row_id: UUID | str, field: str) -> bytes:
    """Return the additional data: the one place where this ciphertext may stand."""
    return f"{VERSION}|{subject_id}|{table}|{row_id}|{field}".encode()


def seal(key: AESGCM, bound: bytes, plaintext: bytes) -> bytes:
    """Seal bytes for one place."""
    nonce = os.urandom(NONCE)
    return bytes([VERSION]) + nonce + key.encrypt(nonce, _pad(plaintext), bound)


def open_sealed(key: AESGCM, bound: bytes, sealed: bytes) -> bytes:
    """Open bytes sealed for this place; raises :class:`DoesNotOpen` for anything else."""
    if len(sealed) < SMALLEST or sealed[0] != VERSION:
        raise DoesNotOpen("no sealed value")
    nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return _unpad(key.decrypt(nonce, body, bound))
    except InvalidTag as error:
        raise DoesNotOpen("altered, moved or under another key") from error


def wrap(master: bytes, version: int, name: str, key: bytes) -> bytes:
    """Wrap a key under a master key, for one name."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, f"wrap|{version}|{name}".encode())


def unwrap(master: AESGCM, version: int, name: str, wrapped: bytes) -> bytes:
    """Unwrap a key; raises :class:`DoesNotOpen`."""
    try:
        return master.decrypt(wrapped[:NONCE], wrapped[NONCE:], f"wrap|{version}|{name}".encode())
    except InvalidTag as error:
        raise DoesNotOpen("wrapped key does not open under this master key") from error


def derive(master: bytes, purpose: str) -> bytes:
    """Derive a key for one purpose from a master key (HKDF-SHA-256)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(master)


def mac(key: bytes, message: bytes) -> bytes:
    """Return HMAC-SHA-256."""
    return hmac.digest(key, message, hashlib.sha256)


def same(first: bytes, second: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(first, second)


def token(key: bytes, message: bytes) -> int:
    """Return the first 64 bits of the HMAC as a signed integer, for a blind index column."""
    return int.from_bytes(hmac.digest(key, message, hashlib.sha256)[:8], "big", signed=True)


def _pad(plaintext: bytes) -> bytes:
    missing = BLOCK - (len(plaintext) + 1) % BLOCK
    return plaintext + b"\x80" + bytes(missing % BLOCK)


def _unpad(padded: bytes) -> bytes:
    body = padded.rstrip(b"\x00")
    if not body.endswith(b"\x80"):
        raise DoesNotOpen("padding")
    return body[:-1]
