"""Tasks that the steps of a case add and close: what has to follow, by when, for whom.

The limits of urgent items and of referrals are dated tables of their own rules; those of the other
kinds stand here. A task holds codes and ids, never a word of the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

import suar.agenda.actions as agenda
from suar.accounts.models import User
from suar.agenda.actions import About
from suar.agenda.models import Task
from suar.cases.models import Assignment, Case, Referral
from suar.cases.triage.rules import Due as UrgentDue
from suar.kit import deadlines
from suar.kit.actor import Actor
from suar.kit.deadlines import Limit
from suar.network.models import Organisation, Unit
from suar.network.queries import until_of
from suar.policy import Role
from suar.store.tenancy import acting_for


class Kind(StrEnum):
    """The kinds of tasks that cases make; their words stand in ``shell``."""

    URGENT = "case.urgent"
    ASK_URGENT = "case.ask_urgent"
    CHECK_AGAIN = "case.check_again"
    ASK_CONSENT = "case.ask_consent"
    ASK_AGE = "case.ask_age"
    GROUND_REVIEW = "case.ground_review"
    CONSENT_ENDS = "case.consent_ends"
    NEXT_SITTING = "case.next_sitting"
    CHILD_PROTECTION = "case.child_protection"
    SECOND_PERSON = "case.second_person"
    FOLLOW_UP = "case.follow_up"
    APPROVE_CLOSING = "case.approve_closing"
    CLOSING_RETURNED = "case.closing_returned"
    HAND_OVER = "case.hand_over"
    SEND_REFERRAL = "case.send_referral"
    LOOK_AT_ANSWER = "case.look_at_answer"
    ACKNOWLEDGE = "referral.acknowledge"
    ANSWER = "referral.answer"
    FEEDBACK = "referral.feedback"
    RECEIVER_HAND_OVER = "referral.hand_over"
    ERASE = "person.erase"  # its words and page stand in ``site``


ONE_DAY = Limit(hours=24)
LIMITS: Mapping[Kind, Limit] = {  # where no table of its own and no day of a person's says more
    Kind.CHECK_AGAIN: Limit(hours=1),  # as what is urgent "now"
    Kind.ASK_CONSENT: ONE_DAY,
    Kind.ASK_AGE: ONE_DAY,
    Kind.NEXT_SITTING: Limit(days=7, at_closing=True),  # long enough to rest, not to forget
    Kind.CHILD_PROTECTION: Limit(same_day=True),
    Kind.SECOND_PERSON: ONE_DAY,
    Kind.APPROVE_CLOSING: Limit(hours=72),
    Kind.CLOSING_RETURNED: Limit(hours=72),
    Kind.HAND_OVER: ONE_DAY,
    Kind.RECEIVER_HAND_OVER: ONE_DAY,
    Kind.LOOK_AT_ANSWER: ONE_DAY,
    Kind.ERASE: Limit(hours=72),  # UU 27/2022: processing stops within 3 x 24 hours
}


def usual(kind: Kind, organisation: Organisation, at: datetime) -> datetime:
    """Return when a task of a kind is due at an office, where nothing says otherwise."""
    return until_of(organisation)(LIMITS[kind], at)


def zone_of(case: Case) -> ZoneInfo:
    """Return the time zone of the office that keeps the case."""
    return ZoneInfo(case.organisation.time_zone)


def on_day(case: Case, day: date) -> datetime:
    """Return when a task for a day is due: the office that keeps the case closes."""
    return deadlines.closing(day, zone_of(case))


def for_worker(
    case: Case,
    kind: Kind,
    due_at: datetime | None = None,
    *,
    by: Actor,
    at: datetime,
    source: str = "",
    urgent: bool = False,
) -> Task:
    """Add a task for the case's worker; return it, or the same one that stands open already."""
    return agenda.add_task(
        kind=kind.value,
        about=_about(case),
        due_at=due_at or usual(kind, case.organisation, at),
        source=source or kind.value,
        user=case.worker_id,
        urgent=urgent,
        organisation_id=case.organisation_id,
        by=by,
        at=at,
    )


def for_supervisor(case: Case, kind: Kind, *, by: Actor, at: datetime) -> None:
    """Add a task for the supervisors of the case's unit."""
    agenda.add_task(
        kind=kind.value,
        about=_about(case),
        due_at=usual(kind, case.organisation, at),
        source=kind.value,
        unit=case.unit,
        role=Role.SUPERVISOR.value,
        by=by,
        at=at,
    )


def ask_to_erase(case: Case, *, by: Actor, at: datetime) -> None:
    """Ask the safeguarding officer to answer a wish that data be not kept: 3 x 24 hours by law."""
    agenda.add_task(
        kind=Kind.ERASE.value,
        about=About("vault.subject", case.person.subject_id, case.person.code),
        due_at=usual(Kind.ERASE, case.organisation, at),
        source=Kind.ERASE.value,
        role=Role.SAFEGUARDING_OFFICER.value,
        organisation_id=case.organisation_id,
        by=by,
        at=at,
    )


def no_wish_to_erase(case: Case, *, by: Actor, at: datetime) -> None:
    """Drop that task: the person let the data be kept after all."""
    agenda.cancel_for(
        record_id=case.person.subject_id,
        why="consent_given",
        kind=Kind.ERASE.value,
        organisation_id=case.organisation_id,
        by=by,
        at=at,
    )


def done(case: Case, kind: Kind, *, by: Actor, at: datetime, source: str = "") -> None:
    """Close the tasks of one kind because the step was taken."""
    agenda.complete_for(
        record_id=case.pk,
        kind=kind.value,
        source=source,
        organisation_id=case.organisation_id,
        by=by,
        at=at,
    )


def given_on(case: Case, worker: User, unit: Unit, *, by: Actor, at: datetime) -> None:
    """Move the case's open tasks to its new worker and unit; asked before the case itself moves."""
    agenda.hand_over(
        record_id=case.pk, worker=(case.worker_id, worker.pk), unit=(case.unit, unit), by=by, at=at
    )


def after_opening(case: Case, *, by: Actor, at: datetime) -> None:
    """What every new case needs next: consent, and the age where nothing is known of it."""
    for_worker(case, Kind.ASK_CONSENT, by=by, at=at)
    if case.person.age_band == "unknown":
        for_worker(case, Kind.ASK_AGE, by=by, at=at)


def urgent(case: Case, due: Iterable[UrgentDue], *, by: Actor, at: datetime) -> bool:
    """Add a task for each urgent item, and one for what was not asked yet.

    Says whether a RED item is new: one whose task did not stand open before.
    """
    still_open = new_red = False
    for line in due:
        if line.item is None:
            still_open = True
            for_worker(case, Kind.ASK_URGENT, line.at, by=by, at=at)
        else:
            red = line.grade == "RED"
            source = f"triage.{line.item.value}"
            task = for_worker(case, Kind.URGENT, line.at, source=source, urgent=red, by=by, at=at)
            new_red |= red and task.made_at == at
    if not still_open:
        done(case, Kind.ASK_URGENT, by=by, at=at)
    return new_red


def no_longer_urgent(case: Case, items: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Close the tasks of items that were asked again and are answered with no."""
    for item in items:
        done(case, Kind.URGENT, source=f"triage.{item}", by=by, at=at)


def close_all(case: Case, *, by: Actor, at: datetime) -> None:
    """Drop every open task of a case that was closed."""
    agenda.cancel_for(
        record_id=case.pk,
        why="case_closed",
        organisation_id=case.organisation_id,
        by=by,
        at=at,
    )


def erased(case: Case, *, by: Actor, at: datetime) -> None:
    """Drop every open task of a case whose person was erased: nobody can open it any more."""
    agenda.cancel_for(
        record_id=case.pk, why="erased", organisation_id=case.organisation_id, by=by, at=at
    )


def take_up_again(case: Case, closed_at: datetime, *, by: Actor, at: datetime) -> None:
    """Give a case that is taken up again the tasks that its closing dropped.

    Where it was given on meanwhile, they are its worker's and unit's of now.
    """
    before = Assignment.objects.filter(case=case, ended_at__gte=closed_at)
    held = list(before.values_list("worker_id", "unit_id"))
    agenda.restore_for(
        record_id=case.pk, why="case_closed", since=closed_at, by=by, at=at,
        due_at=until_of(case.organisation)(ONE_DAY, at),
        worker=({worker for worker, _unit in held}, case.worker_id),
        unit=({unit for _worker, unit in held}, case.unit),
    )  # fmt: skip


def for_receiver(
    referral: Referral,
    kind: Kind,
    due_at: datetime | None = None,
    *,
    by: Actor,
    at: datetime,
    red: bool = False,
) -> None:
    """Add a task for the receiving organisation's focal points, in its own name."""
    with acting_for(referral.receiver_id):
        agenda.add_task(
            kind=kind.value,
            about=About("cases.referral", referral.pk, referral.code),
            due_at=due_at or usual(kind, referral.receiver, at),
            source=kind.value,
            role=Role.SERVICE_FOCAL_POINT.value,
            urgent=red,
            organisation_id=referral.receiver_id,
            by=by,
            at=at,
        )


def receiver_done(referral: Referral, *kinds: Kind, by: Actor, at: datetime) -> None:
    """Close the receiver's tasks of some kinds."""
    with acting_for(referral.receiver_id):
        for kind in kinds:
            agenda.complete_for(
                record_id=referral.pk,
                kind=kind.value,
                organisation_id=referral.receiver_id,
                by=by,
                at=at,
            )


def receiver_ended(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Drop the receiver's open tasks on a referral that is over."""
    with acting_for(referral.receiver_id):
        agenda.cancel_for(
            record_id=referral.pk,
            why="referral_over",
            organisation_id=referral.receiver_id,
            by=by,
            at=at,
        )


def source_of(kind: Kind, referral_id: UUID) -> str:
    """Return the source of a task about one referral of a case: it leads to the referral."""
    return f"{kind.value}.{referral_id}"


def referral_of(source: str) -> UUID | None:
    """Return the referral that a task's source names, where it names one by its id."""
    try:
        return UUID(source.rpartition(".")[2])
    except ValueError:
        return None


def for_sender(referral: Referral, kind: Kind, worker: UUID, *, by: Actor, at: datetime) -> None:
    """Add a task for the sender's worker, who may not be the one who acts now."""
    with acting_for(referral.organisation_id):
        agenda.add_task(
            kind=kind.value,
            about=About("cases.case", referral.case_id, referral.code, referral.case_subject),
            due_at=usual(kind, referral.organisation, at),
            source=source_of(kind, referral.pk),
            user=worker,
            organisation_id=referral.organisation_id,
            by=by,
            at=at,
        )


def _about(case: Case) -> About:
    return About("cases.case", case.pk, case.code, case.subject_id)
