"""From a report to a case: the person is found or made, and the case keeps the report's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from suar import audit, policy, vault
from suar.agenda import actions as agenda
from suar.cases import actions as cases
from suar.cases import team
from suar.cases.codes import Source
from suar.cases.consent import grounds
from suar.cases.consent.codes import Ground
from suar.cases.models import Case
from suar.cases.source import SourceRef
from suar.intake import due, labels, queries, rules, scope
from suar.intake.actions import settle
from suar.intake.codes import State
from suar.intake.models import Report
from suar.intake.queries import OpenedReport
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Unit
from suar.network.queries import local_day
from suar.people import actions as people
from suar.people import scope as people_scope
from suar.people.actions import MustNotEntry, NewPerson
from suar.people.codes import Holder, MustNot, WithoutSearch
from suar.people.contact import SafeContactRules
from suar.people.models import MustNotKnow, Person, SafeContact
from suar.people.queries import record as record_of
from suar.policy import Part, Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class Who:
    """Of whom the case will be: a known person, or a new one with the ticket of her search."""

    person_id: UUID
    new: NewPerson | None = None  # person_id is then the id of the record to be made
    ticket: UUID | None = None
    nameless: bool = False  # a RED report: at once, the search stays as a task


@act
def open_case(
    *,
    case_id: UUID,
    report_id: UUID,
    who: Who,
    unit: Unit,
    worker_id: UUID | None,
    by: Actor,
    at: datetime,
) -> Case:
    """Open the case of a report: urgent items, safe contact and U13 go with it, the code stays.

    Raises ``Problem``: settled already, no search before a case that is not RED, no such person.
    """
    policy.require(by, Permission.CASE_OPEN)
    done: Case | None = replayed(Case, case_id, by, source_id=report_id)
    if done is not None:
        return done
    report = scope.for_change(report_id, by, at)
    facts = rules.ReportFacts(report.state, report.grade, report.searched_at is not None)
    if reasons := rules.why_not_open_case(facts, nameless=who.nameless):
        raise Problem.refused(reasons)
    with vault.opened(report, by=by, at=at, purpose="opening"):
        heard = queries.content(report)
    person = _person(who, report, heard, unit, by, at)
    vault.tie(report.subject_id, person.subject_id, by=by, at=at)
    case = cases.open_case(
        id=case_id, person=person, unit=unit, by=by, at=at, worker_id=worker_id,
        source=SourceRef(Source.REPORT, report.pk), urgent=heard.urgent,
        searched=not who.nameless, code=report.code,
        now_country=rules.country_now(report.where, report.country), now_regency=report.regency,
    )  # fmt: skip
    grounds.begin(
        case, new_id(), ground=Ground(report.ground), reason=labels.ground_reason(report),
        review_on=local_day(case.organisation, report.ground_until), by=by, at=at,
    )  # fmt: skip
    _open_report_to_team(report, case, by, at)
    _close_to_desk(report, case, by, at)
    settle(report=report, state=State.CASE_OPENED, by=by, at=at, case_id=case.pk)
    return case


@act
def hand_to_unit(*, report_id: UUID, unit_id: UUID, by: Actor, at: datetime) -> Report:
    """Hand a report to the unit that knows the person: it sees it from now on, we no longer."""
    policy.require(by, Permission.REPORT_TAKE)
    report = scope.for_change(report_id, by, at)
    if report.state != State.NEW:
        raise Problem.refused(Reason.REPORT_IS_SETTLED)
    unit = Unit.objects.filter(
        pk=unit_id, organisation_id=by.organisation_id, closed_on=None
    ).first()
    if unit is None:
        raise Problem.not_found()
    policy.end_grants(rests_on=report.pk, by=by, at=at, why="handed_on")
    report.unit = unit
    report.save_change(expected=report.version, fields=["unit"])
    policy.grant(
        ground=policy.Ground.INTAKE, subjects=[report.subject_id],
        parts=[Part.CASE, Part.IDENTITY, Part.CONTACT], rests_on=report.pk, to_unit=unit.pk,
        by=by, at=at,
    )  # fmt: skip
    agenda.cancel_for(record_id=report.pk, why="handed_on", by=by, at=at)
    due.ask_to_receive(report, unit, by, at)
    audit.record(by, "report.handed_on", report, at=at, facts={"unit": unit.pk})
    return report


def _person(
    who: Who, report: Report, heard: OpenedReport, unit: Unit, by: Actor, at: datetime
) -> Person:
    """Return the known person, or make the record; safe contact and U13 are laid beside it."""
    if who.new is None and not who.nameless:
        person = people_scope.get(who.person_id, by, at, Part.IDENTITY)
    else:
        known = who.new or _nameless(report, heard, unit)
        person = people.create_person(
            id=who.person_id, new=known, by=by, at=at, search_ticket=who.ticket,
            without_search=WithoutSearch.EMERGENCY if who.nameless else None,
        )  # fmt: skip
    _lay_contact(person, heard, by, at)
    _lay_must_not_know(person, report, heard, by, at)
    return person


def _nameless(report: Report, heard: OpenedReport, unit: Unit) -> NewPerson:
    return NewPerson(name=heard.call_name, description=heard.place or report.code, unit_id=unit.pk)


def _lay_contact(person: Person, heard: OpenedReport, by: Actor, at: datetime) -> None:
    """Add the number that was given; set the safe contact only where none was set before."""
    if heard.contact_number:
        people.add_phone(
            id=new_id(), person_id=person.pk, number=heard.contact_number, holder=Holder.UNKNOWN,
            by=by, at=at,
        )  # fmt: skip
    if SafeContact.objects.filter(person=person).exists():
        return
    silent = bool(heard.contact.get("do_not_contact"))
    safe = SafeContactRules.from_json(heard.contact, do_not_contact=silent)
    people.set_safe_contact(id=new_id(), person_id=person.pk, rules=safe, expected=0, by=by, at=at)


def _lay_must_not_know(
    person: Person, report: Report, heard: OpenedReport, by: Actor, at: datetime
) -> None:
    """Add what was heard to U13, a reporter with the number; nothing there before is taken away."""
    if not heard.must_not_know:
        return
    reporter = rules.stands_as(report.relation)
    entries = [
        MustNotEntry(
            MustNot(c), name=whom, reached_at=heard.reporter_contact if c in reporter else ""
        )
        for c, whom in heard.must_not_know
    ]
    if MustNotKnow.objects.filter(person=person, ended_at=None).exists():
        entries += [
            MustNotEntry(
                s.category,
                s.name,
                s.organisation_id,
                s.unit_id,
                s.person_id,
                reached_at=s.reached_at,
            )
            for s in record_of.must_not_know(person, by=by, at=at)
        ]
    person.refresh_from_db()
    people.set_must_not_know(
        person_id=person.pk, entries=entries, expected=person.version, by=by, at=at,
        asked=rules.who_must_not_know_was_asked(c for c, _whom in heard.must_not_know),
    )  # fmt: skip


def _close_to_desk(report: Report, case: Case, by: Actor, at: datetime) -> None:
    """End what the desk could read: from now on the case's own team answers for it."""
    policy.end_grants(rests_on=report.pk, by=by, at=at, why="case_opened")
    if by.user_id != case.worker_id:
        policy.end_grants(
            rests_on=case.person_id, to_user=by.user_id, ground=policy.Ground.INTAKE,
            by=by, at=at, why="case_opened",
        )  # fmt: skip


def _open_report_to_team(report: Report, case: Case, by: Actor, at: datetime) -> None:
    """Let whoever works on the case read the report; it goes with the case to the next worker."""
    team.open_to_team(team.current(case), [report.subject_id], by=by, at=at)
