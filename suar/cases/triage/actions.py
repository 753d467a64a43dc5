"""Writes of the urgent-risk check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import rows, scope, steps
from suar.cases.codes import Stage
from suar.cases.models import Case, ContactDecision, TriageCheck
from suar.cases.triage import calling, checks, queries, rules
from suar.cases.triage.codes import About, Answer, Item
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Permission
from suar.reference.countries import countries
from suar.reference.places import regencies
from suar.store.models import replayed
from suar.store.work import act


@act
def answer(
    *,
    id: UUID,  # noqa: A002 - the row's id, made by the form
    case_id: UUID,
    answers: Mapping[str, str],
    expected: int,
    by: Actor,
    at: datetime,
    last_assault: datetime | None = None,
    note: str = "",
) -> TriageCheck:
    """Save the urgent items as heard so far; each save is a new row, the latest counts.

    ``expected`` is the number of the check that the page showed (0 for none): where somebody
    saved another one meanwhile, both are kept and the conflict is shown.
    """
    if done := replayed(TriageCheck, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.TRIAGE_ANSWER)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    newest = TriageCheck.objects.filter(case=case).order_by("-number").first()
    if (newest.number if newest else 0) != expected:
        raise Problem.conflict()
    if Answer.HANDLED in answers.values():
        _were_urgent(case, answers, by, at)
    check = checks.write(case, id, answers, by, at, expected + 1, last_assault, note)
    steps.take(case, Stage.TRIAGE, by=by, at=at)
    steps.save(case, "risk", "risk_open")
    return check


def _were_urgent(case: Case, answers: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Refuse to call handled what was never urgent."""
    said = {Item(i): Answer(a) for i, a in answers.items()}
    if found := rules.never_urgent(said, queries.latest(case, by=by, at=at).stands):
        raise Problem.invalid(found[0].value, Reason.NOT_FOUND)


@act
def handled(
    *,
    id: UUID,  # noqa: A002 - the row's id, made by the form
    case_id: UUID,
    item: Item,
    note: str,
    expected: int,
    by: Actor,
    at: datetime,
) -> TriageCheck:
    """Say that one urgent item is settled, with a short note: a new check, the rest as heard.

    The checks before it stay as they are. Raises ``Problem`` where the item is not a yes any more.
    """
    if done := replayed(TriageCheck, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.TRIAGE_ANSWER)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    last = queries.latest(case, by=by, at=at)
    if not last.number or last.number != expected:
        raise Problem.conflict()
    if last.stands.get(item) is not Answer.YES:
        raise Problem.refused(Reason.ALREADY_DONE)
    if not note.strip():
        raise Problem.invalid("note", Reason.REQUIRED)
    answers = {i.value: a.value for i, a in {**last.answers, item: Answer.HANDLED}.items()}
    check = checks.write(
        case, id, answers, by, at, expected + 1, last.last_assault, note.strip(),
        copied=True,
    )  # fmt: skip
    steps.save(case, "risk", "risk_open")
    return check


@act
def decide_contact(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    receiver_id: UUID,
    about: About | str,
    reason: str,
    by: Actor,
    at: datetime,
) -> ContactDecision:
    """A named person decides to reach somebody who matches the list of who must not know."""
    if done := replayed(ContactDecision, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_EDIT)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    if about not in set(About):
        raise Problem.invalid("about", Reason.NOT_FOUND)
    if not reason.strip():
        raise Problem.invalid("reason", Reason.REQUIRED)
    decision = ContactDecision(
        **rows.base(case, id, by, at),
        receiver_id=receiver_id,
        about=About(about).value,
        reason=reason,
    )
    decision.save(force_insert=True)
    audit.record(by, "contact.decided", decision, at=at, facts={"receiver": receiver_id})
    return decision


@act
def set_now_country(
    *, case_id: UUID, country: str, shown: str, by: Actor, at: datetime, regency: str = ""
) -> Case:
    """Note in which country the person is now, and in Indonesia in which regency, where known.

    Empty at sea or where nobody knows. ``shown`` is the ``now_place`` that the page showed: where
    somebody said something else meanwhile, the later one sees it first. Raises ``Problem`` for a
    code that is no country or regency, and for a regency outside of Indonesia.
    """
    policy.require(by, Permission.TRIAGE_ANSWER)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    if country and country not in countries():
        raise Problem.invalid("country", Reason.NOT_FOUND)
    if regency and regency not in regencies():
        raise Problem.invalid("regency", Reason.NOT_FOUND)
    if regency and country != calling.HOME:
        raise Problem.invalid("regency", Reason.REGENCY_ONLY_INDONESIA)
    if (case.now_country, case.now_regency) == (country, regency):
        return case
    if case.now_place != shown:
        raise Problem.conflict()
    case.now_country, case.now_regency = country, regency
    case.save_change(expected=case.version, fields=["now_country", "now_regency"])
    audit.record(by, "case.place_changed", case, at=at)
    return case
