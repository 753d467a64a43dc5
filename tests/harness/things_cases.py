"""Cases with every kind of row, and referrals in every state, on both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from suar.cases import actions as cases
from suar.cases.closure import actions as closing
from suar.cases.closure.actions import Wish
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.consent import actions as consent
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Form, Ground, Purpose, State
from suar.cases.followup import actions as followup
from suar.cases.identification import actions as interview
from suar.cases.identification import deciding_actions as deciding
from suar.cases.identification.actions import EpisodeAnswers
from suar.cases.identification.codes import Answered, Decision, ItemState
from suar.cases.identification.readback import ItemRead, TickRead
from suar.cases.models import Case, Referral
from suar.cases.notes import actions as notes
from suar.cases.referral import actions as referring
from suar.cases.referral import receiving
from suar.cases.referral.actions import Content
from suar.cases.referral.codes import DeclineReason, Outcome, Urgency
from suar.cases.referral.rules import MINIMUM_DATA
from suar.cases.safety import actions as safety
from suar.cases.services import actions as services
from suar.cases.services.actions import Details
from suar.cases.services.codes import ServiceState
from suar.cases.triage import actions as triage
from suar.cases.triage.codes import Item
from suar.documents.codes import Datum
from suar.kit.ids import new_id
from suar.network.codes import ServiceCode
from suar.people.models import Person
from suar.policy import Role
from suar.store import tenancy
from tests.harness import things_people
from tests.harness.world import AT, LETTERS, House, World, makers

STRONG = (("ACT_RECRUIT", ""), ("MNS_DECEIVE", "RECRUITMENT"), ("MNS_CONFINE", "EXPLOITATION"),
          ("PRP_FL", ""))  # fmt: skip
AGE = ItemRead("A04", "", ItemState.ANSWERED, {"recruited": 29})
DAY = AT.date()
SHARED = tuple({Datum.NAME, Datum.AGE, Datum.SITUATION} | set(MINIMUM_DATA))


def own_cases(world: World, house: House) -> None:
    """One case with all, an urgent one, one whose closure waits, one that is closed."""
    full = open_case(house, Person.objects.get(pk=house.things["person"]))
    house.add("case", full.pk)
    consents(house, full)
    screening(house, full)
    rows(house, full)
    house.add("case_code", full.code)
    house.add("subject", full.subject_id)
    house.add("receiver", world["D"].organisation.pk)
    house.add("case_open", open_case(house, things_people.person(house)).pk)
    proposed = open_case(house, things_people.person(house))
    hold_sitting(house, proposed)
    house.add("case_proposed", proposed.pk)
    urgent = open_case(house, things_people.person(house))
    triage.answer(
        id=new_id(), case_id=urgent.pk, answers={Item.DANGER_NOW: "YES"}, expected=1,
        note=house.canary(), by=worker(house), at=AT,
    )  # fmt: skip
    house.add("case_urgent", urgent.pk)
    waits = open_case(house, things_people.person(house))
    house.add("case_closing", waits.pk)
    house.add("closure", ask_to_close(house, waits))
    closed = open_case(house, things_people.person(house))
    house.add("case_closed", closed.pk)
    closing.approve(
        case_id=closed.pk, closure_id=ask_to_close(house, closed), note=house.canary(),
        by=house.actor(Role.SUPERVISOR), at=AT,
    )  # fmt: skip


def open_case(house: House, person: Person) -> Case:
    """Open a case of a person, with the urgent check answered and consent to store."""
    case = cases.open_case(id=new_id(), person=person, unit=house.unit, by=worker(house), at=AT)
    triage.answer(
        id=new_id(), case_id=case.pk, answers=dict.fromkeys(Item, "NO"), expected=0,
        note=house.canary(), by=worker(house), at=AT,
    )  # fmt: skip
    agree(house, case, Purpose.STORE)
    return case


def agree(house: House, case: Case, purpose: Purpose, **more: Any) -> UUID:
    """Record a consent and return its line."""
    asked = Asked(
        form=Form.WRITTEN, text_version="1", language="id", explained_by=house.canary(),
        interpreter=house.canary(), understood=True, evidence=house.canary(),
    )  # fmt: skip
    line = consent.record(
        id=new_id(), case_id=case.pk, purpose=purpose, state=State.GIVEN, given_on=DAY,
        asked=asked, by=worker(house), at=AT, **more,
    )  # fmt: skip
    return line.pk


def consents(house: House, case: Case) -> None:
    """A consent that can be withdrawn and a ground that can end."""
    house.add("line", agree(house, case, Purpose.INTERVIEW))
    ground = consent.record_ground(
        id=new_id(), case_id=case.pk, ground=Ground.VITAL, reason=house.canary(), decided_on=DAY,
        review_on=DAY + timedelta(days=7), by=worker(house), at=AT,
    )  # fmt: skip
    house.add("ground", ground.pk)


def screening(house: House, case: Case) -> None:
    """A sitting, its proposal, and a decision that waits for the second person."""
    house.add("sitting", hold_sitting(house, case))
    decision = deciding.decide(
        id=new_id(), case_id=case.pk, decision=Decision.CONFIRMED, reason=house.canary(),
        told=house.canary(), order_reason=house.canary(), by=worker(house), at=AT,
    )  # fmt: skip
    house.add("decision", decision.pk)


def hold_sitting(house: House, case: Case) -> UUID:
    """Hold a sitting, which proposes."""
    ticks = [TickRead(what, when, Answered.YES, "OWN_WORDS") for what, when in STRONG]
    sitting = interview.save_sitting(
        id=new_id(), case_id=case.pk, held_on=DAY, circumstances={"language": "ind"},
        episodes=[EpisodeAnswers(1, ticks, [AGE])], expected=0, note=house.canary(),
        order_reason=house.canary(), by=worker(house), at=AT,
    )  # fmt: skip
    return sitting.pk


def rows(house: House, case: Case) -> None:
    """A note, a service, a planned contact, a safety plan, a draft and a sent referral."""
    common = {"case_id": case.pk, "by": worker(house), "at": AT}
    note = notes.add(id=new_id(), text=house.canary(), on=DAY, **common)
    house.add("note", note.pk)
    given = Details(
        service=ServiceCode.SHL_EMG, state=ServiceState.GIVEN, started_on=DAY, need=house.canary(),
        funding=house.canary(), outcome="", note=house.canary(),
    )  # fmt: skip
    house.add("service", services.record(id=new_id(), details=given, **common).pk)
    plan = followup.plan(
        id=new_id(), due_on=DAY + timedelta(days=3), plan_text=house.canary(), **common
    )
    house.add("follow_up", plan.pk)
    safety.save_plan(
        id=new_id(), content={part: house.canary() for part in safety.PARTS}, expected=0,
        made_with_person=True, review_on=DAY + timedelta(days=9), **common,
    )  # fmt: skip


def ask_to_close(house: House, case: Case) -> UUID:
    """Ask the supervisor to close a case."""
    wish = Wish(
        reason=CloseReason.GOALS, told=Told.AGREED, safety_checked_on=DAY,
        retention_until=DAY + timedelta(days=1825), facts_unknown=list(Fact),
        told_note=house.canary(), summary=house.canary(),
    )  # fmt: skip
    row = closing.ask(id=new_id(), case_id=case.pk, wish=wish, by=worker(house), at=AT)
    return row.pk


# --- referrals ----------------------------------------------------------------------------------


def referrals(world: World, house: House) -> None:
    """A, B and C refer to D; D refers to each of them, in words that the receiver may read."""
    if house.letter in LETTERS:
        case = Case.objects.get(pk=house.things["case"])
        data = {"receiver_id": world["D"].organisation.pk, "data": SHARED}
        house.add("share_line", agree(house, case, Purpose.SHARE_REF, **data))
        house.add("draft", draft(house, case, world["D"], house.canary).pk)
        house.add("referral", send(house, draft(house, case, world["D"], house.canary)).pk)
        handing = open_case(house, things_people.person(house))
        house.add("case_handing", handing.pk)
        agree(house, handing, Purpose.SHARE_REF, **data)
        sent = send(house, draft(house, handing, world["D"], house.canary))
        with tenancy.acting_for(world["D"].organisation.pk):
            receiving.accept(referral_id=sent.pk, by=focal(world["D"]), at=AT)
            receiving.report_service(
                id=new_id(), referral_id=sent.pk, service=ServiceCode.SHL_EMG, started_on=DAY,
                note=house.canary(), by=focal(world["D"]), at=AT,
            )  # fmt: skip
        house.add("accepted_by_d", sent.pk)
        return
    for letter in LETTERS:
        _incoming(world, house, world[letter])


def _incoming(world: World, sender: House, receiver: House) -> None:
    """Give a house referrals in every state: open ones under names, ended ones in a list."""
    case = open_case(sender, things_people.person(sender))
    data = {"receiver_id": receiver.organisation.pk, "data": SHARED}
    agree(sender, case, Purpose.SHARE_REF, **data)

    def sent() -> Referral:
        return send(sender, draft(sender, case, receiver, receiver.canary))

    receiver.add("incoming", sent().pk)
    receiver.add("incoming_accepted", accepted(receiver, sent()).pk)
    ended = {
        "declined": lambda r: receiving.decline(
            referral_id=r, reason=DeclineReason.CAPACITY, note=receiver.canary(),
            by=focal(receiver), at=AT,
        ),
        "done": lambda r: _done(receiver, r),
        "revoked": lambda r: referring.revoke(
            referral_id=r, expected=Referral.objects.get(pk=r).version, by=worker(sender), at=AT
        ),
    }  # fmt: skip
    for name, end in ended.items():
        referral = sent()
        with tenancy.acting_for((sender if name == "revoked" else receiver).organisation.pk):
            end(referral.pk)
        receiver.add(f"incoming_{name}", referral.pk)
    _expired(sender, receiver, case)
    _consent_withdrawn(sender, receiver)


def _expired(sender: House, receiver: House, case: Case) -> None:
    """A referral that nobody answered in time."""
    late = send(sender, draft(sender, case, receiver, receiver.canary))
    later = AT + timedelta(days=200)
    with tenancy.acting_for(sender.organisation.pk):
        others = Referral.objects.filter(case=case, state="SENT").exclude(pk=late.pk)
        kept = list(others.values_list("pk", "answer_by"))
        others.update(answer_by=later + timedelta(days=9))
        late.refresh_from_db()
        Referral.objects.filter(pk=late.pk).update(answer_by=AT - timedelta(minutes=1))
        referring.expire_due(by=worker(sender), at=AT)
        for pk, answer_by in kept:
            Referral.objects.filter(pk=pk).update(answer_by=answer_by)
    receiver.add("incoming_expired", late.pk)


def _consent_withdrawn(sender: House, receiver: House) -> None:
    """A referral that ended because the person took the consent back."""
    case = open_case(sender, things_people.person(sender))
    data = {"receiver_id": receiver.organisation.pk, "data": SHARED}
    line = agree(sender, case, Purpose.SHARE_REF, **data)
    referral = send(sender, draft(sender, case, receiver, receiver.canary))
    running = accepted(receiver, send(sender, draft(sender, case, receiver, receiver.canary)))
    consent.withdraw(case_id=case.pk, line_id=line, how="phone", by=worker(sender), at=AT)
    receiver.add("incoming_over", running.pk)  # the shelter runs on: a page of steps stays
    receiver.add("incoming_withdrawn", referral.pk)


def draft(sender: House, case: Case, receiver: House, canary: Callable[[], str]) -> Referral:
    """Begin a referral."""
    content = Content(
        service=ServiceCode.SHL_EMG, urgency=Urgency.AMBER, need=canary(),
        letter={datum: canary() for datum in SHARED}, not_to_do=("call_family",),
        not_to_do_more=canary(), contact=canary(), escort=canary(),
    )  # fmt: skip
    return referring.draft(
        id=new_id(), case_id=case.pk, receiver_id=receiver.organisation.pk, content=content,
        order_reason=sender.canary(), by=worker(sender), at=AT,
    )  # fmt: skip


def send(sender: House, referral: Referral) -> Referral:
    """Send it."""
    return referring.send(referral_id=referral.pk, by=worker(sender), at=AT)


def accepted(receiver: House, referral: Referral) -> Referral:
    """Accept it and report a service, at the other house."""
    with tenancy.acting_for(receiver.organisation.pk):
        receiving.accept(referral_id=referral.pk, by=focal(receiver), at=AT, note=receiver.canary())
        row = receiving.report_service(
            id=new_id(), referral_id=referral.pk, service=ServiceCode.SHL_EMG, started_on=DAY,
            note=receiver.canary(), by=focal(receiver), at=AT,
        )  # fmt: skip
    receiver.add("reported_service", row.pk)
    return referral


def _done(receiver: House, referral_id: UUID) -> None:
    receiving.accept(referral_id=referral_id, by=focal(receiver), at=AT)
    receiving.report_service(
        id=new_id(), referral_id=referral_id, service=ServiceCode.SHL_EMG, started_on=DAY,
        by=focal(receiver), at=AT,
    )  # fmt: skip
    receiving.finish(
        referral_id=referral_id, outcome=Outcome.MET, by=focal(receiver), at=AT,
        note=receiver.canary(),
    )  # fmt: skip


def worker(house: House):
    """Return the seat that makes things."""
    return house.actor(Role.CASEWORKER)


def focal(house: House):
    """Return the seat that answers referrals."""
    return house.actor(Role.SERVICE_FOCAL_POINT)


makers.fill("cases", own_cases, order=40)
makers.fill("referrals", referrals, order=50)
