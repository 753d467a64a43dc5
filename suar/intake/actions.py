"""Verbs of the first contact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from suar import audit, policy, vault
from suar.agenda import actions as agenda
from suar.cases.triage import rules as triage
from suar.cases.triage.codes import Answer, Item
from suar.cases.triage.items import triage_on
from suar.intake import due, rules, scope
from suar.intake.codes import NoCase, State
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.kit.problem import Because, Kind, Problem
from suar.kit.readable import Prefix, new_code
from suar.kit.reasons import Reason
from suar.network.queries import local_day
from suar.people.codes import MustNot
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class FirstContact:
    """What the desk heard. ``contact`` is ``people.contact.SafeContactRules`` as JSON."""

    channel: str
    speaker: str
    where: str
    call_name: str = ""
    nameless: bool = False
    relation: str = ""
    reporter_name: str = ""
    reporter_contact: str = ""
    reporter_may_know: bool | None = None
    do_not_contact: bool = False
    no_safe_number: bool = False  # asked, and there is none yet
    contact: Mapping[str, Any] = field(default_factory=dict)
    contact_number: str = ""
    must_not_know: tuple[tuple[str, str], ...] = ()  # (category, whom)
    country: str = ""
    regency: str = ""
    place: str = ""
    urgent: Mapping[Item, Answer] = field(default_factory=dict)
    story: str = ""


@act
def take_report(
    *, report_id: UUID, heard: FirstContact, unit_id: UUID | None, by: Actor, at: datetime
) -> Report:
    """Save a first contact: a report with its own key and a code to read out.

    Five answers are enough. The unit that answers for it sees it from now on; the ground on which
    it is kept ends after 14 days.
    """
    policy.require(by, Permission.REPORT_TAKE)
    done: Report | None = replayed(Report, report_id, by)
    if done is not None:
        return done
    if reasons := _why_not(heard):
        raise Problem(Kind.INVALID, reasons)
    grade = triage.grade(heard.urgent, triage_on(local_day(by.organisation_id, at))).grade
    report = Report(
        id=report_id,
        organisation_id=by.organisation_id,
        subject_id=vault.new_subject(kind="report", by=by, at=at),
        made_at=at,
        made_by=by.user_id,
        code=new_code(Prefix.REPORT),
        unit_id=unit_id,
        received_at=at,
        grade=grade.value,
        ground=rules.first_ground(grade).value,
        ground_until=rules.ground_ends(at),
        **_content(heard),
    )
    report.save(force_insert=True)
    _open_to_desk(report, by, at)
    due.ask_to_receive(report, report.unit, by, at)
    audit.record(by, "report.taken", report, at=at, facts={"channel": report.channel})
    return report


@act
def note_search(*, report: Report, by: Actor, at: datetime) -> Report:
    """Remember that the search before create was made for this report."""
    policy.require(by, Permission.PERSON_SEARCH)
    report = scope.for_change(report.pk, by, at)
    if report.searched_at is None:
        report.searched_at = at
        report.save_change(expected=report.version, fields=["searched_at"])
        audit.record(by, "report.searched", report, at=at)
    return report


@act
def settle_without_case(*, report_id: UUID, why: NoCase, by: Actor, at: datetime) -> Report:
    """End a report for which no case is needed; it stays to be read until its ground ends."""
    policy.require(by, Permission.REPORT_TAKE)
    report = scope.for_change(report_id, by, at)
    if report.state == State.NO_CASE and report.no_case == why:
        return report
    if report.state != State.NEW:
        raise Problem.refused(Reason.REPORT_IS_SETTLED)
    return settle(report=report, state=State.NO_CASE, by=by, at=at, no_case=why.value)


@act
def settle(*, report: Report, state: State, by: Actor, at: datetime, **values: Any) -> Report:
    """Mark what became of a report; joins the unit of work of the action that decided it."""
    report.state, report.settled_at, report.settled_by = state.value, at, by.user_id
    for name, value in values.items():
        setattr(report, name, value)
    report.save_change(
        expected=report.version, fields=["state", "settled_at", "settled_by", *values]
    )
    agenda.complete_for(record_id=report.pk, by=by, at=at)
    audit.record(by, "report.settled", report, at=at, facts={"state": state.value})
    return report


def _why_not(heard: FirstContact) -> list[Because]:
    reasons = rules.why_not_save(
        rules.FirstAnswers(
            channel=heard.channel, speaker=heard.speaker, call_name=heard.call_name,
            nameless=heard.nameless, can_be_contacted=not heard.do_not_contact,
            has_safe_contact=bool(heard.contact_number) or heard.no_safe_number,
            where=heard.where, urgent=heard.urgent,
        )
    )  # fmt: skip
    return [*reasons, *rules.why_place_is_unclear(heard.where, heard.country, heard.regency)]


def _content(heard: FirstContact) -> dict[str, Any]:
    values = asdict(heard)
    values["urgent"] = {i.value: a.value for i, a in heard.urgent.items() if a != Answer.NOT_ASKED}
    values["must_not_know"] = _kept_out(heard)
    said = {name: values.pop(name) for name in ("do_not_contact", "no_safe_number")}
    values["contact"] = {**heard.contact, **said}
    return values


def _kept_out(heard: FirstContact) -> list[list[Any]]:
    """Return U13 as heard; a reporter stands on it until the person was asked."""
    entries = [[category, {"name": whom} if whom else {}] for category, whom in heard.must_not_know]
    known = {category for category, _whom in heard.must_not_know}
    kept_out = rules.reporter_is_kept_out(heard.speaker, heard.reporter_may_know)
    if kept_out and MustNot.REPORTER not in known:
        name = rules.reporter_as_entry(heard.relation, heard.reporter_name)
        entries.append([MustNot.REPORTER.value, {"name": name} if name else {}])
    return entries


def _open_to_desk(report: Report, by: Actor, at: datetime) -> None:
    """Open the report to the unit that answers for it, or to the person who took it."""
    to: dict[str, Any] = {"to_unit": report.unit_id} if report.unit_id else {"to_user": by.user_id}
    policy.grant(
        ground=policy.Ground.INTAKE, subjects=[report.subject_id],
        parts=[policy.Part.CASE, policy.Part.IDENTITY, policy.Part.CONTACT],
        rests_on=report.pk, by=by, at=at, **to,
    )  # fmt: skip
