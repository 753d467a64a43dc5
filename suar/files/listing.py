"""What a list of files shows, for this package's page and for the pages of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from suar.files.cleaning.codes import Kind, Note
from suar.files.labels import CHANGES, KINDS
from suar.files.models import StoredFile
from suar.kit.actor import Actor
from suar.policy import Permission


def shown_rows(files: Iterable[StoredFile], actor: Actor) -> list[dict[str, Any]]:
    """Return what ``files/_list.html`` shows of each file."""
    return [
        {
            "row": file,
            "kind": KINDS[Kind(file.kind)],
            "is_picture": file.kind == Kind.PICTURE,
            "changes": [CHANGES[Note(code)] for code in file.changes],
            "may_original": actor.may(Permission.FILE_ORIGINAL) and file.original_place is not None,
        }
        for file in files
    ]
