"""Two estimates of the demo: one published, one that waits for Hana. The counts are invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from suar.cli.demo import office_days
from suar.cli.demo.office import Office
from suar.cli.demo.organisations import demo_id
from suar.jobs.execution import execute
from suar.statistics import actions, reading
from suar.statistics.actions import Asked
from suar.statistics.models import Estimate
from suar.store import tenancy

# Nobody was counted for these: four lists that do not exist, and numbers that were thought up.
CREWS = b"""dinas,shelter,serikat,perwakilan,count
1,0,0,0,318
0,1,0,0,164
0,0,1,0,207
0,0,0,1,121
1,1,0,0,39
1,0,1,0,33
1,0,0,1,18
0,1,1,0,17
0,1,0,1,12
0,0,1,1,14
1,1,1,0,6
1,1,0,1,3
1,0,1,1,4
0,1,1,1,2
1,1,1,1,1
"""
HOMES = b"""dinas,shelter,perwakilan,count
1,0,0,226
0,1,0,143
0,0,1,188
1,1,0,31
1,0,1,37
0,1,1,22
1,1,1,6
"""
OPTIONS = {
    "method": "auto", "model": None, "max_order": 2, "pthresh": 0.02, "nboot": 200, "level": 0.95,
    "seed": 1,
}  # fmt: skip
PLANS = (
    ("crews", timedelta(days=3), CREWS, Asked(
        "Awak kapal ikan di wilayah rekaan", "Awak kapal ikan dewasa yang bekerja paksa",
        "Wilayah rekaan (data demo)", "Januari–Desember 2025", OPTIONS,
    )),
    ("homes", timedelta(days=1), HOMES, Asked(
        "Pekerja rumah tangga di wilayah rekaan", "Pekerja rumah tangga dewasa yang dieksploitasi",
        "Wilayah rekaan (data demo)", "Januari–Desember 2025", OPTIONS,
    )),
)  # fmt: skip


def make_all(office: Office, *, at: datetime) -> int:
    """Make them as Dewi and Hana would; safe to repeat. Returns how many there are."""
    with tenancy.acting_for(office.home.pk):
        for key, ago, csv, asked in PLANS:
            estimate_id = demo_id("estimate", key)
            if not Estimate.objects.filter(pk=estimate_id).exists():
                _walk(office, estimate_id, csv, asked, at - ago, approve=key == "crews")
    office_days.tell(office, at)
    return len(PLANS)


def _walk(
    office: Office, estimate_id: UUID, csv: bytes, asked: Asked, on: datetime, *, approve: bool
) -> None:
    dewi, hana = office.actor("dewi", on), office.actor("hana", on)
    row = actions.begin(
        estimate_id=estimate_id, asked=asked, taken=reading.take(csv), by=dewi, at=on
    )
    if row.job_id is not None:
        execute(row.job_id, row.organisation_id)  # no worker runs while a demo is made
    note = "Mohon dicek anggapannya, terutama rujukan antardaftar."
    actions.ask(estimate_id=row.pk, approver=hana.user_id, note=note, by=dewi, at=on)
    if approve:
        later = on + timedelta(days=1)
        actions.approve(estimate_id=row.pk, note="", by=office.actor("hana", later), at=later)
