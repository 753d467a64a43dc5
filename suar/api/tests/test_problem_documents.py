"""Whatever is refused, another system reads problem+json: a code of the catalogue, no page."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from suar.api import actions, middleware, problems
from suar.api.codes import Scope
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.reasons import Reason
from suar.store.errors import Busy

pytestmark = pytest.mark.django_db
REPORTS = "/api/reports"
SECRET = "Canary rahasia"  # must not come back


@pytest.fixture
def caller(cast):
    token, secret = actions.issue_token(
        token_id=new_id(), name="hotline", scopes=[Scope.REPORT_WRITE], unit=cast.unit_a,
        expires_at=now() + timedelta(days=1), by=cast.actor(cast.admin_a), at=now(),
    )  # fmt: skip
    assert not token.waits

    def call(method, path, body="", kind="application/json", language="en", **more):
        client = Client(raise_request_exception=False)
        headers = {
            "Authorization": f"Bearer {secret}", "Accept-Language": language,
            "Idempotency-Key": "k", **more,
        }  # fmt: skip
        return client.generic(method, path, body, content_type=kind, headers=headers)

    return call


def document(answer, status, code):
    """Read a refusal and judge what every one has."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    found = json.loads(answer.content)
    assert found["status"] == status
    assert found["type"] == f"urn:suar:problem:{found['title']}"
    assert [reason["code"] for reason in found["reasons"]] == [code.value]
    assert {reason["code"] for reason in found["reasons"]} <= set(Reason)
    for part in ("Traceback", "<html", "ninja", SECRET):
        assert part not in answer.content.decode()
    return found


ASKED = [
    ("POST", REPORTS, "{", "application/json", 400, Reason.BODY_BROKEN),
    ("POST", REPORTS, f'{{"story": "{SECRET}"', "application/json", 400, Reason.BODY_BROKEN),
    ("POST", REPORTS, "[" * 3000, "application/json", 400, Reason.BODY_BROKEN),
    ("POST", REPORTS, '{"urgent":' * 3000, "application/json", 400, Reason.BODY_BROKEN),
    ("POST", REPORTS, b"\xff\xfe", "application/json", 400, Reason.BODY_BROKEN),
    ("POST", REPORTS, "a=b", "application/x-www-form-urlencoded", 415, Reason.BODY_NOT_JSON),
    ("POST", REPORTS, "{}", "text/plain", 415, Reason.BODY_NOT_JSON),
    ("DELETE", REPORTS, "", "application/json", 405, Reason.METHOD_NOT_ALLOWED),
    ("GET", REPORTS, "", "application/json", 405, Reason.METHOD_NOT_ALLOWED),
    ("GET", "/api/nothing-here", "", "application/json", 404, Reason.NOT_FOUND),
    ("POST", "/api/", "{}", "application/json", 404, Reason.NOT_FOUND),
]


@pytest.mark.parametrize(("method", "path", "body", "kind", "status", "code"), ASKED)
def test_what_cannot_be_read_is_a_document_of_one_code(
    caller, method, path, body, kind, status, code
):
    answer = caller(method, path, body, kind)
    found = document(answer, status, code)
    assert answer.has_header("Allow") == (status == 405)
    other = document(caller(method, path, body, kind, language="id"), status, code)
    assert other["detail"] != found["detail"], "the language that was asked for"


def test_a_caller_without_a_token_reads_one_too(client):
    answer = client.get("/api/directory/services")
    document(answer, 401, Reason.TOKEN_NEEDED)
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_field_that_does_not_fit_is_named_with_a_code_and_never_given_back(caller):
    answer = caller("POST", REPORTS, json.dumps({"speaker": SECRET, "where": 7}))
    assert answer.status_code == 422
    found = json.loads(answer.content)
    assert SECRET not in answer.content.decode()
    assert {reason["code"] for reason in found["reasons"]} <= set(Reason)
    assert all(reason["field"] for reason in found["reasons"])
    assert "This is none of the codes that the field takes." in found["detail"]


def test_a_fault_of_ours_tells_a_reference_and_nothing_else(caller, monkeypatch, caplog):
    def broken(**_values):
        raise RuntimeError(SECRET)

    monkeypatch.setattr("suar.api.doors.row_for_repeat", broken)
    body = {"speaker": "person", "where": "indonesia", "urgent": {"U07": "YES"}}
    answer = caller("POST", REPORTS, json.dumps(body))
    found = document(answer, 500, Reason.FAULT)
    assert found["reference"] in caplog.text
    assert SECRET not in caplog.text


def test_a_trouble_that_passes_says_to_come_again(caller, monkeypatch):
    def busy(**_values):
        raise Busy

    monkeypatch.setattr("suar.api.doors.row_for_repeat", busy)
    body = {"speaker": "person", "where": "indonesia", "urgent": {"U07": "YES"}}
    answer = caller("POST", REPORTS, json.dumps(body))
    document(answer, 503, Reason.TRY_AGAIN)
    assert int(answer["Retry-After"]) > 0


# --- what no operation answered -----------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 500, 503])
def test_a_page_that_the_framework_made_for_the_api_is_replaced(rf, status):
    page = HttpResponse("<html>Traceback</html>", status=status)
    shown = middleware.ProblemDocuments(lambda _request: page)(rf.get("/api/anything"))
    document(shown, status, problems.OF_STATUS.get(status, Reason.FAULT))


@pytest.mark.parametrize("path", ["/cases/", "/api/docs", "/apiary/"])
def test_pages_for_people_stay_pages(rf, path):
    page = HttpResponse("<html></html>", status=404)
    assert middleware.ProblemDocuments(lambda _request: page)(rf.get(path)) is page


def test_an_answer_that_is_no_refusal_stays(rf):
    page = HttpResponse("{}")
    assert middleware.ProblemDocuments(lambda _request: page)(rf.get("/api/x")) is page
