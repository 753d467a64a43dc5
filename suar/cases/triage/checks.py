"""Writing one check inside a running action: answering uses it, and opening a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import suar.audit as audit
from suar.cases import reminders, rows, telling
from suar.cases.models import Case, TriageCheck
from suar.cases.reminders import Kind
from suar.cases.telling import News
from suar.cases.triage import queries, rules
from suar.cases.triage.codes import Answer, Item
from suar.cases.triage.items import triage_on
from suar.kit.actor import Actor
from suar.network.queries import local_day, until_of


def write(
    case: Case,
    row_id: UUID,
    answers: Mapping[str, str],
    by: Actor,
    at: datetime,
    number: int,
    last_assault: datetime | None = None,
    note: str = "",
    copied: bool = False,
) -> TriageCheck:
    """Write the answers as heard and set the case's grade; the caller saves the case.

    ``copied``: one item was handled, the others stand as they were and were not asked again.
    """
    heard = {Item(i): Answer(a) for i, a in answers.items()}
    table = triage_on(local_day(case.organisation, at))
    before = queries.heard(case, by=by, at=at) if number > 1 else []
    said = [(c.row.made_at, c.answers) for c in reversed(before)]
    since = rules.since([*said, (at, heard)])
    stands = rules.standing(heard, since)
    graded = rules.grade(stands, table)
    check = TriageCheck(
        **rows.base(case, row_id, by, at),
        number=number,
        answers={i.value: a.value for i, a in heard.items() if a is not Answer.NOT_ASKED},
        last_assault=last_assault.isoformat() if last_assault else "",
        note=note,
        grade=graded.grade.value,
        open_count=len(graded.open),
        all_asked=not copied and rules.all_asked(heard),
        table_version=table.version,
    )
    check.save(force_insert=True)
    case.risk = graded.grade.value
    case.risk_open = len(graded.not_asked)
    due = rules.deadlines(stands, at, until_of(case.organisation), table, since)
    settled = [i.value for i, a in heard.items() if a in rules.SETTLED]
    _remind(case, check, due, settled, by, at)
    verb = "triage.item_handled" if copied else "triage.answered"
    facts = {"grade": graded.grade.value, "open": len(graded.open), "number": number}
    audit.record(by, verb, check, at=at, facts=facts)
    return check


def _remind(
    case: Case,
    check: TriageCheck,
    due: tuple[rules.Due, ...],
    settled: list[str],
    by: Actor,
    at: datetime,
) -> None:
    """Add the tasks of a check, tell of a new red item, close the tasks that it settles."""
    if reminders.urgent(case, due, by=by, at=at):
        telling.supervisors(case, News.RED, by=by, at=at)
    if check.number > 1:
        reminders.no_longer_urgent(case, settled, by=by, at=at)
    if check.all_asked:
        reminders.done(case, Kind.CHECK_AGAIN, by=by, at=at)


def remind_again(case: Case, *, by: Actor, at: datetime) -> None:
    """Give a case that is taken up again the tasks of what its last check found urgent."""
    stands = queries.latest(case, by=by, at=at).stands
    table = triage_on(local_day(case.organisation, at))
    due = rules.deadlines(stands, at, until_of(case.organisation), table)
    reminders.urgent(case, due, by=by, at=at)
