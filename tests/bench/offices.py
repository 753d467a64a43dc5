"""The three organisations of a data set: their units, and the people who work there.

A caseworker has about 40 open cases and a unit about 400, whatever the size: a bigger installation
has more workers and more units, not more work for each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from suar.accounts.actions import setup
from suar.accounts.models import User
from suar.kit.actor import Actor, system_actor
from suar.kit.ids import new_id
from suar.network.codes import Kind
from suar.network.models import Organisation, ServiceOffer, Unit
from suar.policy import Role
from suar.store import tenancy
from tests.support.cast import make_organisation, make_unit

SHARES = (("PLB", 0.6), ("RSH", 0.3), ("LBH", 0.1))  # short name, share of all cases
NEWEST, OPEN_OF_NEWEST = 0.3, 0.5  # of the newest 30 % of cases one half is still open
OPEN_A_WORKER, WORKERS_A_UNIT = 40, 10
SERVICES = ("SHL_EMG", "SHL_TMP", "PSY_CNS", "MED_GEN", "LEG_INF")


@dataclass(slots=True)
class Office:
    """One organisation at work."""

    organisation: Organisation
    cases: int
    units: list[Unit] = field(default_factory=list)
    workers: list[tuple[User, Unit]] = field(default_factory=list)
    supervisors: list[tuple[User, Unit]] = field(default_factory=list)
    desks: list[tuple[User, Unit]] = field(default_factory=list)
    partner: Organisation | None = None  # to whom cases are referred

    def actor(self, user: User, unit: Unit) -> Actor:
        """Return somebody's seat, as far as rows and events need it."""
        return Actor(
            user_id=user.pk, organisation_id=self.organisation.pk, label=user.name,
            organisation_label=self.organisation.short_name, unit_ids=frozenset({unit.pk}),
        )  # fmt: skip


def make_offices(size: int, names: list[str], at: datetime) -> list[Office]:
    """Make the organisations; ``names`` are taken for the staff, from the end."""
    hashed = setup.hash_password("lampu-suar-di-tanjung")
    offices = [_make(short, round(size * share), names, hashed, at) for short, share in SHARES]
    for office, partner in zip(offices, [*offices[1:], offices[0]], strict=True):
        office.partner = partner.organisation
    return offices


def _make(short: str, cases: int, names: list[str], hashed: str, at: datetime) -> Office:
    organisation = make_organisation(short, f"Lembaga {short}", Kind.CSO, province="52")
    office = Office(organisation, cases)
    workers = max(ceil(cases * NEWEST * OPEN_OF_NEWEST / OPEN_A_WORKER), 1)
    for number in range(ceil(workers / WORKERS_A_UNIT)):
        unit = make_unit(organisation, f"Kantor {number + 1}")
        office.units.append(unit)
        beside = min(WORKERS_A_UNIT, workers - number * WORKERS_A_UNIT)
        office.workers += [_user(office, unit, Role.CASEWORKER, names, hashed, at)
                           for _ in range(beside)]  # fmt: skip
        office.supervisors.append(_user(office, unit, Role.SUPERVISOR, names, hashed, at))
        office.desks.append(_user(office, unit, Role.INTAKE_OFFICER, names, hashed, at))
        _user(office, unit, Role.SERVICE_FOCAL_POINT, names, hashed, at)
    _offers(office, at)
    return office


def _user(
    office: Office, unit: Unit, role: Role, names: list[str], hashed: str, at: datetime
) -> tuple[User, Unit]:
    organisation = office.organisation
    with tenancy.acting_for(organisation.pk):
        user = setup.add_user(
            email=f"{role.value}.{len(names)}@{organisation.short_name}.example".lower(),
            name=names.pop(), password_hash=hashed, organisation=organisation, roles=[role],
            unit=unit, by=system_actor(organisation.pk, frozenset()), at=at,
        )  # fmt: skip
    return user, unit


def _offers(office: Office, at: datetime) -> None:
    with tenancy.acting_for(office.organisation.pk):
        ServiceOffer.objects.bulk_create(
            ServiceOffer(
                id=new_id(), organisation=office.organisation, unit=office.units[0],
                service=service, coverage="nationwide", made_at=at, made_by=new_id(),
                verified_on=at.date(),
            )
            for service in SERVICES
        )  # fmt: skip
