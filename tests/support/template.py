"""Ready-made SQLite databases for the tests: migrated once for each state of the migrations.

Migrating two databases takes many seconds of processor time; a copy of the files takes none.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(tempfile.gettempdir()) / "suar-tests" / "templates"


def mark() -> str:
    """Return a digest of everything that the tables are made of."""
    digest = hashlib.sha256(django.get_version().encode())
    for pattern in ("suar/*/migrations/*.py", "suar/vault/fields.py", "suar/store/sqlite/*.py",
                    "requirements/base.txt", "suar/config/settings/base.py"):  # fmt: skip
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:24]


def pairs() -> list[tuple[Path, Path]]:
    """Return (kept copy, test database) of each database."""
    return [
        (KEPT / f"{mark()}-{alias}.sqlite3", Path(database["TEST"]["NAME"]))
        for alias, database in settings.DATABASES.items()
    ]


def lay_out() -> bool:
    """Copy the ready-made databases into place; say whether there were any."""
    wanted = pairs()
    if not all(kept.exists() for kept, _target in wanted):
        return False
    for kept, target in wanted:
        shutil.copyfile(kept, target)
    return True


def keep() -> None:
    """Keep copies of the databases just migrated, for the next run."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob("*.sqlite3"):
        if not old.name.startswith(mark()) and len(list(KEPT.glob("*.sqlite3"))) > 12:
            old.unlink(missing_ok=True)
    for kept, made in pairs():
        beside = kept.with_suffix(f".{os.getpid()}")
        shutil.copyfile(made, beside)
        beside.replace(kept)
