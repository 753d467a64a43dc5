"""Somebody is told that something is new: the right people, once, and not a word of what."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core import mail
from django.db import connection
from django.urls import resolve

from suar.accounts.models import Membership, User
from suar.audit.models import Event
from suar.jobs.models import Job
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.network.models import Organisation, Unit
from suar.notices import actions, queries, slots, tasks
from suar.notices.actions import Choice
from suar.notices.models import Notice, NoticePreference
from suar.notices.rules import Audience
from suar.notices.slots import NoticeKind
from suar.notices.telling import tell
from suar.policy import Role, permissions_of
from suar.store.tenancy import acting_for
from suar.store.work import act
from suar.ui import slots as ui_slots

NOON = datetime(2026, 6, 3, 5, tzinfo=UTC)  # 12:00 in Jakarta
NIGHT = datetime(2026, 6, 3, 16, tzinfo=UTC)  # 23:00 in Jakarta


def make(model, owner, **values):
    row = model(id=new_id(), made_at=NOON, made_by=new_id(), **values)
    row.organisation_id = owner or row.id
    with acting_for(row.organisation_id):
        row.save(force_insert=True)
    return row


def seat(organisation, unit, role, name, language="id"):
    user = User.objects.create_user(f"{name.lower()}@x.example", name=name, language=language)
    make(Membership, organisation.pk, user=user, unit=unit, role=role.value, starts_at=NOON)
    return Actor(
        user_id=user.pk, organisation_id=organisation.pk, label=name,
        unit_ids=frozenset({unit.pk}) if unit else frozenset(), roles=frozenset({role.value}),
        permissions=permissions_of([role]), language="en",
    )  # fmt: skip


class Scene:
    """Ani and Beni at A; Citra, focal point, and an enumerator at B."""

    def __init__(self, clock):
        facts = {"kind": "cso", "level": "civil_society"}
        self.clock = clock
        self.a = make(Organisation, None, name="A", short_name="A", **facts)
        self.b = make(Organisation, None, name="B", short_name="B", **facts)
        self.unit = make(Unit, self.a.pk, name="Mataram")
        self.ani = seat(self.a, self.unit, Role.CASEWORKER, "Ani")
        self.beni = seat(self.a, self.unit, Role.SUPERVISOR, "Beni", "en")
        self.citra = seat(self.b, None, Role.SERVICE_FOCAL_POINT, "Citra")
        self.blind = seat(self.b, None, Role.ENUMERATOR, "Fajar")
        self.record = new_id()

    def tell(self, audience, by=None, at=None, kind="record.new"):
        at = at or self.clock.at
        self.clock.at = at

        @act
        def verb(*, by, at):
            tell(audience, kind=kind, record_id=self.record, record_code="K-0012", by=by, at=at)

        verb(by=by or self.ani, at=at)


class Clock:
    at = NOON


@pytest.fixture
def clock(monkeypatch):
    stands = Clock()
    monkeypatch.setattr("suar.kit.clock.now", lambda: stands.at)
    return stands


@pytest.fixture
def scene(db, clock, django_capture_on_commit_callbacks):
    address = "/records/{}/".format
    slots.kinds.fill("record.new", NoticeKind("New record", address))
    slots.kinds.fill("record.red", NoticeKind("Urgent record", address, urgent=True))
    found = Scene(clock)
    told = found.tell

    def tell_and_work(*args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            told(*args, **kwargs)

    found.tell = tell_and_work
    yield found
    for name in ("record.new", "record.red"):
        slots.kinds._entries.pop(name)


def unread():
    return sorted(
        User.objects.get(pk=user_id).name
        for user_id in Notice.objects.filter(read_at=None).values_list("user_id", flat=True)
    )


# --- who is not told ----------------------------------------------------------------------------


def test_strangers_doers_and_roles_without_notices_are_not_told(scene):
    scene.tell(Audience(scene.a.pk, unit_id=scene.unit.pk))
    assert unread() == ["Beni"]
    scene.tell(Audience(scene.b.pk, user_id=scene.blind.user_id))
    scene.tell(Audience(scene.b.pk, user_id=scene.beni.user_id))
    assert unread() == ["Beni"]


def test_nobody_is_told_of_what_was_rolled_back(scene):
    @act
    def verb(*, by, at):
        audience = Audience(scene.a.pk, user_id=scene.beni.user_id)
        tell(audience, kind="record.new", record_id=scene.record, record_code="K", by=by, at=at)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        verb(by=scene.ani, at=NOON)
    assert not Job.objects.exists()
    assert not Notice.objects.exists()


def test_somebody_elses_notice_is_not_found(scene):
    scene.tell(Audience(scene.a.pk, user_id=scene.beni.user_id))
    with pytest.raises(Problem) as refusal:
        actions.mark_read(notice=Notice.objects.get(), by=scene.ani, at=NOON)
    assert refusal.value.status == 404
    assert queries.page_of(scene.ani, "")[0] == []
    assert actions.mark_all_read(by=scene.citra, at=NOON) == 0


# --- who is told --------------------------------------------------------------------------------


def test_a_unit_a_role_and_a_permission_reach_their_people_also_elsewhere(scene):
    scene.tell(Audience(scene.a.pk, unit_id=scene.unit.pk, role="supervisor"))
    assert unread() == ["Beni"]
    scene.tell(Audience(scene.b.pk, permission="referral.receive"))
    assert unread() == ["Beni", "Citra"]
    notice = Notice.objects.get(user_id=scene.citra.user_id)
    assert notice.organisation_id == scene.b.pk
    given = Event.objects.get(verb="notice.given", record_id=notice.pk)
    assert given.organisation_id == scene.b.pk


def test_one_unread_notice_of_a_kind_is_enough(scene):
    audience = Audience(scene.a.pk, user_id=scene.beni.user_id)
    scene.tell(audience)
    scene.tell(audience)
    assert Notice.objects.count() == 1
    actions.mark_read(notice=Notice.objects.get(), by=scene.beni, at=NOON)
    scene.tell(audience)
    assert Notice.objects.count() == 2
    assert queries.unread(scene.beni) == 1


def test_an_unread_notice_is_renewed_and_stands_on_top_again(scene):
    audience = Audience(scene.b.pk, user_id=scene.citra.user_id)
    first, hour = scene.record, timedelta(hours=1)
    scene.tell(audience, kind="record.red")
    scene.record = new_id()
    scene.tell(audience, at=NOON + hour)
    scene.record = first
    scene.tell(audience, kind="record.red", at=NOON + 2 * hour)
    lines, _page = queries.page_of(scene.citra, "")
    assert [(n.notice.kind, n.notice.made_at) for n in lines] == [
        ("record.red", NOON + 2 * hour), ("record.new", NOON + hour),
    ]  # fmt: skip
    assert queries.unread(scene.citra) == 2
    assert Event.objects.filter(verb="notice.renewed", record_id=lines[0].notice.pk).count() == 1
    assert len(mail.outbox) == 3, "what is urgent is mailed again"
    scene.record = lines[1].notice.record_id
    scene.tell(audience, at=NOON + 4 * hour)
    assert len(mail.outbox) == 3, "what is not urgent is only lifted up"


def test_the_mail_says_that_something_is_new_and_nothing_else(scene):
    scene.tell(Audience(scene.b.pk, permission="referral.receive"))
    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert sent.to == ["citra@x.example"]
    whole = sent.message().as_string()
    for word in ("K-0012", "Ani", "record", "http", "New record", str(scene.record)):
        assert word not in sent.subject + sent.body
        assert word == "http" or word not in whole.replace("Subject", "")
    assert Notice.objects.get().mailed_at == NOON


def test_the_job_carries_ids_and_codes_only(scene):
    scene.tell(Audience(scene.b.pk, permission="referral.receive"))
    carried = [str(a) for job in Job.objects.all() for a in job.arguments]
    assert not [a for a in carried if " " in a or "Citra" in a or "@x.example" in a]


def test_no_mail_in_quiet_hours_but_in_the_morning(scene, clock):
    scene.tell(Audience(scene.b.pk, user_id=scene.citra.user_id), at=NIGHT)
    assert mail.outbox == []
    waiting = Job.objects.filter(kind=tasks.MAIL).order_by("due_at").last()
    morning = NIGHT + timedelta(hours=7)
    assert waiting.due_at == morning
    clock.at = morning
    _work(scene.citra, clock)
    assert len(mail.outbox) == 1


def test_an_urgent_notice_is_mailed_at_night(scene):
    scene.tell(Audience(scene.b.pk, user_id=scene.citra.user_id), at=NIGHT, kind="record.red")
    assert len(mail.outbox) == 1


def test_at_most_one_mail_an_hour_and_none_for_what_was_read(scene, clock):
    audience = Audience(scene.b.pk, user_id=scene.citra.user_id)
    scene.tell(audience)
    scene.record = new_id()
    scene.tell(audience, at=NOON + timedelta(minutes=10))
    assert len(mail.outbox) == 1
    clock.at = NOON + timedelta(hours=1)
    actions.mark_all_read(by=scene.citra, at=clock.at)
    _work(scene.citra, clock)
    assert len(mail.outbox) == 1


def test_who_wants_no_mail_gets_none_and_the_notice_all_the_same(scene):
    choice = Choice(mail=False, quiet_from=21, quiet_to=6)
    actions.choose(choice=choice, expected=1, by=scene.citra, at=NOON)
    scene.tell(Audience(scene.b.pk, user_id=scene.citra.user_id))
    assert mail.outbox == []
    assert unread() == ["Citra"]


def test_the_mail_speaks_the_chosen_language(scene):
    audience = Audience(scene.a.pk, user_id=scene.beni.user_id)
    scene.tell(audience)
    assert mail.outbox[0].subject == "Something new in Suar"


def test_a_mail_server_that_is_away_fails_the_job_and_loses_nothing(scene, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("suar.notices.mail.send_mail", away)
    scene.tell(Audience(scene.b.pk, user_id=scene.citra.user_id))
    assert Job.objects.get(kind=tasks.MAIL).error == "mail_away"
    assert Notice.objects.get().mailed_at is None


def _work(reader, clock):
    from suar.jobs.asking import run_now

    run_now(tasks.MAIL, reader.user_id, organisation_id=reader.organisation_id, at=clock.at)


def test_a_choice_made_twice_at_once_is_a_conflict(scene):
    choice = Choice(mail=True, quiet_from=20, quiet_to=7, language="en")
    actions.choose(choice=choice, expected=1, by=scene.ani, at=NOON)
    actions.choose(choice=choice, expected=1, by=scene.ani, at=NOON)
    with pytest.raises(Problem) as refusal:
        actions.choose(choice=choice, expected=1, by=scene.ani, at=NOON)
    assert refusal.value.kind is Kind.CONFLICT
    assert NoticePreference.objects.get().quiet_from == 20


@pytest.mark.postgres
def test_row_level_security_hides_the_notices_of_others(scene, app_role):
    scene.tell(Audience(scene.a.pk, user_id=scene.beni.user_id))
    with acting_for(scene.b.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notices_notice")
        assert cursor.fetchone() == (0,)
    with acting_for(scene.a.pk):
        assert Notice.objects.count() == 1


# --- pages --------------------------------------------------------------------------------------


@pytest.fixture
def pages(rf, scene):
    """Call a page as somebody, past the sign-in."""

    def call(actor, address, method="get", **data):
        request = getattr(rf, method)(address, data)
        request.actor, request.session = actor, {}
        request._messages = FallbackStorage(request)
        match = resolve(request.path)
        return match.func(request, *match.args, **match.kwargs)

    return call


def test_the_notice_pages_serve_their_reader_alone(scene, pages):
    scene.tell(Audience(scene.a.pk, user_id=scene.beni.user_id))
    notice = Notice.objects.get()
    with pytest.raises(Problem) as refusal:
        pages(scene.ani, f"/notices/{notice.pk}/read/", "post")
    assert refusal.value.status == 404
    with pytest.raises(Problem) as refusal:
        pages(scene.blind, "/notices/")
    assert refusal.value.status == 403
    assert "K-0012" not in pages(scene.ani, "/notices/").content.decode()
    page = pages(scene.beni, "/notices/").content.decode()
    assert "New record · K-0012" in page
    answer = pages(scene.beni, f"/notices/{notice.pk}/read/", "post")
    assert answer.url == f"/records/{scene.record}/"
    assert queries.unread(scene.beni) == 0


def test_the_head_of_the_page_shows_how_many_are_new(scene, pages):
    assert [number for _entry, number in ui_slots.top_for(scene.beni)] == [0]
    scene.tell(Audience(scene.a.pk, user_id=scene.beni.user_id))
    assert [number for _entry, number in ui_slots.top_for(scene.beni)] == [1]
    assert ui_slots.top_for(scene.blind) == []
    assert pages(scene.beni, "/notices/read/", "post").status_code == 302
    assert queries.unread(scene.beni) == 0


def test_how_one_is_told_is_chosen_on_its_page(scene, pages):
    address = "/notices/preferences/"
    answer = pages(scene.beni, address, "post", quiet_from="99", quiet_to="6", version=1)
    assert answer.status_code == 422
    answer = pages(scene.beni, address, "post", quiet_from="20", quiet_to="6", version=1)
    assert answer.status_code == 302
    row = NoticePreference.objects.get()
    assert (row.mail, row.quiet_from, row.user_id) == (False, 20, scene.beni.user_id)
