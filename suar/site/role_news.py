"""Who hears of roles that wait and of sign-ins handed over: joins accounts, agenda and notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suar.accounts import resting
from suar.accounts.codes import News
from suar.accounts.models import User
from suar.accounts.queries import code_of
from suar.agenda import actions as agenda
from suar.agenda import slots as agenda_slots
from suar.agenda.actions import About
from suar.agenda.slots import TaskKind
from suar.kit.actor import Actor
from suar.notices import slots as notice_slots
from suar.notices import telling
from suar.notices.rules import Audience
from suar.notices.slots import NoticeKind
from suar.policy import Permission
from suar.store.tenancy import acting_for

TASK = News.ROLE_WAITS.value


def fill() -> None:
    """Give kinds of notices and of the task their words and pages."""
    page, own = "accounts:confirm", "accounts:account"
    words = {
        News.LINK_MADE: (_("A link for a new password was made for a colleague"), page),
        News.SHEET_ISSUED: (_("A code sheet was printed for a colleague"), page),
        News.ROLE_WAITS: (_("A role waits for a second person"), page),
        News.ROLE_ALONE: (_("A role that opens persons' data holds without a second person"), ""),
        News.ROLE_ANSWERED: (_("A role that waited was answered"), own),
    }
    for what, (label, name) in words.items():
        notice_slots.kinds.fill(what.value, NoticeKind(label, _address(name), urgent=True))
    own_words = {
        News.LINK_MADE: _("An administrator made a link for your new password"),
        News.SHEET_ISSUED: _("An administrator printed a code sheet for you"),
    }
    for what, label in own_words.items():
        notice_slots.kinds.fill(_own(what), NoticeKind(label, _address(own), urgent=True))
    agenda_slots.kinds.fill(
        TASK, TaskKind(_("Confirm a role as second person"), _address(page), by_hand=False)
    )


def hear(what: News, user: User, by: Actor, at: datetime) -> None:
    """Fill ``accounts.slots.news``: tell whom it concerns, ask the second person, close the task.

    Somebody who follows a link acts for no organisation yet, so it is said here.
    """
    with acting_for(by.organisation_id):
        if what is News.ROLE_ALONE:
            _tell(what.value, Audience(by.organisation_id, permission=Permission.NOTICE_VIEW), user,
                  by, at)  # fmt: skip
        elif what is News.ROLE_ANSWERED:
            _answered(user, by, at)
        else:
            _ask(what, user, by, at)


def _ask(what: News, user: User, by: Actor, at: datetime) -> None:
    house = by.organisation_id
    _tell(what.value, Audience(house, permission=Permission.ROLE_CONFIRM), user, by, at)
    if what is not News.ROLE_WAITS:
        _tell(_own(what), Audience(house, user_id=user.pk), user, by, at)
        return
    about = About(user._meta.label_lower, user.pk, code_of(user.pk))
    able = resting.second_persons(resting.waiting(user.pk, house), user, at)
    agenda.add_task(
        kind=TASK, about=about, source=TASK, due_at=at + resting.ANSWER_WITHIN,
        organisation_id=house, role=resting.answering_role(able, house, at).value, by=by, at=at,
    )  # fmt: skip


def _answered(user: User, by: Actor, at: datetime) -> None:
    house = by.organisation_id
    agenda.complete_for(record_id=user.pk, kind=TASK, organisation_id=house, by=by, at=at)
    _tell(News.ROLE_ANSWERED.value, Audience(house, user_id=user.pk), user, by, at)


def _tell(kind: str, audience: Audience, user: User, by: Actor, at: datetime) -> None:
    telling.tell(audience, kind=kind, record_id=user.pk, record_code=code_of(user.pk), by=by, at=at)


def _own(what: News) -> str:
    """Return the kind in which the person herself is told."""
    return f"{what.value}_own"


def _address(name: str) -> Callable[[UUID], str]:
    """Return how the page of a kind is found; the home page for whoever may open no other."""
    if name == "accounts:confirm":
        return lambda user_id: reverse(name, args=[user_id])
    return lambda _user_id: reverse(name or "site:home")
