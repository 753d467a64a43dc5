"""The cast: the same people in every test suite.

A is a small organisation that takes cases, B a shelter that answers referrals, C an organisation
that has nothing to do with either. Use the fixture ``cast``:

    def test_something(cast):
        page = cast.client_for(cast.ani).get("/cases/")
        do_it(by=cast.actor(cast.beni), at=cast.at)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from suar.accounts import seats, sessions
from suar.accounts.actions import setup, signing
from suar.accounts.codes import Factor
from suar.accounts.models import User
from suar.kit.actor import Actor
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.network.codes import Kind, Level
from suar.network.models import Organisation, Unit
from suar.policy import Role
from suar.store import tenancy

PASSWORD = "lampu-suar-di-tanjung"
BEGAN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)  # when the cast began to work


def make_organisation(short_name: str, name: str, kind: Kind, **more: Any) -> Organisation:
    """Make an organisation with its facts."""
    level = more.pop("level", Level.CIVIL_SOCIETY)
    row = Organisation(
        id=new_id(), name=name, short_name=short_name, kind=kind.value, level=level.value,
        made_at=BEGAN, made_by=new_id(), **more,
    )  # fmt: skip
    with tenancy.acting_for(row.id):
        row.save()
    return row


def make_unit(organisation: Organisation, name: str) -> Unit:
    """Make a unit of an organisation."""
    with tenancy.acting_for(organisation.pk):
        return Unit.objects.create(
            organisation=organisation, name=name, made_at=BEGAN, made_by=new_id()
        )


def make_user(
    name: str,
    organisation: Organisation,
    *roles: Role,
    unit: Unit | None = None,
    language: str = "id",
    email: str = "",
) -> User:
    """Make a user with seats; the e-mail is made from the first name and the organisation."""
    address = email or f"{name.split()[0]}@{organisation.short_name}.example".lower()
    founder = Actor(user_id=new_id(), organisation_id=organisation.pk, label="Suar")
    with tenancy.acting_for(organisation.pk):
        return setup.add_user(
            email=address, name=name, password_hash=setup.hash_password(PASSWORD),
            organisation=organisation, roles=roles, unit=unit, language=language, by=founder,
            at=BEGAN,
        )  # fmt: skip


@dataclass(slots=True)
class Cast:
    """Three organisations and the people in them."""

    at: datetime
    a: Organisation
    b: Organisation
    c: Organisation
    unit_a: Unit
    unit_b: Unit
    ani: User  # caseworker at A
    beni: User  # supervisor at A
    citra: User  # focal point at B
    dewi: User  # analyst at A
    eko: User  # caseworker at C: the outsider
    fitri: User  # intake officer at A
    gilang: User  # safeguarding officer at A
    hana: User  # domain lead at A
    admin_a: User
    admin_b: User
    admin_c: User
    sysadmin: User

    def actor(
        self, user: User, *, at: datetime | None = None, organisation: Organisation | None = None
    ) -> Actor:
        """Return a person's actor, with the second factor given."""
        chosen = organisation.pk if organisation else None
        return seats.actor_for(user, at or self.at, organisation_id=chosen)

    def client_for(
        self, user: User, *, factor: Factor = Factor.TOTP, organisation: Organisation | None = None
    ) -> Client:
        """Return a browser in which the person is signed in."""
        return client_for(user, factor=factor, organisation=organisation)

    def everybody(self) -> dict[str, User]:
        """Return the people by their names here."""
        named = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in named.items() if isinstance(value, User)}


def client_for(
    user: User,
    *,
    factor: Factor = Factor.TOTP,
    organisation: Organisation | None = None,
    at: datetime | None = None,
) -> Client:
    """Return a test client with a session of one shift, assured unless ``factor`` is NONE."""
    moment = at or now()
    held = seats.open_seats(user, moment)
    chosen = organisation.pk if organisation else held[0].organisation_id
    assured = factor != Factor.NONE or not seats.needs_factor(held)
    actor = seats.build_actor(user, held, chosen, assured=assured)
    assert actor is not None, "the user has no open seat there"
    with tenancy.acting_for(chosen):
        row = signing.sign_in(user=user, factor=factor, label="Test", by=actor, at=moment)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[sessions.ROW] = str(row.pk)
    session.save()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = user.language
    return client


def make_cast(at: datetime | None = None) -> Cast:
    """Make the whole cast; ``at`` is the moment of which its tests speak."""
    a = make_organisation("PMA", "Perkumpulan Mitra A", Kind.CSO, province="52")
    b = make_organisation("RAB", "Rumah Aman B", Kind.UPTD_PPA, level=Level.REGENCY)
    c = make_organisation("LBC", "Lembaga C", Kind.LEGAL_AID)
    unit_a, unit_b = make_unit(a, "Kantor A"), make_unit(b, "Penampungan B")
    return Cast(
        at=at or BEGAN + timedelta(days=56),
        a=a, b=b, c=c, unit_a=unit_a, unit_b=unit_b,
        ani=make_user("Ani", a, Role.CASEWORKER, unit=unit_a),
        beni=make_user("Beni", a, Role.SUPERVISOR, unit=unit_a),
        citra=make_user("Citra", b, Role.SERVICE_FOCAL_POINT, unit=unit_b),
        dewi=make_user("Dewi", a, Role.ANALYST),
        eko=make_user("Eko", c, Role.CASEWORKER),
        fitri=make_user("Fitri", a, Role.INTAKE_OFFICER, unit=unit_a),
        gilang=make_user("Gilang", a, Role.SAFEGUARDING_OFFICER),
        hana=make_user("Hana", a, Role.DOMAIN_LEAD),
        admin_a=make_user("Indra", a, Role.ORGANISATION_ADMIN),
        admin_b=make_user("Joko", b, Role.ORGANISATION_ADMIN),
        admin_c=make_user("Kirana", c, Role.ORGANISATION_ADMIN),
        sysadmin=make_user("Lukas", a, Role.SYSTEM_ADMIN),
    )  # fmt: skip
