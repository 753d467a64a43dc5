"""What statistics puts into the shell: the menu, tasks, news and the sentences of its refusals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.agenda import slots as agenda_slots
from suar.agenda.slots import TaskKind
from suar.kit.actor import Actor
from suar.kit.reasons import Reason
from suar.notices import slots as notice_slots
from suar.notices.slots import NoticeKind
from suar.policy import Permission
from suar.statistics import scope
from suar.statistics.telling import APPROVE, News
from suar.ui import refusals, slots

SENTENCES: Mapping[Reason, str | Promise] = {
    Reason.APPROVER_UNKNOWN: _("This colleague cannot approve it. Please choose another one."),
    Reason.ESTIMATE_ANSWERED: _("Nobody waits for an answer here any more."),
    Reason.ESTIMATE_FEW: _(
        "The lists hold fewer than %(least)s cases: a figure from so few is not published."
    ),
    Reason.ESTIMATE_NOT_MADE: _(
        "The estimate is not computed to its end, or was asked for already."
    ),
    Reason.ESTIMATE_NOT_PUBLISHED: _("This figure is not published: there is nothing to withdraw."),
    Reason.ESTIMATE_OWN: _(
        "Somebody else must approve it: you made it, computed it or asked for its approval."
    ),
    Reason.ESTIMATE_RUNS: _("It is being computed. Cancel the work first, or wait for its end."),
    Reason.ESTIMATE_STANDS: _("This version stands as it is. Make a new version instead."),
}


def fill() -> None:
    """Fill the slots."""
    refusals.add(SENTENCES)
    agenda_slots.kinds.fill(
        APPROVE, TaskKind(_("Approve an estimate, or return it"), _answer, by_hand=False)
    )
    words = {
        News.ASKED: (_("You are asked to approve an estimate"), _answer),
        News.ANSWERED: (_("Your estimate was answered"), _page),
        News.WITHDRAWN: (_("A published estimate was withdrawn"), _page),
    }
    for kind, (label, address) in words.items():
        notice_slots.kinds.fill(kind.value, NoticeKind(label, address))
    slots.draft_records.fill("statistics", _is_open)
    slots.menu.fill(
        "statistics",
        slots.MenuEntry(
            _("Data and reports"), "statistics:list", "chart-bar",
            permission=Permission.STATISTICS_VIEW, context="statistics",
        ),
        order=slots.ORDER["data"],
    )  # fmt: skip


def _page(estimate_id: UUID) -> str:
    return reverse("statistics:estimate", args=[estimate_id])


def _answer(estimate_id: UUID) -> str:
    return reverse("statistics:answer", args=[estimate_id])


def _is_open(estimate_id: UUID, actor: Actor, at: datetime) -> bool:
    """Say whether what is typed at an estimate may be kept for the seat."""
    return scope.visible_to(actor).filter(pk=estimate_id).exists()
