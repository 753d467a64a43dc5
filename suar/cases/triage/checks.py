"""Writing one check inside a running action: answering uses it, and opening a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import suar.audit as audit
from suar.cases import reminders, rows, telling
from suar.cases.models import Case, TriageCheck
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
    verb: str = "triage.answered",
) -> TriageCheck:
    """Write the answers as heard and set the case's grade; the caller saves the case."""
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
        table_version=table.version,
    )
    check.save(force_insert=True)
    case.risk = graded.grade.value
    case.risk_open = len(graded.not_asked)
    due = rules.deadlines(stands, at, until_of(case.organisation), table, since)
    if reminders.urgent(case, due, by=by, at=at):
        telling.supervisors(case, News.RED, by=by, at=at)
    if number > 1:
        settled = [i.value for i, a in heard.items() if a in rules.SETTLED]
        reminders.no_longer_urgent(case, settled, by=by, at=at)
    facts = {"grade": graded.grade.value, "open": len(graded.open), "number": number}
    audit.record(by, verb, check, at=at, facts=facts)
    return check


def remind_again(case: Case, *, by: Actor, at: datetime) -> None:
    """Give a case that is taken up again the tasks of what its last check found urgent."""
    stands = queries.latest(case, by=by, at=at).stands
    table = triage_on(local_day(case.organisation, at))
    due = rules.deadlines(stands, at, until_of(case.organisation), table)
    reminders.urgent(case, due, by=by, at=at)
