"""Open everything that is sealed; prints field -> what stands in it, as JSON.

Shows that what was typed arrived: a search that finds nothing of what was never kept is no proof.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any
from uuid import UUID

import django

django.setup()

from django.apps import apps  # noqa: E402 - after setup()

from suar import vault  # noqa: E402
from suar.files import disk  # noqa: E402
from suar.files.codes import Copy  # noqa: E402
from suar.files.models import StoredFile  # noqa: E402
from suar.kit import clock  # noqa: E402
from suar.kit.actor import system_actor  # noqa: E402
from suar.network.models import Organisation  # noqa: E402
from suar.store import tenancy  # noqa: E402
from suar.vault.fields import SealedField  # noqa: E402
from suar.vault.models import Subject  # noqa: E402

Opened = dict[str, list[str]]


def of_organisation(owner: UUID, found: Opened) -> None:
    """Open every row of an organisation that is not erased."""
    alive = list(
        Subject.objects.filter(organisation_id=owner, erased_at=None).values_list("pk", flat=True)
    )
    with vault.opened_by_system(alive, by=system_actor(owner), at=clock.now(), why="proof"):
        for model in apps.get_models():
            names = [f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)]
            if names:
                rows = model._base_manager.filter(organisation_id=owner, subject_id__in=alive)
                of_model(model, names, list(rows), found)
        for file in StoredFile.objects.filter(organisation_id=owner, subject_id__in=alive):
            found["file"].append(body_of(file).hex())


def of_model(model: Any, names: list[str], rows: list[Any], found: Opened) -> None:
    """Open the sealed fields of some rows."""
    for name in names:
        texts = found[f"{model._meta.label}.{name}"]  # named also where nothing stands in it
        for row in rows:
            sealed = getattr(row, name)
            if sealed is not None:
                value = sealed.open()
                texts.append(json.dumps(value, default=str, ensure_ascii=False))


def body_of(file: StoredFile) -> bytes:
    """Open the bytes of a file, as they came where they came from outside."""
    copy, place = (Copy.ORIGINAL, file.original_place)
    if place is None:
        copy, place = Copy.CLEAN, file.clean_place
    sealed = disk.read(place)
    return vault.open_bytes(file.subject_id, file._meta.db_table, file.pk, copy.value, sealed)


def main() -> None:
    found: Opened = defaultdict(list)
    for owner in Organisation.objects.values_list("pk", flat=True):
        with tenancy.acting_for(owner):
            of_organisation(owner, found)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
