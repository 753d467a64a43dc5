"""Reading the log: what happened to a person, and who looked."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from suar.audit.models import Event, EventSubject

LOOK_VERBS = ("looked", "list.shown", "search.shown", "file.opened", "system.opened")


def events_about(subjects: Iterable[UUID]) -> QuerySet[Event]:
    """Return the events that concern any of the subjects, newest first."""
    ids = EventSubject.objects.filter(subject_id__in=list(subjects)).values("event_id")
    return Event.objects.filter(id__in=ids).order_by("-at", "-number")


def looks_at(subjects: Iterable[UUID]) -> QuerySet[Event]:
    """Return who opened any of the subjects, newest first."""
    return events_about(subjects).filter(verb__in=LOOK_VERBS)
