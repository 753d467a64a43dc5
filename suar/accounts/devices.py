"""Registered devices: a signed cookie names rows; the rows decide."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from suar.accounts.models import Device, User
from suar.kit.ids import parse_id

COOKIE = "suar_device"
SALT = "accounts.device"
AT_MOST = 8  # people who take turns at one computer


def ids_in(request: HttpRequest) -> list[str]:
    """Return the ids in the cookie; none where it was altered."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        return []
    return [str(i) for i in found] if isinstance(found, list) else []


def remembered(request: HttpRequest, user: User, at: datetime) -> Device | None:
    """Return the device that this browser is for this very user, while it lasts."""
    wanted = [found for text in ids_in(request) if (found := parse_id(text))]
    return Device.objects.filter(
        pk__in=wanted, user=user, ended_at__isnull=True, ends_at__gt=at
    ).first()


def open_devices(user: User, at: datetime) -> list[Device]:
    """Return the devices that are remembered now."""
    return list(Device.objects.filter(user=user, ended_at__isnull=True, ends_at__gt=at))


def remember(request: HttpRequest, response: HttpResponse, device_id: UUID) -> None:
    """Name a device in the browser's cookie beside those of others at the same computer."""
    ids = [*ids_in(request), str(device_id)][-AT_MOST:]
    response.set_cookie(
        COOKIE,
        signing.dumps(ids, salt=SALT),
        max_age=int(settings.ACCOUNTS_SHIFT.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
