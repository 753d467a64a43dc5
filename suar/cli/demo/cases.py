"""Walking the invented cases: every row is made by the action that a person would have called.

Each case is a generator that yields the moment of its next step. The steps of all cases are taken
in the order of time, so that the log reads as if the work had been done day by day.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from suar.cases.codes import Stage
from suar.cases.identification.codes import DecisionState
from suar.cases.models import Case
from suar.cli.demo import first_steps as first
from suar.cli.demo import later_steps as later
from suar.cli.demo import office_days
from suar.cli.demo.chance import Fate
from suar.cli.demo.office import Office
from suar.store import tenancy

FOLLOW_UP_DAYS = 14


def walk_all(
    fates: Sequence[Fate],
    office: Office,
    *,
    until: datetime,
    progress: Callable[[int], None] = lambda count: None,
) -> int:
    """Take every step that lies before ``until``, oldest first; return how many were taken."""
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    begins = min(fate.begins for fate in fates)
    keeping = office_days.walk(office, begins)
    heapq.heappush(waiting, (next(keeping), -1, keeping))
    for fate in fates:
        way = walk(fate, office)
        heapq.heappush(waiting, (next(way), fate.number, way))
    taken = 0
    while waiting and waiting[0][0] < until:
        _at, number, way = heapq.heappop(waiting)
        following = next(way, None)
        taken += 1
        progress(taken)
        if following is not None:
            heapq.heappush(waiting, (following, number, way))
    office_days.tell(office, until)
    return taken


def walk(fate: Fate, office: Office) -> Iterator[datetime]:
    """Walk one case: yields the moment of a step, then takes it when it is resumed."""
    at = fate.begins
    yield at
    with tenancy.acting_for(office.home.pk):
        report = first.take_report(fate, office, at)
    at += timedelta(hours=2)
    if fate.depth == "reported":
        return
    yield at
    with tenancy.acting_for(office.home.pk):
        if fate.depth == "no_case":
            first.settle_with_advice(report, office, at)
            return
        case = first.open_case(fate, report, office, at)
    yield from _identify(fate, case, office, at)


def _identify(fate: Fate, case: Case, office: Office, at: datetime) -> Iterator[datetime]:
    """Consent, interview, decision, note."""
    home, pace = office.home.pk, timedelta(days=fate.pace)
    if not fate.reaches("agreed"):
        return
    yield (at := at + pace / 2)
    with tenancy.acting_for(home):
        first.agree(fate, case, office, at)
    if not fate.reaches("interviewed"):
        return
    yield (at := at + pace)
    with tenancy.acting_for(home):
        first.make_safe(fate, case, office, at)
        first.hold_interview(fate, case, office, at + timedelta(minutes=5))
        first.add_note(fate, case, office, at + timedelta(minutes=20))
    if not fate.reaches("decided"):
        return
    yield (at := at + pace)
    with tenancy.acting_for(home):
        row = first.decide(fate, case, office, at)
    if row.state == DecisionState.WAITING:
        yield (at := at + pace / 2)
        with tenancy.acting_for(home):
            first.agree_as_second(fate, case, row, office, at)
    yield from _assist(fate, case, office, at)


def _assist(fate: Fate, case: Case, office: Office, at: datetime) -> Iterator[datetime]:
    """Own service, referral and its answer."""
    home, shelter, pace = office.home.pk, office.shelter.pk, timedelta(days=fate.pace)
    if not fate.reaches("drafted"):
        return
    yield (at := at + pace)
    with tenancy.acting_for(home):
        later.own_service(fate, case, office, at)
        referral = later.draft(fate, case, office, at + timedelta(minutes=10))
    if not fate.reaches("sent"):
        return
    yield (at := at + timedelta(hours=1))
    with tenancy.acting_for(home):
        later.send(fate, referral, office, at)
    if not fate.reaches("accepted"):
        return
    yield (at := at + timedelta(hours=5))
    with tenancy.acting_for(shelter):
        if fate.depth == "declined":
            later.decline(referral, office, at)
            return
        later.accept(referral, office, at)
    if not fate.reaches("served"):
        return
    yield (at := at + pace)
    with tenancy.acting_for(shelter):
        later.serve(fate, referral, office, at)
    if not fate.reaches("followed"):
        return
    yield (at := at + pace)
    with tenancy.acting_for(shelter):
        later.finish(referral, office, at)
    yield from _conclude(fate, case, office, at)


def _conclude(fate: Fate, case: Case, office: Office, at: datetime) -> Iterator[datetime]:
    """Follow-up, and for some the closing."""
    home, pace = office.home.pk, timedelta(days=fate.pace)
    yield (at := at + pace)
    with tenancy.acting_for(home):
        row = later.plan_contact(fate, case, office, at, in_days=FOLLOW_UP_DAYS)
    if not fate.reaches("closed"):
        return
    yield (at := at + pace)
    with tenancy.acting_for(home):
        later.make_contact(fate, case, row, office, at)
    yield (at := at + pace)
    with tenancy.acting_for(home):
        asked = later.ask_to_close(fate, case, office, at)
    yield (at := at + pace)
    with tenancy.acting_for(home):
        later.close(case, asked, office, at)
        case.refresh_from_db()
        assert case.stage == Stage.CLOSED  # noqa: S101 - the demo's own promise
