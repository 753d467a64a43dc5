"""The first steps of an invented case: the call, the search, the case, consent, interview."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from suar.cases.consent import actions as consent
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Form, Purpose, Signer, State
from suar.cases.identification import actions as interview
from suar.cases.identification import deciding_actions
from suar.cases.identification.actions import EpisodeAnswers
from suar.cases.identification.codes import Answered, Decision, ItemState, TickSource
from suar.cases.identification.codes import Proposal as Proposed
from suar.cases.identification.readback import ItemRead, TickRead
from suar.cases.models import Case, StatusDecision
from suar.cases.notes import actions as notes
from suar.cases.triage import actions as triage
from suar.cases.triage.codes import Answer, Item
from suar.cli.demo import stories
from suar.cli.demo.chance import Fate
from suar.cli.demo.office import Office
from suar.intake import actions as intake
from suar.intake import opening
from suar.intake.actions import FirstContact
from suar.intake.codes import NoCase, Speaker, Where
from suar.intake.models import Report
from suar.kit.ids import new_id
from suar.people import actions as people
from suar.people.actions import NewPerson
from suar.people.codes import Channel, Source

PLAIN_DECISION = {
    Proposed.PRESUMED_STRONG: Decision.PRESUMED,
    Proposed.PRESUMED: Decision.PRESUMED,
    Proposed.CHILD_PROTECTION: Decision.PRESUMED,
}


def take_report(fate: Fate, office: Office, at: datetime) -> Report:
    """Fitri writes down the call."""
    story, heard_by = fate.story, office.actor("fitri", at)
    self_told = story.relation is None
    urgent = {item: Answer.NO for item in Item if item.value < "U08"}
    urgent |= dict.fromkeys(story.urgent, Answer.YES)
    indonesia = story.where == Where.INDONESIA
    return intake.take_report(
        report_id=new_id(),
        heard=FirstContact(
            channel=story.channel.value,
            speaker=(Speaker.PERSON if self_told else Speaker.REPORTER).value,
            where=story.where.value,
            call_name=fate.name.split()[0],
            relation="" if story.relation is None else story.relation.value,
            reporter_name="" if self_told else f"Keluarga/kenalan {fate.name.split()[0]}",
            reporter_contact="" if self_told else f"08{fate.number:02d}-0000-1111",
            contact={
                "channels": [Channel.WHATSAPP.value],
                "hours": [],
                "code_word": fate.code_word,
                "note": "Malam setelah pukul 21",
            },
            contact_number=fate.phone,
            must_not_know=tuple((m.value, "") for m in story.must_not_know),
            country=fate.country if story.where == Where.ABROAD else "",
            regency=fate.home[1] if indonesia else "",
            place=fate.home[2] if indonesia else "",
            urgent=urgent,
            story=fate.text,
        ),
        unit_id=office.unit.pk,
        by=heard_by,
        at=at,
    )


def settle_with_advice(report: Report, office: Office, at: datetime) -> None:
    """Information was enough: no case."""
    by = office.actor("fitri", at)
    intake.settle_without_case(report_id=report.pk, why=NoCase.INFORMATION, by=by, at=at)


def open_case(fate: Fate, report: Report, office: Office, at: datetime) -> Case:
    """Search, register, open the case, and give it to Ani or Beni."""
    by = office.actor("fitri", at)
    answer = people.run_search(id=new_id(), text=fate.name, by=by, at=at)
    intake.note_search(report=report, by=by, at=at)
    later = at + timedelta(minutes=6)
    worker = office.users["beni" if fate.number % 5 == 4 else "ani"]
    return opening.open_case(
        case_id=new_id(),
        report_id=report.pk,
        who=opening.Who(
            person_id=new_id(),
            new=NewPerson(
                name=fate.name,
                born=fate.born,
                born_source=Source.KTP if fate.number % 3 else Source.OWN_WORD,
                sex=fate.sex,
                country="ID",
                province=fate.home[0],
                regency=fate.home[1],
                unit_id=office.unit.pk,
            ),
            ticket=answer.ticket,
        ),
        unit=office.unit,
        worker_id=worker.pk,
        by=by,
        at=later,
    )


def worker_of(fate: Fate) -> str:
    """Return who works on the case."""
    return "beni" if fate.number % 5 == 4 else "ani"


def asked_of(fate: Fate, at: datetime) -> Asked:
    """Return how consent was asked; a child is heard and a safe parent signs."""
    return Asked(
        form=Form.THUMBPRINT if fate.number % 7 == 3 else Form.WRITTEN,
        text_version="1",
        language="sas" if fate.home[0] == "52" and fate.number % 2 else "ind",
        explained_by="Ani Rahmawati",
        understood=True,
        evidence=f"Lemari B, map {fate.number + 1}",
        signer=Signer.PARENT if fate.child else Signer.SELF,
        guardian="Ibu" if fate.child else "",
        assent="Mau dibantu, ingin sekolah lagi." if fate.child else "",
    )


def make_safe(fate: Fate, case: Case, office: Office, at: datetime) -> None:
    """What was urgent was seen to: asked again, it is no longer so. For a few open ones it is."""
    lasting = fate.number % 6 == 1 and not fate.reaches("closed")
    if not fate.story.urgent or lasting:
        return
    by = office.actor(worker_of(fate), at)
    answers = {item.value: Answer.NO.value for item in Item}
    answers |= {item.value: Answer.HANDLED.value for item in fate.story.urgent}
    note = "Sudah ditangani bersama klien."
    triage.answer(
        id=new_id(), case_id=case.pk, answers=answers, note=note, expected=2, by=by, at=at
    )


def agree(fate: Fate, case: Case, office: Office, at: datetime) -> None:
    """Answer the urgent items once more, then consent to keep the record and to be interviewed."""
    by = office.actor(worker_of(fate), at)
    answers = {item.value: Answer.NO.value for item in Item}
    answers |= {item.value: Answer.YES.value for item in fate.story.urgent}
    triage.answer(id=new_id(), case_id=case.pk, answers=answers, expected=1, by=by, at=at)
    for purpose in (Purpose.STORE, Purpose.INTERVIEW):
        consent.record(
            id=new_id(),
            case_id=case.pk,
            purpose=purpose,
            state=State.GIVEN,
            given_on=at.date(),
            asked=asked_of(fate, at),
            by=by,
            at=at,
        )


def hold_interview(fate: Fate, case: Case, office: Office, at: datetime) -> None:
    """One sitting; the proposal follows by itself."""
    story, by = fate.story, office.actor(worker_of(fate), at)
    source = TickSource.OWN_WORDS.value
    ticks = [TickRead(a.value, "", Answered.YES, source) for a in story.acts]
    ticks += [TickRead(m.value, p.value, Answered.YES, source) for m, p in story.means]
    ticks += [TickRead(p.value, "", Answered.YES, source) for p in story.purposes]
    age = ItemRead("A04", "", ItemState.ANSWERED, {"recruited": max(fate.age - 1, 8)})
    interview.save_sitting(
        id=new_id(),
        case_id=case.pk,
        held_on=at.date(),
        circumstances={"language": "ind"},
        episodes=[EpisodeAnswers(1, ticks, [age])],
        expected=0,
        note=story.interview,
        place_country=fate.country,
        place_province=fate.home[0] if fate.country == "ID" else "",
        by=by,
        at=at,
    )


def decide(fate: Fate, case: Case, office: Office, at: datetime) -> StatusDecision:
    """Ani or Beni decides on the proposal."""
    case.refresh_from_db()
    decision = PLAIN_DECISION.get(Proposed(case.proposal), Decision.OTHER_NEED)
    draw = random.Random(fate.seed)  # noqa: S311 - a demo, no secret
    return deciding_actions.decide(
        id=new_id(),
        case_id=case.pk,
        decision=decision,
        reason=draw.choice(stories.REASONS),
        told="Sudah dijelaskan dengan bahasa sederhana.",
        by=office.actor(worker_of(fate), at),
        at=at,
    )


def agree_as_second(
    fate: Fate, case: Case, row: StatusDecision, office: Office, at: datetime
) -> None:
    """The safeguarding officer, or Beni, is the second person where the table asks for one."""
    key = "beni" if worker_of(fate) == "ani" else "gilang"
    deciding_actions.second(
        decision_id=row.pk,
        case_id=case.pk,
        agrees=True,
        note="Setuju.",
        by=office.actor(key, at),
        at=at,
    )


def add_note(fate: Fate, case: Case, office: Office, at: datetime) -> None:
    """Write one of the notes of a working day."""
    draw = random.Random(fate.seed + at.day)  # noqa: S311 - a demo, no secret
    notes.add(
        id=new_id(),
        case_id=case.pk,
        text=draw.choice(stories.NOTES),
        on=at.date(),
        by=office.actor(worker_of(fate), at),
        at=at,
    )
