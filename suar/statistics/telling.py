"""Who hears of the steps of an estimate: a task for the second person, news for the others."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from suar.agenda import actions as agenda
from suar.agenda.actions import About
from suar.kit.actor import Actor
from suar.kit.deadlines import Limit
from suar.network.queries import until_of
from suar.notices import telling
from suar.notices.rules import Audience
from suar.policy import Permission
from suar.statistics.models import Estimate

APPROVE = "statistics.approve"  # the kind of task and its rule
ANSWER_WITHIN = Limit(working_days=3, at_closing=True)


class News(StrEnum):
    """The kinds of notices that estimates give."""

    ASKED = "statistics.asked"
    ANSWERED = "statistics.answered"
    WITHDRAWN = "statistics.withdrawn"


def ask(row: Estimate, *, by: Actor, at: datetime) -> None:
    """Give the named colleague the task, and the news of it."""
    agenda.add_task(
        kind=APPROVE, about=About(row._meta.label_lower, row.pk, row.code), source=APPROVE,
        due_at=until_of(row.organisation)(ANSWER_WITHIN, at), user=row.asked_to, by=by, at=at,
    )  # fmt: skip
    _tell(Audience(row.organisation_id, user_id=row.asked_to), News.ASKED, row, by, at)


def answered(row: Estimate, *, by: Actor, at: datetime) -> None:
    """Close the task and tell whoever asked; the answer stands at the estimate."""
    agenda.complete_for(record_id=row.pk, kind=APPROVE, by=by, at=at)
    _tell(Audience(row.organisation_id, user_id=row.asked_by), News.ANSWERED, row, by, at)


def withdrawn(row: Estimate, *, by: Actor, at: datetime) -> None:
    """Tell everybody who may have read the figure."""
    readers = Audience(row.organisation_id, permission=Permission.STATISTICS_VIEW.value)
    _tell(readers, News.WITHDRAWN, row, by, at)


def _tell(audience: Audience, kind: News, row: Estimate, by: Actor, at: datetime) -> None:
    telling.tell(audience, kind=kind.value, record_id=row.pk, record_code=row.code, by=by, at=at)
