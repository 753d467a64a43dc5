"""The people of the demo at work: who they are at a moment, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from suar.accounts import seats
from suar.accounts.models import User
from suar.cli.demo.organisations import LENTERA, MELATI, demo_id
from suar.kit.actor import Actor
from suar.network.models import Organisation, Unit


@dataclass(frozen=True, slots=True)
class Office:
    """The organisations and people whom the invented cases need."""

    organisations: Mapping[str, Organisation]
    users: Mapping[str, User]

    def actor(self, key: str, at: datetime) -> Actor:
        """Return somebody's seat at a moment, with the second factor given."""
        return seats.actor_for(self.users[key], at)

    @property
    def home(self) -> Organisation:
        """Return the organisation that takes the cases."""
        return self.organisations[LENTERA.key]

    @property
    def shelter(self) -> Organisation:
        """Return the organisation that answers the referrals."""
        return self.organisations[MELATI.key]

    @property
    def unit(self) -> Unit:
        """Return the unit in which Ani, Beni and Fitri work."""
        return Unit.objects.get(pk=demo_id(LENTERA.key, LENTERA.units[0].name))
