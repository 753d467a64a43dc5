"""The task that stays when somebody was registered before a search."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suar.agenda import actions
from suar.agenda.actions import About
from suar.agenda.slots import TaskKind
from suar.kit.actor import Actor
from suar.people.models import Person

KIND = "people.search"
SEARCH_WITHIN = timedelta(hours=24)


def address(person_id: UUID) -> str:
    """Return where the task is done."""
    return reverse("people:person", args=[person_id])


TASK = TaskKind(_("Search whether this person is known already"), address)


def owe(person: Person, reason: str, by: Actor, at: datetime) -> None:
    """Fill ``slots.search_owed``: whoever registered searches within a day."""
    about = About(person._meta.label_lower, person.pk, person.code, person.subject_id)
    actions.add_task(
        kind=KIND, about=about, due_at=at + SEARCH_WITHIN, source=f"people.{reason}", by=by, at=at,
        user=by.user_id,
    )  # fmt: skip
