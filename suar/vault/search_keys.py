"""Keys of the blind indexes: one per organisation, left out of backups, made anew on restore."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from suar.vault import crypto, master
from suar.vault.models import SearchKey

_open: dict[tuple[UUID, UUID], bytes] = {}  # (organisation, key id); small: one per organisation


def index_tokens(organisation_id: UUID, purpose: str, texts: Iterable[str]) -> list[int]:
    """Return 64-bit tokens of texts for one purpose; equal texts of two organisations differ."""
    key = crypto.mac(_key(organisation_id), purpose.encode())
    return [crypto.token(key, text.encode()) for text in texts]


def key_id(organisation_id: UUID) -> UUID | None:
    """Return which key the organisation's index stands on; it changes when the key is made anew."""
    return SearchKey.objects.filter(pk=organisation_id).values_list("id", flat=True).first()


def _key(organisation_id: UUID) -> bytes:
    row = SearchKey.objects.filter(pk=organisation_id).first() or _make(organisation_id)
    known = (organisation_id, row.id)
    if known not in _open:
        _open[known] = crypto.unwrap(
            master.cipher(row.master), row.master, f"search|{organisation_id}", bytes(row.wrapped)
        )
    return _open[known]


def _make(organisation_id: UUID) -> SearchKey:
    version = master.current_version()
    name = f"search|{organisation_id}"
    wrapped = crypto.wrap(master.key(version), version, name, crypto.new_key())
    row, _made = SearchKey.objects.get_or_create(
        pk=organisation_id, defaults={"master": version, "wrapped": wrapped}
    )
    return row
