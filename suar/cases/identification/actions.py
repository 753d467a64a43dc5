"""Writes of the interview, and the proposal that follows each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import reminders, rows, scope, steps
from suar.cases.codes import Stage
from suar.cases.consent.codes import Purpose as Asked
from suar.cases.consent.queries import said_no
from suar.cases.identification import queries, rules
from suar.cases.identification.codes import (
    Answered,
    Duty,
    ItemState,
    Purpose,
    TickSource,
)
from suar.cases.identification.facts import CaseProposal, Result
from suar.cases.identification.readback import ItemRead, TickRead
from suar.cases.models import Case, ElementTick, Episode, ItemAnswer, Proposal, Sitting
from suar.cases.reminders import Kind
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.queries import local_day
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class EpisodeAnswers:
    """What one sitting adds to one episode.

    What was not asked is left out; "not asked" given here sets an earlier answer back.
    """

    number: int
    ticks: Sequence[TickRead] = ()
    items: Sequence[ItemRead] = field(default_factory=tuple)


@act
def save_sitting(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    held_on: date,
    circumstances: dict[str, str],
    episodes: Sequence[EpisodeAnswers],
    expected: int,
    by: Actor,
    at: datetime,
    note: str = "",
    place_country: str = "",
    place_province: str = "",
    order_reason: str = "",
) -> Sitting:
    """Save one sitting and compute the proposal again.

    ``expected`` is the number of sittings that the page knew of.
    """
    if done := replayed(Sitting, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.INTERVIEW_HOLD)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    _refuse_own_words(case, episodes)
    if Sitting.objects.filter(case=case).count() != expected:
        raise Problem.conflict()
    steps.take(case, Stage.SCREEN, by=by, at=at, reason=order_reason)
    sitting = Sitting(
        **rows.base(case, id, by, at),
        number=expected + 1,
        held_on=held_on,
        circumstances=circumstances,
        note=note,
    )
    sitting.save(force_insert=True)
    for answers in episodes:
        _write(case, sitting, answers, by, at)
    case.place_country = place_country or case.place_country
    case.place_province = place_province or case.place_province
    audit.record(by, "interview.held", sitting, at=at, facts={"number": sitting.number})
    _propose(case, by, at)
    steps.save(case, "place_country", "place_province", "exploitation", "proposal", "proposal_row")
    return sitting


@act
def propose(*, case_id: UUID, by: Actor, at: datetime) -> Proposal:
    """Compute the proposal again, for instance after a birth date was added."""
    policy.require(by, Permission.INTERVIEW_HOLD)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    proposal = _propose(case, by, at)
    case.save_change(expected=case.version, fields=["exploitation", "proposal", "proposal_row"])
    return proposal


def _refuse_own_words(case: Case, episodes: Sequence[EpisodeAnswers]) -> None:
    """Whoever does not want to be interviewed is not: what papers and others show may be kept."""
    ticks = (t for e in episodes for t in e.ticks if t.state is not Answered.NOT_ASKED)
    said = any(t.source == TickSource.OWN_WORDS for t in ticks)
    if said and said_no(case, Asked.INTERVIEW):
        raise Problem.refused(Reason.INTERVIEW_REFUSED)


def _write(case: Case, sitting: Sitting, answers: EpisodeAnswers, by: Actor, at: datetime) -> None:
    """Add what was answered to one episode.

    What was not asked leaves no row, unless an earlier sitting had an answer: then it was set back,
    and a row says so.
    """
    episode = Episode.objects.filter(case=case, number=answers.number).first()
    if episode is None:
        episode = Episode(**rows.base(case, new_id(), by, at), number=answers.number)
        episode.save(force_insert=True)
    ticked = set(ElementTick.objects.filter(episode=episode).values_list("element", flat=True))
    for tick in answers.ticks:
        if tick.state is not Answered.NOT_ASKED or tick.element in ticked:
            ElementTick(
                **rows.base(case, new_id(), by, at),
                sitting=sitting,
                episode=episode,
                element=tick.element,
                phase=tick.phase,
                content={"state": tick.state, "source": tick.source, "reason": tick.reason},
            ).save(force_insert=True)
    answered = set(ItemAnswer.objects.filter(episode=episode).values_list("item", flat=True))
    for item in answers.items:
        if item.state is not ItemState.NOT_ASKED or item.item in answered:
            ItemAnswer(
                **rows.base(case, new_id(), by, at),
                sitting=sitting,
                episode=episode,
                item=item.item,
                phase=item.phase,
                content={"state": item.state, "value": dict(item.value)},
            ).save(force_insert=True)


def _propose(case: Case, by: Actor, at: datetime) -> Proposal:
    found = queries.episodes(case, by=by, at=at)
    result = rules.propose(found, local_day(case.organisation, at))
    number = Proposal.objects.filter(case=case).count() + 1
    row = Proposal(
        **rows.base(case, new_id(), by, at),
        number=number,
        proposal=result.shown.proposal.value,
        row=result.shown.row,
        rows=sorted({r.row for r in result.results}),
        duties=list(result.duties),
        results=_results(result),
        weights_version=result.weights_version,
        on=result.on,
    )
    row.save(force_insert=True)
    case.proposal, case.proposal_row = row.proposal, row.row
    purposes = {p for e in found for p in e.purposes}
    case.exploitation = [p.value for p in Purpose if p in purposes]
    _remind(case, row, by, at)
    facts = {"proposal": row.proposal, "row": row.row, "number": number}
    audit.record(by, "status.proposed", row, at=at, facts=facts)
    return row


def _remind(case: Case, row: Proposal, by: Actor, at: datetime) -> None:
    """Child protection is due today; what is still open asks for the next sitting."""
    if Duty.CHILD_PROTECTION_TODAY in row.duties:
        reminders.for_worker(case, Kind.CHILD_PROTECTION, urgent=True, by=by, at=at)
    if Duty.NEXT_SITTING in row.duties:
        reminders.for_worker(case, Kind.NEXT_SITTING, by=by, at=at)
    else:
        reminders.done(case, Kind.NEXT_SITTING, by=by, at=at)
    if Duty.JUDGE_AGE not in row.duties:
        reminders.done(case, Kind.ASK_AGE, by=by, at=at)


def _results(proposal: CaseProposal) -> list[dict[str, Any]]:
    """Return every result as it is kept, the one that decided first."""
    others = [r for r in proposal.results if r is not proposal.shown]
    return [_result(r) for r in (proposal.shown, *others)]


def _result(result: Result) -> dict[str, Any]:
    return {
        "episode": result.episode,
        "profile": result.profile,
        "row": result.row,
        "proposal": result.proposal,
        "duties": list(result.duties),
        "beneath": result.beneath,
        "beneath_row": result.beneath_row,
        "why": [
            {"input": w.input, "value": w.value, "cause": w.cause, "codes": list(w.codes)}
            for w in result.why
        ],
    }
