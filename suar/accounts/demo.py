"""What the demonstration makes easy, and only there: who there is, and the word they all share."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from suar.accounts import labels
from suar.accounts.models import Membership
from suar.store.installation import is_demo
from suar.ui.slots import Banner

PASSWORD = "pelita-di-dermaga"  # noqa: S105 - printed on the demo's own sign-in page


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the invented people, as the sign-in page lists them."""

    name: str
    email: str
    organisation: str
    roles: str


def is_on() -> bool:
    """Say whether this is a demonstration that the settings allow."""
    return bool(settings.DEMO_ALLOWED) and is_demo()


def cast() -> list[Figure]:
    """Return the invented people with their roles; nobody outside a demonstration."""
    if not is_on():
        return []
    found: dict[str, tuple[str, str, list[str]]] = {}
    seats = Membership.objects.filter(ended_at__isnull=True, suspended_at__isnull=True)
    for seat in seats.select_related("user", "organisation").order_by("made_at", "id"):
        roles: list[str] = []
        line = (seat.user.name, seat.organisation.short_name, roles)
        found.setdefault(seat.user.email, line)[2].append(labels.role(seat.role))
    return [
        Figure(name, email, organisation, ", ".join(roles))
        for email, (name, organisation, roles) in found.items()
    ]


def filled(email: str) -> dict[str, str]:
    """Return the first values of the sign-in form for one of the invented people."""
    known = email and any(figure.email == email for figure in cast())
    return {"email": email, "password": PASSWORD} if known else {}


def banner(_request: HttpRequest) -> Banner | None:
    """Return the line above every page that says what a demonstration leaves out."""
    if not is_on():
        return None
    return Banner(
        _("Demonstration with invented people. Do not enter real data."),
        details=(
            _("No second factor is asked when signing in."),
            _("Everybody has the same password, and it is shown on the sign-in page."),
            _("Production settings refuse to serve this database."),
        ),
    )
