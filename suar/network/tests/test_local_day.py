"""The office's own day and holidays: not the day of UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from suar.kit.deadlines import Limit
from suar.network.queries import local_day, until_of
from suar.reference.models import PublicHoliday


@pytest.mark.django_db
def test_before_seven_in_jakarta_it_is_already_the_new_day(cast):
    cast.a.time_zone = "Asia/Jakarta"
    cast.a.save(update_fields=["time_zone"])
    six_in_the_morning = datetime(2026, 3, 1, 23, 0, tzinfo=UTC)
    assert local_day(cast.a, six_in_the_morning) == date(2026, 3, 2)
    assert local_day(cast.a.pk, six_in_the_morning) == date(2026, 3, 2)
    assert local_day(cast.a, datetime(2026, 3, 1, 16, 59, tzinfo=UTC)) == date(2026, 3, 1)


@pytest.mark.django_db
def test_a_limit_counts_in_the_zone_of_the_office_and_with_the_holidays_of_its_country(cast):
    cast.a.time_zone, cast.a.country = "Asia/Jayapura", "ID"
    jayapura = ZoneInfo("Asia/Jayapura")
    wednesday = datetime(2026, 6, 3, 20, 0, tzinfo=UTC)  # Thursday 05:00 in Jayapura
    limit = Limit(working_days=1, at_closing=True)
    assert until_of(cast.a)(limit, wednesday) == datetime(2026, 6, 5, 17, tzinfo=jayapura)
    PublicHoliday.objects.create(
        country="ID", valid_from=date(2026, 6, 5), kind="public", name_id="Libur"
    )
    assert until_of(cast.a)(limit, wednesday) == datetime(2026, 6, 8, 17, tzinfo=jayapura)
    cast.a.country = "MY"
    assert until_of(cast.a)(limit, wednesday) == datetime(2026, 6, 5, 17, tzinfo=jayapura)
