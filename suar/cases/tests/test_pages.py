"""The pages of a case: who is refused, then the way of one person through them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suar.cases import actions
from suar.cases.models import Case, ItemAnswer, Referral, ReferralService
from suar.cases.triage.codes import Item
from suar.kit import clock
from suar.kit.ids import new_id
from suar.network.queries import local_day
from tests.support.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(way):
    return way.case


def address(name, case, *more):
    return reverse(f"cases:{name}", args=[case.pk, *more])


OF_CASE = [
    "case",
    "triage",
    "safety",
    "consent",
    "consent_new",
    "ground_new",
    "interview",
    "proposal",
    "decide",
    "service_new",
    "follow_up_new",
    "note_new",
    "close",
    "referral_new",
]


@pytest.mark.parametrize("name", OF_CASE)
def test_outsiders_do_not_find_the_pages(way, cast, name):
    for user in (cast.eko, cast.citra, cast.dewi, cast.sysadmin):
        answer = cast.client_for(user).get(address(name, way.case))
        assert answer.status_code in (403, 404), user.name
        assert way.case.code not in answer.content.decode()


def test_the_pages_open_to_the_worker_in_both_languages(way, cast):
    client = cast.client_for(cast.ani)
    for language in ("id", "en"):
        client.cookies["django_language"] = language
        for name in OF_CASE:
            answer = client.get(address(name, way.case))
            assert answer.status_code == 200, name
            assert "Sulastri" not in answer.content.decode(), name
    for tab in ("health", "social", "legal", "return", "reintegration", "nonsense"):
        assert client.get(address("case", way.case), {"tab": tab}).status_code == 200


def test_the_list_shows_code_and_initials_and_filters(way, cast):
    client = cast.client_for(cast.ani)
    page = client.get(reverse("cases:list")).content.decode()
    assert way.case.code in page
    assert "Sulastri" not in page
    hidden = client.get(reverse("cases:list"), {"risk": "RED"}).content.decode()
    assert way.case.code not in hidden
    found = client.get(reverse("cases:list"), {"code": way.case.code[3:]}).content.decode()
    assert way.case.code in found
    other = cast.client_for(cast.eko).get(reverse("cases:list")).content.decode()
    assert way.case.code not in other


def test_the_list_costs_the_same_for_many_cases(way, cast):
    client = cast.client_for(cast.ani)
    client.get(reverse("cases:list"))

    def count():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("cases:list")).status_code == 200
        return len(found)

    for _more in range(2):
        person = make_person(way.ani, way.at)
        actions.open_case(id=new_id(), person=person, unit=cast.unit_a, by=way.ani, at=way.at)
    few = count()
    for _more in range(6):
        person = make_person(way.ani, way.at)
        actions.open_case(id=new_id(), person=person, unit=cast.unit_a, by=way.ani, at=way.at)
    assert count() == few


def test_opening_the_identity_shows_it_and_is_a_look(way, cast):
    client = cast.client_for(cast.ani)
    page = client.get(address("case", way.case), {"open": "identity"}).content.decode()
    assert "Sulastri" in page


def test_bad_input_keeps_what_was_typed_and_says_why(way, cast):
    client = cast.client_for(cast.ani)
    answer = client.post(
        address("consent_new", way.case),
        {
            "id": new_id(),
            "purpose": "CON_STORE",
            "state": "GIVEN",
            "given_on": "2026-03-02",
            "form": "ORAL_WITNESS",
            "language": "ind",
            "explained_by": "Ani Tetap",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ani Tetap" in page
    garbage = client.post(address("interview", way.case), {"held_on": "kapan", "episode": "x"})
    assert garbage.status_code == 422


def post(client, url, values):
    answer = client.post(url, {"id": new_id(), **values})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def consent_values(purpose, **more):
    return {
        "purpose": purpose,
        "state": "GIVEN",
        "given_on": clock.now().date().isoformat(),
        "form": "WRITTEN",
        "language": "ind",
        "explained_by": "Ani",
        "understood": "on",
        "evidence": "Map 3",
        **more,
    }


def test_the_way_on_the_pages_of_both_sides(way, cast):
    ani, beni, citra = (cast.client_for(u) for u in (cast.ani, cast.beni, cast.citra))
    today = local_day(cast.a, clock.now()).isoformat()
    urgent = post(
        ani,
        address("triage", way.case),
        {"U01": "YES", **{i.value: "NO" for i in Item if i != "U01"}},
    )
    page = ani.get(urgent).content.decode()
    assert "suar-urgent" in page
    post(ani, address("safety", way.case), {"steps": "Keluar", "made_with_person": "on"})
    for purpose in ("CON_INTERVIEW", "CON_STORE"):
        post(ani, address("consent_new", way.case), consent_values(purpose))
    shown = post(
        ani,
        address("interview", way.case),
        {
            "held_on": today,
            "episode": 1,
            "ACT_RECRUIT": "YES",
            "MNS_DECEIVE": "YES",
            "MNS_DECEIVE_phase": ["RECRUITMENT"],
            "PRP_FL": "YES",
            "worked": "on",
            "place_country": "MY",
        },
    )
    assert ani.get(shown).status_code == 200
    kept = set(ItemAnswer.objects.values_list("item", flat=True))
    assert kept == {"WORKED"}, "that work was done is a fact of the episode, no item asked"
    again = ani.get(address("interview", way.case)).context["form"]
    assert again["worked"].value() is True
    post(
        ani,
        address("decide", way.case),
        {"decision": "CONFIRMED", "reason": "Ditipu", "told": "Ya", "body_kind": "NGO"},
    )
    case = Case.objects.get(pk=way.case.pk)
    assert case.decision_waits
    decision = ani.get(address("proposal", way.case)).context["waiting"]
    second = address("second", way.case, decision.pk)
    assert ani.get(second).status_code == 403
    post(beni, second, {"agrees": "yes"})
    page = ani.get(address("referral_new", way.case), {"service": "SHL_EMG"}).content.decode()
    assert "Rumah Aman B" in page
    draft_url = address("referral_draft", way.case, cast.b.pk) + "?service=SHL_EMG"
    assert ani.get(draft_url).status_code == 200
    row_url = post(
        ani,
        draft_url,
        {
            "urgency": "RED",
            "need": "Tempat aman",
            "contact": "Ani",
            "d_sex": "perempuan",
            "d_age": "31",
            "d_name": "Sulastri",
        },
    )
    referral = Referral.objects.get()
    refused = ani.post(address("referral_send", way.case, referral.pk))
    assert refused.status_code == 409
    post(
        ani,
        address("consent_new", way.case),
        consent_values("CON_SHARE_REF", receiver=cast.b.pk, kinds=["sex", "age", "name"]),
    )
    post(ani, address("referral_send", way.case, referral.pk), {})
    assert ani.get(row_url).status_code == 200
    inbox = citra.get(reverse("cases:inbox")).content.decode()
    assert referral.code in inbox
    assert "Sulastri" not in inbox
    mine = reverse("cases:incoming", args=[referral.pk])
    page = citra.get(mine).content.decode()
    assert "Sulastri" in page
    assert way.case.code not in page
    assert cast.client_for(cast.eko).get(mine).status_code in (403, 404)
    post(citra, reverse("cases:acknowledge", args=[referral.pk]), {})
    for name in ("accept", "decline"):
        assert citra.get(reverse(f"cases:{name}", args=[referral.pk])).status_code == 200
    post(citra, reverse("cases:accept", args=[referral.pk]), {"note": "Siap"})
    post(citra, reverse("cases:hand_over", args=[referral.pk]), {})
    for name in ("feedback", "report", "finish"):
        assert citra.get(reverse(f"cases:{name}", args=[referral.pk])).status_code == 200
    post(citra, reverse("cases:feedback", args=[referral.pk]), {"started": "yes"})
    post(
        citra,
        reverse("cases:report", args=[referral.pk]),
        {"service": "SHL_EMG", "started_on": today, "units": "2"},
    )
    assert ReferralService.objects.count() == 1
    post(citra, reverse("cases:finish", args=[referral.pk]), {"outcome": "MET"})
    assert citra.get(mine).status_code == 404
    assert referral.code in citra.get(reverse("cases:inbox")).content.decode()
    post(ani, address("follow_up_new", way.case), {"due_on": today})
    page = ani.get(address("case", way.case), {"tab": "reintegration"})
    line = page.context["follow_ups"][0]
    post(
        ani,
        address("follow_up", way.case, line.row.pk),
        {"version": 1, "done_on": today, "reached": "yes", "safe": "yes", "order_reason": "x"},
    )
    post(ani, address("triage", way.case), {"version": 1, **{i.value: "NO" for i in Item}})
    post(
        ani,
        address("close", way.case),
        {
            "reason": "CL_GOALS",
            "told": "AGREED",
            "safety_checked_on": today,
            "retention_until": "2035-01-01",
        },
    )
    closure = ani.get(address("case", way.case), {"tab": "reintegration"}).context["closing_asked"]
    answer = address("close_answer", way.case, closure.pk)
    assert beni.get(answer).status_code == 200
    post(beni, answer, {"answer": "approve"})
    assert Case.objects.get(pk=case.pk).is_closed
    assert ani.get(address("case", way.case)).status_code == 200
    post(beni, address("reopen", way.case), {"reason": "Ancaman baru"})
    assert not Case.objects.get(pk=case.pk).is_closed


def test_a_consent_is_withdrawn_on_its_page(way, cast):
    ani = cast.client_for(cast.ani)
    line = way.agree()
    url = address("consent_withdraw", way.case, line.pk)
    assert ani.get(url).status_code == 200
    post(ani, url, {"how": "phone"})
    assert ani.get(address("consent", way.case)).status_code == 200


def test_services_are_changed_and_a_conflict_shows_both_texts(way, cast):
    ani = cast.client_for(cast.ani)
    today = clock.now().date().isoformat()
    values = {"service": "MAT_BAS", "state": "GIVEN", "started_on": today, "note": "Beras"}
    post(ani, address("service_new", way.case), values)
    row = ani.get(address("case", way.case), {"tab": "social"}).context["services"][0][0].row
    url = address("service", way.case, row.pk)
    assert ani.get(url).status_code == 200
    post(ani, url, {**values, "version": 1, "note": "Beras dan minyak"})
    late = ani.post(url, {**values, "version": 1, "note": "Tulisan lain"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Tulisan lain" in page
    assert "Beras dan minyak" in page


def test_the_home_page_shows_cases_and_referrals(way, cast):
    way.sent()
    assert cast.client_for(cast.ani).get("/").status_code == 200
    assert cast.client_for(cast.citra).get("/").status_code == 200


def test_the_letter_of_a_referral_is_issued_once_and_both_sides_see_it(way, cast):
    referral = way.sent()
    ani = cast.client_for(cast.ani)
    url = address("referral_letter", way.case, referral.pk)
    assert ani.post(url, {"id": new_id(), "signer_name": ""}).status_code == 422
    values = {"id": new_id(), "signer_name": "Ani", "signer_office": "Pendamping"}
    for _twice in range(2):
        assert ani.post(url, values).status_code == 302
    assert cast.client_for(cast.eko).post(url, values).status_code in (403, 404)
    page = ani.get(address("referral", way.case, referral.pk))
    (letter,) = page.context["letters"]
    incoming = reverse("cases:incoming", args=[referral.pk])
    assert letter.number in cast.client_for(cast.citra).get(incoming).content.decode()
