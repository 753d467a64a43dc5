"""Reads of the consent ledger."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import suar.people.queries as people
import suar.vault as vault
from suar.cases.consent import rules
from suar.cases.consent.codes import Ground, Purpose, Signer, State, VoiceBand
from suar.cases.models import Case, ConsentLine, GroundLine
from suar.cases.rows import opened
from suar.documents.codes import Datum
from suar.kit.actor import Actor
from suar.network.models import Organisation
from suar.network.queries import local_day


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose voice counts, and the age on which that rests; None: no date is known."""

    band: VoiceBand
    age: int | None


def voice_of(case: Case, *, by: Actor, at: datetime) -> Voice:
    """Return whose voice it is: the youngest credible age; with no date known, a child's."""
    finding = people.age_of(case.person, by=by, at=at, today=local_day(case.organisation, at))
    child = finding.childhood.counts_as_child
    age = min(finding.age, 17) if child and finding.age is not None else finding.age
    return Voice(rules.age_band(age, child=child), finding.age)


def band_of(case: Case, *, by: Actor, at: datetime) -> VoiceBand:
    """Return in which band the person's voice stands."""
    return voice_of(case, by=by, at=at).band


def guardian_is_feared(
    case: Case, signer: Signer, guardian: str, *, by: Actor, at: datetime
) -> bool:
    """Say whether a parent or guardian must not know; looked up only where one signs."""
    if signer is Signer.SELF:
        return False
    entries = people.must_not_know(case.person, by=by, at=at)
    return rules.guardian_is_feared(entries, signer, guardian)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger for its page, opened."""

    row: ConsentLine
    about: str
    explained_by: str
    interpreter: str
    guardian: str
    assent: str
    outside_worker: str
    evidence: str
    over: bool


@dataclass(frozen=True, slots=True)
class GroundView:
    """One ground for its page, opened."""

    row: GroundLine
    reason: str
    outside_worker: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """Consents and grounds of a case, newest first."""

    lines: tuple[Line, ...]
    grounds: tuple[GroundView, ...]


def ledger(case: Case, *, by: Actor, at: datetime) -> Ledger:
    """Open the whole ledger; one look at the case."""
    rows = list(
        ConsentLine.objects.filter(case=case).select_related("receiver").order_by("-made_at", "-pk")
    )
    grounds = list(
        GroundLine.objects.filter(case=case).select_related("receiver").order_by("-made_at", "-pk")
    )
    if not rows and not grounds:
        return Ledger((), ())
    today = local_day(case.organisation, at)
    with vault.opened(case, by=by, at=at, record=case, purpose="consent"):
        return Ledger(
            tuple(_line(row, today) for row in rows),
            tuple(_ground(row, today) for row in grounds),
        )


def _line(row: ConsentLine, today: date) -> Line:
    return Line(
        row=row,
        about=opened(row.about),
        explained_by=opened(row.explained_by),
        interpreter=opened(row.interpreter),
        guardian=opened(row.guardian),
        assent=opened(row.assent),
        outside_worker=opened(row.outside_worker),
        evidence=opened(row.evidence),
        over=row.valid_until is not None and row.valid_until < today,
    )


def _ground(row: GroundLine, today: date) -> GroundView:
    return GroundView(
        row=row,
        reason=opened(row.reason),
        outside_worker=opened(row.outside_worker),
        overdue=row.ended_at is None and row.review_on < today,
    )


def standing(case: Case, purpose: Purpose, today: date) -> ConsentLine | None:
    """Return the newest answer to a purpose without a receiver, if it is a given one."""
    newest = (
        ConsentLine.objects.filter(case=case, purpose=purpose.value)
        .order_by("-made_at", "-pk")
        .first()
    )
    if newest is None or newest.state != State.GIVEN:
        return None
    return None if newest.valid_until and newest.valid_until < today else newest


def said_no(case: Case, purpose: Purpose) -> bool:
    """Say whether the newest answer to a purpose is a no, or was taken back."""
    lines = ConsentLine.objects.filter(case=case, purpose=purpose.value)
    newest = lines.order_by("-made_at", "-id").first()
    return newest is not None and newest.state != State.GIVEN


def was_given(case: Case, purpose: Purpose) -> bool:
    """Say whether a purpose was ever agreed to, whatever became of it."""
    given = (State.GIVEN.value, State.WITHDRAWN.value)
    return ConsentLine.objects.filter(case=case, purpose=purpose.value, state__in=given).exists()


def all_asked(case: Case, purposes: Collection[Purpose]) -> bool:
    """Say whether each purpose was answered, whatever the answer was."""
    lines = ConsentLine.objects.filter(case=case, purpose__in=[p.value for p in purposes])
    return lines.values("purpose").distinct().count() == len(purposes)


def is_law_enforcement(receiver_id: UUID | None) -> bool:
    """Say whether an organisation is police or prosecution: consent for it is asked apart."""
    if receiver_id is None:
        return False
    return Organisation.objects.filter(
        pk=receiver_id, kind__in=sorted(rules.LAW_ENFORCEMENT)
    ).exists()


def for_receiver(case: Case, receiver_id: UUID) -> list[ConsentLine]:
    """Return the lines that still speak of one receiver, newest first."""
    found = list(
        ConsentLine.objects.filter(case=case, receiver_id=receiver_id).order_by("-made_at", "-id")
    )
    speak = rules.still_speak([(Purpose(row.purpose), State(row.state)) for row in found])
    return [row for row, counts in zip(found, speak, strict=True) if counts]


def grounds_for(case: Case, receiver_id: UUID) -> list[GroundLine]:
    """Return the grounds that speak of one receiver, newest first."""
    return list(
        GroundLine.objects.filter(case=case, receiver_id=receiver_id).order_by("-made_at", "-pk")
    )


def as_rule(row: ConsentLine | GroundLine | None) -> rules.Line | rules.GroundLine | None:
    """Return a line or a ground as the rule of sharing reads it."""
    if row is None:
        return None
    data = frozenset(Datum(d) for d in row.data)
    if isinstance(row, GroundLine):
        return rules.GroundLine(
            Ground(row.ground), row.receiver_id, data, row.review_on, row.ended_at is not None
        )
    return rules.Line(
        Purpose(row.purpose), State(row.state), row.receiver_id, data, row.valid_until
    )
