"""Verbs of the network: keep organisation, units, directory and agreements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import suar.audit as audit
from suar.kit.actor import Actor
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.network import answers as given
from suar.network import scope, slots
from suar.network.models import Agreement, Organisation, OwnedRow, ServiceOffer, Unit
from suar.policy import Permission, require
from suar.store.models import replayed
from suar.store.work import act


@act
def create_organisation(
    *,
    row_id: UUID,
    answers: given.OrganisationAnswers,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Make an organisation. Its door acts for the new one: ``tenancy.acting_for(row_id)``."""
    require(by, Permission.ORGANISATION_MANAGE)
    done: Organisation | None = replayed(Organisation, row_id, by)
    if done is not None:
        return done
    _refuse(given.wrong_in_organisation(answers))
    row = Organisation(
        id=row_id,
        organisation_id=row_id,
        made_at=at,
        made_by=by.user_id,
        **given.values_of(answers),
    )
    row.save(force_insert=True)
    audit.record(by, "organisation.created", row, at=at, facts={"kind": row.kind})
    return row


@act
def change_organisation(
    *, answers: given.OrganisationAnswers, version: int, by: Actor, at: datetime
) -> Organisation:
    """Change one's own organisation: names, place, letterhead, number pattern, contexts."""
    require(by, Permission.ORGANISATION_MANAGE)
    row = scope.own_organisation(by)
    _refuse(given.wrong_in_organisation(answers))
    changed = _lay(row, given.values_of(answers))
    row.save_change(expected=version)
    audit.record(by, "organisation.changed", row, at=at, facts={"fields": _list(changed)})
    return row


@act
def add_unit(
    *,
    row_id: UUID,
    answers: given.UnitAnswers,
    by: Actor,
    at: datetime,
) -> Unit:
    """Add a unit to one's own organisation."""
    require(by, Permission.ORGANISATION_MANAGE)
    done: Unit | None = replayed(Unit, row_id, by)
    if done is not None:
        return done
    _refuse(given.wrong_in_unit(answers) or _name_taken(answers.name, None, by))
    row = Unit(
        id=row_id, organisation_id=by.organisation_id, made_at=at, made_by=by.user_id,
        **given.values_of(answers),
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(by, "unit.added", row, at=at)
    return row


@act
def change_unit(
    *, unit_id: UUID, answers: given.UnitAnswers, version: int, by: Actor, at: datetime
) -> Unit:
    """Rename a unit or move it to another place."""
    require(by, Permission.ORGANISATION_MANAGE)
    row = scope.own(Unit, unit_id, by)
    _refuse(given.wrong_in_unit(answers) or _name_taken(answers.name, unit_id, by))
    changed = _lay(row, given.values_of(answers))
    row.save_change(expected=version)
    audit.record(by, "unit.changed", row, at=at, facts={"fields": _list(changed)})
    return row


@act
def close_unit(*, unit_id: UUID, version: int, today: date, by: Actor, at: datetime) -> Unit:
    """Close a unit; refused while cases or seats still hang on it."""
    require(by, Permission.ORGANISATION_MANAGE)
    row = scope.own(Unit, unit_id, by)
    if row.closed_on is not None:
        return row
    held = sum(count(row.id) for count in slots.unit_uses)
    if held:
        raise Problem.refused(Because(Reason.UNIT_IN_USE, {"count": held}))
    row.closed_on = today
    row.save_change(expected=version, fields=["closed_on"])
    audit.record(by, "unit.closed", row, at=at)
    return row


@act
def add_offer(
    *,
    row_id: UUID,
    answers: given.OfferAnswers,
    unit_id: UUID | None,
    today: date,
    by: Actor,
    at: datetime,
) -> ServiceOffer:
    """Put a service of one's own organisation into the directory; saving it verifies it."""
    require(by, Permission.DIRECTORY_EDIT)
    done: ServiceOffer | None = replayed(ServiceOffer, row_id, by)
    if done is not None:
        return done
    _refuse(given.wrong_in_offer(answers))
    row = ServiceOffer(
        id=row_id, organisation_id=by.organisation_id, unit=_unit(unit_id, by), made_at=at,
        made_by=by.user_id, **given.values_of(answers),
    )  # fmt: skip
    row.beds_at = at if row.beds_free is not None else None
    row.verified_on, row.verified_by = today, by.user_id
    row.save(force_insert=True)
    audit.record(by, "offer.added", row, at=at, facts={"service": row.service})
    return row


@act
def change_offer(
    *,
    offer_id: UUID,
    answers: given.OfferAnswers,
    unit_id: UUID | None,
    version: int,
    today: date,
    by: Actor,
    at: datetime,
) -> ServiceOffer:
    """Change an entry of the directory; saving it verifies it."""
    require(by, Permission.DIRECTORY_EDIT)
    row = _open_offer(offer_id, by)
    _refuse(given.wrong_in_offer(answers))
    row.unit = _unit(unit_id, by, keep=row.unit_id)
    changed = _lay(row, given.values_of(answers))
    if row.beds_free is None:
        row.beds_at = None
    elif "beds_free" in changed or row.beds_at is None:
        row.beds_at = at
    row.verified_on, row.verified_by = today, by.user_id
    row.save_change(expected=version)
    audit.record(by, "offer.changed", row, at=at, facts={"fields": _list(changed)})
    return row


@act
def count_beds(*, offer_id: UUID, free: int, version: int, by: Actor, at: datetime) -> ServiceOffer:
    """Say how many beds are free now; nothing else changes."""
    require(by, Permission.DIRECTORY_EDIT)
    row = _open_offer(offer_id, by)
    total = row.beds_total
    if total is not None and free > total:
        raise Problem.invalid("beds_free", Reason.BEDS_MORE_FREE, total=total, free=free)
    row.beds_free, row.beds_at = free, at
    row.save_change(expected=version, fields=["beds_free", "beds_at"])
    audit.record(by, "beds.counted", row, at=at, facts={"free": free})
    return row


@act
def verify_offer(
    *, offer_id: UUID, version: int, today: date, by: Actor, at: datetime
) -> ServiceOffer:
    """Say that an entry still holds as it stands."""
    require(by, Permission.DIRECTORY_EDIT)
    row = _open_offer(offer_id, by)
    row.verified_on, row.verified_by = today, by.user_id
    row.save_change(expected=version, fields=["verified_on", "verified_by"])
    audit.record(by, "offer.verified", row, at=at)
    return row


@act
def close_offer(
    *, offer_id: UUID, version: int, today: date, by: Actor, at: datetime
) -> ServiceOffer:
    """Take an entry out of the directory; old referrals still name it."""
    require(by, Permission.DIRECTORY_EDIT)
    row = scope.own(ServiceOffer, offer_id, by)
    if row.closed_on is not None:
        return row
    row.closed_on = today
    row.save_change(expected=version, fields=["closed_on"])
    audit.record(by, "offer.closed", row, at=at)
    return row


@act
def add_agreement(
    *,
    row_id: UUID,
    partner_id: UUID,
    answers: given.AgreementAnswers,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Write down an agreement that was signed with another organisation."""
    require(by, Permission.AGREEMENT_MANAGE)
    done: Agreement | None = replayed(Agreement, row_id, by, partner_id=partner_id)
    if done is not None:
        return done
    if partner_id == by.organisation_id:
        raise Problem.invalid("partner", Reason.AGREEMENT_NEEDS_TWO)
    partner = scope.organisations().filter(pk=partner_id).first()
    if partner is None:
        raise Problem.invalid("partner", Reason.CODE_UNKNOWN)
    _refuse(given.wrong_in_agreement(answers))
    row = Agreement(
        id=row_id, organisation_id=by.organisation_id, partner=partner, made_at=at,
        made_by=by.user_id, **given.values_of(answers),
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(by, "agreement.added", row, at=at, facts={"kind": row.kind})
    return row


@act
def end_agreement(
    *, agreement_id: UUID, last_day: date, version: int, by: Actor, at: datetime
) -> Agreement:
    """Set the last day of an agreement that one's own organisation wrote down."""
    require(by, Permission.AGREEMENT_MANAGE)
    row = scope.own(Agreement, agreement_id, by)
    if last_day < row.valid_from:
        raise Problem.invalid("valid_to", Reason.ENDS_BEFORE_START)
    row.valid_to = last_day
    row.save_change(expected=version, fields=["valid_to"])
    audit.record(by, "agreement.ended", row, at=at, facts={"last_day": last_day.isoformat()})
    return row


def _refuse(reasons: list[Because]) -> None:
    if reasons:
        raise Problem.refused(reasons)


def _name_taken(name: str, own_id: UUID | None, by: Actor) -> list[Because]:
    """Refuse a second open unit of one name; the database refuses it too."""
    rows = scope.units(by).filter(closed_on__isnull=True, name__iexact=name.strip())
    if own_id is not None:
        rows = rows.exclude(pk=own_id)
    taken = rows.exists()
    return [Because(Reason.UNIT_NAME_TAKEN, field="name")] if taken else []


def _unit(unit_id: UUID | None, by: Actor, keep: UUID | None = None) -> Unit | None:
    """Return an open unit of the own organisation; a closed one may only stay where it stood."""
    if unit_id is None:
        return None
    row = scope.own(Unit, unit_id, by)
    if not row.is_open and row.id != keep:
        raise Problem.invalid("unit", Reason.CODE_UNKNOWN)
    return row


def _open_offer(offer_id: UUID, by: Actor) -> ServiceOffer:
    row = scope.own(ServiceOffer, offer_id, by)
    if row.closed_on is not None:
        raise Problem.not_found()
    return row


def _lay(row: OwnedRow | Organisation, values: dict[str, Any]) -> list[str]:
    """Lay new values over a row; returns the names of those that differ."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def _list(names: list[str]) -> str:
    """Return field names as one code for the log; how many where they would be too long."""
    text = "+".join(names)
    return text if len(text) <= 80 else f"{len(names)}-fields"
