"""Adding a user without an invitation: the command line, the demonstration, tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import make_password

import suar.audit as audit
from suar.accounts.models import Membership, User, clean_email
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.network.models import Organisation, Unit
from suar.policy import Role
from suar.store.work import act


def hash_password(password: str) -> str:
    """Hash a password; to be done before the transaction, never inside."""
    return make_password(password)


@act
def add_user(
    *,
    email: str,
    name: str,
    password_hash: str,
    organisation: Organisation,
    roles: Iterable[Role],
    by: Actor,
    at: datetime,
    unit: Unit | None = None,
    language: str = "id",
    time_zone: str = "Asia/Jakarta",
) -> User:
    """Add a user with seats; a user of that e-mail who is already there keeps the login."""
    user, made = User.objects.get_or_create(
        email=clean_email(email),
        defaults={
            "name": name, "password": password_hash, "language": language,
            "time_zone": time_zone, "made_at": at,
        },
    )  # fmt: skip
    for role in roles:
        Membership.objects.get_or_create(
            user=user, organisation=organisation, unit=unit, role=Role(role).value, ended_at=None,
            defaults={
                "id": new_id(), "made_at": at, "made_by": by.user_id, "starts_at": at,
            },
        )  # fmt: skip
    audit.record(
        by, "user.added", user, at=at, organisation_id=organisation.pk, facts={"new": made}
    )
    return user
