"""What an upper package says before a letter's papers are kept: whether it may still go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from suar.documents.models import IssuedLetter
from suar.kit.actor import Actor
from suar.kit.problem import Because
from suar.kit.slots import Slot

# By the letter's ``record_type``: (letter, actor, at) -> the reasons against it now, the copies'
# too. Asked inside the unit of work that keeps the papers; it holds what the answer rests on.
why_not_go_out: Slot[Callable[[IssuedLetter, Actor, datetime], Sequence[Because]]] = Slot(
    "documents.why_not_go_out"
)
