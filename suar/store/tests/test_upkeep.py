"""Statistics are gathered at the start of a process and then once a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from suar.store.upkeep import Care, gather_statistics

AT = datetime(2026, 1, 5, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_not_again_within_the_day():
    care = Care()
    assert care.daily(AT)
    assert not care.daily(AT + timedelta(hours=23, minutes=59))
    assert care.daily(AT + timedelta(hours=24))


@pytest.mark.django_db
def test_sqlite_knows_its_tables_afterwards_and_postgresql_gathers_by_itself():
    count = gather_statistics()
    if connection.vendor == "postgresql":
        assert count == 0
        return
    assert count == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM sqlite_stat1")
        assert cursor.fetchone()[0] > 0
