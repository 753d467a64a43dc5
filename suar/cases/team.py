"""Who works on a case: the assignment, and the lines of the grant ledger that rest on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import suar.policy as policy
from suar.accounts.models import User
from suar.cases.models import Assignment, Case, Referral
from suar.cases.rows import base
from suar.kit.actor import Actor
from suar.network.models import Unit
from suar.policy import Grant, Ground, Part

ALL_PARTS = (Part.IDENTITY, Part.CONTACT, Part.CASE, Part.LETTER, Part.SERVICE)


def current(case: Case) -> Assignment:
    """Return the assignment that holds now; a case always has one."""
    return Assignment.objects.get(case=case, ended_at=None)


def times_given(case: Case) -> int:
    """Return how often the case was given to somebody: what giving it on expects to find."""
    return Assignment.objects.filter(case=case).count()


def begin(
    case: Case, row_id: UUID, worker: User, unit: Unit, *, by: Actor, at: datetime
) -> Assignment:
    """Give the case to a worker and a unit: the grants on case, person and referrals follow."""
    before = Assignment.objects.filter(case=case, ended_at=None).first()
    referrals = Referral.objects.filter(case=case).values_list("subject_id", flat=True)
    subjects = {case.subject_id, case.person.subject_id, *referrals}
    if before is not None:
        subjects |= _given(before)
        _take_from(before, subjects, by=by, at=at)
    row = Assignment(**base(case, row_id, by, at), worker=worker, unit=unit)
    row.save(force_insert=True)
    open_to_team(row, subjects, by=by, at=at)
    return row


def _given(assignment: Assignment) -> set[UUID]:
    """Return what was opened to the team later on, for instance the report of the case."""
    lines = Grant.objects.filter(rests_on=assignment.pk, ended_at=None)
    return set(lines.values_list("subject_id", flat=True))


def _take_from(before: Assignment, subjects: set[UUID], *, by: Actor, at: datetime) -> None:
    """Close the lines of the worker before: those of the case, and what taking it in had opened.

    What another case of the same person opens to her rests on that case and stays.
    """
    before.ended_at = at
    before.save_change(expected=before.version, fields=["ended_at"])
    policy.end_grants(rests_on=before.pk, by=by, at=at, why="reassigned")
    policy.end_grants(
        subjects=subjects, to_user=before.worker_id, ground=Ground.INTAKE,
        organisation_id=before.organisation_id, by=by, at=at, why="reassigned",
    )  # fmt: skip


def open_to_team(
    assignment: Assignment, subjects: Iterable[UUID], *, by: Actor, at: datetime
) -> None:
    """Open subjects to the worker, and to the unit for whoever answers for it."""
    wanted = list(subjects)
    policy.grant(
        ground=Ground.ASSIGNMENT,
        subjects=wanted,
        parts=ALL_PARTS,
        to_user=assignment.worker_id,
        rests_on=assignment.pk,
        by=by,
        at=at,
    )
    policy.grant(
        ground=Ground.UNIT,
        subjects=wanted,
        parts=ALL_PARTS,
        to_unit=assignment.unit_id,
        rests_on=assignment.pk,
        by=by,
        at=at,
    )
