"""Where a code leads that somebody typed into the search for people: a case or a referral."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from suar.cases import scope
from suar.kit.actor import Actor
from suar.policy import Permission


def page_of_code(spellings: tuple[str, ...], actor: Actor, at: datetime) -> str | None:
    """Return the page of the case or referral with this code, where it is open to the actor."""
    if actor.may(Permission.CASE_VIEW):
        case = scope.visible_to(actor, at).filter(code__in=spellings).first()
        if case is not None:
            return reverse("cases:case", args=[case.pk])
        sent = scope.sent_by(actor, at).filter(code__in=spellings).first()
        if sent is not None:
            return reverse("cases:referral", args=[sent.case_id, sent.pk])
    if actor.may(Permission.REFERRAL_RECEIVE):
        received = scope.sent_to(actor, at).filter(code__in=spellings).first()
        if received is not None:
            return reverse("cases:incoming", args=[received.pk])
    return None
