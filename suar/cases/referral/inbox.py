"""The receiver's list of referrals: what waits first, page by page, ordered by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from suar.cases import scope
from suar.cases.models import InboxMark, Referral
from suar.cases.referral.codes import RefState, Urgency
from suar.cases.referral.queries import DUE_FIELD, is_overdue
from suar.kit.actor import Actor
from suar.ui.paging import SIZE, CursorPage, cursor_page

ORDER = ("rank", "-received_at")
WAITING = (RefState.SENT.value, RefState.ACK.value)
OPEN, OVER = Value(4), Value(5)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One line of the receiver's list: the mark, and the referral while it is open."""

    mark: InboxMark
    referral: Referral | None
    overdue: bool

    @property
    def is_red(self) -> bool:
        """Say whether it is urgent within hours; what is over is not."""
        return self.referral is not None and self.referral.urgency == Urgency.RED.value


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of the receiver's list."""

    lines: Sequence[InboxLine]
    page: CursorPage[InboxMark]


def page_of(by: Actor, at: datetime, *, cursor: str = "", size: int = SIZE) -> InboxPage:
    """Return one page of what was sent to the actor's organisation; two queries."""
    marks = _first_things_first(by, at)
    page = cursor_page(marks, order=ORDER, cursor=cursor, size=size)
    wanted = [m.referral_id for m in page.rows if m.ended_at is None]
    rows = {r.pk: r for r in scope.sent_to(by, at).filter(pk__in=wanted)}
    return InboxPage([_line(mark, rows.get(mark.referral_id), at) for mark in page.rows], page)


def over_for(referral_id: UUID, by: Actor) -> InboxMark | None:
    """Return the mark of a referral whose access ended: the line that stays in the list."""
    marks = InboxMark.objects.filter(organisation_id=by.organisation_id, referral_id=referral_id)
    return marks.filter(ended_at__isnull=False).first()


def waiting_here(by: Actor) -> int:
    """Return how many referrals to the actor's organisation are still open."""
    return InboxMark.objects.filter(
        organisation_id=by.organisation_id, ended_at__isnull=True
    ).count()


def _first_things_first(by: Actor, at: datetime) -> QuerySet[InboxMark]:
    """Order the marks: RED that wait for an answer, the late, the waiting, the open, the rest."""
    waits, late = Q(state__in=WAITING), _late(at)
    red = Q(urgency=Urgency.RED.value)
    rank = Case(
        When(waits & red & late, then=Value(0)), When(waits & red, then=Value(1)),
        When(late, then=Value(2)), When(waits, then=Value(3)),
        default=OPEN, output_field=IntegerField(),
    )  # fmt: skip
    letters = scope.sent_to(by, at).filter(pk=OuterRef("referral_id"))
    still = Coalesce(Subquery(letters.annotate(rank=rank).values("rank")[:1]), OPEN)
    marks = InboxMark.objects.filter(organisation_id=by.organisation_id).select_related("sender")
    return marks.annotate(rank=Case(When(ended_at__isnull=False, then=OVER), default=still))


def _late(at: datetime) -> Q:
    found = Q(pk__in=[])
    for state, field in DUE_FIELD.items():
        found |= Q(**{"state": state.value, f"{field}__lt": at})
    return found


def _line(mark: InboxMark, row: Referral | None, at: datetime) -> InboxLine:
    return InboxLine(mark, row, overdue=row is not None and is_overdue(row, at))
