"""Writes of the consent ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import suar.audit as audit
import suar.files.actions as files
import suar.policy as policy
from suar.cases import papers, reminders, rows, scope, steps
from suar.cases.codes import Stage
from suar.cases.consent import queries, rules, slots
from suar.cases.consent.codes import Form, Ground, Purpose, Signer, State, VoiceBand
from suar.cases.models import Case, ConsentLine, GroundLine
from suar.cases.reminders import Kind
from suar.documents.codes import Datum
from suar.files.prepare import Prepared
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation
from suar.network.queries import local_day
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act

BEGINS = frozenset({Purpose.INTERVIEW, Purpose.STORE})  # each is asked for itself
VERB = {State.GIVEN: "consent.given", State.REFUSED: "consent.refused"}


@dataclass(frozen=True, slots=True)
class Asked:
    """How the question was put, and who stood by."""

    form: Form | None = None
    text_version: str = ""
    language: str = ""
    explained_by: str = ""
    interpreter: str = ""
    understood: bool = False
    evidence: str = ""
    signer: Signer = Signer.SELF
    guardian: str = ""
    guardian_safe: bool = True
    assent: str = ""
    outside_worker: str = ""
    paper: Prepared | None = None  # a photograph, scan or recording of the answer, sealed already


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked and answered: one purpose, one receiver, these data."""

    purpose: Purpose
    state: State
    given_on: date
    receiver_id: UUID | None
    data: tuple[Datum, ...]
    about: str
    valid_until: date | None


@act
def record(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    purpose: Purpose,
    state: State,
    given_on: date,
    asked: Asked,
    by: Actor,
    at: datetime,
    receiver_id: UUID | None = None,
    data: Sequence[Datum] = (),
    about: str = "",
    valid_until: date | None = None,
) -> ConsentLine:
    """Write one line: a consent given or refused, for one purpose, receiver and set of data."""
    if done := replayed(ConsentLine, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CONSENT_RECORD)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    band = queries.band_of(case, by=by, at=at)
    if "receiver" in rules.foreign_to(purpose):
        receiver_id, data = None, ()  # a line names nobody to whom nothing was to be told
    today = local_day(by.organisation_id, at)
    question = Question(purpose, state, given_on, receiver_id, tuple(data), about, valid_until)
    feared = queries.guardian_is_feared(case, asked.signer, asked.guardian, by=by, at=at)
    leads = by.may(Permission.CASE_ASSIGN, case.unit_id)
    facts = _facts(question, asked, band, today, supervisor=leads, feared=feared)
    if reasons := rules.why_not_record(facts):
        raise Problem.refused(reasons)
    had_given = queries.was_given(case, Purpose.STORE)
    line = _line(case, id, question, asked, band, by, at)
    line.save(force_insert=True)
    _keep_paper(case, line, asked, by, at)
    if purpose in BEGINS:
        _when_all_asked(case, by, at)
    audit.record(by, VERB[state], line, at=at, facts={"purpose": purpose.value})
    _follows(case, line, state, by, at, had_given=had_given)
    return line


def _when_all_asked(case: Case, by: Actor, at: datetime) -> None:
    """Both questions of the beginning are answered: the step is taken, nobody is reminded."""
    if queries.all_asked(case, BEGINS):
        steps.take(case, Stage.CONSENT, by=by, at=at)
        steps.save(case)
        reminders.done(case, Kind.ASK_CONSENT, by=by, at=at)


def _keep_paper(case: Case, line: ConsentLine, asked: Asked, by: Actor, at: datetime) -> None:
    if asked.paper is not None:
        files.attach(prepared=asked.paper, holder=papers.holder_of_line(line, case), by=by, at=at)


def _follows(
    case: Case, line: ConsentLine, state: State, by: Actor, at: datetime, *, had_given: bool
) -> None:
    """What follows from an answer: keeping or erasing, and a no to what a receiver already has."""
    if line.purpose == Purpose.STORE:
        _keeping(case, state, by, at, had_given=had_given)
    if state is State.GIVEN and line.purpose in rules.SHARES:
        for hear in slots.given:
            hear(case, line.pk, by, at)
    if state is State.REFUSED and line.purpose in rules.SHARES:
        for hear in slots.ended:
            hear(case, line.pk, by, at)


@act
def withdraw(*, case_id: UUID, line_id: UUID, how: str, by: Actor, at: datetime) -> ConsentLine:
    """Withdraw a consent: every grant that rests on it closes at once; no reason is asked."""
    policy.require(by, Permission.CONSENT_RECORD)
    case = scope.for_change(case_id, by, at)
    line = scope.row(ConsentLine, line_id, case)
    if line.state == State.WITHDRAWN:
        return line  # the same wish, sent twice
    if reasons := rules.why_not_withdraw(State(line.state)):
        raise Problem.refused(reasons)
    line.state = State.WITHDRAWN.value
    line.withdrawn_at, line.withdrawn_by, line.withdrawn_how = at, by.user_id, how
    line.save_change(
        expected=line.version, fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_how"]
    )
    audit.record(by, "consent.withdrawn", line, at=at, facts={"purpose": line.purpose})
    _close_doors(case, line.pk, "consent_withdrawn", by, at)
    if line.purpose == Purpose.STORE:
        _keeping(case, State.WITHDRAWN, by, at, had_given=True)
    return line


def _keeping(case: Case, state: State, by: Actor, at: datetime, *, had_given: bool) -> None:
    """What follows from an answer about keeping data: a no after a yes opens the way to erasure."""
    if state is State.GIVEN:
        reminders.no_wish_to_erase(case, by=by, at=at)
    elif had_given:
        reminders.ask_to_erase(case, by=by, at=at)


@act
def record_ground(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    ground: Ground,
    reason: str,
    decided_on: date,
    review_on: date | None,
    by: Actor,
    at: datetime,
    receiver_id: UUID | None = None,
    data: Sequence[Datum] = (),
    outside_worker: str = "",
    person_told: bool = False,
) -> GroundLine:
    """Name a legal ground where consent is not possible or not safe; it is looked at again."""
    if done := replayed(GroundLine, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CONSENT_RECORD)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    said = (bool(reason.strip()), review_on, decided_on, local_day(by.organisation_id, at))
    two = (by.may(Permission.CASE_ASSIGN, case.unit_id), bool(outside_worker.strip()))
    facts = rules.GroundFacts(ground, queries.band_of(case, by=by, at=at), *said, *two)
    if (reasons := rules.why_not_ground(facts)) or review_on is None:
        raise Problem.refused(reasons)
    line = GroundLine(
        **rows.base(case, id, by, at),
        ground=ground.value,
        receiver=_receiver(receiver_id),
        data=sorted(d.value for d in data),
        reason=reason,
        outside_worker=outside_worker,
        person_told=person_told,
        decided_on=decided_on,
        review_on=review_on,
    )
    line.save(force_insert=True)
    _after_ground(case, line, by, at)
    audit.record(by, "ground.recorded", line, at=at, facts={"ground": ground.value})
    return line


@act
def end_ground(*, case_id: UUID, line_id: UUID, by: Actor, at: datetime) -> GroundLine:
    """End a ground: it no longer holds, or a consent has taken its place; its grants close."""
    policy.require(by, Permission.CONSENT_RECORD)
    case = scope.for_change(case_id, by, at)
    line = scope.row(GroundLine, line_id, case)
    if line.ended_at is not None:
        return line
    line.ended_at, line.ended_by = at, by.user_id
    line.save_change(expected=line.version, fields=["ended_at", "ended_by"])
    reminders.done(case, Kind.GROUND_REVIEW, source=f"ground.{line.pk}", by=by, at=at)
    audit.record(by, "ground.ended", line, at=at, facts={"ground": line.ground})
    _close_doors(case, line.pk, "ground_ended", by, at)
    return line


def _close_doors(case: Case, line_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """End what rests on a line: its referrals are held first, its grants end, then they move."""
    for hear in slots.ending:
        hear(case, line_id, by, at)
    policy.end_grants(consent=line_id, by=by, at=at, why=why)
    for hear in slots.ended:
        hear(case, line_id, by, at)


def _after_ground(case: Case, line: GroundLine, by: Actor, at: datetime) -> None:
    """A ground for keeping data is the consent step; each ground is looked at again in time."""
    if line.receiver_id is None:
        steps.take(case, Stage.CONSENT, by=by, at=at)
        steps.save(case)
        reminders.done(case, Kind.ASK_CONSENT, by=by, at=at)
    due = reminders.on_day(case, line.review_on)
    source = f"ground.{line.pk}"
    reminders.for_worker(case, Kind.GROUND_REVIEW, due, source=source, by=by, at=at)
    for hear in slots.given:
        hear(case, line.pk, by, at)


def _facts(
    question: Question,
    asked: Asked,
    band: VoiceBand,
    today: date,
    *,
    supervisor: bool,
    feared: bool,
) -> rules.ConsentFacts:
    """Return the line as the rule reads it."""
    return rules.ConsentFacts(
        purpose=question.purpose,
        state=question.state,
        band=band,
        form=asked.form,
        text_version=asked.text_version,
        language=asked.language,
        explained=bool(asked.explained_by.strip()),
        understood=asked.understood,
        evidence=bool(asked.evidence.strip()) or asked.paper is not None,
        receiver_id=question.receiver_id,
        data=frozenset(question.data),
        about=question.about,
        given_on=question.given_on,
        today=today,
        valid_until=question.valid_until,
        signer=asked.signer,
        guardian_safe=asked.guardian_safe and not feared,
        guardian_named=bool(asked.guardian.strip()),
        assent=bool(asked.assent.strip()),
        supervisor=supervisor,
        outside_worker=bool(asked.outside_worker.strip()),
        law_enforcement=queries.is_law_enforcement(question.receiver_id),
    )


def _line(
    case: Case,
    row_id: UUID,
    question: Question,
    asked: Asked,
    band: VoiceBand,
    by: Actor,
    at: datetime,
) -> ConsentLine:
    """Return the row of a line; its words are sealed as they are assigned."""
    return ConsentLine(
        **rows.base(case, row_id, by, at),
        purpose=question.purpose.value,
        state=question.state.value,
        receiver=_receiver(question.receiver_id),
        data=sorted(d.value for d in question.data),
        about=question.about,
        form=asked.form.value if asked.form else "",
        band=band.value,
        signer=asked.signer.value,
        text_version=asked.text_version,
        language=asked.language,
        understood=asked.understood,
        given_on=question.given_on,
        valid_until=question.valid_until,
        explained_by=asked.explained_by,
        interpreter=asked.interpreter,
        guardian=asked.guardian,
        assent=asked.assent,
        outside_worker=asked.outside_worker,
        evidence=asked.evidence,
    )


def _receiver(receiver_id: UUID | None) -> Organisation | None:
    if receiver_id is None:
        return None
    found = Organisation.objects.filter(pk=receiver_id).first()
    if found is None:
        raise Problem.invalid("receiver", Reason.NOT_FOUND)
    return found
