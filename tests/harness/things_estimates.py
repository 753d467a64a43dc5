"""Estimates at each step, whose words, lists and groups carry canaries."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from suar.jobs.execution import execute
from suar.kit.ids import new_id
from suar.policy import Role
from suar.statistics import actions, reading
from suar.statistics.actions import Asked
from suar.statistics.models import Estimate
from tests.harness.world import AT, House, World, makers
from tests.support.estimates import CSV, OPTIONS


def csv(house: House) -> bytes:
    """Return a table in which a list is called by a canary."""
    return CSV.replace(b"kantor", house.canary().encode())


def table(house: House) -> SimpleUploadedFile:
    """Return the table as a file that somebody chooses."""
    return SimpleUploadedFile(f"{house.canary()}.csv", csv(house))


def estimates(world: World, house: House) -> None:
    """One published, one that waits, one computed, one at work, one that stopped."""
    second = house.actor(Role.DOMAIN_LEAD)
    published, waiting = computed(house), computed(house)
    for row in (published, waiting):
        actions.ask(
            estimate_id=row.pk, approver=second.user_id, note=house.canary(),
            by=house.actor(Role.ANALYST), at=AT,
        )  # fmt: skip
    actions.approve(estimate_id=published.pk, note=house.canary(), by=second, at=AT)
    house.add("estimate", published.pk)
    house.add("estimate_asked", waiting.pk)
    house.add("estimate_computed", computed(house).pk)
    stopped = begun(house)
    Estimate.objects.filter(pk=stopped.pk).update(job_id=None)
    house.add("estimate_stopped", stopped.pk)
    house.add("estimate_running", begun(house).pk)


def begun(house: House) -> Estimate:
    """Take a table."""
    asked = Asked(
        house.canary(), house.canary(), house.canary(), house.canary(), {**OPTIONS, "nboot": 20}
    )
    return actions.begin(
        estimate_id=new_id(), asked=asked, taken=reading.take(csv(house)),
        by=house.actor(Role.ANALYST), at=AT,
    )  # fmt: skip


def computed(house: House) -> Estimate:
    """Do the work of one, which the world's transaction would hold back."""
    row = begun(house)
    assert row.job_id is not None
    execute(row.job_id, row.organisation_id)
    return row


makers.fill("estimates", estimates, order=87)
