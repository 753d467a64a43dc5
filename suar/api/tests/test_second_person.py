"""A token that opens persons' data opens nothing until a second person has confirmed it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from suar.accounts.actions import people
from suar.agenda import scope as agenda
from suar.agenda.models import Task
from suar.api import actions, queries
from suar.api.codes import ONLY_WRITES, Scope, open_persons
from suar.api.models import Token
from suar.api.urls import api
from suar.audit.models import Event
from suar.jobs.models import Job
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.notices import slots as notice_slots
from suar.policy import Permission, Role
from tests.support.cast import client_for, make_user

pytestmark = pytest.mark.django_db
READING = [Scope.REPORT_READ, Scope.REFERRAL_READ, Scope.REFERRAL_ANSWER]
LETTERS = "/api/referrals"


def issued(cast, *scopes, by=None):
    """Return a token with its secret, asked for by A's administrator."""
    return actions.issue_token(
        token_id=new_id(), name="Sistem dinas", scopes=scopes or [Scope.REFERRAL_READ], unit=None,
        expires_at=now() + timedelta(days=30), by=by or cast.actor(cast.admin_a), at=now(),
    )  # fmt: skip


def get(client, secret, path=LETTERS):
    return client.get(path, headers={"Authorization": f"Bearer {secret}"})


def page_of(token):
    return f"/settings/tokens/{token.pk}/confirm/"


def confirm(cast, token, *, by=None):
    by = cast.actor(by or cast.beni)
    return actions.confirm_token(token_id=token.pk, by=by, at=now())


def decline(cast, token, *, by=None):
    by = cast.actor(by or cast.beni)
    return actions.decline_token(token_id=token.pk, by=by, at=now())


def refused(act):
    with pytest.raises(Problem) as problem:
        act()
    return [because.code for because in problem.value.reasons]


def told(kind):
    """Return the audiences to which a kind of notice goes."""
    jobs = Job.objects.filter(kind="notices.deliver")
    return {job.arguments[1] for job in jobs if job.arguments[0] == kind}


def events(token):
    return set(Event.objects.filter(record_id=token.pk).values_list("verb", flat=True))


# --- who is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("scope", READING)
def test_a_waiting_token_is_answered_like_an_unknown_one(cast, client, scope):
    _token, secret = issued(cast, Scope.DIRECTORY_READ, scope)
    for path in (LETTERS, "/api/directory/services"):
        waiting, unknown = get(client, secret, path), get(client, "suar_unknown", path)
        assert waiting.status_code == unknown.status_code == 401
        assert waiting.content == unknown.content
        assert waiting.headers == unknown.headers
    assert Token.objects.get().last_used_on is None


@pytest.mark.parametrize("who", ["ani", "dewi", "fitri", "hana", "admin_a", "sysadmin"])
def test_who_confirms_nothing_does_not_reach_the_page(cast, who):
    token, _secret = issued(cast)
    browser = client_for(getattr(cast, who))
    assert browser.get(page_of(token)).status_code == 403
    assert browser.post(page_of(token), {"answer": "confirm"}).status_code == 403
    assert Token.objects.get().waits


def test_a_supervisor_of_another_house_finds_no_token(cast):
    token, _secret = issued(cast)
    outside = client_for(make_user("Oka", cast.c, Role.SUPERVISOR))
    assert outside.get(page_of(token)).status_code == 404
    assert outside.post(page_of(token), {"answer": "confirm"}).status_code == 404
    assert Token.objects.get().waits


def test_who_asked_does_not_answer_though_she_is_a_supervisor_too(cast):
    both = make_user("Nia", cast.a, Role.ORGANISATION_ADMIN, Role.SUPERVISOR)
    token, _secret = issued(cast, by=cast.actor(both))
    for verb in (confirm, decline):
        assert refused(lambda verb=verb: verb(cast, token, by=both)) == [Reason.SECOND_PERSON_SAME]
    assert 'name="answer"' not in client_for(both).get(page_of(token)).content.decode()


def test_the_database_takes_no_answer_from_who_asked(cast):
    token, _secret = issued(cast)
    for answer in ({"answered_by": token.made_by}, {"answered_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Token.objects.filter(pk=token.pk).update(answered_at=now(), **answer)


def test_taking_those_away_who_could_confirm_does_not_help(cast, client):
    by = cast.actor(cast.admin_a)
    for user in (cast.beni, cast.gilang):
        people.leave(user_id=user.pk, by=by, at=now())
    _token, secret = issued(cast)
    assert get(client, secret).status_code == 401
    listed = client_for(cast.admin_a).get("/settings/tokens/").content.decode()
    assert "suar user add" in listed


def test_a_second_address_of_the_administrator_does_not_confirm(cast):
    second = make_user("Rina", cast.a, Role.ANALYST)
    people.give_roles(
        user_id=second.pk, roles=["supervisor"], unit_id=None, by=cast.actor(cast.admin_a), at=now()
    )
    token, _secret = issued(cast)
    assert client_for(second).get(page_of(token)).status_code == 403


def test_nothing_is_answered_where_nothing_waits(cast):
    token, _secret = issued(cast, Scope.DIRECTORY_READ)
    for verb in (confirm, decline):
        assert refused(lambda verb=verb: verb(cast, token)) == [Reason.NOTHING_TO_CONFIRM]
    post = client_for(cast.beni).post(page_of(token), {"answer": "confirm"})
    assert post.status_code == 422
    assert Token.objects.get().revoked_at is None


def test_what_was_declined_is_ended_and_nobody_confirms_it_any_more(cast, client):
    token, secret = issued(cast)
    decline(cast, token)
    assert refused(lambda: confirm(cast, token, by=cast.gilang)) == [Reason.NOTHING_TO_CONFIRM]
    assert refused(lambda: confirm(cast, token)) == [Reason.NOTHING_TO_CONFIRM]
    assert get(client, secret).status_code == 401
    assert {"token.declined"} <= events(token)
    assert "token.confirmed" not in events(token)


def test_what_was_ended_while_it_waited_is_not_confirmed(cast, client):
    token, secret = issued(cast)
    actions.revoke_token(token_id=token.pk, by=cast.actor(cast.admin_a), at=now())
    assert refused(lambda: confirm(cast, token)) == [Reason.NOTHING_TO_CONFIRM]
    assert get(client, secret).status_code == 401
    assert Task.objects.get(kind="api.token_waits").state == "cancelled"


# --- which tokens wait --------------------------------------------------------------------------


def test_which_scopes_open_persons_follows_from_their_permissions():
    assert [scope for scope in Scope if open_persons(frozenset({scope}))] == READING


def test_what_only_writes_stands_before_no_operation_that_answers_with_a_person():
    behind = [
        (sorted(one.methods), sorted(one.response_models[201].model_fields["response"]
                                     .annotation.model_fields))
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for one in view.operations
        if one.view_func.door.permission in ONLY_WRITES
    ]  # fmt: skip
    assert behind == [(["POST"], ["code", "id", "received_at", "state"])]


@pytest.mark.parametrize("scope", [Scope.DIRECTORY_READ, Scope.REPORT_WRITE])
def test_a_token_that_reads_no_person_holds_at_once(cast, client, scope):
    token, secret = issued(cast, scope)
    assert get(client, secret).status_code == 403  # known, and without the scope
    assert events(token) == {"token.issued"}
    assert not Task.objects.filter(kind="api.token_waits").exists()


def test_where_nobody_could_ever_confirm_it_holds_and_everybody_is_told(cast, client):
    token, secret = issued(cast, by=cast.actor(cast.admin_b))
    assert get(client, secret).status_code == 200
    assert events(token) == {"token.issued", "token.held_alone"}
    assert told("api.token_alone") == {f"p:{Permission.NOTICE_VIEW}"}
    assert notice_slots.kinds.get("api.token_alone").address(token.pk) == "/"


# --- who is told, and who answers ---------------------------------------------------------------


def test_a_token_that_waits_is_a_task_and_a_notice_for_who_may_confirm(cast):
    token, _secret = issued(cast)
    task = Task.objects.get(kind="api.token_waits")
    assert (task.role, task.record_id) == ("safeguarding_officer", token.pk)
    assert task.record_code == queries.code_of(token.pk)
    assert task in agenda.mine(cast.actor(cast.gilang))
    assert told("api.token_waits") == {f"p:{Permission.ROLE_CONFIRM}"}
    assert events(token) == {"token.issued", "token.rested"}


def test_where_the_officer_asked_the_supervisor_has_the_task(cast):
    both = make_user("Nia", cast.a, Role.ORGANISATION_ADMIN, Role.SAFEGUARDING_OFFICER)
    people.leave(user_id=cast.gilang.pk, by=cast.actor(cast.admin_a), at=now())
    issued(cast, by=cast.actor(both))
    assert Task.objects.get(kind="api.token_waits").role == "supervisor"


def test_the_page_says_what_it_may_do_and_who_asked_and_takes_the_answer(cast, client):
    token, secret = issued(cast, Scope.REFERRAL_READ, Scope.REFERRAL_ANSWER)
    browser = client_for(cast.beni)
    page = browser.get(page_of(token)).content.decode()
    for word in ("Sistem dinas", "Membaca rujukan", "Menjawab rujukan", "Indra"):
        assert word in page, word
    assert secret not in page
    assert browser.post(page_of(token), {}).status_code == 422
    assert browser.post(page_of(token), {"answer": "confirm"}).status_code == 302
    assert get(client, secret).status_code == 200
    row = Token.objects.get()
    assert (row.answered_by, row.waits, row.revoked_at) == (cast.beni.pk, False, None)
    assert Task.objects.get(kind="api.token_waits").state == "done"
    assert told("api.token_answered") == {f"u:{cast.admin_a.pk}"}
    assert notice_slots.kinds.get("api.token_answered").address(token.pk) == "/settings/tokens/"
    assert Event.objects.get(verb="token.confirmed").actor_id == cast.beni.pk


@pytest.mark.parametrize("answer", ["confirm", "decline"])
def test_an_answer_that_is_sent_twice_is_given_once(cast, answer):
    token, _secret = issued(cast)
    browser = client_for(cast.beni)
    for _time in range(2):
        assert browser.post(page_of(token), {"answer": answer}).status_code == 302
    assert Event.objects.filter(verb__in=["token.confirmed", "token.declined"]).count() == 1
    assert Token.objects.get().version == 2


def test_what_was_confirmed_is_ended_by_the_administrator_as_ever(cast, client):
    token, secret = issued(cast)
    confirm(cast, token)
    assert get(client, secret).status_code == 200
    actions.revoke_token(token_id=token.pk, by=cast.actor(cast.admin_a), at=now())
    assert get(client, secret).status_code == 401


def test_the_administrator_sees_for_whom_it_waits(cast):
    browser = client_for(cast.admin_a)
    form = {"id": str(new_id()), "name": "Sistem dinas", "scopes": ["referral:read"],
            "expires_on": (now() + timedelta(days=30)).date().isoformat()}  # fmt: skip
    made = browser.post("/settings/tokens/new/", form).content.decode()
    assert "suar_" in made
    assert "Beni, Gilang" in made
    listed = browser.get("/settings/tokens/").content.decode()
    assert "Beni, Gilang" in listed
    assert "menunggu orang kedua" in listed
    confirm(cast, Token.objects.get())
    assert "Beni, Gilang" not in browser.get("/settings/tokens/").content.decode()
