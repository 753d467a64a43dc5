"""Who hears of tokens that open persons' data, and the second person's task."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suar.accounts import resting
from suar.agenda import actions as agenda
from suar.agenda import slots as agenda_slots
from suar.agenda.actions import About
from suar.agenda.slots import TaskKind
from suar.api.codes import News
from suar.api.models import Token
from suar.api.queries import code_of
from suar.kit.actor import Actor
from suar.notices import slots as notice_slots
from suar.notices import telling
from suar.notices.rules import Audience
from suar.notices.slots import NoticeKind
from suar.policy import Permission

TASK = News.WAITS.value


def fill() -> None:
    """Give the kinds of notices and of the task their words and pages."""
    kinds = {
        News.WAITS: NoticeKind(_("A token waits for a second person"), _page_of),
        News.ALONE: NoticeKind(
            _("A token that opens persons' data holds without a second person"), _home, urgent=True
        ),
        News.ANSWERED: NoticeKind(_("A token that waited was answered"), _list_of),
    }
    for what, kind in kinds.items():
        notice_slots.kinds.fill(what.value, kind)
    agenda_slots.kinds.fill(
        TASK, TaskKind(_("Confirm a token as second person"), _page_of, by_hand=False)
    )


def waits(token: Token, by: Actor, at: datetime) -> None:
    """Ask those who may confirm: a notice to each, a task for the role that answers."""
    house = token.organisation_id
    _tell(News.WAITS, Audience(house, permission=Permission.ROLE_CONFIRM), token, by, at)
    able = resting.can_confirm([house], at, but=(token.made_by,))
    about = About(token._meta.label_lower, token.pk, code_of(token.pk))
    agenda.add_task(
        kind=TASK, about=about, source=TASK, due_at=at + resting.ANSWER_WITHIN,
        role=resting.answering_role(able, house, at).value, by=by, at=at,
    )  # fmt: skip


def holds_alone(token: Token, by: Actor, at: datetime) -> None:
    """Tell everybody with a seat: nobody could have confirmed it."""
    everybody = Audience(token.organisation_id, permission=Permission.NOTICE_VIEW)
    _tell(News.ALONE, everybody, token, by, at)


def answered(token: Token, by: Actor, at: datetime) -> None:
    """Close the task and tell whoever asked."""
    agenda.complete_for(record_id=token.pk, kind=TASK, by=by, at=at)
    asker = Audience(token.organisation_id, user_id=token.made_by)
    _tell(News.ANSWERED, asker, token, by, at)


def taken_back(token: Token, by: Actor, at: datetime) -> None:
    """Drop the task of a token that was ended before anybody answered."""
    agenda.cancel_for(record_id=token.pk, kind=TASK, why="token_revoked", by=by, at=at)


def _tell(what: News, audience: Audience, token: Token, by: Actor, at: datetime) -> None:
    telling.tell(
        audience, kind=what.value, record_id=token.pk, record_code=code_of(token.pk), by=by, at=at
    )


def _page_of(token_id: UUID) -> str:
    return reverse("api:confirm", args=[token_id])


def _list_of(_token_id: UUID) -> str:
    return reverse("api:tokens")


def _home(_token_id: UUID) -> str:
    return "/"  # most who are told may open no page of tokens
