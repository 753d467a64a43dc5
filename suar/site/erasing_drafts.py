"""What was typed of an erased person and not saved, where no other package reaches it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from suar.cases.models import Referral
from suar.kit.actor import Actor, system_actor
from suar.store.tenancy import acting_for
from suar.ui import drafts


def forget(subjects: tuple[UUID, ...], by: Actor, at: datetime) -> None:
    """Fill ``vault.slots.on_erase``: drafts of holds, and those of the receivers of her letters.

    A receiver's draft stands with the receiver, under its member's own key: the key of the letter
    does not close it.
    """
    drafts.forget(subjects, by=by, at=at)
    letters: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = Referral.objects.filter(subject_id__in=subjects)
    for referral_id, receiver in rows.values_list("pk", "receiver_id"):
        letters[receiver].append(referral_id)
    for receiver, ids in letters.items():
        with acting_for(receiver):
            drafts.forget(ids, by=system_actor(receiver), at=at)
