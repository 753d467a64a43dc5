"""Short walks beside the way: what is urgent, what is refused, what two people do at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from suar.api import actions as tokens
from suar.cases.consent import actions as consent
from suar.cases.models import Case, SafetyPlan
from suar.cases.referral import actions as referring
from suar.cases.referral import receiving
from suar.cases.referral.codes import DeclineReason
from suar.intake.models import Report
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.network.models import Unit
from suar.policy import Role
from suar.reference import load
from tests.support.cast import client_for, make_unit, make_user
from tests.support.people import make_person
from tests.support.walker import Walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(400),
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]


def seat(open_page, user, *, width="wide", language="id", js=True, faults=None) -> Walker:
    """Open a browser in which somebody is signed in already."""
    user.language = language
    user.save(update_fields=["language"])
    page = open_page("/sign-in/", width=width, language=language, js=js)
    key = client_for(user).cookies["sessionid"].value
    origin = re.match(r"https?://[^/]+", page.url).group()
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": origin}])
    page.set_default_timeout(20000)
    return Walker(page, language, width, js, [] if faults is None else faults)


def call(walker: Walker, **answers) -> Report:
    """Take a report by telephone."""
    walker.go(reverse("intake:new"))
    walker.answer(speaker="person", do_not_contact=True, where="indonesia", **answers)
    walker.save()
    walker.at(r"/intake/[0-9a-f-]{36}/$")
    return Report.objects.latest("made_at")


@pytest.mark.parametrize("js", [True, False])
def test_a_red_report_of_a_nameless_person_becomes_a_case_at_once(open_page, cast, js):
    load.load(at=now())
    ani = seat(open_page, cast.ani, width="phone", js=js)
    report = call(ani, nameless=True, urgent_U01="YES", urgent_U02="YES")
    assert report.grade == "RED"
    expect(ani.page.locator(".suar-urgent")).to_contain_text("110")
    ani.look("report-red")
    ani.press("/case/")
    ani.at(r"/cases/[0-9a-f-]{36}/$")
    case = Case.objects.get()
    ani.sees(case.code)
    assert case.code == report.code
    assert case.risk == "RED"
    ani.look("case-nameless")
    ani.go("/")
    expect(ani.page.locator(".suar-task").first).to_contain_text(case.code)
    assert not ani.faults, "\n".join(ani.faults)


def test_somebody_known_is_found_and_another_team_s_person_shows_no_name(open_page, cast):
    other = make_unit(cast.a, "Kantor Lain")
    lina = make_user("Lina", cast.a, Role.CASEWORKER, unit=other)
    at = now()
    make_person(cast.actor(cast.ani, at=at), at, name="Sulastri Utami")
    make_person(cast.actor(lina, at=at), at, name="Sulastri Wulandari")
    ani = seat(open_page, cast.ani, language="en")
    report = call(ani, call_name="Sulastri")
    ani.go(reverse("intake:search", args=[report.pk]))
    ani.save()
    ani.sees("Sulastri Utami")
    ani.sees("Kantor Lain")
    expect(ani.page.locator("main")).not_to_contain_text("Wulandari")
    ani.look("search-found")
    ani.page.locator('main form:has(input[value="existing"]) button[type=submit]').click()
    ani.at(r"/cases/[0-9a-f-]{36}/$")
    assert not ani.faults, "\n".join(ani.faults)


def test_two_people_write_one_plan_and_both_texts_are_kept(open_page, way, cast):
    address = reverse("cases:safety", args=[way.case.pk])
    ani = seat(open_page, cast.ani)
    beni = seat(open_page, cast.beni, width="phone", js=False)
    for walker in (ani, beni):
        walker.go(address)
    ani.answer(steps="Ke rumah kakak", signs="Suami minum")
    beni.answer(steps="Ke kantor desa")
    beni.save()
    beni.at(f"/cases/{way.case.pk}/$")
    ani.save()
    ani.sees("Ke rumah kakak")
    ani.sees("Ke kantor desa")
    expect(ani.page.locator("#id_steps")).to_have_value("Ke rumah kakak")
    ani.look("conflict")
    ani.answer(steps="Ke rumah kakak, lalu ke kantor desa")
    ani.save()
    ani.at(f"/cases/{way.case.pk}/$")
    ani.go(address)
    expect(ani.page.locator("#id_steps")).to_have_value("Ke rumah kakak, lalu ke kantor desa")
    expect(ani.page.locator("#id_signs")).to_have_value("Suami minum")
    assert SafetyPlan.objects.count() == 1
    assert not ani.faults, "\n".join(ani.faults)


def test_the_receiver_sees_only_that_the_access_is_over(open_page, way, cast):
    declined, revoked = way.sent(), way.sent()
    line = way.agree_to_share()
    withdrawn = referring.send(referral_id=way.draft().pk, by=way.ani, at=way.at)
    receiving.decline(
        referral_id=declined.pk, reason=DeclineReason.CAPACITY, by=way.citra, at=way.at
    )
    referring.revoke(referral_id=revoked.pk, expected=revoked.version, by=way.ani, at=way.at)
    consent.withdraw(case_id=way.case.pk, line_id=line.pk, how="phone", by=way.ani, at=way.at)
    expired = way.sent()
    expired.refresh_from_db()
    late = expired.answer_by + timedelta(minutes=1)
    referring.expire_due(by=way.beni, at=late)
    for width, language, js in (("phone", "en", True), ("wide", "id", False)):
        citra = seat(open_page, cast.citra, width=width, language=language, js=js)
        citra.go(reverse("cases:inbox"))
        for referral in (declined, revoked, withdrawn, expired):
            citra.sees(referral.code)
        assert citra.page.locator("main td a, main th a").count() == 0
        expect(citra.page.locator("main")).not_to_contain_text("Sulastri")
        citra.look("inbox-over")
        for referral in (declined, revoked, withdrawn, expired):
            citra.go(reverse("cases:incoming", args=[referral.pk]), status=404)
            expect(citra.page.locator("body")).not_to_contain_text("Sulastri")
        assert not citra.faults, "\n".join(citra.faults)


def test_what_is_typed_survives_a_reload_and_the_lock(open_page, way, cast):
    ani = seat(open_page, cast.ani)
    ani.go(reverse("cases:note_new", args=[way.case.pk]))
    ani.answer(text="Datang dengan adiknya, takut pulang.")
    expect(ani.page.locator(".suar-saved")).to_contain_text("tersimpan pukul", timeout=15000)
    ani.page.reload()
    expect(ani.page.locator("#id_text")).to_have_value("Datang dengan adiknya, takut pulang.")
    ani.look("note-kept")
    ani.page.keyboard.press("Control+Shift+L")
    ani.at(r"/lock/\?back=")
    ani.go(reverse("cases:case", args=[way.case.pk]))
    expect(ani.page.locator("#id_password")).to_be_visible()
    expect(ani.page.locator("body")).not_to_contain_text(way.case.code)
    assert not ani.faults, "\n".join(ani.faults)


def test_who_may_not_see_meets_the_same_page_as_for_what_is_absent(open_page, way, cast):
    absent = reverse("cases:case", args=[new_id()])
    there = reverse("cases:case", args=[way.case.pk])
    texts = []
    eko = seat(open_page, cast.eko, width="phone")
    for address in (absent, there):
        eko.go(address, status=404)
        texts.append(eko.page.locator("main").inner_text())
        eko.look("not-found")
    assert texts[0] == texts[1]
    dewi = seat(open_page, cast.dewi, language="en")
    dewi.go(reverse("cases:list"), status=403)
    dewi.look("no-permission")
    faults = eko.faults + dewi.faults
    assert not faults, "\n".join(faults)


def test_every_page_of_a_long_named_office_is_usable(open_page, way, cast):
    Unit.objects.filter(pk=cast.unit_a.pk).update(
        name="Unit Layanan Terpadu Perempuan dan Anak Korban Kekerasan Kabupaten Lombok Timur"
    )
    tokens.issue_token(
        token_id=new_id(), name="Formulir WhatsApp kantor kabupaten", scopes=["report:write"],
        unit=None, expires_at=now() + timedelta(days=30), by=cast.actor(cast.admin_a, at=now()),
        at=now(),
    )  # fmt: skip
    way.check({"U01": "YES"})
    person = [way.person.pk]
    pages = {
        cast.ani: [
            "/", "/tasks/", "/notices/", "/notices/preferences/", "/jobs/", "/letters/",
            reverse("people:find"), reverse("people:new"), reverse("people:identity", args=person),
            reverse("people:contact", args=person), reverse("people:duplicates", args=person),
            reverse("people:relate", args=person), reverse("people:basics", args=person),
            reverse("people:add", args=[*person, "documents"]),
            reverse("cases:ground_new", args=[way.case.pk]),
            reverse("cases:service_new", args=[way.case.pk]),
        ],
        cast.beni: ["/", reverse("agenda:team"), reverse("cases:assign", args=[way.case.pk])],
        cast.gilang: [
            "/", reverse("site:access_find"), reverse("site:access", args=[way.person.subject_id]),
        ],
        cast.admin_a: ["/", reverse("api:tokens"), reverse("api:issue"), "/settings/people/"],
        cast.dewi: ["/", "/account/"],
    }  # fmt: skip
    faults: list[str] = []
    for turn, (user, addresses) in enumerate(pages.items()):
        language = ("id", "en")[turn % 2]
        for width in ("wide", "phone"):
            walker = seat(open_page, user, width=width, language=language, faults=faults)
            for address in addresses:
                walker.go(address)
                name = re.sub(r"[0-9a-f-]{36}/", "", address).strip("/").replace("/", "-")
                walker.look(f"page-{user.name}-{name or 'home'}".lower())
    assert not faults, "\n".join(faults)
