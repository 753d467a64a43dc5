"""Legal holds: what must not be erased because a court, an authority or a law asks for it.

UU 27/2022 Art. 43 lets data be erased "by the rules of law": files of a running case stay. A hold
is placed on a whole person, because an erasure takes all that is hers at once; the code of a case
or report leads to her. It stands until somebody lifts it with a reason: no hold ends because a day
has passed, a task asks on that day instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from suar import audit, policy, vault
from suar.agenda import actions as agenda
from suar.agenda.actions import About
from suar.cases.rows import opened as opened_text
from suar.kit import deadlines
from suar.kit.actor import Actor
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation
from suar.network.queries import local_day
from suar.policy import Permission, Role
from suar.site import erasing
from suar.site.models import LegalHold
from suar.store.models import replayed
from suar.store.work import act
from suar.vault.families import tree
from suar.vault.holds import RESTORED
from suar.vault.models import Subject, SubjectKind

REVIEW = "hold.review"  # the task on the day of review
LONGEST = timedelta(days=366)  # proposed: no source sets it; nobody is kept for ever by a slip


class Ground(StrEnum):
    """Why records must not be erased."""

    COURT_ORDER = "court_order"
    CRIMINAL_CASE = "criminal_case"  # investigation, prosecution or trial is running
    CLAIM = "own_claim"  # of the person herself: restitution, compensation, wages
    LAW = "law"
    AUTHORITY = "authority"  # its written request, with the legal basis


def why_not_place(*, review_on: date, today: date) -> list[Because]:
    """Return what stands against a day of review: it lies ahead, and within a year."""
    if review_on <= today:
        return [Because(Reason.GROUND_NEEDS_REVIEW, field="review_on")]
    if review_on > today + LONGEST:
        return [Because(Reason.GROUND_REVIEW_LATE, {"days": LONGEST.days}, "review_on")]
    return []


def root(subject_id: UUID, by: Actor) -> Subject:
    """Return whom a hold is placed on; another organisation's answers as absent.

    A seat in one unit holds nobody of another.
    """
    policy.require(by, Permission.HOLD_MANAGE)
    found = erasing.whole(subject_id, by)
    policy.require_in(by, Permission.HOLD_MANAGE, erasing.unit_of(found.pk))
    return found


@act
def place(
    *, id: UUID, subject_id: UUID, code: str, ground: Ground, authority: str, number: str,  # noqa: A002
    review_on: date, by: Actor, at: datetime,
) -> LegalHold:  # fmt: skip
    """Place a hold: from now on an erasure of the person is refused.

    Raises ``Problem``: absent, erased already, no text, no day of review within a year.
    """
    whole = root(subject_id, by)
    if done := replayed(LegalHold, id, by, root_id=whole.pk):
        return done  # type: ignore[no-any-return]
    if whole.erased_at is not None:
        raise Problem.refused(Reason.ERASED)
    _refuse(_missing(authority=authority, number=number))
    today = local_day(by.organisation_id, at)
    _refuse(why_not_place(review_on=review_on, today=today))
    own = vault.new_subject(kind=SubjectKind.FILE.value, person_subject=whole.pk, by=by, at=at)
    hold = LegalHold(
        id=id, organisation_id=by.organisation_id, subject_id=own, made_at=at, made_by=by.user_id,
        root_id=whole.pk, code=code, ground=ground.value, review_on=review_on,
        authority=authority.strip(), number=number.strip(), lifted_why="",
    )  # fmt: skip
    hold.save(force_insert=True)
    vault.hold(whole.pk, law=ground.value, by=by, at=at)
    _paper_is_back(whole.pk, by, at)
    _remind(hold, by, at)
    facts = {"ground": ground.value, "review": review_on.isoformat()}
    audit.record(by, "hold.placed", hold, at=at, subjects=[own, whole.pk], facts=facts)
    return hold


@act
def keep_on(*, hold_id: UUID, review_on: date, expected: int, by: Actor, at: datetime) -> LegalHold:
    """Say after a look that a hold still stands, and when it is looked at next."""
    hold = _for_change(hold_id, by)
    if hold.lifted_at is not None:
        raise Problem.refused(Reason.ALREADY_DONE)
    _refuse(why_not_place(review_on=review_on, today=local_day(by.organisation_id, at)))
    hold.review_on, hold.reviewed_at = review_on, at
    hold.save_change(expected=expected, fields=["review_on", "reviewed_at"])
    agenda.complete_for(record_id=hold.pk, kind=REVIEW, by=by, at=at)
    _remind(hold, by, at)
    facts = {"review": review_on.isoformat()}
    audit.record(
        by, "hold.kept", hold, at=at, subjects=[hold.subject_id, hold.root_id], facts=facts
    )
    return hold


@act
def lift(*, hold_id: UUID, why: str, expected: int, by: Actor, at: datetime) -> LegalHold:
    """Lift a hold, with the reason; where it was the last one, the records may be erased again."""
    hold = _for_change(hold_id, by)
    if hold.lifted_at is not None:
        return hold  # the same press, sent twice
    _refuse(_missing(why=why))
    hold.lifted_at, hold.lifted_by, hold.lifted_why = at, by.user_id, why.strip()
    hold.save_change(expected=expected, fields=["lifted_at", "lifted_by", "lifted_why"])
    other = _standing([hold.root_id]).first()
    if other is None:
        vault.release(hold.root_id, by=by, at=at)
    else:
        vault.hold(hold.root_id, law=other.ground, by=by, at=at)
    agenda.complete_for(record_id=hold.pk, kind=REVIEW, by=by, at=at)
    audit.record(
        by, "hold.lifted", hold, at=at, subjects=[hold.subject_id, hold.root_id],
        facts={"ground": hold.ground},
    )  # fmt: skip
    return hold


def in_force(subject_id: UUID) -> QuerySet[LegalHold]:
    """Return the holds that keep a person, the soonest to be looked at first.

    One of them may have been placed on a report before it was tied, or on a linked record.
    """
    return _standing(vault.of_person(subject_id))


def all_in_force(by: Actor) -> Sequence[LegalHold]:
    """Return the holds in force that the seat answers for, the soonest to be looked at first."""
    policy.require(by, Permission.HOLD_MANAGE)
    rows = LegalHold.objects.filter(organisation_id=by.organisation_id, lifted_at=None)
    return _answered_by(by, rows.order_by("review_on", "id"))


def one(hold_id: UUID, by: Actor) -> LegalHold:
    """Return a hold of the own organisation; any other answers as absent."""
    policy.require(by, Permission.HOLD_MANAGE)
    found = LegalHold.objects.filter(pk=hold_id, organisation_id=by.organisation_id).first()
    if found is None:
        raise Problem.not_found()
    policy.require_in(by, Permission.HOLD_MANAGE, erasing.unit_of(found.root_id))
    return found


@dataclass(frozen=True, slots=True)
class Opened:
    """A hold with its words."""

    row: LegalHold
    authority: str
    number: str
    lifted_why: str
    readable: bool  # not once the person was erased


def opened(hold: LegalHold, *, by: Actor, at: datetime) -> Opened:
    """Open the words of a hold; leaves a look."""
    policy.require(by, Permission.HOLD_MANAGE)
    if Subject.objects.filter(pk=hold.subject_id).exclude(erased_at=None).exists():
        return Opened(hold, "", "", "", readable=False)
    with vault.opened(hold, by=by, at=at, purpose="hold"):
        return Opened(
            hold,
            opened_text(hold.authority),
            opened_text(hold.number),
            opened_text(hold.lifted_why),
            readable=True,
        )


def own_holds(
    actor: Actor, subjects: frozenset[UUID], at: datetime, part: str | None
) -> frozenset[UUID]:
    """Answer the vault's "may this seat open it": who keeps the holds reads those of the house.

    A hold has no parts; whoever asks for one asks for something else.
    """
    if part is not None or not actor.may(Permission.HOLD_MANAGE):
        return frozenset()
    held = LegalHold.objects.filter(subject_id__in=subjects, organisation_id=actor.organisation_id)
    return frozenset(row.subject_id for row in _answered_by(actor, held))


def _standing(roots: Iterable[UUID]) -> QuerySet[LegalHold]:
    """Return the holds in force that were placed on these very subjects."""
    rows = LegalHold.objects.filter(root_id__in=list(roots), lifted_at=None)
    return rows.order_by("review_on", "id")


def _answered_by(by: Actor, holds: Iterable[LegalHold]) -> list[LegalHold]:
    """Return the holds for which the seat answers; the same number of queries for any number."""
    rows = list(holds)
    units = erasing.units_of(row.root_id for row in rows)
    return [row for row in rows if by.may(Permission.HOLD_MANAGE, units[row.root_id])]


def _paper_is_back(root_id: UUID, by: Actor, at: datetime) -> None:
    """Take off what a restore marked below: the hold with its paper keeps the whole now."""
    marked = Subject.objects.filter(pk__in=tree([root_id]), held_by=RESTORED)
    for subject_id in marked.values_list("pk", flat=True):
        vault.release(subject_id, by=by, at=at)


def _for_change(hold_id: UUID, by: Actor) -> LegalHold:
    """Ask the right, and hold the person's row: two holds lifted at once leave no mark behind."""
    found = one(hold_id, by)
    Subject.objects.select_for_update().get(pk=found.root_id)
    found.refresh_from_db()
    return found


def _remind(hold: LegalHold, by: Actor, at: datetime) -> None:
    zone = ZoneInfo(Organisation.objects.get(pk=hold.organisation_id).time_zone)
    agenda.add_task(
        kind=REVIEW, about=About(hold._meta.label_lower, hold.pk, hold.code, hold.subject_id),
        due_at=deadlines.closing(hold.review_on, zone), source=f"{REVIEW}.{hold.review_on}",
        role=Role.SAFEGUARDING_OFFICER.value, by=by, at=at,
    )  # fmt: skip


def _missing(**texts: str) -> list[Because]:
    said: Mapping[str, str] = texts
    return [Because(Reason.REQUIRED, field=name) for name, text in said.items() if not text.strip()]


def _refuse(reasons: list[Because]) -> None:
    if reasons:
        raise Problem.refused(reasons)
