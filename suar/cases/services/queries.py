"""Reading services of a case, by the six headings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import suar.vault as vault
from suar.cases.models import Case, NamelessService, ServiceRecord
from suar.cases.rows import opened
from suar.kit.actor import Actor
from suar.network.codes import Heading, ServiceCode
from suar.network.services import SERVICES


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service, opened."""

    row: ServiceRecord
    need: str
    declined_because: str
    note: str


def stands_under(service: str, heading: Heading) -> bool:
    """Say whether a service stands under a heading of the case."""
    found = SERVICES[ServiceCode(service)]
    return found.everywhere or found.tab is heading


def services_of(
    case: Case, heading: Heading | None, *, by: Actor, at: datetime
) -> list[ServiceLine]:
    """Open the services of a case under one heading, or all; one look at the case."""
    rows = [
        r
        for r in ServiceRecord.objects.filter(case=case).order_by("-made_at", "-pk")
        if heading is None or stands_under(r.service, heading)
    ]
    if not rows:
        return []
    with vault.opened(case, by=by, at=at, record=case, purpose="services"):
        return [
            ServiceLine(r, opened(r.need), opened(r.declined_because), opened(r.note)) for r in rows
        ]


def nameless_by(by: Actor, *, most: int = 20) -> list[NamelessService]:
    """Return the services without a name that the actor wrote down last."""
    mine = NamelessService.objects.filter(organisation_id=by.organisation_id, made_by=by.user_id)
    return list(mine.order_by("-made_at", "-id")[:most])
