"""Reports passed on by a partner's system."""

from __future__ import annotations

import json
from datetime import time, timedelta

import pytest

from suar.api import actions as tokens
from suar.api.codes import Scope
from suar.intake import queries
from suar.intake.models import Report
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.people.codes import Channel
from suar.people.contact import SafeContactRules, SafeHours
from suar.reference.places import code_changes

pytestmark = pytest.mark.django_db
BODY = {
    "speaker": "person", "call_name": "Contoh Sari", "contact_number": "081200000001",
    "where": "indonesia", "regency": "5203", "urgent": {"U07": "YES"},
}  # fmt: skip


@pytest.fixture
def send(cast, client):
    def sender(body=BODY, key="k-1", scopes=(Scope.REPORT_WRITE, Scope.REPORT_READ), admin=None):
        admin = cast.actor(admin or cast.admin_a)
        token, secret = tokens.issue_token(
            token_id=new_id(), name="Hotline", scopes=scopes,
            unit=cast.unit_a if admin.organisation_id == cast.a.pk else None,
            expires_at=now() + timedelta(days=1), by=admin, at=now(),
        )  # fmt: skip
        if token.waits:
            tokens.confirm_token(token_id=token.pk, by=cast.actor(cast.beni), at=now())
        headers = {"Authorization": f"Bearer {secret}"}

        def post(body=body, key=key):
            extra = {"Idempotency-Key": key} if key else {}
            return client.post("/api/reports", json.dumps(body), content_type="application/json",
                               headers={**headers, **extra})  # fmt: skip

        post.get = lambda path: client.get(path, headers=headers)
        return post

    return sender


def test_without_the_scope_or_a_key_nothing_is_taken(send):
    assert send(scopes=[Scope.DIRECTORY_READ])().status_code == 403
    answer = send()(key="")
    assert answer.status_code == 422
    assert answer.json()["reasons"][0]["code"] == "key_needed"
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "harm",
    [
        {"where": "moon"},
        {"speaker": None},
        {"call_name": "x" * 200},
        {"call_name": ""},
        {"urgent": {"U07": "HANDLED"}},
    ],
)
def test_a_bad_body_is_refused_by_field_and_never_given_back(send, harm):
    answer = send()(body={**BODY, **harm})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert "081200000001" not in answer.content.decode()


def test_the_same_key_makes_one_report_and_other_content_is_refused(send):
    post = send()
    first, again = post(), post()
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert Report.objects.count() == 1
    assert post(body={**BODY, "call_name": "Lain"}).status_code == 409


def test_another_systems_token_learns_nothing_of_it(send, cast):
    made = send()().json()["id"]
    other = send(admin=cast.admin_c)
    same_house = send()
    for stranger in (other, same_house):
        assert stranger.get(f"/api/reports/{made}").status_code == 404


def test_it_waits_in_the_units_list_like_any_other(send, cast):
    post = send()
    made = post().json()
    assert post.get(f"/api/reports/{made['id']}").json() == made
    waiting = queries.waiting(cast.actor(cast.ani, at=now()), now()).get()
    assert waiting.code == made["code"]
    assert waiting.grade == "AMBER"


@pytest.mark.parametrize(
    "wrong",
    [
        {"safe_hours": [{"start": "20:00", "until": "20:00"}]},
        {"safe_hours": [{"start": "20:00", "until": "21:00", "days": [7]}]},
        {"safe_hours": [{"start": "20:00"}]},
        {"safe_channels": ["pigeon"]},
    ],
)
def test_safe_hours_without_sense_are_refused(send, wrong):
    assert send()(body={**BODY, **wrong}).status_code == 422
    assert not Report.objects.exists()


def test_safe_hours_of_a_partner_are_kept_as_rules(send, cast):
    safe = {"safe_channels": ["whatsapp"], "hours_said": "malam",
            "safe_hours": [{"start": "20:00", "until": "21:00", "days": [0]}]}  # fmt: skip
    assert send()(body={**BODY, **safe}).status_code == 201
    report = Report.objects.get()
    kept = queries.opened(report, cast.actor(cast.fitri), now()).contact
    rules = SafeContactRules.from_json(kept, do_not_contact=False)
    assert (rules.channels, rules.hours_said) == ((Channel.WHATSAPP,), "malam")
    assert rules.hours == (SafeHours(time(20), time(21), (0,)),)


@pytest.mark.parametrize(
    ("field", "code"),
    [("country", "ZZ"), ("country", "\x00\x00"), ("country", "id"), ("country", "I"),
     ("regency", "9999"), ("regency", "\x00"), ("regency", "52"), ("regency", "52.3")],
)  # fmt: skip
def test_a_place_that_nobody_knows_is_refused_beside_its_field(send, field, code):
    answer = send()(body={**BODY, field: code})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    (reason,) = answer.json()["reasons"]
    assert reason["code"] == "field_not_offered"
    assert reason["field"].split(".")[-1] == field
    assert not Report.objects.exists()


def test_a_report_tells_a_country_or_a_regency_of_any_time(send):
    post = send()
    old = next(iter(code_changes()))
    assert post(body={**BODY, "where": "abroad", "regency": "", "country": "MY"}).status_code == 201
    assert post(body={**BODY, "regency": old}, key="k-2").status_code == 201
    assert set(Report.objects.values_list("country", "regency")) == {("MY", ""), ("", old)}


@pytest.mark.parametrize("field", ["call_name", "place", "story", "code_word", "hours_said"])
def test_no_sign_in_a_text_breaks_the_taking_of_a_report(send, field):
    for n, text in enumerate(("a\x00b", "\ud800")):
        answer = send()(body={**BODY, field: text}, key=f"k-{n}")
        assert answer.status_code in (201, 422), text
