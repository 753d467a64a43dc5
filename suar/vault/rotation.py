"""Changing the master key: every wrapped key is wrapped anew, no field is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction

from suar.audit.models import ChainHead
from suar.vault import crypto, heads, master
from suar.vault.models import SearchKey, WrappedKey
from suar.vault.router import KEYS
from suar.vault.slots import on_rotate

BATCH = 5000


def rotate(*, new_key: bool = True, progress: Callable[[int], None] = lambda done: None) -> int:
    """Wrap all keys under the newest master key; returns how many were changed.

    With ``new_key`` a fresh master key file is made first. It can be stopped at any point and run
    again (``new_key=False``): what is done stays done. The old master key must be kept until it
    ends, and as long as backups made under it are kept.
    """
    version = master.create_next() if new_key else master.current_version()
    done = 0
    for changed in _batches(version):
        done += changed
        progress(done)
    for row in SearchKey.objects.exclude(master=version):
        name = f"search|{row.organisation_id}"
        row.wrapped = _again(bytes(row.wrapped), row.master, version, name)
        row.master = version
        row.save(update_fields=["wrapped", "master"])
    _seal_heads()
    for seal_anew in on_rotate:
        seal_anew()
    return done


def _batches(version: int) -> Iterator[int]:
    while True:
        with transaction.atomic(using=KEYS):
            rows = list(WrappedKey.objects.exclude(master=version)[:BATCH])
            for row in rows:
                row.wrapped = _again(bytes(row.wrapped), row.master, version, str(row.subject_id))
                row.master = version
            WrappedKey.objects.bulk_update(rows, ["wrapped", "master"], batch_size=500)
        if not rows:
            return
        yield len(rows)


def _again(wrapped: bytes, old: int, new: int, name: str) -> bytes:
    return crypto.wrap(
        master.key(new), new, name, crypto.unwrap(master.cipher(old), old, name, wrapped)
    )


def _seal_heads() -> None:
    """Seal every chain's head under the new key, but only heads that our old key confirms."""
    for organisation_id in ChainHead.objects.values_list("pk", flat=True):
        with transaction.atomic():
            head = ChainHead.objects.select_for_update().get(pk=organisation_id)
            if not _fits(organisation_id, head):
                continue  # an altered head stays altered: `audit verify` must still see it
            head.seal = heads.seal(organisation_id, head.number, bytes(head.hash))
            head.save(update_fields=["seal"])


def _fits(organisation_id: UUID, head: ChainHead) -> bool:
    return heads.check(organisation_id, head.number, bytes(head.hash), bytes(head.seal))
