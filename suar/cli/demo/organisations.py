"""The three organisations of the demo and what they offer. All names are invented.

A takes cases, B is a shelter that answers referrals, C has nothing to do with either: whoever signs
in there must find nothing of A and B.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from suar.kit.actor import Actor, system_actor
from suar.network import actions
from suar.network.answers import AgreementAnswers, OfferAnswers, OrganisationAnswers, UnitAnswers
from suar.network.codes import Access, AgreementKind, Cost, Coverage, Kind, Level, Sex
from suar.network.models import Organisation, Unit
from suar.policy import Permission
from suar.store import tenancy

NAMESPACE = UUID("6f1f4c1e-5a3e-4b1d-9c2a-0a7d3f0b5e11")  # ids of the demo are the same each time
FEMALE, CHILD_AGES = (Sex.FEMALE.value,), (None, 17)


@dataclass(frozen=True, slots=True)
class Plan:
    """An organisation with its units and its entries in the directory."""

    key: str
    answers: OrganisationAnswers
    units: tuple[UnitAnswers, ...]
    offers: tuple[OfferAnswers, ...]


def demo_id(*names: str) -> UUID:
    """Return the id of a thing of the demo by its name."""
    return uuid5(NAMESPACE, "/".join(names))


def _offer(service: str, focal: str, phone: str, **more: object) -> OfferAnswers:
    values: dict[str, object] = {
        "service": service, "focal_point": focal, "focal_phone": phone, "languages": ("ind", "sas"),
        "coverage": Coverage.PLACES.value, "provinces": ("52",), "cost": Cost.FREE.value,
        "hours": "Senin–Jumat 08.00–16.00", "how_to_refer": "Rujukan melalui Suar, lalu telepon.",
    } | more  # fmt: skip
    return OfferAnswers(**values)  # type: ignore[arg-type]  # the keys are its fields


LENTERA = Plan(
    "lentera",
    OrganisationAnswers(
        name="Perkumpulan Lentera Pulang (demo)", short_name="Lentera", kind=Kind.CSO.value,
        level=Level.CIVIL_SOCIETY.value, province="52", regency="5271",
        time_zone="Asia/Makassar", letter_place="Mataram",
        letterhead="PERKUMPULAN LENTERA PULANG\nJalan Contoh 12, Mataram\nlentera.example",
        letter_number="{no}/LP/{month}/{year}",
    ),
    (
        UnitAnswers(name="Kantor Mataram", province="52", regency="5271"),
        UnitAnswers(name="Pos Lombok Timur", province="52", regency="5203"),
    ),
    (
        _offer("LEG_INF", "Beni", "0370-555-0101"),
        _offer("PSY_PFA", "Beni", "0370-555-0101", hours="24 jam", open_24h=True),
        _offer("RET_TRP", "Beni", "0370-555-0102", provinces=("52", "53")),
    ),
)  # fmt: skip
MELATI = Plan(
    "melati",
    OrganisationAnswers(
        name="Rumah Aman Melati (demo)", short_name="Melati", kind=Kind.UPTD_PPA.value,
        level=Level.REGENCY.value, province="52", regency="5202", time_zone="Asia/Makassar",
        letter_place="Praya", letterhead="RUMAH AMAN MELATI\nPraya, Lombok Tengah",
        letter_number="{no}/RAM/{month}/{year}",
    ),
    (UnitAnswers(name="Penampungan Praya", province="52", regency="5202"),),
    (
        _offer(
            "SHL_TMP", "Citra", "0370-555-0201", sexes=FEMALE, min_age=18, open_24h=True,
            hours="24 jam", beds_total=14, beds_free=5, access=(Access.WHEELCHAIR.value,),
        ),
        _offer(
            "SHL_EMG", "Citra", "0370-555-0201", sexes=FEMALE, open_24h=True, hours="24 jam",
            beds_total=4, beds_free=2,
        ),
        _offer(
            "CHD_CARE", "Citra", "0370-555-0202", max_age=17, beds_total=6, beds_free=3,
            open_24h=True, hours="24 jam",
        ),
        _offer("PSY_CNS", "Citra", "0370-555-0203", languages=("ind", "sas", "eng")),
        _offer("MED_GEN", "Citra", "0370-555-0203", cost=Cost.INSURED.value),
    ),
)  # fmt: skip
CENDANA = Plan(
    "cendana",
    OrganisationAnswers(
        name="Bantuan Hukum Cendana (demo)", short_name="Cendana", kind=Kind.LEGAL_AID.value,
        province="53", regency="5371", time_zone="Asia/Makassar", letter_place="Kupang",
        letterhead="BANTUAN HUKUM CENDANA\nKupang, Nusa Tenggara Timur",
        letter_number="{no}/BHC/{month}/{year}",
    ),
    (UnitAnswers(name="Kantor Kupang", province="53", regency="5371"),),
    (
        _offer("LEG_REP", "Eko", "0380-555-0301", provinces=("53",), languages=("ind", "eng")),
        _offer("LEG_WAG", "Eko", "0380-555-0301", coverage=Coverage.NATIONWIDE.value,
               provinces=()),
    ),
)  # fmt: skip
PLANS = (LENTERA, MELATI, CENDANA)


def founder(organisation_id: UUID) -> Actor:
    """Return the seat that founds an organisation: the system itself, with what it needs."""
    rights = frozenset(
        p.value
        for p in (
            Permission.ORGANISATION_MANAGE, Permission.DIRECTORY_EDIT, Permission.AGREEMENT_MANAGE,
        )
    )  # fmt: skip
    return system_actor(organisation_id, rights)


def make_all(*, at: datetime) -> dict[str, Organisation]:
    """Make the three organisations, then the agreement between A and B; safe to repeat."""
    made = {plan.key: _make(plan, at) for plan in PLANS}
    a, b = made[LENTERA.key], made[MELATI.key]
    with tenancy.acting_for(a.pk):
        actions.add_agreement(
            row_id=demo_id("agreement"), partner_id=b.pk, by=founder(a.pk), at=at,
            answers=AgreementAnswers(
                kind=AgreementKind.REFERRAL.value, document="PKS/07/LP-RAM/2026",
                signed_by="Ketua Lentera Pulang, Kepala Rumah Aman Melati",
                valid_from=(at - timedelta(days=200)).date(),
            ),
        )  # fmt: skip
    return made


def _make(plan: Plan, at: datetime) -> Organisation:
    organisation_id = demo_id(plan.key)
    by = founder(organisation_id)
    with tenancy.acting_for(organisation_id):
        row: Organisation = actions.create_organisation(
            row_id=organisation_id, answers=plan.answers, by=by, at=at
        )
        units = list(_units(plan, by, at))
        for offer in plan.offers:
            actions.add_offer(
                row_id=demo_id(plan.key, offer.service), answers=offer, unit_id=units[0].pk,
                today=at.date(), by=by, at=at,
            )  # fmt: skip
    return row


def _units(plan: Plan, by: Actor, at: datetime) -> Iterator[Unit]:
    for unit in plan.units:
        unit_id = demo_id(plan.key, unit.name)
        yield actions.add_unit(row_id=unit_id, answers=unit, by=by, at=at)
