"""Make the people of the proof of canaries; prints their cookies, a token and addresses as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402 - after setup()

from suar.accounts import seats  # noqa: E402
from suar.accounts.models import User  # noqa: E402
from suar.api import actions as tokens  # noqa: E402
from suar.api.codes import Scope  # noqa: E402
from suar.kit import clock  # noqa: E402
from suar.kit.ids import new_id  # noqa: E402
from suar.network.codes import Kind  # noqa: E402
from suar.network.models import Organisation, ServiceOffer, Unit  # noqa: E402
from suar.policy import Role  # noqa: E402
from suar.reference import load  # noqa: E402
from suar.store import tenancy  # noqa: E402
from tests.support import cast  # noqa: E402


def shelter() -> Organisation:
    """Make organisation B, which offers shelter."""
    row = cast.make_organisation("RAB", "Rumah Aman B", Kind.UPTD_PPA)
    with tenancy.acting_for(row.pk):
        ServiceOffer.objects.create(
            organisation=row, service="SHL_EMG", sexes=["female"], min_age=18,
            coverage="nationwide", verified_on=clock.now().date(), focal_point="Petugas jaga",
            focal_phone="+62370123456", made_at=clock.now(), made_by=new_id(),
        )  # fmt: skip
    return row


def token_of(organisation: Organisation, admin: User) -> str:
    """Issue a token with which a partner passes reports on."""
    with tenancy.acting_for(organisation.pk):
        _row, secret = tokens.issue_token(
            token_id=new_id(), name="Mitra", scopes=[Scope.REPORT_WRITE], unit=None,
            expires_at=clock.now() + timedelta(days=30), by=seats.actor_for(admin, clock.now()),
            at=clock.now(),
        )  # fmt: skip
    return secret


def main() -> None:
    a = Organisation.objects.get(pk=UUID(os.environ["SUAR_PROVE_ORGANISATION"]))
    with tenancy.acting_for(a.pk):
        unit = Unit.objects.get()
        ani = User.objects.get(pk=os.environ["SUAR_PROVE_ANI"])
        load.load(at=clock.now())
    b = shelter()
    people = {
        "ani": ani,
        "beni": cast.make_user("Beni", a, Role.SUPERVISOR, unit=unit),
        "gilang": cast.make_user("Gilang", a, Role.SAFEGUARDING_OFFICER),
        "citra": cast.make_user("Citra", b, Role.SERVICE_FOCAL_POINT),
    }
    admin = cast.make_user("Indra", a, Role.ORGANISATION_ADMIN)
    cookie = settings.SESSION_COOKIE_NAME
    said = {
        "cookies": {
            name: {cookie: cast.client_for(user).cookies[cookie].value}
            for name, user in people.items()
        },
        "token": token_of(a, admin),
        "receiver": str(b.pk),
        "unit": str(unit.pk),
        "worker": str(ani.pk),
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
