"""By the clock: drafts that nobody came back to are removed, others stay."""

from datetime import UTC, datetime, timedelta

import pytest

from suar.jobs import slots as job_slots
from suar.ui import drafts
from suar.ui.models import Draft
from tests.support.stage import ANI, EKO

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 20, tzinfo=UTC)


def test_the_tick_sweeps_old_drafts_of_its_organisation_only():
    for actor in (ANI, EKO):
        drafts.keep(form_key="a.b", fields={"x": ["1"]}, by=actor, at=AT)
    drafts.keep(form_key="a.c", fields={"x": ["1"]}, by=ANI, at=AT + timedelta(days=10))
    job_slots.tick.get("ui.drafts")(ANI.organisation_id, AT + timedelta(days=15))
    left = set(Draft.objects.values_list("organisation_id", "form_key"))
    assert left == {(EKO.organisation_id, "a.b"), (ANI.organisation_id, "a.c")}
