"""The seal of an audit chain's head: HMAC under a key derived from the master key."""

from __future__ import annotations

from uuid import UUID

from suar.vault import crypto, master


def seal(organisation_id: UUID, number: int, digest: bytes) -> bytes:
    """Return ``version (2 bytes) | HMAC`` over organisation, number and hash of the last event."""
    version = master.current_version()
    return version.to_bytes(2, "big") + _mac(version, organisation_id, number, digest)


def check(organisation_id: UUID, number: int, digest: bytes, sealed: bytes) -> bool:
    """Say whether a seal is ours and fits."""
    try:
        expected = _mac(int.from_bytes(sealed[:2], "big"), organisation_id, number, digest)
    except master.NoMasterKey:
        return False
    return crypto.same(expected, sealed[2:])


def _mac(version: int, organisation_id: UUID, number: int, digest: bytes) -> bytes:
    key = crypto.derive(master.key(version), "audit head")
    return crypto.mac(key, organisation_id.bytes + number.to_bytes(8, "big") + digest)
