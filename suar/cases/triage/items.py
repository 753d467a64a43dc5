"""The urgent items: grade, limit and first steps, as dated data.

Times are proposals of this project, after public service standards (high risk: emergency service
before any assessment). The two clocks: 72 h for post-exposure prophylaxis, 120 h for emergency
contraception.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from suar.cases.triage.codes import Clock, Grade, Item, Step
from suar.kit.deadlines import Limit


@dataclass(frozen=True, slots=True)
class ItemRule:
    """What a yes to one item means."""

    item: Item
    grade: Grade
    limit: Limit
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TriageTable:
    """The items in force from a day on."""

    version: str
    valid_from: date
    source: str
    rules: tuple[ItemRule, ...]
    not_asked: Limit  # what was not asked is due like an AMBER item
    now: Limit  # "now" is shown as now, and is overdue when this has passed

    def rule(self, item: Item) -> ItemRule:
        """Return the rule of an item."""
        return next(r for r in self.rules if r.item is item)


RED, AMBER, GREEN = Grade.RED, Grade.AMBER, Grade.GREEN
NOW, TODAY, DAY = Limit(hours=1), Limit(same_day=True), Limit(hours=24)

TRIAGE_TABLES: tuple[TriageTable, ...] = (
    TriageTable(
        version="2026.1",
        valid_from=date(2026, 1, 1),
        source="proposal of this project, after public service standards of UPTD PPA",
        rules=(
            ItemRule(Item.DANGER_NOW, RED, NOW,
                     (Step.SAFETY_PLAN, Step.EMERGENCY_NUMBER, Step.POLICE_RULE)),
            ItemRule(Item.CONFINED, RED, NOW,
                     (Step.RESCUE_ROUTE, Step.MISSION, Step.POLICE_RULE)),
            ItemRule(Item.MEDICAL, RED, NOW, (Step.AMBULANCE,)),
            ItemRule(Item.SELF_HARM, RED, NOW, (Step.STAY, Step.MENTAL_HEALTH)),
            ItemRule(Item.SEXUAL_ASSAULT, RED, NOW, (Step.CLINIC, Step.CLOCKS)),
            ItemRule(Item.CHILD_ALONE, RED, TODAY, (Step.CHILD_PROTECTION,)),
            ItemRule(Item.NO_SAFE_PLACE, AMBER, TODAY, (Step.SHELTER,)),
            ItemRule(Item.DETAINED, AMBER, DAY, (Step.MISSION, Step.LEGAL)),
            ItemRule(Item.INFECTION, AMBER, DAY, (Step.CLINIC,)),
            ItemRule(Item.FAMILY_THREATENED, AMBER, DAY,
                     (Step.SAFETY_PLAN, Step.LPSK, Step.POLICE_RULE)),
            ItemRule(Item.WITHDRAWAL, AMBER, TODAY, (Step.CLINIC,)),
            ItemRule(Item.HUNGER, GREEN, TODAY, (Step.MATERIAL_AID,)),
        ),
        not_asked=DAY,
        now=NOW,
    ),
)  # fmt: skip
CLOCK_LIMITS: dict[Clock, timedelta] = {
    Clock.PEP: timedelta(hours=72),
    Clock.EC: timedelta(hours=120),
}


def triage_on(day: date) -> TriageTable:
    """Return the table in force on a day; the oldest for any earlier day."""
    in_force = [t for t in TRIAGE_TABLES if t.valid_from <= day]
    return max(in_force, key=lambda t: t.valid_from) if in_force else TRIAGE_TABLES[0]
