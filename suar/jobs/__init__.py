"""Long work: done after the commit, in batches, with progress, cancel and resume. The face.

The names are loaded at first use: Django imports this package before its models may be imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from suar.jobs.codes import BATCH, State
from suar.jobs.registry import register

if TYPE_CHECKING:
    from suar.jobs.asking import enqueue, run_now
    from suar.jobs.models import Job
    from suar.jobs.run import Run

__all__ = ["BATCH", "Job", "Run", "State", "enqueue", "register", "run_now"]
_HOME = {"enqueue": "asking", "run_now": "asking", "Run": "run", "Job": "models"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"suar.jobs.{_HOME[name]}"), name)
