"""What falls due with a report, and what is left of one whose ground has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from suar import vault
from suar.agenda.models import Task
from suar.intake import actions, due, opening, queries
from suar.intake.codes import NoCase
from suar.intake.models import Report
from suar.intake.opening import Who
from suar.intake.tests.test_reports import FIVE
from suar.kit.actor import system_actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem

pytestmark = pytest.mark.django_db
AFTER = timedelta(days=14, minutes=1)


def _take(cast, **changed):
    return actions.take_report(
        report_id=new_id(), heard=replace(FIVE, **changed), unit_id=cast.unit_a.pk,
        by=cast.actor(cast.fitri), at=cast.at,
    )  # fmt: skip


def _run(cast, at):
    return due.run(cast.a.pk, system_actor(cast.a.pk), at)


def test_a_red_report_is_due_within_the_hour_and_a_calm_one_later(cast):
    red, calm = _take(cast), _take(cast, urgent={})
    times = {t.record_id: t.due_at - cast.at for t in Task.objects.filter(kind=due.RECEIVE)}
    assert times[red.pk] <= timedelta(hours=1) < times[calm.pk]


def test_opening_the_case_closes_the_task(cast):
    report = _take(cast)
    opening.open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=cast.actor(cast.ani), at=cast.at,
    )  # fmt: skip
    assert not Task.objects.filter(record_id=report.pk, state="open").exists()


def test_a_report_that_nobody_settled_is_asked_about_and_never_destroyed(cast):
    report = _take(cast)
    for _ in range(2):
        assert _run(cast, cast.at + AFTER) == 0
    assert Task.objects.filter(record_id=report.pk, kind=due.GROUND_ENDS).count() == 1
    assert queries.opened(report, cast.actor(cast.ani), cast.at).call_name


def test_before_its_ground_ends_a_settled_report_stays_readable(cast):
    report = _take(cast)
    actions.settle_without_case(
        report_id=report.pk, why=NoCase.INFORMATION, by=cast.actor(cast.fitri), at=cast.at
    )
    assert _run(cast, cast.at + timedelta(days=13)) == 0
    assert queries.opened(report, cast.actor(cast.ani), cast.at).call_name


def test_a_settled_report_is_coarsened_when_its_ground_ends(
    cast, django_capture_on_commit_callbacks
):
    report = _take(cast, where="indonesia", country="", regency="5203")
    actions.settle_without_case(
        report_id=report.pk, why=NoCase.INFORMATION, by=cast.actor(cast.fitri), at=cast.at
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert _run(cast, cast.at + AFTER) == 1
    report.refresh_from_db()
    assert (report.regency, report.relation) == ("", "")
    assert (report.received_at.month, report.received_at.day) == (1, 1)
    with pytest.raises(Problem):
        queries.opened(report, cast.actor(cast.ani), cast.at)
    assert _run(cast, cast.at + AFTER) == 0
    assert Report.objects.count() == 1


def test_a_report_tied_to_a_person_is_not_erased_by_itself(cast):
    report = _take(cast)
    opening.open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=cast.actor(cast.ani), at=cast.at,
    )  # fmt: skip
    with pytest.raises(Problem):
        vault.erase(report.subject_id, by=cast.actor(cast.ani), at=cast.at, reason="request")
