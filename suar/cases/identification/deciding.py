"""Who may decide what, at which row, and what leaves in the HTCDS export.

The rule proposes, a named person decides; a second person where the table asks for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from suar.cases.identification.codes import (
    Decision,
    DecisionState,
    HtcdsDecisionOrg,
    HtcdsExploitation,
    HtcdsStatus,
    Purpose,
)
from suar.cases.identification.table import CONFIRMABLE
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.network.codes import Kind

POSSIBLE_ROWS = frozenset(range(1, 10))  # rows at which the export says "possible"
ALWAYS_SECOND = frozenset(
    {Decision.CONFIRMED, Decision.NOT_IDENTIFIED_YET, Decision.NEGATIVE_BY_BODY}
)
EXPLOITATION: dict[Purpose, HtcdsExploitation] = {
    Purpose.SEX: HtcdsExploitation.SEXUAL,
    Purpose.FL: HtcdsExploitation.FORCED_LABOUR,
    Purpose.SLAVERY: HtcdsExploitation.SERVITUDE,
    Purpose.SERVITUDE: HtcdsExploitation.SERVITUDE,
    Purpose.ORGAN: HtcdsExploitation.ORGAN,
    Purpose.PROFIT: HtcdsExploitation.OTHER,
    Purpose.ADOPT: HtcdsExploitation.ADOPTION,
    Purpose.CRIME: HtcdsExploitation.OTHER,
    Purpose.BEG: HtcdsExploitation.BEGGING,
    Purpose.MARRY: HtcdsExploitation.MARRIAGE,
}
_NOT_GOVERNMENT: dict[str, HtcdsDecisionOrg] = {
    Kind.POLICE: HtcdsDecisionOrg.POLICE,
    Kind.PROSECUTION: HtcdsDecisionOrg.COURT,
    Kind.COURT: HtcdsDecisionOrg.COURT,
    **dict.fromkeys((Kind.CSO, Kind.LEGAL_AID, Kind.UNION, Kind.FAITH), HtcdsDecisionOrg.NGO),
    **dict.fromkeys(
        (Kind.INTERNATIONAL, Kind.AGENCY, Kind.FIRM, Kind.OTHER), HtcdsDecisionOrg.OTHER
    ),
}


def deciding_body(kind: str) -> HtcdsDecisionOrg:
    """Return ``vic_TraffickingStatusDecisionMakingOrg`` of an organisation by its kind."""
    return _NOT_GOVERNMENT.get(kind, HtcdsDecisionOrg.GOVERNMENT)


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision about to be stored: the rows seen, and which of its parts are filled."""

    decision: Decision
    rows: tuple[int, ...]  # rows of every episode and profile; empty before any proposal
    has_reason: bool
    has_told: bool = False  # what the person was told, or why not yet
    has_body: bool = False  # named outside body, date and document
    another_waits: bool = False  # an earlier decision waits for its second person


def needs_second(decision: Decision, rows: tuple[int, ...]) -> bool:
    """Say whether a second person must agree."""
    if decision in ALWAYS_SECOND:
        return True
    return decision is Decision.OTHER_NEED and bool(POSSIBLE_ROWS.intersection(rows))


def why_not_decide(facts: DecisionFacts) -> list[Because]:
    """Return why a decision cannot be stored as it stands; empty where it can."""
    why: list[Because] = []
    if facts.another_waits:
        why.append(Because(Reason.DECISION_WAITING))
    if not facts.rows:
        why.append(Because(Reason.NO_PROPOSAL_YET))
    elif facts.decision is Decision.CONFIRMED and not CONFIRMABLE.intersection(facts.rows):
        rows = ", ".join(str(r) for r in sorted(set(facts.rows)))
        why.append(Because(Reason.CONFIRM_NOT_AT_THIS_ROW, {"rows": rows}, "decision"))
    if not facts.has_reason:
        why.append(Because(Reason.DECISION_NEEDS_REASON, field="reason"))
    if facts.decision is Decision.NEGATIVE_BY_BODY:
        if not facts.has_body:
            why.append(Because(Reason.DECISION_NEEDS_BODY, field="body_name"))
        if not facts.has_told:
            why.append(Because(Reason.DECISION_NEEDS_TOLD, field="told"))
    return why


def why_not_second(state: DecisionState, first: UUID, second: UUID) -> list[Because]:
    """Return why a person cannot be the second one of a decision."""
    if state is not DecisionState.WAITING:
        return [Because(Reason.DECISION_NOT_WAITING)]
    if first == second:
        return [Because(Reason.SECOND_PERSON_SAME)]
    return []


def htcds_status(row: int | None, decision: Decision | None) -> HtcdsStatus | None:
    """Return ``vic_TraffickingStatus``; None is "not decided" and is never read as a negative.

    ``row`` is that of the proposal shown, if any; ``decision`` is one that is final.
    """
    if decision is None:
        return HtcdsStatus.POSSIBLE if row in POSSIBLE_ROWS else None
    return {
        Decision.CONFIRMED: HtcdsStatus.ACTUAL,
        Decision.PRESUMED: HtcdsStatus.POSSIBLE,
        Decision.NEGATIVE_BY_BODY: HtcdsStatus.NEGATIVE,
    }.get(decision)


def htcds_exploitation(purpose: Purpose, *, child: bool) -> HtcdsExploitation:
    """Return ``vic_TypeOfExploitation`` of a purpose; forced labour of a child is child labour."""
    if purpose is Purpose.FL and child:
        return HtcdsExploitation.CHILD_LABOUR
    return EXPLOITATION[purpose]
