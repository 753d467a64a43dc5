"""The append-only event log, chained per organisation. This is the package's face.

The names are loaded at first use: Django imports this package before its models may be imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suar.audit.queries import events_about, looks_at
    from suar.audit.recording import Pending, looked, record
    from suar.audit.verification import Verification, verify

__all__ = ["Pending", "Verification", "events_about", "looked", "looks_at", "record", "verify"]
_HOME = {
    "record": "recording", "looked": "recording", "Pending": "recording",
    "verify": "verification", "Verification": "verification",
    "events_about": "queries", "looks_at": "queries",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"suar.audit.{_HOME[name]}"), name)
