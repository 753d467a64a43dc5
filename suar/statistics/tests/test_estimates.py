"""Estimates from a table to a published figure: who is refused, who is served, what is told."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from suar.agenda.models import Task
from suar.audit.models import Event
from suar.jobs.execution import execute
from suar.jobs.models import Job
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.measure import prevalence
from suar.notices.models import Notice
from suar.policy import Role
from suar.statistics import actions, keeping, queries, reading, scope
from suar.statistics.codes import State, Verb
from suar.statistics.models import Estimate
from suar.store.tenancy import acting_for
from tests.support import estimates
from tests.support.cast import make_user
from tests.support.estimates import APART, CSV, OPTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def dewi(cast):
    return cast.actor(cast.dewi)


@pytest.fixture
def hana(cast):
    return cast.actor(cast.hana)


def refused(verb, **arguments):
    with pytest.raises(Problem) as problem:
        verb(**arguments)
    return problem.value.reasons[0].code


def verbs(row):
    return list(
        Event.objects.filter(record_id=row.pk).order_by("number").values_list("verb", flat=True)
    )


# --- who is refused -----------------------------------------------------------------------------


def test_who_makes_no_estimates_is_refused(cast):
    for user in (cast.hana, cast.beni, cast.ani):
        assert refused(estimates.begun, by=cast.actor(user), at=cast.at) == Reason.NO_PERMISSION


def test_another_organisation_finds_nothing(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    other = make_user("Rini", cast.b, Role.ANALYST, Role.DOMAIN_LEAD)
    rini = cast.actor(other)
    for verb, more in (
        (actions.run_again, {}), (actions.ask, {"approver": new_id(), "note": ""}),
        (actions.approve, {"note": ""}), (actions.withdraw, {"reason": "x"}),
        (actions.discard, {}), (actions.send_back, {"reason": "x"}),
    ):  # fmt: skip
        assert refused(verb, estimate_id=row.pk, by=rini, at=cast.at, **more) == Reason.NOT_FOUND
    assert not scope.visible_to(rini).exists()


def test_nobody_approves_her_own_work_whatever_her_roles(cast, dewi, hana):
    both = cast.actor(make_user("Sari", cast.a, Role.ANALYST, Role.DOMAIN_LEAD))
    row = estimates.computed(both, cast.at)
    code = refused(
        actions.ask, estimate_id=row.pk, approver=both.user_id, note="", by=both, at=cast.at
    )
    assert code == Reason.APPROVER_UNKNOWN
    row = actions.ask(estimate_id=row.pk, approver=hana.user_id, note="", by=both, at=cast.at)
    code = refused(actions.approve, estimate_id=row.pk, note="", by=both, at=cast.at)
    assert code == Reason.ESTIMATE_OWN
    assert (
        refused(actions.approve, estimate_id=row.pk, note="", by=dewi, at=cast.at)
        == Reason.NO_PERMISSION
    )


def test_who_ran_it_again_does_not_approve_it_either(cast, dewi):
    both = cast.actor(make_user("Sari", cast.a, Role.ANALYST, Role.DOMAIN_LEAD))
    row = estimates.begun(dewi, cast.at)
    Job.objects.filter(pk=row.job_id).update(state="failed", finished_at=cast.at)
    row = actions.run_again(estimate_id=row.pk, by=both, at=cast.at)
    execute(row.job_id, row.organisation_id)
    able = queries.approvers(dewi, cast.at, but=[row.made_by, both.user_id])
    assert both.user_id not in {user_id for user_id, _name in able}
    assert (
        refused(
            actions.ask, estimate_id=row.pk, approver=both.user_id, note="", by=dewi, at=cast.at
        )
        == Reason.APPROVER_UNKNOWN
    )


def test_the_database_itself_wants_two_persons(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    rows = Estimate.objects.filter(pk=row.pk)
    for approver in (dewi.user_id, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(state=State.PUBLISHED.value, approved_by=approver)


def test_a_reader_sees_only_what_was_published(cast, dewi, hana):
    admin = cast.actor(cast.admin_a)
    row = estimates.waiting(dewi, hana, cast.at)
    assert not scope.visible_to(admin).exists()
    actions.approve(estimate_id=row.pk, note="", by=hana, at=cast.at)
    assert scope.visible_to(admin).get() == row


def test_fewer_than_eleven_cases_are_not_asked_for(cast, dewi, hana):
    row = estimates.computed(dewi, cast.at, b"a,b,count\n1,0,4\n0,1,3\n1,1,2\n")
    assert (
        refused(
            actions.ask, estimate_id=row.pk, approver=hana.user_id, note="", by=dewi, at=cast.at
        )
        == Reason.ESTIMATE_FEW
    )


def test_what_was_asked_for_or_published_is_not_changed(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    for verb, more in ((actions.run_again, {}), (actions.discard, {}),
                       (actions.ask, {"approver": hana.user_id, "note": ""}),
                       (actions.withdraw, {"reason": "x"})):  # fmt: skip
        assert refused(verb, estimate_id=row.pk, by=dewi, at=cast.at, **more)
    kept = {"result": {}, "groups": [], "complete": True}
    assert (
        refused(actions.keep, estimate_id=row.pk, by=dewi, at=cast.at, **kept)
        == Reason.ESTIMATE_STANDS
    )


def test_a_return_and_a_withdrawal_need_their_reason(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    assert (
        refused(actions.send_back, estimate_id=row.pk, reason=" ", by=hana, at=cast.at)
        == Reason.REQUIRED
    )
    actions.approve(estimate_id=row.pk, note="", by=hana, at=cast.at)
    assert (
        refused(actions.withdraw, estimate_id=row.pk, reason="", by=dewi, at=cast.at)
        == Reason.REQUIRED
    )


# --- who is served ------------------------------------------------------------------------------


def test_a_table_is_computed_in_the_background(cast, dewi):
    row = estimates.begun(dewi, cast.at)
    assert row.state == State.RUNNING
    assert queries.facts_now(row).running
    execute(row.job_id, row.organisation_id)
    row.refresh_from_db()
    job = Job.objects.get(pk=row.job_id)
    assert (job.state, job.result_id, job.done, job.total) == ("done", row.pk, 60, 60)
    assert row.state == State.COMPUTED
    assert row.complete
    result = keeping.restored(row.result)
    assert result.interval.low < result.estimate < result.interval.high
    assert result.provenance.data_sha256 == row.sha256
    # begun; the point and the panel; the interval
    assert verbs(row) == ["estimate.begun", "estimate.computed", "estimate.computed"]


def test_the_result_is_what_the_library_alone_gives(cast, dewi):
    row = estimates.computed(dewi, cast.at)
    direct = prevalence.estimate(prevalence.read(CSV), prevalence.Options(nboot=60, seed=1))
    assert row.result == keeping.kept(direct)


def test_the_same_form_twice_is_one_estimate(cast, dewi):
    taken, row_id = reading.take(CSV), new_id()
    for _ in range(2):
        actions.begin(estimate_id=row_id, asked=estimates.asked(), taken=taken, by=dewi, at=cast.at)
    assert Estimate.objects.count() == 1
    assert Job.objects.filter(kind=actions.COMPUTE).count() == 1


def test_a_headline_of_methods_far_apart_is_withheld_unless_a_reason_is_given(cast, dewi):
    row = estimates.computed(dewi, cast.at, APART)
    assert row.complete
    assert keeping.restored(row.result).estimate is None
    forced = estimates.computed(dewi, cast.at, APART, force="Diminta tim kajian", before=row)
    found = keeping.restored(forced.result)
    assert found.estimate is not None
    assert found.forced.reason == "Diminta tim kajian"


def test_groups_are_computed_beside_the_whole(cast, dewi):
    csv = b"a,b,th,count\n1,0,24,90\n0,1,24,70\n1,1,24,19\n1,0,25,5\n0,1,25,4\n1,1,25,1\n1,0,26,3\n"
    row = estimates.computed(dewi, cast.at, csv, by_group="th")
    assert [g["name"] for g in row.groups] == ["24", "25", "26"]
    assert [g["fault"] for g in row.groups] == ["", "", "too_few_lists"]
    assert row.groups[0]["result"]["interval"] is not None


def test_a_method_that_cannot_be_used_ends_the_work_with_its_code(cast, dewi):
    row = estimates.computed(dewi, cast.at, options={**OPTIONS, "method": "chapman"})
    job = Job.objects.get(pk=row.job_id)
    assert (job.state, job.error) == ("failed", "bad_argument")
    assert not queries.facts_now(row).running
    again = actions.run_again(estimate_id=row.pk, by=dewi, at=cast.at)
    assert again.job_id != job.pk


def test_cancelled_work_stops_and_may_be_taken_up_again(cast, dewi):
    row = estimates.begun(dewi, cast.at)
    Job.objects.filter(pk=row.job_id).update(cancel_asked_at=cast.at)
    execute(row.job_id, row.organisation_id)
    assert Job.objects.get(pk=row.job_id).state == "cancelled"
    row = actions.run_again(estimate_id=row.pk, by=dewi, at=cast.at)
    execute(row.job_id, row.organisation_id)
    row.refresh_from_db()
    assert row.state == State.COMPUTED


def test_two_persons_publish_a_figure_and_each_hears_of_it(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    task = Task.objects.get(record_id=row.pk)
    assert (task.user_id, task.state, task.record_code) == (hana.user_id, "open", row.code)
    row = actions.approve(estimate_id=row.pk, note="Baik", by=hana, at=cast.at)
    task.refresh_from_db()
    assert task.state == "done"
    assert (row.state, row.approved_by) == (State.PUBLISHED, hana.user_id)
    assert verbs(row)[-2:] == ["estimate.asked", "estimate.published"]
    told = [line.step.verb for line in queries.steps_of(row)]
    assert set(told) == {Verb.BEGUN, Verb.ASKED, Verb.APPROVED}
    again = actions.approve(estimate_id=row.pk, note="", by=hana, at=cast.at)
    assert again.version == row.version, "twice is once"


def test_a_colleague_who_was_not_asked_by_name_may_answer_too(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    beni = cast.actor(cast.beni)
    row = actions.approve(estimate_id=row.pk, note="", by=beni, at=cast.at)
    assert row.approved_by == beni.user_id
    assert not Task.objects.filter(record_id=row.pk, state="open").exists()


def test_what_is_returned_can_be_asked_for_again(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    row = actions.send_back(estimate_id=row.pk, reason="Tambahkan masa", by=hana, at=cast.at)
    assert row.state == State.COMPUTED
    assert queries.last_step(row, Verb.RETURNED).text == "Tambahkan masa"
    row = actions.ask(estimate_id=row.pk, approver=hana.user_id, note="", by=dewi, at=cast.at)
    assert row.state == State.ASKED


def test_a_new_version_replaces_the_published_one_only_when_it_is_published(cast, dewi, hana):
    first = estimates.published(dewi, hana, cast.at)
    second = estimates.computed(dewi, cast.at, before=first, options={**OPTIONS, "seed": 2})
    first.refresh_from_db()
    assert (second.number, second.series_id, first.state) == (2, first.pk, State.PUBLISHED)
    actions.ask(estimate_id=second.pk, approver=hana.user_id, note="", by=dewi, at=cast.at)
    actions.approve(estimate_id=second.pk, note="", by=hana, at=cast.at)
    first.refresh_from_db()
    assert first.state == State.REPLACED
    assert verbs(first)[-1] == "estimate.replaced"


def test_a_withdrawn_figure_keeps_its_reason(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    row = actions.withdraw(estimate_id=row.pk, reason="Daftar ganda", by=dewi, at=cast.at)
    assert row.state == State.WITHDRAWN
    assert queries.last_step(row, Verb.WITHDRAWN).text == "Daftar ganda"
    assert verbs(row)[-1] == "estimate.withdrawn"


def test_what_is_thrown_away_leaves_no_count_behind(cast, dewi):
    row = estimates.computed(dewi, cast.at)
    actions.discard(estimate_id=row.pk, by=dewi, at=cast.at)
    row.refresh_from_db()
    assert (row.table, row.result, row.groups, row.sha256, row.cases) == (None, None, [], "", 0)
    assert not scope.visible_to(dewi).exists()
    assert verbs(row)[-1] == "estimate.discarded"


def test_notices_are_asked_for_with_ids_alone(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    for job in Job.objects.filter(kind="notices.deliver"):
        execute(job.pk, job.organisation_id)
    with acting_for(cast.a.pk):
        told = {(n.kind, n.user_id) for n in Notice.objects.filter(record_id=row.pk)}
    assert told == {("statistics.asked", hana.user_id), ("statistics.answered", dewi.user_id)}
