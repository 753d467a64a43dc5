"""Building a data set: streamed in, at most 500 people a transaction, memory bounded."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import connections

from suar.accounts.models import User
from suar.kit.actor import Actor, system_actor
from suar.network.models import Unit
from suar.people import index
from suar.reference.load import load as load_reference
from suar.store import tenancy, upkeep
from suar.store.work import act
from tests.bench import rows, story
from tests.bench.batch import Batch
from tests.bench.offices import Office, make_offices
from tests.bench.story import HISTORY
from tests.support.made_up_names import people

SEED = 20260811
AT_ONCE = 250  # people a transaction; about 12,000 rows with their events
STAFF = 2_000  # names kept back for those who work there

Drawn = Iterator[tuple[str, int]]


def build(size: int, now: datetime, say: Callable[[str], None]) -> None:
    """Fill empty, migrated databases with ``size`` people and as many cases."""
    load_reference(at=now)
    drawn = people(SEED)
    staff = [name for name, _year in islice(drawn, STAFF)]
    began, done = time.monotonic(), 0
    for office in make_offices(size, staff, now - HISTORY - timedelta(days=1)):
        organisation = office.organisation.pk
        with tenancy.acting_for(organisation):
            for start in range(0, office.cases, AT_ONCE):
                wanted = range(start, min(start + AT_ONCE, office.cases))
                by = system_actor(organisation)
                _write(office=office, numbers=wanted, drawn=drawn, now=now, by=by)
                done += len(wanted)
                if start % 5_000 == 0:
                    say(f"  {done:7,} people, {time.monotonic() - began:5.0f} s")
            index.count_people(organisation, at=now)
    index.recount()


@act
def _write(*, office: Office, numbers: range, drawn: Drawn, now: datetime, by: Actor) -> None:
    batch = Batch(office.organisation.pk)
    for number in numbers:
        name, year = next(drawn)
        chance = random.Random(f"{SEED}/{office.organisation.short_name}/{number}")
        team = _team_of(office, number)
        told = story.draw(number, office.cases, name, year, team, now, chance)
        by_worker = office.actor(told.worker, told.unit)
        rows.add_all(rows.Setting(batch, office, told, by_worker, now, chance))
    batch.write()
    index.ensure_state(office.organisation.pk, by=by, at=now)


def _team_of(office: Office, number: int) -> tuple[User, Unit]:
    return office.workers[number % len(office.workers)]


def settle() -> None:
    """Let each database gather the statistics that its daily care would gather."""
    for connection in connections.all():
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("VACUUM ANALYZE")
            else:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    upkeep.gather_statistics()
