"""The rows of one person and her case, as the actions would have left them after years of work."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from suar import audit
from suar.agenda.models import Task
from suar.cases import models as cases
from suar.cases import team
from suar.cases.codes import Source, Stage
from suar.cases.identification import actions as interview
from suar.cases.identification import rules as identification
from suar.cases.identification.codes import Answered, ItemState
from suar.cases.identification.readback import ItemRead, TickRead, facts_of
from suar.cases.reminders import Kind
from suar.cases.triage.codes import Item
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.notices.models import Notice
from suar.people import names
from suar.people.ages import BirthClaim, find_age
from suar.people.codes import Source as ReadIn
from suar.people.models import BirthDate, Person, PersonName, Phone, SafeContact
from suar.policy import Ground
from suar.policy.models import Grant
from suar.vault.models import SubjectKind
from tests.bench.batch import Batch
from tests.bench.offices import Office
from tests.bench.story import WAY, Story, code

SAID = (
    "Berangkat lewat sponsor di kampung, paspor ditahan sejak tiba, gaji empat bulan tidak "
    "dibayar. Minta dibantu pulang dan takut pada keluarga majikan; suami belum tahu."
)
TICKS = (
    ("ACT_RECRUIT", ""), ("ACT_TRANSPORT", ""), ("MNS_DECEIVE", "RECRUITMENT"),
    ("MNS_DEBT", "EXPLOITATION"), ("PRP_FL", ""),
)  # fmt: skip
ITEM = ItemRead("A04", "", ItemState.ANSWERED, {"recruited": 29})
ALL_PARTS = f" {' '.join(sorted(p.value for p in team.ALL_PARTS))} "


@dataclass(frozen=True, slots=True)
class Setting:
    """What every row of one case is made with."""

    batch: Batch
    office: Office
    story: Story
    by: Actor
    now: datetime
    chance: random.Random

    def at(self, step: int) -> datetime:
        """Return when a step was taken."""
        return self.story.when(step, self.now)

    def took(self, stage: Stage) -> bool:
        """Say whether the case has come to a step."""
        return stage.value in self.story.stages


def add_all(s: Setting) -> tuple[Person, Any]:
    """Add everything about one person; returns the person and the case."""
    person = _person(s)
    report = _report(s, person) if s.chance.random() < 0.8 else None
    case = _case(s, person, report)
    base = {"subject_id": case.subject_id, "case": case}
    _steps(s, case, base)
    if s.took(Stage.SCREEN):
        _interview(s, case, base)
    if s.story.depth > 7:
        _services(s, base)
    if s.story.referred:
        _referral(s, person, case)
    _tasks(s, case)
    _looks(s, person, case)
    return person, case


def _person(s: Setting) -> Person:
    at, by, batch = s.at(0), s.by.user_id, s.batch
    subject = batch.subject(SubjectKind.PERSON, at, by)
    born = PartialDate(s.story.year)
    band = find_age([BirthClaim(born, ReadIn.KTP)], s.now.date()).band.value
    person = batch.add(
        Person, at, by, subject_id=subject, unit=s.story.unit, sex=s.story.sex, age_band=band,
        age_band_on=at.date(), country="ID", province=s.story.regency[:2],
        regency=s.story.regency, must_not_know_asked_at=at,
    )  # fmt: skip
    hers = {"subject_id": subject, "person": person}
    batch.add(PersonName, at, by, **hers, text=s.story.name, source="ktp")
    if s.chance.random() < 0.3:
        alias = s.story.name.split()[0]
        batch.add(PersonName, at, by, **hers, text=alias, kind="alias")
    batch.add(BirthDate, at, by, **hers, born=born, source="ktp")
    batch.add(Phone, at, by, **hers, number=f"0812-0000-{s.chance.randint(1000, 9999)}")
    batch.add(SafeContact, at, by, **hers, rules={"channels": ["voice"], "code_word": "melati"})
    keys = names.record_keys([names.read_name(s.story.name)], [s.story.year])
    batch.named.append((person, set(keys)))
    audit.record(s.by, "person.registered", person, at=at, facts={"search": "searched"})
    return person  # type: ignore[no-any-return]


def _report(s: Setting, person: Person) -> Report:
    at, batch = s.at(-1) - timedelta(minutes=20), s.batch
    desk, _unit = s.office.desks[s.story.number % len(s.office.desks)]
    subject = batch.subject(SubjectKind.REPORT, at, desk.pk, person.subject_id)
    report = batch.add(
        Report, at, desk.pk, subject_id=subject, code=_code(s, "K"), unit=s.story.unit,
        received_at=at, channel=s.chance.choice(("phone", "whatsapp", "visit")),
        speaker="person", where="abroad", country="MY", grade=s.story.risk,
        ground="GR_LEGIT", ground_until=at + timedelta(days=14), state="case_opened",
        searched_at=at, settled_at=s.at(0), settled_by=desk.pk,
        call_name=s.story.name.split()[0], contact_number="0812-0000-0000",
        contact={"channels": ["voice"], "hours": []}, must_not_know=[], urgent={}, story=SAID,
    )  # fmt: skip
    _grant(s, subject, at, report.pk, Ground.INTAKE, " case contact identity ",
           to_unit=s.story.unit.pk)  # fmt: skip
    audit.record(s.by, "report.taken", report, at=at, facts={"channel": report.channel})
    return report  # type: ignore[no-any-return]


def _case(s: Setting, person: Person, report: Report | None) -> Any:
    story, at, by, batch = s.story, s.at(0), s.by.user_id, s.batch
    subject = batch.subject(SubjectKind.CASE, at, by, person.subject_id)
    closed_at = None if story.is_open else s.at(len(WAY))
    case = batch.add(
        cases.Case, at, by, subject_id=subject, code=report.code if report else _code(s, "SR"),
        person=person, unit=story.unit, worker=story.worker, stage=story.stages[-1],
        stages_done=story.stages, stage_at=s.at(story.depth), risk=story.risk,
        risk_open=12 if story.risk == "NOT_ASKED" else 0, proposal=story.proposal,
        proposal_row=2 if story.proposal else None, exploitation=["PRP_FL"],
        decision="PRESUMED" if story.proposal == "PRESUMED" else "",
        place_country="MY", source_kind=Source.REPORT.value if report else "",
        source_id=report.pk if report else None, close_reason="" if story.is_open else "CL_GOALS",
        closed_at=closed_at,
        retention_until=None if story.is_open else date(s.now.year + 5, 1, 1),
    )  # fmt: skip
    if report is not None:
        report.case_id = case.pk
    row = batch.add(
        cases.Assignment, at, by, subject_id=subject, case=case, worker=story.worker,
        unit=story.unit,
    )  # fmt: skip
    for opened in (subject, person.subject_id):
        _open_to_team(s, opened, at, row.pk)
    audit.record(s.by, "case.opened", case, at=at, subjects=[subject, person.subject_id],
                 facts={"risk": case.risk, "unit": story.unit.pk})  # fmt: skip
    return case


def _steps(s: Setting, case: Any, base: dict[str, Any]) -> None:
    by, batch = s.by.user_id, s.batch
    for number, stage in enumerate(s.story.stages):
        batch.add(cases.CaseStep, s.at(number), by, **base, stage=stage)
    batch.add(
        cases.GroundLine, s.at(0), by, **base, ground="GR_LEGIT", reason="Pengaduan",
        decided_on=s.at(0).date(), review_on=s.at(0).date() + timedelta(days=14),
    )  # fmt: skip
    if s.took(Stage.TRIAGE) and s.story.risk != "NOT_ASKED":
        check = batch.add(
            cases.TriageCheck, s.at(2), by, **base, number=1, grade=s.story.risk, open_count=0,
            answers=_urgent(s.story.risk), table_version="1",
        )  # fmt: skip
        audit.record(s.by, "triage.answered", check, at=s.at(2), facts={"number": 1})
    if s.took(Stage.CONSENT):
        for purpose in ("CON_STORE", "CON_INTERVIEW", "CON_FOLLOWUP"):
            line = batch.add(
                cases.ConsentLine, s.at(3), by, **base, purpose=purpose, state="GIVEN",
                form="WRITTEN", band="ADULT", signer="SELF", text_version="1", language="id",
                understood=True, given_on=s.at(3).date(), explained_by=s.by.label,
                evidence="Lemari A, map 3",
            )  # fmt: skip
            audit.record(s.by, "consent.given", line, at=s.at(3), facts={"purpose": purpose})
    if not s.story.is_open:
        batch.add(
            cases.Closure, s.at(len(WAY)), by, **base, reason="CL_GOALS", told="AGREED",
            safety_checked_on=s.at(8).date(), retention_until=date(s.now.year + 5, 1, 1),
            summary=SAID, state="APPROVED", answered_by=s.office.supervisors[0][0].pk,
            answered_at=s.at(len(WAY)),
        )  # fmt: skip
        audit.record(s.by, "case.closed", case, at=s.at(len(WAY)), facts={"reason": "CL_GOALS"})


def _interview(s: Setting, case: Any, base: dict[str, Any]) -> None:
    at, by, batch = s.at(4), s.by.user_id, s.batch
    sitting = batch.add(
        cases.Sitting, at, by, **base, number=1, held_on=at.date(),
        circumstances={"language": "ind"},
    )  # fmt: skip
    inside = {**base, "sitting": sitting,
              "episode": batch.add(cases.Episode, at, by, **base, number=1)}  # fmt: skip
    for element, phase in TICKS:
        content = {"state": "YES", "source": "OWN_WORDS", "reason": ""}
        batch.add(cases.ElementTick, at, by, **inside, element=element, phase=phase,
                  content=content)  # fmt: skip
    batch.add(cases.ItemAnswer, at, by, **inside, item="A04", content={"state": "ANSWERED",
              "value": {"recruited": 29}})  # fmt: skip
    batch.add(cases.Note, at, by, **base, text=SAID, on=at.date())
    audit.record(s.by, "interview.held", sitting, at=at, facts={"number": 1})
    if not s.story.proposal:
        return
    row = batch.add(
        cases.Proposal, at, by, **base, number=1, proposal=s.story.proposal, row=2, rows=[2],
        results=RESULTS, weights_version="1", on=at.date(),
    )  # fmt: skip
    audit.record(s.by, "status.proposed", row, at=at, facts={"row": 2})
    if case.decision:
        batch.add(
            cases.StatusDecision, s.at(5), by, **base, proposal=row, decision=case.decision,
            state="FINAL", rows=[2], reason="Ditahan dan tidak dibayar", told="Sudah dijelaskan",
        )  # fmt: skip
        audit.record(s.by, "status.decided", case, at=s.at(5), facts={"decision": case.decision})


def _services(s: Setting, base: dict[str, Any]) -> None:
    by, batch = s.by.user_id, s.batch
    for service, step in (("PSY_PFA", 6), ("LEG_INF", 7)):
        row = batch.add(
            cases.ServiceRecord, s.at(step), by, **base, service=service, state="GIVEN",
            started_on=s.at(step).date(), note="Didampingi di kantor.", outcome="MET",
        )  # fmt: skip
        audit.record(s.by, "service.recorded", row, at=s.at(step), facts={"service": service})
    due = s.at(8).date()
    batch.add(cases.FollowUp, s.at(8), by, **base, due_on=due, plan="Telepon kontak aman",
              done_on=None if s.story.is_open else due)  # fmt: skip


def _referral(s: Setting, person: Person, case: Any) -> None:
    at, by, batch, partner = s.at(6), s.by.user_id, s.batch, s.office.partner
    assert partner is not None
    done = not s.story.is_open or s.chance.random() < 0.5
    subject = batch.subject(SubjectKind.REFERRAL, at, by, person.subject_id)
    consent = batch.add(
        cases.ConsentLine, at, by, subject_id=case.subject_id, case=case, purpose="CON_SHARE_REF",
        state="GIVEN", receiver=partner, data=["name", "sex", "age", "situation"], form="WRITTEN",
        band="ADULT", signer="SELF", text_version="1", language="id", understood=True,
        given_on=at.date(), explained_by=s.by.label,
    )  # fmt: skip
    row = batch.add(
        cases.Referral, at, by, subject_id=subject, code=_code(s, "RJ"), case=case,
        case_subject=case.subject_id, worker_id=s.story.worker.pk, receiver=partner,
        service="SHL_EMG", urgency="AMBER", state="REF_DONE" if done else "REF_SENT",
        consent_id=consent.pk, data=["name", "sex", "age", "situation"],
        letter={"name": s.story.name, "situation": SAID}, need="Tempat aman malam ini",
        not_to_do={"codes": ["call_family"], "more": ""}, contact=s.by.label, sent_at=at,
        acknowledge_by=at + timedelta(days=1), answer_by=at + timedelta(days=3),
        ended_at=s.at(7) if done else None,
    )  # fmt: skip
    _open_to_team(s, subject, at, row.pk)
    _grant(s, subject, at, row.pk, Ground.REFERRAL_SENT, " letter ", to_organisation=partner.pk,
           consent_id=consent.pk, ended_at=s.at(7) if done else None)  # fmt: skip
    batch.add(
        cases.ReferralEvent, at, by, subject_id=subject, referral=row, verb="SEND",
        state="REF_SENT", side="SENDER", by_label=s.by.label,
    )  # fmt: skip
    batch.add(
        cases.InboxMark, at, by, organisation_id=partner.pk, referral_id=row.pk, code=row.code,
        sender=s.office.organisation, received_at=at, ended_at=s.at(7) if done else None,
        ended_as="DONE" if done else "",
    )  # fmt: skip
    about = [subject, case.subject_id]
    audit.record(s.by, "referral.sent", row, at=at, subjects=about, facts={"service": "SHL_EMG"})
    if done:
        audit.record(s.by, "referral.finished", row, at=s.at(7), subjects=about)


def _tasks(s: Setting, case: Any) -> None:
    from_kinds = (Kind.ASK_CONSENT, Kind.NEXT_SITTING, Kind.FOLLOW_UP)
    wanted = s.chance.sample(from_kinds, 2 if s.chance.random() < 0.5 else 1)
    for kind in from_kinds if not s.story.is_open else wanted:
        late = s.chance.random() < 0.3
        ended = None if s.story.is_open else s.at(len(WAY))
        due = s.now + timedelta(hours=s.chance.randint(2, 240)) * (-1 if late else 1)
        s.batch.add(
            Task, s.at(1), s.by.user_id, kind=kind.value, source=kind.value,
            subject_id=case.subject_id, record_type="cases.case", record_id=case.pk,
            record_code=case.code, due_at=due if ended is None else ended,
            user_id=s.story.worker.pk, state="open" if ended is None else "done",
            closed_at=ended, closed_by=s.story.worker.pk if ended else None,
            overdue_at=due if late and ended is None else None,
        )  # fmt: skip
    if s.story.is_open and s.chance.random() < 0.2:
        s.batch.add(
            Notice, s.at(2), s.by.user_id, user_id=s.story.worker.pk, kind="referral.sent",
            record_id=case.pk, record_code=case.code,
        )  # fmt: skip


def _looks(s: Setting, person: Person, case: Any) -> None:
    """The worker opened the case on three days, and who it is on one."""
    for number in range(4):
        record = case if number < 3 else person
        at = s.at(number) + timedelta(hours=2)
        audit.record(s.by, "looked", record, at=min(at, s.now), facts={"purpose": "view"})


def _open_to_team(s: Setting, subject: UUID, at: datetime, rests_on: UUID) -> None:
    for ground, to in ((Ground.ASSIGNMENT, {"to_user": s.story.worker.pk}),
                       (Ground.UNIT, {"to_unit": s.story.unit.pk})):  # fmt: skip
        _grant(s, subject, at, rests_on, ground, ALL_PARTS, **to)


def _grant(
    s: Setting, subject: UUID, at: datetime, rests_on: UUID, ground: Ground, parts: str, **to: Any
) -> None:
    s.batch.add(
        Grant, at, s.by.user_id, id=new_id(), subject_id=subject, ground=ground.value,
        parts=parts, rests_on=rests_on, starts_at=at, **to,
    )  # fmt: skip


def _urgent(grade: str) -> dict[str, str]:
    answers = {item.value: "NO" for item in Item}
    if grade == "RED":
        answers["U01"] = "YES"
    return answers


def _code(s: Setting, prefix: str) -> str:
    start = {"PLB": 0, "RSH": 1, "LBH": 2}[s.office.organisation.short_name] * 200_000_000
    return code(prefix, start + s.story.number)


def _results() -> list[dict[str, Any]]:
    ticks = [TickRead(e, p, Answered.YES, "OWN_WORDS") for e, p in TICKS]
    found = identification.propose((facts_of(1, ticks, [ITEM], ()),), date(2026, 6, 1))
    return interview._results(found)


RESULTS = _results()
