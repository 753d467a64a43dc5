"""The people of the demo who sign in. Their password is public: the demo asks for nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from suar.accounts.actions import setup
from suar.accounts.demo import PASSWORD
from suar.accounts.models import User
from suar.cli.demo.organisations import CENDANA, LENTERA, MELATI, Plan, demo_id, founder
from suar.cli.speech import words
from suar.network.models import Organisation, Unit
from suar.policy import ROLES, Role
from suar.store import tenancy


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the cast."""

    key: str
    name: str
    plan: Plan
    role: Role
    unit: bool = False

    @property
    def email(self) -> str:
        """Return the sign-in."""
        return f"{self.key}@{self.plan.key}.example"


CAST = (
    Member("ani", "Ani Rahmawati", LENTERA, Role.CASEWORKER, unit=True),
    Member("beni", "Beni Saputra", LENTERA, Role.SUPERVISOR, unit=True),
    Member("fitri", "Fitri Handayani", LENTERA, Role.INTAKE_OFFICER, unit=True),
    Member("gilang", "Gilang Prasetyo", LENTERA, Role.SAFEGUARDING_OFFICER),
    Member("hana", "Hana Lestari", LENTERA, Role.DOMAIN_LEAD),
    Member("dewi", "Dewi Anggraini", LENTERA, Role.ANALYST),
    Member("indra", "Indra Wijaya", LENTERA, Role.ORGANISATION_ADMIN),
    Member("lukas", "Lukas Manek", LENTERA, Role.SYSTEM_ADMIN),
    Member("citra", "Citra Maharani", MELATI, Role.SERVICE_FOCAL_POINT, unit=True),
    Member("joko", "Joko Susilo", MELATI, Role.ORGANISATION_ADMIN),
    Member("eko", "Eko Nugroho", CENDANA, Role.CASEWORKER, unit=True),
    Member("kirana", "Kirana Putri", CENDANA, Role.ORGANISATION_ADMIN),
)


def make_all(organisations: Mapping[str, Organisation], *, at: datetime) -> dict[str, User]:
    """Make the logins and their seats; safe to repeat."""
    password_hash = setup.hash_password(PASSWORD)
    made = {}
    for member in CAST:
        organisation = organisations[member.plan.key]
        with tenancy.acting_for(organisation.pk):
            made[member.key] = setup.add_user(
                email=member.email,
                name=member.name,
                password_hash=password_hash,
                organisation=organisation,
                roles=[member.role],
                unit=_unit_of(member) if member.unit else None,
                time_zone="Asia/Makassar",
                by=founder(organisation.pk),
                at=at,
            )
    return made


def _unit_of(member: Member) -> Unit:
    return Unit.objects.get(pk=demo_id(member.plan.key, member.plan.units[0].name))


def sign_ins() -> str:
    """Return the table of sign-ins for the terminal."""
    head = words("Sign in with", "Masuk dengan")
    password = words("password of all:", "kata sandi semua:")
    lines = [f"{head} ({password} {PASSWORD})", ""]
    for member in CAST:
        role = words(ROLES[member.role].english, ROLES[member.role].indonesian)
        lines.append(f"  {member.email:26} {role}, {member.plan.answers.short_name}")
    return "\n".join(lines)
