"""The receiver's own system: what a token without the scope, of another house, or too late gets."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from suar import audit
from suar.api import actions as tokens
from suar.api.codes import Scope
from suar.cases.models import Referral, ReferralService
from suar.cases.referral import actions as sending
from suar.documents.codes import Datum
from suar.kit.clock import now
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db
ALL = (Scope.REFERRAL_READ, Scope.REFERRAL_ANSWER)


@pytest.fixture
def call(client, cast):
    def caller(admin=None, scopes=ALL):
        by = cast.actor(admin or cast.admin_b)
        token, secret = tokens.issue_token(
            token_id=new_id(), name="Sistem rumah aman", scopes=scopes, unit=None,
            expires_at=now() + timedelta(days=1), by=by, at=now(),
        )  # fmt: skip
        if token.waits:
            tokens.confirm_token(token_id=token.pk, by=cast.actor(cast.beni), at=now())
        headers = {"Authorization": f"Bearer {secret}"}

        def send(path="", body=None, key="k"):
            target = f"/api/referrals{path}"
            if body is None:
                return client.get(target, headers=headers)
            return client.post(target, json.dumps(body), content_type="application/json",
                               headers={**headers, "Idempotency-Key": key})  # fmt: skip

        return send

    return caller


def test_a_token_without_the_scope_reads_and_answers_nothing(way, call):
    sent = way.sent()
    send = call(scopes=[Scope.DIRECTORY_READ])
    assert send().status_code == 403
    assert send(f"/{sent.pk}/accept", {}).status_code == 403


def test_the_sender_and_a_third_house_find_nothing(way, call, cast):
    sent = way.sent()
    for admin in (cast.admin_a, cast.admin_c):
        send = call(admin)
        assert send().json() == {"items": [], "next": ""}
        assert send(f"/{sent.pk}").status_code == 404
        assert send(f"/{sent.pk}/acknowledge", {}).status_code == 404


def test_the_list_tells_nothing_of_the_person_and_the_letter_is_a_look(way, call):
    sent = way.sent()
    send = call()
    listed = send()
    assert [row["code"] for row in listed.json()["items"]] == [sent.code]
    assert "Sulastri" not in listed.content.decode()
    assert send(f"/{sent.pk}").json()["letter"][Datum.NAME.value] == "Sulastri"
    assert audit.looks_at([sent.subject_id]).filter(actor_label="Sistem rumah aman").exists()


def test_the_letter_says_whether_who_must_not_know_was_asked(way, call):
    sent = way.sent()
    asked = sent.case.person.must_not_know_asked_at is not None
    assert call()(f"/{sent.pk}").json()["must_not_know_asked"] is asked


def test_it_acknowledges_accepts_reports_once_and_loses_access_when_done(way, call):
    sent = way.sent()
    send = call()
    for _ in range(2):
        assert send(f"/{sent.pk}/acknowledge", {}).json()["state"] == "REF_ACK"
    assert send(f"/{sent.pk}/accept", {}).json()["state"] == "REF_ACCEPTED"
    given = {"service": sent.service, "started_on": "2026-03-03", "help_first": True}
    made = [send(f"/{sent.pk}/services", given).json() for _ in range(2)]
    assert made[0] == made[1]
    assert ReferralService.objects.count() == 1
    assert send(f"/{sent.pk}/finish", {"outcome": "MET"}).status_code == 204
    assert send(f"/{sent.pk}").status_code == 404
    assert send().json() == {"items": [], "next": ""}


def test_the_same_key_at_another_address_is_refused_and_never_answered_with_the_first(way, call):
    one, two = way.sent(), way.sent()
    send = call()
    given = {"service": one.service, "started_on": now().date().isoformat()}
    for sent in (one, two):
        assert send(f"/{sent.pk}/accept", {}).status_code == 200
    assert send(f"/{one.pk}/services", given, key="2026-11-22").status_code == 201
    for other in (two.pk, new_id()):
        refused = send(f"/{other}/services", given, key="2026-11-22")
        assert refused.status_code == 409
        assert refused.json()["reasons"][0]["code"] == "key_used_for_other"
    assert list(ReferralService.objects.values_list("referral", flat=True)) == [one.pk]
    assert send(f"/{two.pk}/services", given, key="another").status_code == 201


def test_a_repeat_is_not_answered_once_the_access_has_ended(way, call):
    sent = way.sent()
    send = call()
    assert send(f"/{sent.pk}/accept", {}).status_code == 200
    given = {"service": sent.service, "started_on": now().date().isoformat()}
    assert send(f"/{sent.pk}/services", given).status_code == 201
    sending.revoke(referral_id=sent.pk, expected=Referral.objects.get(pk=sent.pk).version,
                   by=way.ani, at=now())  # fmt: skip
    assert send(f"/{sent.pk}/services", given).status_code == 404


def test_a_decline_needs_its_reason_and_ends_the_access(way, call):
    sent = way.sent()
    send = call()
    assert send(f"/{sent.pk}/decline", {}).status_code == 422
    assert send(f"/{sent.pk}/decline", {"reason": "CAPACITY"}).status_code == 204
    assert send(f"/{sent.pk}").status_code == 404
