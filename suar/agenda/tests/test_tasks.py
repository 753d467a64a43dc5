"""Tasks: added once, seen by their own people, closed, put off, given away, moved up when late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import IntegrityError, connection, transaction
from django.urls import resolve

from suar.accounts.models import Membership, User
from suar.agenda import actions, panels, queries, scope, slots, team, ticking
from suar.agenda.actions import About
from suar.agenda.codes import Snooze, State
from suar.agenda.models import Task
from suar.agenda.slots import TaskKind
from suar.audit.models import Event
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation, Unit
from suar.policy import Role, permissions_of
from suar.store.tenancy import acting_for
from suar.ui.paging import cursor_page

AT = datetime(2026, 6, 3, 2, tzinfo=UTC)
DUE = AT + timedelta(hours=4)


def make(model, owner, **values):
    row = model(id=new_id(), made_at=AT, made_by=new_id(), **values)
    row.organisation_id = owner or row.id
    with acting_for(row.organisation_id):
        row.save(force_insert=True)
    return row


def seat(organisation, unit, role, name):
    user = User.objects.create_user(f"{name.lower()}@x.example", name=name)
    make(Membership, organisation.pk, user=user, unit=unit, role=role.value, starts_at=AT)
    return Actor(
        user_id=user.pk, organisation_id=organisation.pk, label=name,
        unit_ids=frozenset({unit.pk}) if unit else frozenset(), roles=frozenset({role.value}),
        permissions=permissions_of([role]), language="en",
    )  # fmt: skip


class Scene:
    """Ani and Beni in one unit of A, Dani in another; Eko at C."""

    def __init__(self):
        facts = {"kind": "cso", "level": "civil_society"}
        self.a = make(Organisation, None, name="A", short_name="A", **facts)
        self.c = make(Organisation, None, name="C", short_name="C", **facts)
        self.unit = make(Unit, self.a.pk, name="Mataram")
        self.other = make(Unit, self.a.pk, name="Kupang")
        self.ani = seat(self.a, self.unit, Role.CASEWORKER, "Ani")
        self.beni = seat(self.a, self.unit, Role.SUPERVISOR, "Beni")
        self.dani = seat(self.a, self.other, Role.CASEWORKER, "Dani")
        self.eko = seat(self.c, None, Role.SUPERVISOR, "Eko")
        self.about = About("tests.record", new_id(), "K-0012", new_id())

    def add(self, **changes):
        values = {
            "kind": "record.call", "about": self.about, "due_at": DUE, "source": "visit.m1",
            "user": self.ani.user_id, "by": self.ani, "at": AT,
        }  # fmt: skip
        return actions.add_task(**{**values, **changes})


@pytest.fixture
def scene(db):
    slots.kinds.fill("record.call", TaskKind("Call back", lambda i: f"/records/{i}/"))
    slots.kinds.fill("record.step", TaskKind("Take the step", lambda i: "/", by_hand=False))
    yield Scene()
    for name in ("record.call", "record.step"):
        slots.kinds._entries.pop(name)


def reasons(refusal):
    return [b.code for b in refusal.value.reasons]


# --- who is refused -----------------------------------------------------------------------------


def test_a_task_of_a_role_is_closed_to_whoever_leads_but_does_not_hold_it(scene):
    role = Role.SAFEGUARDING_OFFICER
    whole = scene.add(user=None, role=role, source="whole")
    in_unit = scene.add(user=None, unit=scene.unit, role=role, source="unit")
    Task.objects.update(level=2)
    office = replace(scene.beni, unit_ids=frozenset())
    for leader in (scene.beni, office):
        assert not scope.team(leader, team.colleagues(leader, AT)).exists()
        for task in (whole, in_unit):
            for verb in (
                lambda row, by: actions.complete(task=row, by=by, at=AT),
                lambda row, by: actions.snooze(
                    task=row, until=DUE, reason=Snooze.NOT_REACHED, expected=1, by=by, at=AT
                ),
                lambda row, by: actions.reassign(
                    task=row, to_user=scene.ani.user_id, expected=1, by=by, at=AT
                ),
            ):
                with pytest.raises(Problem) as refusal:
                    verb(task, leader)
                assert reasons(refusal) == [Reason.NOT_FOUND]
    officer = seat(scene.a, scene.unit, role, "Gilang")
    assert {t.source for t in scope.mine(officer)} == {"whole", "unit"}
    assert actions.complete(task=whole, by=officer, at=AT).state == State.DONE


def test_a_task_of_a_role_goes_on_to_others_who_hold_it_and_to_nobody_else(scene):
    task = scene.add(user=None, unit=scene.unit, role=Role.SUPERVISOR)
    assert scope.team(scene.beni, frozenset()).filter(pk=task.pk).exists(), "she holds it herself"
    with pytest.raises(Problem) as refusal:
        actions.reassign(task=task, to_user=scene.ani.user_id, expected=1, by=scene.beni, at=AT)
    assert reasons(refusal) == [Reason.TASK_NOT_IN_TEAM]
    other = seat(scene.a, scene.unit, Role.SUPERVISOR, "Hana")
    given = actions.reassign(task=task, to_user=other.user_id, expected=1, by=scene.beni, at=AT)
    assert given.user_id == other.user_id


def test_others_neither_see_nor_touch_a_task(scene):
    task = scene.add()
    for stranger in (scene.dani, scene.eko):
        assert not scope.mine(stranger).exists()
        for verb in (
            lambda who: actions.complete(task=task, by=who, at=AT),
            lambda who: actions.snooze(
                task=task, until=DUE, reason=Snooze.NOT_REACHED, expected=1, by=who, at=AT
            ),
        ):
            with pytest.raises(Problem) as refusal:
                verb(stranger)
            assert reasons(refusal) == [Reason.NOT_FOUND]
    assert Task.objects.get(pk=task.pk).state == State.OPEN


def test_a_worker_gives_nothing_away_and_nobody_gives_to_a_stranger(scene):
    task = scene.add()
    with pytest.raises(Problem) as refusal:
        actions.reassign(task=task, to_user=scene.beni.user_id, expected=1, by=scene.ani, at=AT)
    assert reasons(refusal) == [Reason.NO_PERMISSION]
    for stranger in (scene.eko, scene.dani):
        with pytest.raises(Problem) as refusal:
            actions.reassign(task=task, to_user=stranger.user_id, expected=1, by=scene.beni, at=AT)
        assert reasons(refusal) == [Reason.TASK_NOT_IN_TEAM]


def test_a_task_of_a_step_is_not_ticked_off_by_hand(scene):
    task = scene.add(kind="record.step")
    with pytest.raises(Problem) as refusal:
        actions.complete(task=task, by=scene.ani, at=AT)
    assert reasons(refusal) == [Reason.TASK_BY_ITS_STEP]
    record = scene.about.record_id
    assert actions.complete_for(record_id=record, kind="record.step", by=scene.ani, at=AT) == 1
    assert actions.complete_for(record_id=record, kind="record.step", by=scene.ani, at=AT) == 0


def test_a_closed_task_is_not_changed(scene):
    task = actions.complete(task=scene.add(), by=scene.ani, at=AT)
    with pytest.raises(Problem) as refusal:
        actions.complete(task=task, by=scene.beni, at=AT)
    assert reasons(refusal) == [Reason.TASK_NOT_OPEN]
    with pytest.raises(Problem) as refusal:
        actions.reassign(task=task, to_user=scene.ani.user_id, expected=2, by=scene.beni, at=AT)
    assert reasons(refusal) == [Reason.TASK_NOT_OPEN]


def test_two_people_at_once_the_second_sees_a_conflict(scene):
    task = scene.add()
    later = {"until": DUE + timedelta(days=1), "reason": Snooze.NOT_REACHED, "at": AT}
    actions.snooze(task=task, expected=task.version, by=scene.ani, **later)
    with pytest.raises(Problem) as refusal:
        actions.snooze(task=task, expected=task.version, by=scene.beni, **later)
    assert refusal.value.kind is Kind.CONFLICT


def test_the_database_refuses_a_task_of_nobody_or_of_two(scene):
    for changes in ({"user": None}, {"unit": scene.unit}):
        with pytest.raises(IntegrityError), transaction.atomic():
            scene.add(source="other", **changes)


# --- who is served ------------------------------------------------------------------------------


def test_a_rule_that_fires_twice_makes_one_task_and_keeps_the_earlier_time(scene):
    first = scene.add()
    assert scene.add(due_at=DUE + timedelta(days=1)).pk == first.pk
    assert Task.objects.get().due_at == DUE
    sooner = scene.add(due_at=AT + timedelta(hours=1), urgent=True)
    assert sooner.pk == first.pk
    assert (Task.objects.get().due_at, Task.objects.get().urgent) == (AT + timedelta(hours=1), True)
    assert scene.add(source="visit.m2").pk != first.pk
    assert (
        list(Event.objects.filter(verb="task.added").values_list("subjects", flat=True))
        == [[str(scene.about.subject_id)]] * 2
    )


def test_a_done_task_may_come_again(scene):
    first = actions.complete(task=scene.add(), by=scene.ani, at=AT)
    assert scene.add().pk != first.pk
    assert Event.objects.filter(verb="task.completed").count() == 1


def test_tasks_of_a_unit_a_role_and_a_user_reach_the_right_people(scene):
    scene.add(user=None, unit=scene.unit, source="a")
    scene.add(user=None, unit=scene.unit, role=Role.SUPERVISOR, source="b")
    scene.add(user=None, role=Role.CASEWORKER, source="c")
    scene.add(user=scene.dani.user_id, source="d")

    def seen(actor):
        return sorted(scope.mine(actor).values_list("source", flat=True))

    assert seen(scene.ani) == ["a", "c"]
    assert seen(scene.beni) == ["a", "b"]
    assert seen(scene.dani) == ["c", "d"]
    assert seen(scene.eko) == []


def test_a_team_is_one_unit_and_the_whole_organisation_without_one(scene):
    scene.add(source="a")
    scene.add(user=scene.dani.user_id, source="d")

    def seen(actor):
        rows = scope.team(actor, team.colleagues(actor, AT))
        return sorted(rows.values_list("source", flat=True))

    assert seen(scene.beni) == ["a"]
    assert seen(replace(scene.beni, unit_ids=frozenset())) == ["a", "d"]
    assert seen(scene.ani) == []
    assert seen(scene.eko) == []
    Task.objects.filter(source="d").update(level=2)
    assert seen(scene.beni) == ["a", "d"]


def list_of(actor, cursor=""):
    return queries.page_of(queries.my_tasks(actor=actor, at=AT), AT, cursor).lines


def test_overdue_comes_first_then_urgent_then_by_time(scene):
    hour = timedelta(hours=1)
    scene.add(source="later", due_at=AT + 9 * hour)
    scene.add(source="soon", due_at=AT + hour)
    scene.add(source="urgent", due_at=AT + 5 * hour, urgent=True)
    scene.add(source="late", due_at=AT - hour)
    scene.add(source="late-urgent", due_at=AT - hour / 2, urgent=True)
    lines = list_of(scene.ani)
    order = [line.task.source for line in lines]
    assert order == ["late-urgent", "late", "urgent", "soon", "later"]
    assert [line.overdue for line in lines] == [True, True, False, False, False]
    assert (lines[0].label, lines[0].who) == ("Call back", "Ani")
    assert lines[0].address == f"/records/{scene.about.record_id}/"


def test_a_long_list_is_paged_and_every_task_stands_on_one_page(scene, monkeypatch):
    monkeypatch.setattr(queries, "cursor_page", partial(cursor_page, size=4))
    for n in range(10):
        late = timedelta(hours=n - 5)
        scene.add(source=f"s{n}", due_at=AT + late, urgent=n % 2 == 0)
    rows, seen, cursor = queries.my_tasks(actor=scene.ani, at=AT), [], ""
    for _page in range(3):
        found = queries.page_of(rows, AT, cursor)
        seen += [line.task.source for line in found.lines]
        cursor = found.page.older
    whole = [line.task.source for line in queries.first_lines(rows, AT, 99)]
    assert (seen, cursor) == (whole, "")


def test_number_panel_and_list_of_what_is_overdue_in_the_team_are_the_same(scene):
    for n in range(10):
        scene.add(source=f"late{n}", due_at=AT - timedelta(hours=n))
    scene.add(source="soon")
    scene.add(source="away", user=scene.dani.user_id, due_at=AT - timedelta(hours=1))
    words = panels.of_team(scene.beni, AT)
    late = queries.team_tasks(actor=scene.beni, at=AT, late=True)
    listed = queries.page_of(late, AT, "").lines
    assert words["late"] == late.count() == len(listed) == 10
    assert [x.task.pk for x in words["lines"]] == [x.task.pk for x in listed[: panels.SHOWN]]
    assert all(line.overdue for line in listed)
    whole = queries.team_tasks(actor=scene.beni, at=AT)
    assert words["total"] == whole.count() == 11
    assert panels.of_team(scene.ani, AT) is None


def test_lists_take_the_same_number_of_queries_whatever_their_length(
    scene, django_assert_num_queries
):
    for n in range(3):
        scene.add(source=f"s{n}")
    with django_assert_num_queries(2):
        list_of(scene.ani)
    for n in range(30):
        scene.add(source=f"t{n}")
    with django_assert_num_queries(2):
        list_of(scene.ani)


def test_a_task_is_put_off_and_given_away(scene):
    task = scene.add()
    until = AT + timedelta(days=2)
    later = actions.snooze(
        task=task, until=until, reason=Snooze.PERSON_ASKED, expected=1, by=scene.ani, at=AT
    )
    assert (later.due_at, later.snoozes, later.snooze_reason) == (until, 1, "person_asked")
    given = actions.reassign(
        task=later, to_user=scene.beni.user_id, expected=2, by=scene.beni, at=AT
    )
    assert given.user_id == scene.beni.user_id
    assert not scope.mine(scene.ani).exists()
    verbs = Event.objects.exclude(verb="task.added").order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["task.snoozed", "task.reassigned"]


def test_what_is_late_goes_up_once_and_the_supervisor_is_told(scene):
    told = []
    slots.escalated.fill("test", lambda task, by, at: told.append((task.source, task.level)))
    try:
        scene.add(source="calm", due_at=AT)
        scene.add(source="urgent", due_at=AT, urgent=True)
        scene.add(source="ahead", due_at=AT + timedelta(days=9))
        owner = scene.a.pk
        assert ticking.tick(owner, AT) == 2
        assert ticking.tick(owner, AT) == 0
        assert told == [("urgent", 1)]
        assert ticking.tick(owner, AT + timedelta(hours=24)) == 1
        assert ticking.tick(owner, AT + timedelta(hours=72)) == 2
        assert ticking.tick(owner, AT + timedelta(hours=99)) == 0
        assert sorted(told[1:]) == [("calm", 1), ("calm", 2), ("urgent", 2)]
        assert Task.objects.get(source="calm").overdue_at == AT
        assert Event.objects.filter(verb="task.overdue").count() == 1
        assert ticking.tick(scene.c.pk, AT + timedelta(hours=99)) == 0
    finally:
        slots.escalated._entries.pop("test")


def test_the_tick_lets_others_do_what_is_due(scene):
    called = []
    slots.due.fill("test", lambda owner, by, at: called.append((owner, by.is_system, at)))
    try:
        ticking.tick(scene.a.pk, AT)
    finally:
        slots.due._entries.pop("test")
    assert called == [(scene.a.pk, True, AT)]


def test_many_late_tasks_do_not_hide_one_that_must_go_up(scene, monkeypatch):
    monkeypatch.setattr(actions, "_BATCH", 3)
    for n in range(5):
        scene.add(source=f"old{n}", due_at=AT - timedelta(hours=n + 1))
    scene.add(source="young", due_at=AT - timedelta(minutes=1), urgent=True)
    for _ in range(3):
        ticking.tick(scene.a.pk, AT)
    assert Task.objects.get(source="young").level == 1


def test_the_panels_of_the_home_page(scene):
    assert panels.of_team(scene.beni, AT) is None
    scene.add(due_at=AT)
    words = panels.mine(scene.ani, AT)
    assert (words["total"], words["overdue"], len(words["lines"])) == (1, 1, 1)
    assert panels.of_team(scene.beni, AT)["late"] == 1


@pytest.mark.postgres
def test_row_level_security_hides_the_tasks_of_others(scene, app_role):
    with acting_for(scene.a.pk):
        scene.add()
    with acting_for(scene.c.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM agenda_task")
        assert cursor.fetchone() == (0,)


# --- pages --------------------------------------------------------------------------------------


@pytest.fixture
def pages(rf, scene, monkeypatch):
    """Call a page as somebody, past the sign-in."""
    monkeypatch.setattr("suar.kit.clock.now", lambda: AT)

    def call(actor, address, method="get", **data):
        request = getattr(rf, method)(address, data)
        request.actor, request.session = actor, {}
        request._messages = FallbackStorage(request)
        match = resolve(request.path)
        return match.func(request, *match.args, **match.kwargs)

    return call


def test_the_task_pages_refuse_strangers_and_serve_the_team(scene, pages):
    task = scene.add()
    for address in (f"/tasks/{task.pk}/later/",):
        with pytest.raises(Problem) as refusal:
            pages(scene.dani, address)
        assert refusal.value.status == 404
        assert pages(scene.ani, address).status_code == 200
    for address in ("/tasks/team/", f"/tasks/{task.pk}/give/"):
        with pytest.raises(Problem) as refusal:
            pages(scene.ani, address)
        assert refusal.value.status == 403
        assert pages(scene.beni, address).status_code == 200
    assert "K-0012" in pages(scene.ani, "/tasks/").content.decode()
    assert "K-0012" not in pages(scene.dani, "/tasks/").content.decode()
    assert "Ani" in pages(scene.beni, "/tasks/team/").content.decode()


def test_a_task_is_ticked_off_put_off_and_given_away_on_its_pages(scene, pages):
    task = scene.add()
    later = f"/tasks/{task.pk}/later/"
    answer = pages(scene.ani, later, "post", until="2026-01-01", reason="not_reached", version=1)
    assert answer.status_code == 422
    assert "2026-01-01" in answer.content.decode()
    answer = pages(scene.ani, later, "post", until="2026-06-05", reason="not_reached", version=1)
    assert answer.status_code == 302
    give = f"/tasks/{task.pk}/give/"
    people = pages(scene.beni, give).content.decode()
    assert "Ani" in people
    assert "Dani" not in people
    answer = pages(scene.beni, give, "post", to_user=str(scene.beni.user_id), version=2)
    assert answer.status_code == 302
    assert pages(scene.beni, f"/tasks/{task.pk}/done/", "post").status_code == 302
    assert Task.objects.get().state == State.DONE
