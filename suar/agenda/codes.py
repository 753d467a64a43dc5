"""States of a task, and why one is put off."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a task is in its life."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Snooze(StrEnum):
    """Why a task is put off: codes, because a free text would tell of the person in plain."""

    PERSON_ASKED = "person_asked"
    UNSAFE_NOW = "unsafe_now"
    NOT_REACHED = "not_reached"
    WAITING_FOR_OTHERS = "waiting_for_others"
    NEW_DATE_AGREED = "new_date_agreed"
    STAFF_AWAY = "staff_away"
