"""The decision table of identification: thirteen rows, read top down, the first match wins.

Status is never a gate: nothing below opens or closes a service. No row says "confirmed" and none
says "not a victim".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from suar.cases.identification.codes import ActInput, Duty, MeansInput, Proposal, WeightsInput
from suar.cases.identification.facts import Inputs

YES, NO, UNKNOWN = ActInput.YES, ActInput.NO, ActInput.UNKNOWN
M_YES, M_PARTIAL = MeansInput.YES, MeansInput.PARTIAL


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, its condition in words and in code, what it proposes and asks."""

    number: int
    condition: str
    matches: Callable[[Inputs], bool]
    proposal: Proposal
    duties: tuple[Duty, ...] = ()
    child_duties: tuple[Duty, ...] = ()


ROWS: tuple[Row, ...] = (
    Row(
        1, "CHILD, ACT = YES, X",
        lambda i: i.child and i.act is YES and i.x,
        Proposal.PRESUMED_STRONG, child_duties=(Duty.CHILD_PROTECTION_TODAY,),
    ),
    Row(
        2, "CHILD, ACT = UNKNOWN, X",
        lambda i: i.child and i.act is UNKNOWN and i.x,
        Proposal.PRESUMED, (Duty.ASK_ACT,), (Duty.CHILD_PROTECTION_TODAY,),
    ),
    Row(
        3, "CHILD, ACT = NO, X",
        lambda i: i.child and i.act is NO and i.x,
        Proposal.CHILD_PROTECTION, (Duty.ASK_HARBOUR_RECEIPT,), (Duty.CHILD_PROTECTION_TODAY,),
    ),
    Row(
        4, "ADULT, ACT = YES, MEANS = YES, EXP = YES, DEST = YES",
        lambda i: not i.child and i.act is YES and i.means is M_YES and i.exp and i.dest,
        Proposal.PRESUMED_STRONG,
    ),
    Row(
        5, "ADULT, ACT = YES, MEANS = YES, EXP = YES",
        lambda i: not i.child and i.act is YES and i.means is M_YES and i.exp,
        Proposal.PRESUMED, (Duty.COERCION_NOT_SHOWN,),
    ),
    Row(
        6, "ADULT, ACT = YES, MEANS = YES, INTENT = YES",
        lambda i: not i.child and i.act is YES and i.means is M_YES and i.intent,
        Proposal.PRESUMED, (Duty.PREVENTED,),
    ),
    Row(
        7, "ADULT, ACT ≠ YES, MEANS = YES, X",
        lambda i: not i.child and i.act is not YES and i.means is M_YES and i.x,
        Proposal.PRESUMED, (Duty.ACT_MISSING,),
    ),
    Row(
        8, "ADULT, ACT ≠ NO, MEANS = PARTIAL, X",
        lambda i: not i.child and i.act is not NO and i.means is M_PARTIAL and i.x,
        Proposal.PRESUMED, (Duty.LOOK_FOR_MEANS,),
    ),
    Row(
        9, "any, WEIGHTS = MISSING",
        lambda i: i.weights is WeightsInput.MISSING,
        Proposal.NO_RULE, (Duty.PEOPLE_DECIDE,), (Duty.CHILD_PROTECTION_CHECK,),
    ),
    Row(
        10, "ADULT, EXP = YES, OPEN = NO",
        lambda i: not i.child and i.exp and not i.open,
        Proposal.EXPLOITED_LABOUR_RIGHTS, (Duty.LABOUR_ROUTES,),
    ),
    Row(
        11, "any, MEANS = YES or PARTIAL, or INTENT = YES, or (CHILD and ACT = YES); OPEN = NO",
        lambda i: not i.open
        and (i.means in (M_YES, M_PARTIAL) or i.intent or (i.child and i.act is YES)),
        Proposal.AT_RISK, (Duty.PREVENTION,), (Duty.CHILD_PROTECTION_CHECK,),
    ),
    Row(
        12, "any, OPEN = NO",
        lambda i: not i.open,
        Proposal.NOT_YET_INDICATED, (Duty.ASK_AGAIN,),
    ),
    Row(
        13, "any (OPEN = YES)",
        lambda _i: True,
        Proposal.INCONCLUSIVE, (Duty.NEXT_SITTING,), (Duty.CHILD_PROTECTION_CHECK,),
    ),
)  # fmt: skip

CONFIRMABLE: frozenset[int] = frozenset({1, 4, 5, 6, 9})
ORDER: tuple[Proposal, ...] = tuple(Proposal)


def row_for(inputs: Inputs) -> Row:
    """Return the first row that matches."""
    return next(row for row in ROWS if row.matches(inputs))


def strength(proposal: Proposal) -> int:
    """Return the place in the order between episodes; 0 is the strongest."""
    return ORDER.index(proposal)
