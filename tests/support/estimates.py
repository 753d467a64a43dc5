"""Estimates of the tests: an invented table, and the way to each step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from suar.jobs.execution import execute
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.statistics import actions, reading
from suar.statistics.actions import Asked
from suar.statistics.models import Estimate

# Invented: three lists of an office, a shelter and a mission; the last row is a small count.
CSV = b"""kantor,panti,misi,count
1,0,0,212
0,1,0,148
0,0,1,97
1,1,0,41
1,0,1,28
0,1,1,19
1,1,1,7
"""
APART = b"""a,b,c,count
1,0,0,900
0,1,0,800
0,0,1,700
1,1,0,1
1,0,1,1
0,1,1,60
1,1,1,0
"""
OPTIONS: dict[str, Any] = {
    "method": "auto", "model": None, "max_order": 2, "pthresh": 0.02, "nboot": 60, "level": 0.95,
    "seed": 1,
}  # fmt: skip


def asked(**more: Any) -> Asked:
    """Return what is estimated, in words."""
    words = {
        "title": "Awak kapal di pelabuhan rekaan", "population": "Awak kapal dewasa",
        "place": "Pelabuhan Rekaan", "period": "2025", "options": OPTIONS,
    }  # fmt: skip
    return Asked(**{**words, **more})


def begun(by: Actor, at: datetime, csv: bytes = CSV, **more: Any) -> Estimate:
    """Take a table; nothing is computed yet."""
    columns = {name: more.pop(name) for name in ("by_group",) if name in more}
    taken = reading.take(csv, by=columns.get("by_group", ""))
    before = more.pop("before", None)
    return actions.begin(
        estimate_id=new_id(), asked=asked(**more), taken=taken, before=before, by=by, at=at
    )


def computed(by: Actor, at: datetime, csv: bytes = CSV, **more: Any) -> Estimate:
    """Take a table and do its work, which a test's transaction would hold back."""
    row = begun(by, at, csv, **more)
    assert row.job_id is not None
    execute(row.job_id, row.organisation_id)
    row.refresh_from_db()
    return row


def waiting(by: Actor, second: Actor, at: datetime, **more: Any) -> Estimate:
    """Ask a second person."""
    row = computed(by, at, **more)
    return actions.ask(
        estimate_id=row.pk, approver=second.user_id, note="Mohon dicek", by=by, at=at
    )


def published(by: Actor, second: Actor, at: datetime, **more: Any) -> Estimate:
    """Publish an estimate, by two persons."""
    row = waiting(by, second, at, **more)
    return actions.approve(estimate_id=row.pk, note="", by=second, at=at)
