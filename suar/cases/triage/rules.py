"""Rules of the urgent-risk check: grade, deadlines, clocks, the police rule, who must not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from suar.cases.triage.codes import (
    Answer,
    Clock,
    Grade,
    Item,
    PoliceAdvice,
    Step,
)
from suar.cases.triage.items import CLOCK_LIMITS, TriageTable
from suar.kit.deadlines import Until
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.people.contact import Receiver, Secret, conflicts

DANGER = frozenset({Item.DANGER_NOW, Item.CONFINED, Item.CHILD_ALONE})
SETTLED = (Answer.NO, Answer.HANDLED)
WORST_FIRST = (Grade.RED, Grade.AMBER, Grade.GREEN)
Answers = Mapping[Item, Answer]


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade with what is still open: a case shows both."""

    grade: Grade
    yes: tuple[Item, ...]
    open: tuple[Item, ...]  # not asked, declined or not known: none of them is a no
    not_asked: tuple[Item, ...]  # of the open ones


@dataclass(frozen=True, slots=True)
class Due:
    """By when somebody acts on an item; ``item`` is None for asking what was not asked."""

    item: Item | None
    grade: Grade
    at: datetime
    steps: tuple[Step, ...]
    now: bool = False  # shown as now, not as an hour


def grade(answers: Answers, table: TriageTable) -> Graded:
    """Grade = the worst yes; all answered no, or handled = GREEN; while not asked, not asked.

    Source: urgent-risk check, section 5 of the field's text: "all asked and none yes = GREEN; else
    not asked, with AMBER deadlines". It says nothing of somebody who was asked and declined, or did
    not know. We read it with care: "not asked" would be untrue, GREEN would call safe what nobody
    knows, so such a case is AMBER, also beside a yes that is GREEN itself.
    """
    yes = tuple(i for i in Item if answers.get(i) is Answer.YES)
    still_open = tuple(i for i in Item if answers.get(i) not in (Answer.YES, *SETTLED))
    found = {table.rule(i).grade for i in yes}
    worst = next((g for g in WORST_FIRST if g in found), None)
    heard = (Answer.DECLINES, Answer.DOES_NOT_KNOW)
    not_asked = tuple(i for i in still_open if answers.get(i) not in heard)
    unanswered = len(still_open) > len(not_asked)
    if worst is None and not_asked:
        worst = Grade.NOT_ASKED
    elif worst in (None, Grade.GREEN):
        worst = Grade.AMBER if unanswered else Grade.GREEN
    return Graded(worst, yes, still_open, not_asked)


def all_asked(answers: Answers) -> bool:
    """Say whether every item was asked; that somebody declined or did not know is an answer."""
    return all(answers.get(i, Answer.NOT_ASKED) is not Answer.NOT_ASKED for i in Item)


def since(checks: Iterable[tuple[datetime, Answers]]) -> dict[Item, datetime]:
    """Return since when each item has been a yes and not settled; ``checks``: oldest first."""
    found: dict[Item, datetime] = {}
    for at, answers in checks:
        for item, answer in answers.items():
            if answer is Answer.YES:
                found.setdefault(item, at)
            elif answer in SETTLED:
                found.pop(item, None)
    return found


def standing(answers: Answers, urgent: Iterable[Item]) -> dict[Item, Answer]:
    """Return the answers as they stand: what was urgent stays a yes until it is a no or handled.

    That somebody declines the next time, does not know or is not asked takes no danger away;
    ``urgent`` is what ``since`` returned, these answers included.
    """
    return {**answers, **dict.fromkeys(urgent, Answer.YES)}


def deadlines(
    answers: Answers,
    at: datetime,
    until: Until,
    table: TriageTable,
    heard: Mapping[Item, datetime] | None = None,
) -> tuple[Due, ...]:
    """Return what is due, worst and soonest first; what was not asked is due as AMBER.

    Whoever declined or did not know was asked: no task asks again, the page says what stays open.
    A deadline runs from the answer: from ``heard`` where the item was a yes before, else from now.
    """
    graded = grade(answers, table)
    due = []
    for item in graded.yes:
        rule = table.rule(item)
        over = until(rule.limit, (heard or {}).get(item, at))
        due.append(Due(item, rule.grade, over, rule.steps, now=rule.limit == table.now))
    if graded.not_asked:
        due.append(Due(None, Grade.AMBER, until(table.not_asked, at), ()))
    return tuple(sorted(due, key=lambda d: (WORST_FIRST.index(d.grade), d.at)))


@dataclass(frozen=True, slots=True)
class ClockState:
    """How long a clock still runs. When it has ended, care is still never too late."""

    clock: Clock
    until: datetime
    hours_left: int  # whole ones: 0 in the last hour, which still counts
    ended: bool


def never_urgent(answers: Answers, before: Answers) -> tuple[Item, ...]:
    """Return the items that somebody calls handled although they were no yes before."""
    called = (i for i, answer in answers.items() if answer is Answer.HANDLED)
    return tuple(i for i in called if before.get(i) not in (Answer.YES, Answer.HANDLED))


def clocks(last_assault: datetime, at: datetime) -> tuple[ClockState, ...]:
    """Return the clocks that run from the last assault, the shortest first."""
    states = []
    for clock, limit in CLOCK_LIMITS.items():
        until = last_assault + limit
        left = int((until - at).total_seconds() // 3600)
        states.append(ClockState(clock, until, max(left, 0), ended=at >= until))
    return tuple(states)


def danger_now(yes: Iterable[Item]) -> bool:
    """Say whether an answer speaks of danger to life or of grave harm now, by another's hand."""
    return not DANGER.isdisjoint(yes)


def police_advice(
    *, child: bool, danger: bool, consent_le: bool, police_must_not_know: bool
) -> tuple[PoliceAdvice, ...]:
    """Return the parts of the police rule that apply; nobody is made to report to get help."""
    advice: list[PoliceAdvice] = []
    if child:
        advice.append(PoliceAdvice.CHILD_FIRST)
        if danger:
            advice.append(PoliceAdvice.CHILD_IN_DANGER)
    elif consent_le:
        advice.append(PoliceAdvice.ADULT_CONSENT_GIVEN)
    else:
        advice.append(PoliceAdvice.ADULT_CONSENT)
        if danger:
            advice.append(PoliceAdvice.DANGER_WITHOUT_CONSENT)
    advice.append(PoliceAdvice.CHECK_WHO_MUST_NOT_KNOW)
    if police_must_not_know:
        advice.append(PoliceAdvice.OFFER_OTHER_UNIT)
    advice.append(PoliceAdvice.NEVER_A_CONDITION)
    return tuple(advice)


def why_not_contact(
    entries: Iterable[Secret], receiver: Receiver, *, decided: bool
) -> list[Because]:
    """Return why somebody cannot be reached: a match on "who must not know" (U13).

    It stops every call, visit, letter, copy, hand-over and referral until a named person has
    decided.
    """
    if decided or not conflicts(entries, receiver):
        return []
    return [Because(Reason.MUST_NOT_KNOW)]
