"""Sealing bytes that stand outside model fields: files on disk, and cells read past the ORM."""

from __future__ import annotations

from uuid import UUID

from suar.vault import crypto, keyring


def seal_bytes(subject_id: UUID, table: str, row_id: UUID, field: str, data: bytes) -> bytes:
    """Seal bytes for one place (for example a file that a row describes)."""
    bound = crypto.binding(subject_id, table, row_id, field)
    return crypto.seal(keyring.for_sealing(subject_id), bound, data)


def open_bytes(subject_id: UUID, table: str, row_id: UUID, field: str, data: bytes) -> bytes:
    """Open bytes sealed by :func:`seal_bytes`; needs ``vault.opened`` around it."""
    bound = crypto.binding(subject_id, table, row_id, field)
    return crypto.open_sealed(keyring.for_opening(subject_id), bound, data)


def open_cell(subject_id: UUID, table: str, row_id: UUID, column: str, cell: bytes) -> str:
    """Open one sealed text column read with plain SQL, for lists and search."""
    return open_bytes(subject_id, table, row_id, column, bytes(cell)).decode()
