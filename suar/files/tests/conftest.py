"""A small cast for the tests of the files: two organisations, a record that holds files."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest

from suar import policy, vault
from suar.files import slots
from suar.files.slots import Holder
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.network.models import Organisation
from suar.policy import Role, permissions_of
from suar.store.tenancy import acting_for

AT = datetime(2026, 6, 3, 2, tzinfo=UTC)


def organisation(name):
    """Make an organisation."""
    row = Organisation(
        id=new_id(), name=name, short_name=name[:20], kind="cso", level="civil_society",
        letter_place="Mataram", letterhead=f"{name}\nJalan Contoh 1, Mataram", made_at=AT,
        made_by=new_id(),
    )  # fmt: skip
    with acting_for(row.pk):
        row.save(force_insert=True)
    return row


def seat(owner, *roles, label="Ani"):
    """Seat a person in an organisation."""
    return Actor(
        user_id=new_id(), organisation_id=owner.pk, label=label, roles=frozenset(roles),
        organisation_label=owner.name, permissions=permissions_of(list(roles)), language="en",
    )  # fmt: skip


@dataclass
class Scene:
    """Who is there, and the one record."""

    ani: Actor
    beni: Actor
    eko: Actor
    holder: Holder
    organisations: list[Organisation] = field(default_factory=list)

    @property
    def subject(self) -> UUID:
        return self.holder.subject_id


@pytest.fixture
def scene(db, settings, tmp_path):
    """Ani and Beni at A work on one record; Eko is an outsider at C."""
    settings.VAR_DIR = tmp_path
    a, c = organisation("Yayasan A"), organisation("Yayasan C")
    ani = seat(a, Role.CASEWORKER)
    beni = seat(a, Role.SUPERVISOR, label="Beni")
    eko = seat(c, Role.SUPERVISOR, Role.SERVICE_FOCAL_POINT, label="Eko")
    subject = vault.new_subject(kind="case", by=ani, at=AT)
    for person in (ani, beni):
        policy.grant(
            ground=policy.Ground.ASSIGNMENT, subjects=[subject], parts=["case"],
            rests_on=subject, to_user=person.user_id, by=ani, at=AT,
        )  # fmt: skip
    holder = Holder(
        record_type="tests.record", record_id=new_id(), subject_id=subject,
        organisation_id=a.pk, code="K-0012", part="case", back="/",
    )  # fmt: skip

    def find(record_id, actor, at):
        if record_id != holder.record_id or actor.organisation_id != a.pk:
            raise Problem.not_found()
        return holder

    slots.holders.fill("record", find)
    yield Scene(ani, beni, eko, holder, [a, c])
    slots.holders._entries.pop("record")
