"""The page on which a provider is chosen: who fits, who is only far away, who does not and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from suar.cases import words
from suar.cases.models import Case
from suar.cases.referral import queries
from suar.cases.triage.calling import HOME, place_words
from suar.kit.actor import Actor
from suar.network.codes import Doubt, ServiceCode, WhyNot
from suar.network.labels import TO_ASK, WHY_NOT
from suar.network.queries import Match

ONLY_FAR = (WhyNot.AREA,)  # a warning: whoever serves another area may still take her


def shown(case: Case, service: str, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return the words of the page for one service; for which place it was looked is said."""
    found = queries.matches(case, service, by=by, at=at)
    far = [m for m in found.not_accepting if m.reasons == ONLY_FAR]
    place, is_now = queries.place_of(case)
    near = place.regency or place.province
    return {
        "service_label": words.service(service),
        "accepting": [_match(m) for m in found.accepting],
        "elsewhere": [_match(m) for m in far],
        "not_accepting": [_match(m) for m in found.not_accepting if m not in far],
        "nobody_listed": not found.accepting and not found.not_accepting,
        "urgent_care": service == ServiceCode.MED_URG,
        "abroad": place.country not in ("", HOME),
        "near": place_words(place.country, near, words.language()),
        "near_is_now": is_now,
    }


def _match(match: Match) -> dict[str, Any]:
    tongue = words.language()
    return {
        "offer": match.offer,
        "reasons": [WHY_NOT[r].in_language(tongue) for r in match.reasons],
        "call_first": Doubt.STALE in match.doubts,
        "to_ask": [TO_ASK[d].in_language(tongue) for d in _asked(match.doubts)],
    }


def _asked(doubts: Iterable[Doubt]) -> list[Doubt]:
    return [d for d in doubts if d in TO_ASK]
