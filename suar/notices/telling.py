"""The one call of other packages: tell somebody that something new stands at a record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from suar.jobs.asking import enqueue
from suar.kit.actor import Actor
from suar.notices.rules import Audience

DELIVER = "notices.deliver"


def tell(
    audience: Audience, *, kind: str, record_id: UUID, record_code: str, by: Actor, at: datetime
) -> None:
    """Tell an audience, in its own organisation, once the running action is durable.

    Call it inside ``@act``. ``kind`` is a name of ``slots.kinds``; the job carries ids and codes
    only. The audience may sit in another organisation than the actor; the actor is not told of her
    own doing.
    """
    enqueue(
        DELIVER, kind, audience.code(), record_id, record_code, by.user_id,
        organisation_id=audience.organisation_id, at=at,
    )  # fmt: skip
