"""Tokens: who gets none, what a stranger's token opens, what a repeated request makes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404
from django.urls import get_resolver

from suar.api import actions
from suar.api.auth import actor_of
from suar.api.codes import Scope
from suar.api.models import Repeat, Token
from suar.api.urls import api
from suar.audit.models import Event
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation
from suar.policy import Permission

AT = datetime.now(UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return Organisation.objects.create(id=(i := new_id()), organisation_id=i, name="A", made_at=AT,
                                       made_by=i)  # fmt: skip


@pytest.fixture
def admin(house):
    return Actor(user_id=new_id(), organisation_id=house.pk,
                 permissions=frozenset({Permission.TOKEN_MANAGE}))  # fmt: skip


def _issue(admin, **changed):
    asked = {
        "token_id": new_id(), "name": "hotline", "scopes": [Scope.DIRECTORY_READ], "unit": None,
        "expires_at": AT + timedelta(days=30), "by": admin, "at": AT, **changed,
    }  # fmt: skip
    return actions.issue_token(**asked)


def _get(client, secret, path="/api/directory/services"):
    return client.get(path, headers={"Authorization": f"Bearer {secret}"})


def test_a_seat_without_the_permission_makes_no_token(house):
    stranger = Actor(user_id=new_id(), organisation_id=house.pk)
    with pytest.raises(Problem) as refused:
        _issue(stranger)
    assert refused.value.status == 403


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_token_that_is_over_or_lives_too_long_is_refused(admin, days):
    with pytest.raises(Problem):
        _issue(admin, expires_at=AT + timedelta(days=days))


def test_a_token_without_a_scope_is_refused(admin):
    with pytest.raises(Problem):
        _issue(admin, scopes=[])


def test_the_administrator_of_another_organisation_cannot_end_it(admin):
    token, _secret = _issue(admin)
    eko = Actor(user_id=new_id(), organisation_id=new_id(), permissions=admin.permissions)
    with pytest.raises(Problem) as refused:
        actions.revoke_token(token_id=token.pk, by=eko, at=AT)
    assert refused.value.status == 404


@pytest.mark.parametrize("secret", ["", "suar_wrong", "x" * 500])
def test_a_wrong_token_is_answered_in_one_way(client, secret):
    answer = _get(client, secret)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_and_an_expired_token_open_nothing(client, admin):
    token, secret = _issue(admin)
    assert _get(client, secret).status_code == 200
    actions.revoke_token(token_id=token.pk, by=admin, at=AT)
    assert _get(client, secret).status_code == 401
    token, secret = _issue(admin)
    Token.objects.filter(pk=token.pk).update(expires_at=AT - timedelta(seconds=1))
    assert _get(client, secret).status_code == 401


def test_a_scope_that_was_not_given_is_forbidden(client, admin):
    _token, secret = _issue(admin, scopes=[Scope.REFERRAL_READ])
    answer = _get(client, secret)
    assert answer.status_code == 403
    assert answer.json()["reasons"][0]["code"] == "no_permission"


def test_the_secret_is_kept_nowhere_and_shown_once(admin):
    token_id = new_id()
    token, secret = _issue(admin, token_id=token_id)
    assert secret.encode() not in bytes(token.digest)
    assert _issue(admin, token_id=token_id) == (token, "")
    assert Token.objects.count() == 1
    assert Event.objects.filter(verb="token.issued").count() == 1


def test_a_repeated_key_makes_the_same_row_and_other_content_is_refused(admin, house):
    token, _secret = _issue(admin)
    by = actor_of(Token.objects.select_related("organisation").get(pk=token.pk))
    asked = {"token": token, "operation": "reports", "key": "key-of-partner", "by": by, "at": AT}
    first = actions.row_for_repeat(content=b"{}", **asked)
    assert actions.row_for_repeat(content=b"{}", **asked) == first
    with pytest.raises(Problem):
        actions.row_for_repeat(content=b"{1}", **asked)
    assert b"key-of-partner" not in bytes(Repeat.objects.get().key_digest)


def test_every_operation_has_a_door():
    rest = next(p for p in get_resolver().url_patterns if str(p.pattern) == "api/")
    without = [
        f"{method} {pattern.pattern}"
        for pattern in rest.url_patterns
        for method, operation in _operations(pattern)
        if not hasattr(operation.view_func, "door")
    ]
    assert not without


def _operations(pattern):
    view = getattr(pattern.callback, "__self__", None) or pattern.callback
    closure = [c.cell_contents for c in (getattr(view, "__closure__", None) or ())]
    path_view = next((c for c in closure if hasattr(c, "operations")), None)
    return [(m, o) for o in getattr(path_view, "operations", ()) for m in o.methods]


def test_a_body_that_is_too_large_is_refused_and_not_a_fault(client, admin):
    _token, secret = _issue(admin, scopes=[Scope.REPORT_WRITE])
    answer = client.post(
        "/api/reports", data=b'{"story": "' + b"a" * 6_000_000 + b'"}',
        content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {secret}",
        HTTP_IDEMPOTENCY_KEY="x",
    )  # fmt: skip
    assert answer.status_code == 413
    assert answer.json()["title"] == "too_large"


def test_the_page_of_operations_needs_a_sign_in_and_calls_nobody(client, cast):
    assert client.get("/api/openapi.json").status_code in (302, 401)
    page = cast.client_for(cast.admin_a)
    assert "/api/reports" in page.get("/api/openapi.json").json()["paths"]
    docs = page.get("/api/docs").content.decode()
    assert "http://" not in docs
    assert "https://" not in docs


def test_what_is_absent_to_django_is_a_problem_in_json_too(rf):
    answer = api.on_exception(rf.get("/api/"), Http404())
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert json.loads(answer.content)["title"] == Reason.NOT_FOUND.value
