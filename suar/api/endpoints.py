"""Operations of the API's own: who am I, and the directory of services."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Router, Schema

from suar.api.doors import needs
from suar.api.paging import PageOut, page_of
from suar.network import scope
from suar.network.codes import ServiceCode
from suar.network.models import ServiceOffer
from suar.policy import Permission

router = Router(tags=["directory"])


class OfferOut(Schema):
    """One entry of the directory. Codes are those of ``docs/words.md``."""

    id: UUID
    organisation: str
    service: str
    sexes: list[str]
    min_age: int | None
    max_age: int | None
    nationals: bool
    foreigners: bool
    languages: list[str]
    hours: str
    open_24h: bool
    provinces: list[str]
    regencies: list[str]
    countries: list[str]
    beds_free: int | None
    how_to_refer: str
    verified_on: date | None


@router.get("/services", response=PageOut[OfferOut], summary="The directory of services")
@needs(Permission.DIRECTORY_VIEW)
def services(request: Any, service: ServiceCode | None = None, cursor: str = "") -> Any:
    """Return entries, newest first; ``service`` keeps one of the 34 codes."""
    rows = scope.offers().select_related("organisation")
    if service is not None:
        rows = rows.filter(service=service.value)
    return page_of(rows, _offer, order=("-made_at",), cursor=cursor)


def _offer(row: ServiceOffer) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in OfferOut.model_fields if name != "organisation"}
    return {**plain, "organisation": row.organisation.name}
