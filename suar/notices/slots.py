"""What upper packages fill: the kinds of notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from suar.kit.slots import Slot


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice: its words, which name no person, and the page it leads to."""

    label: str | Promise
    address: Callable[[UUID], str]  # id of the record -> address
    urgent: bool = False  # mail goes out in quiet hours, too


# "referral.sent" -> its words and its page
kinds: Slot[NoticeKind] = Slot("notices.kinds")
