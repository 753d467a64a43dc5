"""Reads of the notices: what is new for me, and who belongs to an audience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from suar.accounts.models import Membership
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.notices import scope, slots
from suar.notices.models import Notice, NoticePreference
from suar.notices.rules import Audience
from suar.policy import Permission, Role, permissions_of
from suar.ui.paging import CursorPage, cursor_page


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line of the page."""

    notice: Notice
    label: str | Promise
    address: str


def page_of(actor: Actor, cursor: str) -> tuple[list[NoticeLine], CursorPage[Notice]]:
    """Return one page of the actor's notices, newest first."""
    page = cursor_page(scope.visible_to(actor), order=["-made_at"], cursor=cursor)
    return [_line(row) for row in page.rows], page


def unread(actor: Actor) -> int:
    """Return how many notices the actor has not read: the number in the page's head."""
    return scope.visible_to(actor).filter(read_at__isnull=True).count()


def members(audience: Audience, at: datetime) -> list[UUID]:
    """Return the users of an audience who have an open seat there and may see notices.

    One person who is told by name hears of it though her role rests: it may be her sign-in that
    somebody else took.
    """
    seats = Membership.objects.all()
    seats = seats.open_at(at) if audience.user_id is None else seats.sitting_at(at)
    seats = seats.filter(organisation_id=audience.organisation_id)
    if audience.user_id is not None:
        seats = seats.filter(user_id=audience.user_id)
    if audience.unit_id is not None:
        seats = seats.filter(unit_id=audience.unit_id)
    wanted = [role.value for role in Role if _in(role, audience)]
    users = seats.filter(role__in=wanted).order_by("user_id").values_list("user_id", flat=True)
    return list(dict.fromkeys(users))


def preference(user_id: UUID, organisation_id: UUID, at: datetime) -> NoticePreference:
    """Return a person's choice, or an unsaved row with the first values."""
    found = NoticePreference.objects.filter(
        organisation_id=organisation_id, user_id=user_id
    ).first()
    return found or NoticePreference(
        id=new_id(), organisation_id=organisation_id, user_id=user_id, made_at=at, made_by=user_id
    )


def waiting_for_mail(user_id: UUID, organisation_id: UUID) -> QuerySet[Notice]:
    """Return what is neither read nor mailed, oldest first."""
    return Notice.objects.filter(
        organisation_id=organisation_id, user_id=user_id, read_at__isnull=True,
        mailed_at__isnull=True,
    ).order_by("made_at", "id")  # fmt: skip


def _in(role: Role, audience: Audience) -> bool:
    rights = permissions_of([role])
    if Permission.NOTICE_VIEW not in rights:
        return False
    if audience.role and role.value != audience.role:
        return False
    return not audience.permission or audience.permission in {p.value for p in rights}


def _line(row: Notice) -> NoticeLine:
    kind = slots.kinds.get(row.kind)
    if kind is None:
        return NoticeLine(row, _("Something new"), "")
    return NoticeLine(row, kind.label, kind.address(row.record_id))
