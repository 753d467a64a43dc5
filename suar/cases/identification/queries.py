"""Reads of the interview, the proposal and the decisions; each opening is a look at the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import suar.people.queries as people
import suar.vault as vault
from suar.accounts.queries import names_of
from suar.cases.identification import deciding
from suar.cases.identification.codes import Answered, Decision, DecisionState, ItemState
from suar.cases.identification.facts import Birth, EpisodeFacts
from suar.cases.identification.readback import (
    ItemRead,
    TickRead,
    facts_of,
    latest_answers,
    of_latest_sitting,
)
from suar.cases.models import (
    Case,
    ElementTick,
    Episode,
    ItemAnswer,
    Proposal,
    Sitting,
    StatusDecision,
)
from suar.cases.rows import opened
from suar.kit.actor import Actor


def births_of(case: Case, *, by: Actor, at: datetime) -> tuple[Birth, ...]:
    """Open every present birth date of the person with its source."""
    found = people.identity(case.person, by=by, at=at)
    return tuple(Birth(b.born, b.source, b.credible) for b in found.births if b.current)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far, by episode: the latest sitting counts."""

    sittings: int
    ticks: dict[int, list[TickRead]]
    items: dict[int, list[ItemRead]]

    @property
    def episodes(self) -> list[int]:
        """Return the numbers of the episodes that were asked about; the first one always."""
        return sorted({1, *self.ticks, *self.items})

    @property
    def next_episode(self) -> int:
        """Return the number of the next job or place."""
        return self.episodes[-1] + 1


def answers_so_far(case: Case, *, by: Actor, at: datetime) -> Answers:
    """Open every tick and answer, oldest first; one look at the case."""
    sittings = Sitting.objects.filter(case=case).count()
    ticks = list(
        ElementTick.objects.filter(case=case)
        .select_related("episode", "sitting")
        .order_by("sitting__number", "id")
    )
    items = list(
        ItemAnswer.objects.filter(case=case)
        .select_related("episode")
        .order_by("sitting__number", "id")
    )
    found = Answers(sittings, {}, {})
    if not sittings:
        return found
    with vault.opened(case, by=by, at=at, record=case, purpose="interview"):
        for tick in ticks:
            found.ticks.setdefault(tick.episode.number, []).append(_tick(tick))
        for item in items:
            found.items.setdefault(item.episode.number, []).append(_item(item))
    for number, said in found.ticks.items():
        found.ticks[number] = of_latest_sitting(said)
    for number, heard in found.items.items():
        found.items[number] = latest_answers(heard)
    return found


def _tick(row: ElementTick) -> TickRead:
    content: dict[str, Any] = opened(row.content, {})
    return TickRead(
        row.element,
        row.phase,
        Answered(content["state"]),
        content.get("source", ""),
        content.get("reason", ""),
        row.sitting.number,
    )


def _item(row: ItemAnswer) -> ItemRead:
    content: dict[str, Any] = opened(row.content, {})
    return ItemRead(row.item, row.phase, ItemState(content["state"]), content.get("value") or {})


def episodes(case: Case, *, by: Actor, at: datetime) -> tuple[EpisodeFacts, ...]:
    """Return every episode as the rule reads it; one empty episode where nothing was asked."""
    births = births_of(case, by=by, at=at)
    found = answers_so_far(case, by=by, at=at)
    numbers = sorted(Episode.objects.filter(case=case).values_list("number", flat=True)) or [1]
    return tuple(
        facts_of(n, found.ticks.get(n, ()), found.items.get(n, ()), births) for n in numbers
    )


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The latest proposal for its page, opened: what speaks for it, input by input."""

    row: Proposal
    results: list[dict[str, Any]]

    @property
    def shown(self) -> dict[str, Any]:
        """Return the result that decided."""
        return self.results[0]


def latest_proposal(case: Case, *, by: Actor, at: datetime) -> ProposalView | None:
    """Open the latest proposal; None before the first sitting."""
    row = Proposal.objects.filter(case=case).order_by("-number").first()
    if row is None:
        return None
    with vault.opened(row, by=by, at=at, record=case, purpose="proposal"):
        return ProposalView(row, opened(row.results, []))


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision for its page, opened."""

    row: StatusDecision
    who: str
    second: str
    reason: str
    told: str
    body: dict[str, str]
    second_note: str


def decisions(case: Case, *, by: Actor, at: datetime) -> list[DecisionView]:
    """Open every decision, newest first."""
    rows = list(StatusDecision.objects.filter(case=case).order_by("-made_at", "-pk"))
    if not rows:
        return []
    names = names_of(who for r in rows for who in (r.made_by, r.second_by))
    with vault.opened(case, by=by, at=at, record=case, purpose="decision"):
        return [
            DecisionView(
                row=row,
                who=names.get(row.made_by, ""),
                second=names.get(row.second_by, "") if row.second_by else "",
                reason=opened(row.reason),
                told=opened(row.told),
                body=opened(row.body, {}),
                second_note=opened(row.second_note),
            )
            for row in rows
        ]


def waiting(case: Case) -> StatusDecision | None:
    """Return the decision that waits for its second person."""
    return StatusDecision.objects.filter(case=case, state=DecisionState.WAITING.value).first()


def htcds_status(case: Case) -> str:
    """Return ``vic_TraffickingStatus`` as the export writes it; empty is "not decided"."""
    decision = Decision(case.decision) if case.decision else None
    found = deciding.htcds_status(case.proposal_row, decision)
    return found.value if found else ""
