"""The cast of the network's tests."""

from datetime import UTC, datetime

import pytest

from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.network.models import Organisation
from suar.policy import Role, permissions_of
from suar.store import tenancy

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def make_organisation(name, **more):
    row_id = new_id()
    with tenancy.acting_for(row_id):
        return Organisation.objects.create(
            id=row_id, name=name, short_name=name[:8], kind="cso", level="civil_society",
            made_at=AT, made_by=new_id(), **more,
        )  # fmt: skip


def seat(organisation, *roles):
    return Actor(
        user_id=new_id(),
        organisation_id=organisation.id,
        roles=frozenset(roles),
        permissions=frozenset(permissions_of(list(roles))),
    )


@pytest.fixture
def house_a(db):
    return make_organisation("Lembaga A")


@pytest.fixture
def house_b(db):
    return make_organisation("Rumah Aman B")


@pytest.fixture
def admin_a(house_a):
    return seat(house_a, Role.ORGANISATION_ADMIN)


@pytest.fixture
def admin_b(house_b):
    return seat(house_b, Role.ORGANISATION_ADMIN)


@pytest.fixture
def ani(house_a):
    return seat(house_a, Role.CASEWORKER)


@pytest.fixture
def citra(house_b):
    return seat(house_b, Role.SERVICE_FOCAL_POINT)


@pytest.fixture
def as_house():
    """Act for an organisation, as the request's middleware would."""
    before = tenancy.current_organisation()
    yield lambda actor: tenancy.enter(actor.organisation_id)
    tenancy.enter(before)
