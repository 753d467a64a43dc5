"""What upper packages fill: kinds of tasks, what else is due, and who hears of what is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from suar.kit.actor import Actor
from suar.kit.slots import Slot


@dataclass(frozen=True, slots=True)
class TaskKind:
    """One kind of task: its words and where it is done. The words name no person."""

    label: str | Promise
    address: Callable[[UUID], str]  # id of the record -> address of its page
    by_hand: bool = True  # may be ticked off here; else only the step itself closes it
    titles: Mapping[str, str | Promise] = field(default_factory=dict)  # by the task's source
    # the task's source -> a page nearer to it than the record's, where the source names one
    nearer: Callable[[str], str] | None = None


# "referral.acknowledge" -> its words and its page
kinds: Slot[TaskKind] = Slot("agenda.kinds")
# (organisation, system actor, at): what expires by itself, for instance a referral without answer
due: Slot[Callable[[UUID, Actor, datetime], object]] = Slot("agenda.due")
# (task, actor, at): a task went up a level; tell the supervisor
escalated: Slot[Callable[[Any, Actor, datetime], object]] = Slot("agenda.escalated")
