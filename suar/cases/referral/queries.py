"""Reads of referrals: what a draft may say, what a receiver sees, who takes this person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

import suar.network.queries as network
import suar.people.queries as people
import suar.vault as vault
from suar.cases import words
from suar.cases.consent import queries as consents
from suar.cases.consent.rules import why_not_share
from suar.cases.models import (
    Case,
    ConsentLine,
    GroundLine,
    Referral,
    ReferralEvent,
    ReferralService,
)
from suar.cases.referral import rules, slots
from suar.cases.referral.codes import RefState, Urgency, Verb
from suar.cases.rows import opened
from suar.cases.triage.codes import About, Grade
from suar.cases.triage.queries import why_not_reach
from suar.documents.codes import Datum, NotToDo
from suar.kit.actor import Actor
from suar.kit.dates import age_on
from suar.kit.problem import Because
from suar.network.codes import Kind, WhyNot
from suar.network.models import Organisation
from suar.network.queries import Matches, local_day
from suar.network.rules import Place
from suar.people.ages import AgeFinding
from suar.people.codes import MustNot, Sex
from suar.people.codes import Source as BirthSource
from suar.people.labels import SEX
from suar.reference.countries import country_label

DUE_FIELD = {  # by when the next step is due at each state
    RefState.SENT: "acknowledge_by",
    RefState.ACK: "answer_by",
    RefState.ACCEPTED: "feedback_by",
    RefState.HANDOVER: "feedback_by",
}


def matches(case: Case, service: str, *, by: Actor, at: datetime) -> Matches:
    """Return who gives a service to this person, and who does not and why."""
    finding = people.age_of(case.person, by=by, at=at, today=local_day(case.organisation, at))
    where = place_of(case)[0]
    return network.offers_for(service, sex=case.person.sex, age=finding.age, place=where, at=at)


def place_of(case: Case) -> tuple[Place, bool]:
    """Return the place for which a service is looked for, and whether she is there now.

    Where that is not noted it is the place that she is from.
    """
    if case.now_country:
        return Place(case.now_country, case.now_regency[:2], case.now_regency), True
    person = case.person
    return Place(person.country, person.province, person.regency), False


def offer_of(
    case: Case, service: str, receiver_id: UUID, *, by: Actor, at: datetime
) -> rules.Offer:
    """Return what the receiver's entries in the directory say for this person."""
    found = matches(case, service, by=by, at=at)
    mine = [
        m
        for m in (*found.accepting, *found.not_accepting)
        if m.offer.organisation_id == receiver_id
    ]
    if not mine:
        return rules.Offer(exists=False, accepts_sex=True, accepts_age=True)
    ages = {WhyNot.AGE_UNDER, WhyNot.AGE_OVER}
    return rules.Offer(
        exists=True,
        accepts_sex=any(WhyNot.SEX not in m.reasons for m in mine),
        accepts_age=any(not ages & set(m.reasons) for m in mine),
    )


@dataclass(frozen=True, slots=True)
class Basis:
    """The line or ground on which a referral would go, and what speaks against it."""

    line: ConsentLine | GroundLine | None
    why_not: tuple[Because, ...]


def basis_of(case: Case, receiver_id: UUID, data: frozenset[Datum], at: datetime) -> Basis:
    """Return the newest consent, else ground, that lets these data go to this receiver."""
    lines: list[ConsentLine | GroundLine] = [
        *consents.for_receiver(case, receiver_id),
        *consents.grounds_for(case, receiver_id),
    ]
    police = consents.is_law_enforcement(receiver_id)
    today = local_day(case.organisation, at)
    first: Basis | None = None
    for row in lines:
        line = consents.as_rule(row)
        why = tuple(why_not_share(line, receiver_id, data, today, law_enforcement=police))
        if not why:
            return Basis(row, ())
        first = first or Basis(None, why)
    return first or Basis(None, tuple(why_not_share(None, receiver_id, data, today)))


def before_call(
    case: Case, receiver: Organisation, data: frozenset[Datum], *, by: Actor, at: datetime
) -> tuple[list[Because], tuple[Because, ...]]:
    """Return why the receiver may not be called, and why these data may not be said."""
    reach = why_not_reach(case, receiver, about=About.CALL, by=by, at=at)
    return reach, basis_of(case, receiver.pk, data, at).why_not


def send_facts(
    referral: Referral, case: Case, basis: Basis, *, has_need: bool, by: Actor, at: datetime
) -> rules.SendFacts:
    """Gather everything that the rule of sending asks."""
    receiver: Organisation = referral.receiver
    return rules.SendFacts(
        state=RefState(referral.state),
        sender_id=referral.organisation_id,
        receiver_id=receiver.pk,
        receiver_open=receiver.closed_on is None,
        offer=offer_of(case, referral.service, receiver.pk, by=by, at=at),
        data=frozenset(Datum(d) for d in referral.data),
        has_need=has_need,
        share=basis.why_not,
        contact=tuple(why_not_reach(case, receiver, about="referral", by=by, at=at)),
        case_open=not case.is_closed,
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A referral for its page, opened: the same fields on both sides."""

    row: Referral
    letter: list[tuple[Datum, str]]
    need: str
    not_to_do: list[str]
    not_to_do_more: str
    must_not_know_asked: bool  # U13; once sent, as it was then
    contact: str
    escort: str
    events: list[tuple[ReferralEvent, str]]
    services: list[tuple[ReferralService, str]]

    @property
    def state(self) -> RefState:
        """Return the state as its code."""
        return RefState(self.row.state)

    @property
    def arrived(self) -> bool:
        """Say whether either side has told that the person was handed over."""
        return any(event.verb == Verb.HAND_OVER for event, _note in self.events)

    @property
    def answered(self) -> Verb | None:
        """Return what the receiver said last of whether the service has begun."""
        said = [e.verb for e, _note in self.events if e.verb in (Verb.FEEDBACK, Verb.NOT_BEGUN)]
        return Verb(said[-1]) if said else None


def newest_answer(row: Referral) -> Verb | None:
    """Return what the receiver said last of whether the service has begun."""
    answers = (Verb.FEEDBACK.value, Verb.NOT_BEGUN.value)
    said = ReferralEvent.objects.filter(referral=row, verb__in=answers).order_by("-made_at", "-id")
    return next((Verb(verb) for verb in said.values_list("verb", flat=True)[:1]), None)


def open_referral(row: Referral, *, by: Actor, at: datetime) -> Opened:
    """Open a referral that was found in scope; leaves a look at it."""
    events = list(ReferralEvent.objects.filter(referral=row).order_by("made_at", "id"))
    services = list(
        ReferralService.objects.filter(referral=row)
        .select_related("provider")
        .order_by("started_on", "id")
    )
    with vault.opened(row, by=by, at=at, purpose="referral"):
        letter: dict[str, str] = opened(row.letter, {})
        forbidden: dict[str, Any] = opened(row.not_to_do, {})
        return Opened(
            row=row,
            letter=[(d, letter[d]) for d in Datum if d in letter],
            need=opened(row.need),
            not_to_do=list(forbidden.get("codes", ())),
            not_to_do_more=str(forbidden.get("more", "")),
            must_not_know_asked=_asked(row, forbidden),
            contact=opened(row.contact),
            escort=opened(row.escort),
            events=[(e, opened(e.note)) for e in events],
            services=[(s, opened(s.note)) for s in services],
        )


def _asked(row: Referral, forbidden: dict[str, Any]) -> bool:
    """Say whether "who must not know" was asked: as it is now for a draft, else as it was sent.

    An answer that came later is not in what was sent, so the receiver is not told that it is.
    """
    if row.sent_at is None:
        return row.case.person.must_not_know_asked_at is not None
    return bool(forbidden.get("asked", True))


def of_case(case: Case) -> list[Referral]:
    """Return the referrals of a case, newest first."""
    return list(
        Referral.objects.filter(case=case).select_related("receiver").order_by("-made_at", "-id")
    )


def given_through(case: Case) -> list[ReferralService]:
    """Return what receivers report to have given through referrals of a case, newest first.

    Only what is open to the eye: the receiver's note stays under the referral's own subject.
    """
    return list(
        ReferralService.objects.filter(referral__case=case)
        .select_related("provider", "referral")
        .order_by("-started_on", "-id")
    )


def is_overdue(row: Referral, at: datetime) -> bool:
    """Say whether a side is late with its next step."""
    field = DUE_FIELD.get(RefState(row.state))
    due: datetime | None = getattr(row, field) if field else None
    return due is not None and due < at


def still_due(row: Referral, field: str) -> datetime | None:
    """Return by when the receiver does a step that it has not done yet.

    Two steps, two times: it confirms that the letter arrived, by the urgency; it accepts or
    declines two working days later at the latest.
    """
    before = {"acknowledge_by": {RefState.SENT}, "answer_by": {RefState.SENT, RefState.ACK}}
    due: datetime | None = getattr(row, field)
    return due if RefState(row.state) in before[field] else None


def values_known(case: Case, *, by: Actor, at: datetime) -> dict[Datum, str]:
    """Return what the record knows for a letter, so that nothing is typed twice.

    The age stands for the date of birth, which few receivers need: whoever does asks for it.
    """
    person = case.person
    finding = people.age_of(person, by=by, at=at, today=local_day(case.organisation, at))
    known = {
        Datum.NAME: people.main_name(person, by=by, at=at, purpose="letter"),
        Datum.CASE_CODE: case.code,
        Datum.SEX: str(SEX[Sex(person.sex)]) if person.sex != Sex.UNKNOWN else "",
        Datum.NATIONALITY: country_label(person.country, words.language()),
        Datum.AGE: age_words(finding, local_day(case.organisation, at)),
    }
    return {datum: text for datum, text in known.items() if text}


def age_words(finding: AgeFinding, today: date) -> str:
    """Return an age as it is known: 27, 27-28 where only the year of birth is, or about 27."""
    if finding.age is None or finding.counts is None:
        return ""
    oldest = age_on(finding.counts.born.earliest(), today)
    age = str(finding.age) if oldest <= finding.age else f"{finding.age}–{oldest}"
    guessed = finding.counts.source == BirthSource.ESTIMATE
    return _("about %(age)s") % {"age": age} if guessed else age


def agreed_for(case: Case, receiver_id: UUID, at: datetime) -> frozenset[Datum] | None:
    """Return what may go to this receiver on the newest consent or ground; none without one.

    The page of a draft says beside each other field that the person did not agree to it.
    """
    line = basis_of(case, receiver_id, frozenset(), at).line
    return None if line is None else frozenset(Datum(d) for d in line.data)


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new draft takes over from the urgent check and from who must not know."""

    urgency: Urgency
    not_to_do: tuple[NotToDo, ...]
    asked: bool  # who must not know: an empty list says nothing where nobody asked
    reporter: MustNot | None = None  # one who must not know, to be said in words by her kind


def begun(case: Case, *, by: Actor, at: datetime) -> Begun:
    """Return with what a draft begins; reading who must not know is a look, as before a call."""
    feared = people.must_not_know(case.person, by=by, at=at)
    kinds = [kind for told in slots.reporters for kind in told(case)]
    categories, reporter = rules.reporter_told_of((s.category for s in feared), kinds)
    houses = {s.organisation_id for s in feared if s.organisation_id is not None}
    embassy = Organisation.objects.filter(pk__in=houses, kind=Kind.MISSION.value).exists()
    return Begun(
        urgency=rules.urgency_for(red=case.risk == Grade.RED),
        not_to_do=rules.must_not_do(categories, embassy=embassy),
        reporter=reporter,
        asked=case.person.must_not_know_asked_at is not None,
    )


def unsettled(case: Case) -> Sequence[Referral]:
    """Return the referrals of a case that are not settled yet."""
    states = [s.value for s in rules.UNSETTLED]
    return list(Referral.objects.filter(case=case, state__in=states))
