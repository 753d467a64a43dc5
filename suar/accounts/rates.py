"""How often something may be tried, counted in the database.

Keys join a person with a network address (or count an address alone): a stranger must not be able
to lock somebody out by knowing an e-mail. Only behind the right password a person is counted alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from suar.accounts.models import Rate


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in a window of time."""

    name: str
    count: int
    window: timedelta


SIGN_IN_ADDRESS = Limit("sign-in address", 60, timedelta(minutes=10))  # an office shares one
SECOND_STEP = Limit("second step", 5, timedelta(minutes=15))
# Whoever comes this far knows the password: from however many addresses, guessing is slow.
SECOND_STEP_ANYWHERE = Limit("second step anywhere", 30, timedelta(hours=1))
LINK = Limit("link", 30, timedelta(minutes=10))
RESET = Limit("reset", 3, timedelta(hours=1))
RESET_ADDRESS = Limit("reset address", 30, timedelta(hours=1))
PASSWORD_AGAIN = Limit("password again", 5, timedelta(minutes=15))


def key_of(limit: Limit, *parts: object) -> str:
    """Return the counter's key: a digest, so that nothing can be read off the table."""
    text = "|".join([limit.name, *map(str, parts)])
    return salted_hmac("accounts.rate", text, algorithm="sha256").hexdigest()


def take(limit: Limit, *parts: object, at: datetime) -> bool:
    """Count one try and say whether it is still within the limit."""
    key = key_of(limit, *parts)
    with transaction.atomic():
        Rate.objects.filter(key=key, since__lte=at - limit.window).delete()
        Rate.objects.get_or_create(key=key, defaults={"since": at})
        Rate.objects.filter(key=key).update(count=F("count") + 1)
        return Rate.objects.get(key=key).count <= limit.count


def is_over(limit: Limit, *parts: object, at: datetime) -> bool:
    """Say whether no try is left now, without counting one."""
    row = Rate.objects.filter(key=key_of(limit, *parts), since__gt=at - limit.window).first()
    return row is not None and row.count >= limit.count


def clear(limit: Limit, *parts: object) -> None:
    """Forget the failed tries after a success."""
    Rate.objects.filter(key=key_of(limit, *parts)).delete()


def sweep(at: datetime) -> int:
    """Delete counters older than a day; for the daily run."""
    return Rate.objects.filter(since__lt=at - timedelta(days=1)).delete()[0]
