"""Signing in walked in Chromium: a passkey with a virtual key; the rest without scripts."""

import re
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from suar.accounts import factors, sessions
from suar.accounts.actions import people
from suar.accounts.codes import Factor
from suar.accounts.models import SignedSession
from suar.kit.clock import now
from suar.kit.ids import new_id
from tests.browser.conftest import axe, shot, small_targets, too_wide
from tests.support.cast import PASSWORD, client_for, make_cast

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
EVERY = list(product(["wide", "phone"], ["id", "en"]))


def give_password(page: Page, user) -> None:
    page.locator("#id_email").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()


def seat_in(page: Page, user, factor=Factor.TOTP) -> None:
    """Put a session of that person into the browser."""
    key = client_for(user, factor=factor).cookies["sessionid"].value
    origin = re.match(r"https?://[^/]+", page.url).group()
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": origin}])


def virtual_key(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "usb", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sound(page: Page, name: str) -> None:
    shot(page, name)
    assert too_wide(page) <= 0, name
    assert small_targets(page) == [], name
    assert axe(page) == [], name


def test_a_passkey_is_enrolled_and_then_opens(open_page):
    cast = make_cast()
    page = open_page("/sign-in/")
    virtual_key(page)
    give_password(page, cast.ani)
    page.goto("/account/")
    expect(page).to_have_url(re.compile("/account/second-step/$"))
    page.goto("/account/second-step/key/")
    page.locator("#id_name").fill("kunci biru")
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile("/account/$"))
    assert factors.kinds_of(cast.ani) == [Factor.WEBAUTHN]
    page.locator(".suar-account summary").click()
    page.locator(".suar-account-box button").click()
    expect(page).to_have_url(re.compile("/sign-in/$"))
    give_password(page, cast.ani)
    expect(page).to_have_url(re.compile("/sign-in/step/"))
    page.locator("main form button[type=submit]").click()
    expect(page).not_to_have_url(re.compile("/sign-in/"))
    assert SignedSession.objects.latest("started_at").factor == Factor.WEBAUTHN


def test_a_key_that_does_not_answer_says_so_and_loses_nothing(open_page):
    cast = make_cast()
    page = open_page("/sign-in/")
    seat_in(page, cast.ani)
    page.goto("/account/second-step/key/")
    page.locator("#id_name").fill("kunci biru")
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('no')); }")
    page.locator("#id_present").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#key-failed")).to_be_visible()
    expect(page.locator("#id_name")).to_have_value("kunci biru")


def test_the_sheet_opens_without_scripts(open_page):
    cast = make_cast()
    _sheet, codes = people.issue_sheet(
        sheet_id=new_id(), user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now()
    )
    page = open_page("/sign-in/", js=False, width="phone")
    give_password(page, cast.ani)
    expect(page.locator("main")).to_contain_text("no. 1")
    page.locator("#id_code").fill(dict(codes)[1])
    page.locator("main form button[type=submit]").click()
    expect(page).not_to_have_url(re.compile("/sign-in/"))


def test_an_invitation_is_accepted_without_scripts(open_page):
    cast = make_cast()
    admin = open_page("/sign-in/", js=False)
    seat_in(admin, cast.admin_a)
    admin.goto("/settings/people/invite/")
    admin.locator("#id_name").fill("Mira Lestari")
    admin.locator("#id_roles_0").check()
    admin.locator("main form button[type=submit]").click()
    link = admin.locator("#link").input_value()
    page = open_page("/sign-in/", js=False, width="phone")
    page.goto(link)
    expect(page).to_have_url(re.compile("/link/$"))
    page.locator("#id_email").fill("mira@xyz.example")
    page.locator("#id_password").fill("sebuah kalimat yang panjang")
    page.locator("#id_again").fill("sebuah kalimat yang panjang")
    page.locator("main form button[type=submit]").click()
    page.goto("/account/")
    expect(page).to_have_url(re.compile("/account/second-step/$"))


@pytest.mark.parametrize(("width", "language"), EVERY)
def test_pages_before_the_session_are_sound(open_page, width, language):
    cast = make_cast()
    factors.keep_totp(cast.beni, factors.new_totp_secret(), 0)
    page = open_page("/sign-in/", width=width, language=language)
    sound(page, f"sign-in-{width}-{language}")
    page.locator("#id_email").fill("nobody@xyz.example")
    page.locator("#id_password").fill("x")
    page.locator("main button[type=submit]").click()
    expect(page.locator("#form-errors")).to_be_visible()
    sound(page, f"sign-in-refused-{width}-{language}")
    give_password(page, cast.beni)
    expect(page.locator("#id_code")).to_be_visible()
    sound(page, f"second-step-{width}-{language}")
    page.goto("/sign-in/help/")
    sound(page, f"sign-in-help-{width}-{language}")


@pytest.mark.parametrize(("width", "language"), EVERY)
def test_pages_of_account_and_people_are_sound(open_page, width, language):
    cast = make_cast()
    factors.keep_totp(cast.admin_a, factors.new_totp_secret(), 0)
    page = open_page("/sign-in/", width=width, language=language)
    seat_in(page, cast.admin_a)
    for name, path in {
        "account": "/account/",
        "password": "/account/password/",
        "second-steps": "/account/second-step/",
        "app": "/account/second-step/app/",
        "key": "/account/second-step/key/",
        "people": "/settings/people/",
        "invite": "/settings/people/invite/",
        "person": f"/settings/people/{cast.ani.pk}/",
    }.items():
        page.goto(path)
        sound(page, f"{name}-{width}-{language}")
    page.locator("form[action$='/sheet/'] button").click()
    expect(page.locator("table")).to_be_visible()
    sound(page, f"sheet-{width}-{language}")


def test_no_secret_stays_in_the_address_or_the_browser(open_page):
    cast = make_cast()
    page = open_page("/sign-in/")
    give_password(page, cast.dewi)
    page.goto("/account/")
    kept = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert set(kept) <= {"htmx-current-path-for-history"}, "a neutral address, until the tab closes"
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {"sessionid", "csrftoken", "django_language", "suar_device"}
    assert sessions.ROW not in page.content()
