"""A new password asked for at the sign-in page.

The page only writes down the e-mail, whether it is known or not; who is behind it is looked up
later, away from the page, so that neither words nor time tell whether somebody has a login.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse

from suar.accounts import mail
from suar.accounts.actions import links
from suar.accounts.models import ResetRequest, User
from suar.accounts.seats import open_seats
from suar.kit.actor import system_actor


def ask(email: str, site: str, *, at: datetime) -> ResetRequest:
    """Write a request down; the worker answers it."""
    return ResetRequest.objects.create(email=email, site=site.rstrip("/"), asked_at=at)


def answer(request_id: UUID, *, at: datetime) -> bool:
    """Send a link where the e-mail belongs to somebody who works here; say whether one was sent."""
    taken = ResetRequest.objects.filter(pk=request_id, done_at__isnull=True).update(done_at=at)
    asked = ResetRequest.objects.filter(pk=request_id).first()
    if not taken or asked is None:
        return False
    user = User.objects.filter(email=asked.email).first()
    held = open_seats(user, at) if user is not None and user.is_active else []
    if user is None or not held:
        return False
    by = system_actor(held[0].organisation_id)
    link, secret = links.make_reset_by_mail(user=user, by=by, at=at)
    path = reverse("accounts:open_link", args=[secret])
    return mail.send_link(link, asked.site + path, user.email)


def answer_open(*, at: datetime) -> int:
    """Answer every request that waits; return how many links were sent."""
    waiting = ResetRequest.objects.filter(done_at__isnull=True).order_by("asked_at")
    return sum(answer(pk, at=at) for pk in list(waiting.values_list("pk", flat=True)[:200]))


def sweep(at: datetime) -> int:
    """Forget answered requests after a day; for the daily run."""
    return ResetRequest.objects.filter(done_at__lt=at - timedelta(days=1)).delete()[0]
