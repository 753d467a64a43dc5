"""Doors of the administrator: the people of the own organisation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import suar.policy as policy
from suar.accounts import labels, mail, queries, scope
from suar.accounts.actions import links
from suar.accounts.actions import people as verbs
from suar.accounts.forms import InviteForm, RolesForm
from suar.accounts.models import Invitation, Membership
from suar.kit import clock
from suar.kit.ids import new_id, parse_id
from suar.policy import Permission
from suar.ui import saving
from suar.ui.parts import Pill


@policy.door(Permission.USER_MANAGE)
@require_GET
def people(request: Any) -> HttpResponse:
    """List the people of the organisation and the open invitations."""
    found = queries.people_of(request.actor, cursor=request.GET.get("cursor", ""))
    lines = [(line, _roles(line.seats), pill_of(line)) for line in found.lines]
    waiting = [
        (link, ", ".join(labels.role(r) for r in link.roles))
        for link in queries.open_invitations(request.actor, clock.now())
    ]
    context = {"lines": lines, "page": found.page, "total": found.total, "waiting": waiting}
    return render(request, "accounts/people.html", context)


@policy.door(Permission.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def invite(request: Any) -> HttpResponse:
    """Invite somebody; the link is shown once."""
    actor = request.actor
    first = {"language": actor.language}
    form, at = InviteForm(request.POST or None, actor=actor, initial=first), clock.now()

    def save() -> tuple[Invitation, str]:
        answers = form.answers
        unit = answers["unit"]
        return links.invite(
            invitation_id=form.row_id, name=answers["name"], email=answers["email"],
            roles=answers["roles"], unit_id=unit.pk if unit else None,
            language=answers["language"], by=actor, at=at,
        )  # fmt: skip

    return saving.form_page(
        request, form, "accounts/invite.html", {}, save=save,
        to=lambda made: _link_page(request, made[0], made[1], made[0].name), at=at,
    )  # fmt: skip


def _link_page(request: Any, link: Invitation, secret: str, name: str) -> HttpResponse:
    """Show a link this once, and send it where there is an e-mail."""
    address, sent = "", False
    to = link.email or (link.user.email if link.user is not None else "")
    if secret:
        address = request.build_absolute_uri(reverse("accounts:open_link", args=[secret]))
        sent = bool(to) and mail.send_link(link, address, to)
    context = {"link": link, "address": address, "sent": sent, "to": to, "name": name}
    return render(request, "accounts/link_made.html", context)


@policy.door(Permission.USER_MANAGE)
@require_POST
def withdraw(request: Any, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    links.withdraw(invitation_id=invitation_id, by=request.actor, at=clock.now())
    messages.success(request, _("The link no longer works."))
    return redirect("accounts:people")


@policy.door(Permission.USER_MANAGE)
@require_GET
def person(request: Any, user_id: UUID) -> HttpResponse:
    """Show one person's seats and sign-in."""
    return _person_page(request, user_id)


def _person_page(request: Any, user_id: UUID, form: RolesForm | None = None) -> HttpResponse:
    user = scope.person(user_id, request.actor)
    page = queries.person_page(user, request.actor, clock.now())
    context = {
        "page": page,
        "seats": [(seat, labels.role(seat.role)) for seat in page.line.seats],
        "kinds": ", ".join(str(labels.FACTORS[kind]) for kind in page.kinds),
        "pill": pill_of(page.line),
        "oneself": user.pk == request.actor.user_id,
        "form": form or RolesForm(actor=request.actor),
        "sheet_id": new_id(),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "accounts/person.html", context, status=status)


@policy.door(Permission.USER_MANAGE)
@require_POST
def give_roles(request: Any, user_id: UUID) -> HttpResponse:
    """Give further roles."""
    form, at = RolesForm(request.POST, actor=request.actor), clock.now()

    def save() -> list[Membership]:
        unit = form.cleaned_data["unit"]
        return verbs.give_roles(
            user_id=user_id, roles=form.cleaned_data["roles"],
            unit_id=unit.pk if unit else None, by=request.actor, at=at,
        )  # fmt: skip

    def onward(given: list[Membership]) -> HttpResponse:
        waits = any(row.rests_since for row in given)
        said = _("Given. A second person must confirm.") if waits else _("The roles were given.")
        messages.success(request, said)
        return redirect("accounts:person", user_id)

    answered = saving.answer(request, form, save=save, to=onward, at=at)
    return answered or _person_page(request, user_id, form)


@policy.door(Permission.USER_MANAGE)
@require_POST
def take_role(request: Any, membership_id: UUID) -> HttpResponse:
    """Take one role away."""
    row = verbs.take_role(membership_id=membership_id, by=request.actor, at=clock.now())
    messages.success(request, _("The role was taken away."))
    return redirect("accounts:person", row.user_id)


@policy.door(Permission.USER_MANAGE)
@require_POST
def reset(request: Any, user_id: UUID) -> HttpResponse:
    """Make a link for a new password."""
    link, secret = links.make_reset(user_id=user_id, by=request.actor, at=clock.now())
    return _link_page(request, link, secret, link.user.name if link.user else "")


@policy.door(Permission.USER_MANAGE)
@require_POST
def sheet(request: Any, user_id: UUID) -> HttpResponse:
    """Issue a code sheet: the page to print, shown this once."""
    user = scope.person(user_id, request.actor)
    made, codes = verbs.issue_sheet(
        sheet_id=parse_id(request.POST.get("id", "")) or new_id(), user_id=user_id,
        by=request.actor, at=clock.now(),
    )  # fmt: skip
    context = {"person": user, "sheet": made, "codes": codes}
    return render(request, "accounts/sheet.html", context)


Change = Callable[..., Any]
# what the button on the person's page does, and what is said afterwards
CHANGES: dict[str, tuple[Change, Any]] = {
    "suspend": (verbs.suspend, gettext_lazy("Suspended. All sessions here were ended.")),
    "restore": (verbs.restore, gettext_lazy("The suspension was lifted.")),
    "leave": (verbs.leave, gettext_lazy("All roles here were ended.")),
    "sign-out": (verbs.end_sessions_of, gettext_lazy("All sessions here were ended.")),
    "end-sheet": (verbs.end_sheet, gettext_lazy("The sheet no longer works.")),
}


@policy.door(Permission.USER_MANAGE)
@require_POST
def change(request: Any, user_id: UUID, verb: str) -> HttpResponse:
    """Suspend, restore, end the seats, sign out everywhere, or end the sheet."""
    action, said = CHANGES[verb]
    action(user_id=user_id, by=request.actor, at=clock.now())
    messages.success(request, str(said))
    return redirect("accounts:person", user_id)


def pill_of(line: queries.PersonLine) -> Pill:
    """Return a person's state in the organisation, in words."""
    if line.has_left:
        return Pill(_("left"), "calm")
    if line.is_suspended:
        return Pill(_("suspended"), "stop", "circle-x")
    if line.waits:
        return Pill(_("waits for a second person"), "wait", "clock")
    return Pill(_("active"), "ok", "circle-check")


def _roles(seats: list[Membership]) -> str:
    return ", ".join(dict.fromkeys(labels.role(seat.role) for seat in seats))
