"""What erasing a person leaves of her cases: our codes and dates, coarsened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from suar.cases import reminders
from suar.cases.models import Case, Referral
from suar.cases.referral import moves
from suar.cases.referral.codes import Side, Verb
from suar.cases.referral.rules import UNSETTLED
from suar.kit.actor import Actor
from suar.kit.dates import first_of_year
from suar.ui import drafts


def forget(subjects: tuple[UUID, ...], by: Actor, at: datetime) -> None:
    """Coarsen the plain columns of the cases of an erased person; their words go with the keys.

    Her referrals end and nobody is asked to do anything for the case any more.
    What colleagues had typed of her and not yet saved is under their own keys: it is thrown away.
    """
    hers = [*Case.objects.filter(subject_id__in=subjects).values_list("pk", flat=True)]
    letters = Referral.objects.filter(case_id__in=hers).values_list("pk", flat=True)
    drafts.forget([*hers, *letters], by=by, at=at)
    cases = Case.objects.filter(subject_id__in=subjects).select_related("organisation", "person")
    for case in cases.order_by("pk"):
        _end_referrals(case, by, at)
        reminders.erased(case, by=by, at=at)
        _coarsen(case)


def _end_referrals(case: Case, by: Actor, at: datetime) -> None:
    """End what is under way: the receiver's list and tasks say so, and it is told."""
    running = Referral.objects.filter(case=case, state__in=[s.value for s in UNSETTLED])
    for referral in running.select_related("organisation", "receiver").order_by("pk"):
        moves.move(referral, Verb.REVOKE, Side.SENDER, by=by, at=at)


def _coarsen(case: Case) -> None:
    """Keep province, year and our codes for counts; no day and no trace of the report stays."""
    zone = ZoneInfo(case.organisation.time_zone)
    case.made_at = first_of_year(case.made_at, zone)
    case.stage_at = first_of_year(case.stage_at, zone)
    case.closed_at = case.closed_at and first_of_year(case.closed_at, zone)
    case.now_country = case.now_regency = case.source_kind = ""
    case.source_id = None
    case.save_change(expected=case.version)
