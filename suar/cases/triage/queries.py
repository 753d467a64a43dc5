"""Reads of the urgent-risk check; each opening is a look at the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from uuid import UUID

import suar.people.queries as people
import suar.vault as vault
from suar.accounts.queries import names_of
from suar.cases.models import Case, ContactDecision, SafetyPlan, TriageCheck
from suar.cases.rows import opened
from suar.cases.triage import rules
from suar.cases.triage.codes import About, Answer, Grade, Item
from suar.cases.triage.items import triage_on
from suar.cases.triage.local_time import clocks_in
from suar.kit.actor import Actor
from suar.kit.problem import Because
from suar.network.codes import Kind
from suar.network.models import Organisation
from suar.network.queries import local_day, until_of
from suar.people import scope as people_scope
from suar.people.codes import Channel, MustNot
from suar.people.contact import Receiver, why_not_contact
from suar.people.queries import Contact
from suar.policy import Part

MOST_CHECKS = 50  # of one case that a page opens
COVERED_BY: dict[About, tuple[About, ...]] = {  # a decision on the referral covers these
    About.CALL: (About.REFERRAL,),
    About.HAND_OVER: (About.REFERRAL,),
}
KINDS_OF_RECEIVER: dict[str, frozenset[MustNot]] = {
    Kind.POLICE.value: frozenset({MustNot.POLICE_UNIT}),
    Kind.MILITARY.value: frozenset({MustNot.POLICE_UNIT}),
    Kind.VILLAGE.value: frozenset({MustNot.VILLAGE_OFFICIAL}),
    Kind.AGENCY.value: frozenset({MustNot.AGENCY, MustNot.RECRUITER}),  # a P3MI recruits
    Kind.FIRM.value: frozenset({MustNot.EMPLOYER}),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One saved check, opened."""

    row: TriageCheck
    answers: dict[Item, Answer]
    last_assault: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Latest:
    """What was heard so far, opened."""

    number: int
    answers: dict[Item, Answer]  # of the latest check
    stands: dict[Item, Answer]  # with what was urgent before and is not settled
    graded: rules.Graded
    due: tuple[rules.Due, ...]
    clocks: tuple[rules.ClockState, ...]
    last_assault: datetime | None
    note: str
    at: datetime | None
    must_not_know_asked: bool
    checks: tuple[Heard, ...] = ()  # newest first, the latest among them


def latest(case: Case, *, by: Actor, at: datetime) -> Latest:
    """Open the latest check; where none was made, everything is not asked."""
    checks = heard(case, by=by, at=at)
    last = checks[0] if checks else None
    answers: dict[Item, Answer] = last.answers if last else {}
    table = triage_on(local_day(case.organisation, at))
    since = rules.since((c.row.made_at, c.answers) for c in reversed(checks))
    stands = rules.standing(answers, since)
    made_at = last.row.made_at if last else None
    moment = last.last_assault if last else None
    return Latest(
        number=last.row.number if last else 0,
        answers=answers,
        stands=stands,
        graded=rules.grade(stands, table),
        due=rules.deadlines(stands, made_at or at, until_of(case.organisation), table, since),
        clocks=rules.clocks(moment, at) if moment else (),
        last_assault=moment,
        note=last.note if last else "",
        at=made_at,
        must_not_know_asked=case.person.must_not_know_asked_at is not None,
        checks=tuple(checks),
    )


def heard(case: Case, *, by: Actor, at: datetime) -> list[Heard]:
    """Open the checks of a case, newest first: none is ever overwritten."""
    rows = list(TriageCheck.objects.filter(case=case).order_by("-number")[:MOST_CHECKS])
    if not rows:
        return []
    with vault.opened(rows[0], by=by, at=at, record=case, purpose="triage"):
        return [
            Heard(row, answers_of(row), _moment(opened(row.last_assault)), opened(row.note))
            for row in rows
        ]


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def red_items(case: Case, *, by: Actor, at: datetime) -> list[Item]:
    """Return the red items that stand open, the soonest due first; a case that is not red: none."""
    if case.risk != Grade.RED.value:
        return []
    due = latest(case, by=by, at=at).due
    return [line.item for line in due if line.item is not None and line.grade is Grade.RED]


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved check for its line: who, when, which items were settled by it, the note."""

    row: TriageCheck
    who: str
    settled: tuple[Item, ...]
    note: str


def history(checks: Sequence[Heard]) -> list[Saved]:
    """Return the lines of the checks that ``latest`` opened, newest first."""
    names = names_of(c.row.made_by for c in checks)
    lines = []
    for number, check in enumerate(checks):
        before = checks[number + 1].answers if number + 1 < len(checks) else {}
        settled = tuple(
            i for i in Item if before.get(i) is Answer.YES and check.answers.get(i) in rules.SETTLED
        )
        lines.append(Saved(check.row, names.get(check.row.made_by, ""), settled, check.note))
    return lines


def answers_of(row: TriageCheck) -> dict[Item, Answer]:
    """Return the answers of a check whose subject is open."""
    return {Item(i): Answer(a) for i, a in opened(row.answers, {}).items()}


def receiver_of(organisation: Organisation) -> Receiver:
    """Return an organisation as the check of who must not know reads it."""
    kinds = KINDS_OF_RECEIVER.get(organisation.kind, frozenset()) | {MustNot.OFFICE}
    return Receiver(
        organisation_id=organisation.pk,
        kinds=kinds,
        names=(organisation.name, organisation.short_name),
    )


def why_not_reach(
    case: Case, organisation: Organisation, *, about: str, by: Actor, at: datetime
) -> list[Because]:
    """Say why an organisation cannot be reached: it is on the list and nobody has decided.

    Who may receive a referral may be called about it and take the person over.
    """
    entries = people.must_not_know(case.person, by=by, at=at)
    covers = {about, *COVERED_BY.get(About(about), ())}
    decided = ContactDecision.objects.filter(
        case=case, receiver_id=organisation.pk, about__in=covers
    ).exists()
    return rules.why_not_contact(entries, receiver_of(organisation), decided=decided)


@dataclass(frozen=True, slots=True)
class BeforeCall:
    """What is looked at before any call or visit: one look at the person."""

    local: datetime  # the hour at our office
    there: tuple[datetime, ...]  # the hours where the person is; none: the place is not noted
    contact: Contact
    ways: tuple[tuple[Channel, tuple[Because, ...]], ...]  # each way, and why not now
    houses: tuple[Organisation, ...]  # on the list and known here: a decision can be written
    decided: tuple[tuple[ContactDecision, str], ...]  # with the name of whom it is about

    @property
    def first_there(self) -> time:
        """Return the earliest clock where the person is; only where the place is noted."""
        return self.there[0].time()

    @property
    def last_there(self) -> time:
        """Return the latest clock where the person is; only where the place is noted."""
        return self.there[-1].time()


def before_call(case: Case, *, by: Actor, at: datetime, zone: tzinfo) -> BeforeCall:
    """Open how the person is reached and who must not know, judged for this hour."""
    contact = people.contact(people_scope.get(case.person_id, by, at, Part.CONTACT), by=by, at=at)
    local = at.astimezone(zone)
    there = clocks_in(case.now_country, at, case.now_regency)
    hours = there or (local,)
    ways = tuple((way, _why_not_now(contact, way, hours)) for way in Channel)
    secrets = (line.secret.organisation_id for line in contact.must_not_know)
    barred = {house for house in secrets if house is not None}
    rows = list(ContactDecision.objects.filter(case=case).order_by("-made_at", "-pk"))
    names = Organisation.objects.filter(pk__in={*barred, *(r.receiver_id for r in rows)})
    known = {house.pk: house for house in names}
    return BeforeCall(
        local=local,
        there=there,
        contact=contact,
        ways=ways,
        houses=tuple(h for pk, h in known.items() if pk in barred and h.closed_on is None),
        decided=tuple((r, known[r.receiver_id].name) for r in rows if r.receiver_id in known),
    )


def _why_not_now(contact: Contact, way: Channel, hours: Sequence[datetime]) -> tuple[Because, ...]:
    """Return why this way is not safe now; in a country of several hours at any one of them."""
    why = [reason for hour in hours for reason in why_not_contact(contact.rules, way, hour)]
    return tuple(Because(reason) for reason in dict.fromkeys(why))


@dataclass(frozen=True, slots=True)
class Plan:
    """The safety plan, opened."""

    id: UUID | None
    version: int
    content: dict[str, str]
    made_with_person: bool
    review_on: object
    at: datetime | None


def safety_plan(case: Case, *, by: Actor, at: datetime) -> Plan:
    """Open the safety plan; an empty one where none was made."""
    row = SafetyPlan.objects.filter(case=case).first()
    if row is None:
        return Plan(None, 0, {}, False, None, None)
    with vault.opened(row, by=by, at=at, record=case, purpose="safety"):
        content = opened(row.content, {})
    return Plan(row.pk, row.version, content, row.made_with_person, row.review_on, row.made_at)
