"""Before a consent ends a running referral: the case's worker is asked some days earlier.

After its last day the receiver's access closes (``referral.lapsing``), in the middle of a stay
where nobody thought of it. A reminder comes for each number of days of the dated table
(``consent.rules.ENDING_TABLES``), the last one urgent, and goes when a newer consent or ground
carries the referral beyond that day, or when the referral is over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

import suar.agenda.actions as agenda
from suar.agenda.codes import State as TaskState
from suar.agenda.models import Task
from suar.cases import reminders
from suar.cases.consent import rules
from suar.cases.consent.codes import State
from suar.cases.models import Case, ConsentLine, Referral
from suar.cases.referral.queries import basis_of
from suar.cases.referral.rules import OPEN_STATES
from suar.cases.reminders import Kind
from suar.documents.codes import Datum
from suar.kit import deadlines
from suar.kit.actor import Actor
from suar.network.queries import local_day
from suar.store.work import act

Wanted = Mapping[tuple[UUID, str], tuple[Case, date, int]]  # (case, source) -> case, end, days


@act
def remind(*, by: Actor, at: datetime) -> int:
    """Ask about what ends in the organisation, and drop what is answered; returns how many."""
    return _set_right(Case.objects.filter(organisation_id=by.organisation_id), by, at)


def when_answered(case: Case, _line_id: UUID, by: Actor, at: datetime) -> None:
    """A consent or ground was given or ended (the consent's slots): what it answers goes at once.

    Nothing new is asked in that moment; the clock does so within a minute.
    """
    wanted = _wanted(Case.objects.filter(pk=case.pk), case.organisation_id, at)
    _drop(_open_tasks(case.organisation_id).filter(record_id=case.pk), wanted, by, at)


def _set_right(cases: QuerySet[Case], by: Actor, at: datetime) -> int:
    wanted = _wanted(cases, by.organisation_id, at)
    changed = _drop(_open_tasks(by.organisation_id), wanted, by, at)
    for (case_id, source), (case, ends, days) in wanted.items():
        kind = Kind.CONSENT_ENDS.value
        if Task.objects.filter(record_id=case_id, kind=kind, source=source).exists():
            continue  # it stands, or somebody ticked it off: the person wants it to end
        urgent = days == min(rules.ending_on(local_day(case.organisation_id, at)).days)
        zone = reminders.zone_of(case)
        due = deadlines.days_before(ends, 0 if urgent else days - 1, zone)
        reminders.for_worker(
            case, Kind.CONSENT_ENDS, max(due, at + deadlines.AT_LEAST), source=source,
            urgent=urgent, by=by, at=at,
        )  # fmt: skip
        changed += 1
    return changed


def _wanted(cases: QuerySet[Case], organisation_id: UUID, at: datetime) -> Wanted:
    """Return each reminder that is due: whose referral nothing carries beyond the last day."""
    today = local_day(organisation_id, at)
    table = rules.ending_on(today)
    ending = ConsentLine.objects.filter(
        case__in=cases.filter(closed_at=None), state=State.GIVEN.value,
        valid_until__gte=today, valid_until__lte=today + timedelta(days=max(table.days)),
    )  # fmt: skip
    running = Referral.objects.filter(
        case__in=ending.values("case_id"), receiver__in=ending.values("receiver_id"),
        state__in=[s.value for s in OPEN_STATES], sent_at__isnull=False,
    )  # fmt: skip
    found = {}
    for referral in running.select_related("case__organisation", "receiver").order_by("id"):
        line = _ends(referral, at)
        if line is None or line.valid_until is None:
            continue
        days = rules.reminder_due(line.valid_until, today, table)
        if days is not None:
            key = (referral.case_id, f"consent.{line.pk}.{days}")
            found[key] = (referral.case, line.valid_until, days)
    return found


def _ends(referral: Referral, at: datetime) -> ConsentLine | None:
    """Return the consent that carries a referral now, where nothing carries it after its end."""
    case, data = referral.case, frozenset(Datum(d) for d in referral.data)
    line = basis_of(case, referral.receiver_id, data, at).line
    if not isinstance(line, ConsentLine) or line.valid_until is None:
        return None
    after = reminders.on_day(case, line.valid_until + timedelta(days=1))
    carried = basis_of(case, referral.receiver_id, data, after).line
    return line if carried is None else None


def _open_tasks(organisation_id: UUID) -> QuerySet[Task]:
    return Task.objects.filter(
        organisation_id=organisation_id, kind=Kind.CONSENT_ENDS.value, state=TaskState.OPEN.value
    )


def _drop(rows: QuerySet[Task], wanted: Wanted, by: Actor, at: datetime) -> int:
    over = [row for row in rows if (row.record_id, row.source) not in wanted]
    for row in over:
        agenda.complete_for(
            record_id=row.record_id, kind=row.kind, source=row.source,
            organisation_id=row.organisation_id, by=by, at=at,
        )  # fmt: skip
    return len(over)
