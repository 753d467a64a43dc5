"""Nobody opens persons' data to herself: a second person confirms such roles and such sign-ins."""

import re

import pytest
from django.test import Client

from suar import policy
from suar.accounts import factors, resting, seats
from suar.accounts.actions import confirming, links, own, people
from suar.accounts.models import Membership, SignedSession, User
from suar.accounts.tests.test_signing_in import code_now, enrol_app, give_password
from suar.agenda import scope as agenda
from suar.agenda.models import Task
from suar.audit.models import Event
from suar.jobs.models import Job
from suar.kit.actor import system_actor
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.notices import queries as notices
from suar.notices.rules import Audience
from suar.policy import Permission, Role
from tests.support.cast import PASSWORD, client_for, make_user

pytestmark = pytest.mark.django_db
NEW = "sebuah kalimat panjang sekali"


def given(cast, user, *roles, by=None, unit=None):
    return people.give_roles(
        user_id=user.pk, roles=roles or ["caseworker"], unit_id=unit.pk if unit else None,
        by=by or cast.actor(cast.admin_a), at=now(),
    )  # fmt: skip


def invited(cast, *, by=None, **more):
    """Return the secret part of a link to join."""
    asked = {"name": "Mira", "email": "", "roles": ["caseworker"], "unit_id": None,
             "language": "id", **more}  # fmt: skip
    by = by or cast.actor(cast.admin_a)
    return links.invite(invitation_id=new_id(), by=by, at=now(), **asked)[1]


def join(secret, email="mira@x.example"):
    client = Client()
    client.get(f"/link/{secret}/")
    client.post("/link/", {"name": "Mira", "email": email, "password": NEW, "again": NEW})
    return client, User.objects.get(email=email)


def reset(cast, user):
    """Let an administrator make a link and use it herself."""
    _row, secret = links.make_reset(user_id=user.pk, by=cast.actor(cast.admin_a), at=now())
    client = Client()
    client.get(f"/link/{secret}/")
    assert client.post("/link/", {"password": NEW, "again": NEW}).status_code == 200


def sheet(cast, user):
    made = people.issue_sheet(
        sheet_id=new_id(), user_id=user.pk, by=cast.actor(cast.admin_a), at=now()
    )
    return dict(made[1])


def rights(user):
    return seats.actor_for(User.objects.get(pk=user.pk), now()).permissions


def refused(act):
    with pytest.raises(Problem) as problem:
        act()
    return [because.code for because in problem.value.reasons]


def told(kind):
    """Return the audiences to which a kind of notice goes."""
    jobs = Job.objects.filter(kind="notices.deliver")
    return {job.arguments[1] for job in jobs if job.arguments[0] == kind}


def page_of(user):
    return f"/settings/people/{user.pk}/confirm/"


# --- who is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ani", "dewi", "fitri", "hana", "admin_a", "sysadmin"])
def test_who_confirms_no_roles_does_not_reach_the_page(cast, who):
    given(cast, cast.dewi)
    client = client_for(getattr(cast, who))
    assert client.get(page_of(cast.dewi)).status_code == 403
    assert client.post(page_of(cast.dewi), {"answer": "confirm"}).status_code == 403
    assert Membership.objects.filter(rests_since__isnull=False).exists()


def test_a_supervisor_of_another_house_finds_nobody(cast):
    outside = make_user("Oka", cast.c, Role.SUPERVISOR)
    given(cast, cast.dewi)
    assert client_for(outside).get(page_of(cast.dewi)).status_code == 404
    assert client_for(outside).post(page_of(cast.dewi), {"answer": "confirm"}).status_code == 404


def test_the_one_concerned_does_not_confirm_herself(cast):
    given(cast, cast.gilang)
    by = cast.actor(cast.gilang)
    assert refused(lambda: confirming.confirm(user_id=cast.gilang.pk, by=by, at=now())) == [
        Reason.NOT_ONESELF
    ]


def test_who_asked_does_not_confirm_though_she_is_a_supervisor_too(cast):
    both = make_user("Nia", cast.a, Role.ORGANISATION_ADMIN, Role.SUPERVISOR)
    given(cast, cast.dewi, by=cast.actor(both))
    answer = {"user_id": cast.dewi.pk, "by": cast.actor(both), "at": now()}
    assert refused(lambda: confirming.confirm(**answer)) == [Reason.SECOND_PERSON_SAME]
    assert refused(lambda: confirming.decline(**answer)) == [Reason.SECOND_PERSON_SAME]
    page = client_for(both).get(page_of(cast.dewi)).content.decode()
    assert 'name="answer"' not in page


def test_nothing_is_confirmed_where_nothing_waits(cast):
    answer = client_for(cast.beni).post(page_of(cast.dewi), {"answer": "confirm"})
    assert answer.status_code == 422
    assert not Event.objects.filter(verb="role.confirmed").exists()


def test_an_administrator_does_not_take_up_her_own_invitation(cast):
    client = Client()
    client.get(f"/link/{invited(cast)}/")
    answer = client.post("/link/?known=1", {"email": cast.admin_a.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert not Membership.objects.filter(user=cast.admin_a, role="caseworker").exists()


def test_a_second_address_of_the_administrator_opens_nothing(cast):
    _client, second = join(invited(cast, roles=["supervisor"]), "second@x.example")
    client, secret = Client(), enrol_app(second)
    give_password(client, second, NEW)
    client.post("/sign-in/step/?kind=totp", {"code": code_now(secret)})
    assert client.get("/account/").status_code == 200
    assert rights(second) == frozenset()
    for closed in ("/cases/", "/people/", page_of(second), "/settings/people/"):
        assert client.get(closed).status_code in {403, 404}, closed
    person = client_for(cast.admin_a).get(f"/settings/people/{second.pk}/").content.decode()
    assert "Beni, Gilang" in person


def test_taking_the_supervisors_away_first_does_not_help(cast):
    by = cast.actor(cast.admin_a)
    for user in (cast.beni, cast.gilang):
        people.leave(user_id=user.pk, by=by, at=now())
    given(cast, cast.dewi)
    assert "case.view" not in rights(cast.dewi)
    person = client_for(cast.admin_a).get(f"/settings/people/{cast.dewi.pk}/").content.decode()
    assert "suar user add" in person


def test_a_resting_supervisor_counts_as_one_for_the_next_role(cast):
    people.leave(user_id=cast.gilang.pk, by=cast.actor(cast.admin_a), at=now())
    reset(cast, cast.beni)
    given(cast, cast.dewi)
    assert "case.view" not in rights(cast.dewi)


# --- whose sign-in it is ------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["link, sheet", "sheet, link"])
def test_a_link_and_a_sheet_from_one_hand_open_nothing(cast, order):
    enrol_app(cast.ani)
    printed = {}
    for step in order.split(", "):
        assert rights(cast.ani)
        if step == "sheet":
            printed = sheet(cast, cast.ani)
        else:
            reset(cast, cast.ani)
    client = Client()
    give_password(client, cast.ani, NEW)
    client.post("/sign-in/step/?kind=sheet&number=1", {"code": printed[1]})
    assert client.get("/account/").status_code == 200
    assert client.get("/cases/").status_code == 403
    assert rights(cast.ani) == frozenset()


def test_a_link_alone_opens_nothing_where_the_next_factor_would_be_enrolled(cast):
    reset(cast, cast.ani)
    assert rights(cast.ani) == frozenset()


def test_ending_the_last_sheet_after_a_link_opens_nothing(cast):
    sheet(cast, cast.ani)
    reset(cast, cast.ani)
    confirming.confirm(user_id=cast.ani.pk, by=cast.actor(cast.beni), at=now())
    reset(cast, cast.ani)
    assert rights(cast.ani) == frozenset()
    people.end_sheet(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    assert rights(cast.ani) == frozenset()


def test_the_only_supervisor_is_not_taken_over(cast):
    people.leave(user_id=cast.gilang.pk, by=cast.actor(cast.admin_a), at=now())
    reset(cast, cast.beni)
    sheet(cast, cast.beni)
    assert rights(cast.beni) == frozenset()
    assert not resting.second_persons(
        resting.waiting(cast.beni.pk, cast.a.pk), cast.beni, now()
    ).exists()


def test_an_app_of_her_own_keeps_the_roles_after_a_link(cast):
    enrol_app(cast.ani)
    reset(cast, cast.ani)
    assert "case.view" in rights(cast.ani)


def test_a_password_of_her_own_keeps_the_roles_after_a_new_sheet(cast):
    enrol_app(cast.ani)
    reset(cast, cast.ani)
    client_for(cast.ani)
    cast.ani.refresh_from_db()
    here = SignedSession.objects.get(user=cast.ani, ended_at=None)
    own.change_password(
        user=cast.ani, password_hash="x", keep=here, by=cast.actor(cast.ani), at=now()
    )  # fmt: skip
    sheet(cast, cast.ani)
    assert "case.view" in rights(cast.ani)


def test_a_password_chosen_by_mail_is_her_own(cast):
    _row, secret = links.make_reset_by_mail(user=cast.ani, by=system_actor(cast.a.pk), at=now())
    client = Client()
    client.get(f"/link/{secret}/")
    client.post("/link/", {"password": NEW, "again": NEW})
    sheet(cast, cast.ani)
    assert "case.view" in rights(cast.ani)


def test_a_role_without_persons_does_not_rest(cast):
    reset(cast, cast.dewi)
    sheet(cast, cast.dewi)
    given(cast, cast.dewi, "inspector")
    assert {"job.view", "task.view"} <= rights(cast.dewi)


# --- who is told, and who answers ---------------------------------------------------------------


def test_a_link_and_a_sheet_are_told_to_her_and_to_who_confirms(cast):
    enrol_app(cast.ani)
    links.make_reset(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    sheet(cast, cast.ani)
    for kind in ("accounts.link_made", "accounts.sheet_issued"):
        assert told(kind) == {"p:role.confirm"}
        assert told(f"{kind}_own") == {f"u:{cast.ani.pk}"}
    assert Event.objects.get(verb="reset.made").facts == {"user": str(cast.ani.pk)}
    assert Event.objects.filter(verb="sheet.issued").exists()


def test_she_hears_of_it_though_her_roles_rest_and_no_list_counts_her(cast):
    reset(cast, cast.ani)
    by_name = Audience(cast.a.pk, user_id=cast.ani.pk)
    assert notices.members(by_name, now()) == [cast.ani.pk]
    assert cast.ani.pk not in notices.members(Audience(cast.a.pk, role="caseworker"), now())


def test_a_role_that_waits_is_a_task_and_a_notice_for_who_may_confirm(cast):
    given(cast, cast.dewi)
    task = Task.objects.get(kind="accounts.role_waits")
    assert (task.role, task.record_id) == ("safeguarding_officer", cast.dewi.pk)
    assert task in agenda.mine(cast.actor(cast.gilang))
    assert told("accounts.role_waits") == {"p:role.confirm"}
    assert Event.objects.get(verb="role.rested").facts["why"] == "given"


def test_where_the_officer_asked_or_is_concerned_the_supervisor_has_the_task(cast):
    given(cast, cast.gilang)
    assert Task.objects.get(kind="accounts.role_waits").role == "supervisor"


def test_the_page_says_whose_role_waits_who_asked_and_takes_the_answer(cast):
    given(cast, cast.dewi, unit=cast.unit_a)
    client = client_for(cast.beni)
    page = client.get(page_of(cast.dewi)).content.decode()
    for word in ("Dewi", "pendamping", "Kantor A", "Indra"):
        assert word in page, word
    assert client.post(page_of(cast.dewi), {}).status_code == 422
    assert client.post(page_of(cast.dewi), {"answer": "confirm"}).status_code == 302
    assert "case.view" in rights(cast.dewi)
    seat = Membership.objects.get(user=cast.dewi, role="caseworker")
    assert (seat.confirmed_by, seat.rests_since) == (cast.beni.pk, None)
    assert Task.objects.get(kind="accounts.role_waits").state == "done"
    assert Event.objects.get(verb="role.confirmed").actor_id == cast.beni.pk


def test_she_who_waits_is_told_for_whom(cast):
    given(cast, cast.dewi)
    page = client_for(cast.dewi).get("/account/").content.decode()
    assert "Beni, Gilang" in page
    assert "Beni, Gilang" not in client_for(cast.ani).get("/account/").content.decode()


def test_a_sign_in_that_is_confirmed_gives_the_roles_back(cast):
    reset(cast, cast.ani)
    sheet(cast, cast.ani)
    confirming.confirm(user_id=cast.ani.pk, by=cast.actor(cast.beni), at=now())
    assert "case.view" in rights(cast.ani)
    sheet(cast, cast.ani)
    assert "case.view" in rights(cast.ani), "the password is taken for hers from now on"


def test_what_is_declined_ends_with_every_session_here(cast):
    reset(cast, cast.ani)
    client = client_for(cast.ani)
    answer = client_for(cast.gilang).post(page_of(cast.ani), {"answer": "decline"})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 302
    assert not Membership.objects.filter(user=cast.ani, ended_at=None).exists()
    assert Event.objects.get(verb="role.declined").actor_id == cast.gilang.pk
    assert not User.objects.get(pk=cast.ani.pk).is_active


def test_taking_the_role_away_closes_the_task(cast):
    (row,) = given(cast, cast.dewi)
    people.take_role(membership_id=row.pk, by=cast.actor(cast.admin_a), at=now())
    assert Task.objects.get(kind="accounts.role_waits").state == "done"


def test_who_left_waits_no_more(cast):
    given(cast, cast.dewi)
    people.leave(user_id=cast.dewi.pk, by=cast.actor(cast.admin_a), at=now())
    assert Task.objects.get(kind="accounts.role_waits").state == "done"


# --- the first days, and the way out -------------------------------------------------------------


def test_in_a_house_without_a_second_person_the_role_holds_and_all_are_told(cast):
    by = cast.actor(cast.admin_b)
    _client, first = join(invited(cast, by=by, roles=["supervisor"]))
    assert rights(first), "nobody could confirm yet"
    assert told("accounts.role_alone") == {"p:notice.view"}
    assert Event.objects.get(verb="role.held_alone").facts["role"] == "supervisor"
    _client, second = join(invited(cast, by=by), "siti@x.example")
    assert rights(second) == frozenset(), "from now on somebody can"
    confirming.confirm(user_id=second.pk, by=seats.actor_for(first, now()), at=now())
    assert rights(second)


def test_whoever_keeps_the_server_needs_no_second_person(cast):
    people.leave(user_id=cast.gilang.pk, by=cast.actor(cast.admin_a), at=now())
    reset(cast, cast.beni)
    assert rights(cast.beni) == frozenset()
    keeper = system_actor(cast.a.pk, frozenset({Permission.USER_MANAGE.value}))
    client = Client()
    client.get(f"/link/{invited(cast, by=keeper, roles=['supervisor'])}/")
    client.post("/link/?known=1", {"email": cast.beni.email, "password": NEW})
    assert "case.assign" in rights(cast.beni)
    assert Membership.objects.filter(user=cast.beni, ended_at=None).count() == 1
    assert Task.objects.get(kind="accounts.role_waits").state == "done"


# --- the words and the lists ---------------------------------------------------------------------


def test_which_roles_need_a_second_person_follows_from_their_permissions():
    assert policy.identity_roles() == {
        "caseworker", "supervisor", "intake_officer", "service_focal_point", "safeguarding_officer",
    }  # fmt: skip
    assert policy.roles_with(Permission.ROLE_CONFIRM) == {"supervisor", "safeguarding_officer"}


def test_a_role_that_rests_gives_no_task_no_case_and_no_notice(cast):
    given(cast, cast.dewi, "supervisor", unit=cast.unit_a)
    actor = seats.actor_for(cast.dewi, now())
    assert actor.unit_ids == frozenset()
    assert "supervisor" not in actor.roles
    assert not Membership.objects.all().open_at(now()).filter(
        user=cast.dewi, role="supervisor"
    ).exists()  # fmt: skip


def test_the_list_says_that_a_role_waits_in_both_languages(cast):
    given(cast, cast.dewi)
    client = client_for(cast.admin_a)
    for language, words in (("en", "waits for a second person"), ("id", "menunggu orang kedua")):
        client.cookies["django_language"] = language
        page = client.get("/settings/people/").content.decode()
        assert re.search(words, page), language


def test_an_app_enrolled_by_somebody_else_is_no_step_of_her_own(cast):
    """The impostor enrols an app while the roles rest: they rest all the same."""
    reset(cast, cast.ani)
    factors.keep_totp(cast.ani, factors.new_totp_secret(), 0)
    people.issue_sheet(
        sheet_id=new_id(), user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now()
    )
    assert rights(cast.ani) == frozenset()
