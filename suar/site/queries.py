"""What the home page shows: the panels that this seat may see, built by their contexts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from suar.kit.actor import Actor
from suar.ui import slots


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """One panel with its words."""

    name: str
    title: slots.Words
    template: str
    wide: bool
    words: Mapping[str, Any]


def panels(actor: Actor, at: datetime) -> list[ShownPanel]:
    """Return the panels in order, without those not permitted or with nothing to say."""
    shown = []
    for name, panel in slots.home_panels.items():
        if panel.permission is not None and not actor.may(panel.permission):
            continue
        words = panel.build(actor, at)
        if words is not None:
            shown.append(ShownPanel(name, panel.title, panel.template, panel.wide, words))
    return shown


def part_of_day(hour: int) -> str:
    """Return morning, afternoon or evening for a greeting; ``hour`` is the local hour."""
    if 4 <= hour < 11:
        return "morning"
    return "afternoon" if 11 <= hour < 18 else "evening"
