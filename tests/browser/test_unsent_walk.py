"""Saving without a connection: the page stays, says so, and sends when the connection is back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from suar.ui.models import Draft
from tests.browser.conftest import axe, shot, too_wide
from tests.support.stage import ANI, seated

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
KEPT_IN_BROWSER = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"


@pytest.fixture(autouse=True)
def ani():
    with seated(ANI):
        yield


def fill(page: Page, title: str = "Di jalan") -> None:
    page.get_by_label("Judul singkat").fill(title)
    page.get_by_label("Tanggal lahir").fill("5/2008")
    page.get_by_label("Jenis").select_option("a")
    page.get_by_label("Uraian").fill("Teks")


def press(page: Page) -> None:
    page.locator(".suar-save button[type=submit]").click()


@pytest.mark.parametrize("width", ["wide", "phone"])
def test_without_a_connection_nothing_is_lost_and_it_is_sent_when_it_is_back(open_page, width):
    page = open_page("/stage/form/", width=width)
    page.context.set_offline(True)
    fill(page)
    press(page)
    note = page.locator(".suar-unsent")
    expect(note).to_contain_text("Belum terkirim")
    expect(note).to_have_attribute("role", "alert")
    expect(page.get_by_label("Judul singkat")).to_have_value("Di jalan")
    assert "Di jalan" not in page.evaluate(KEPT_IN_BROWSER)
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    assert Draft.objects.count() == 0
    shot(page, f"unsent-{width}-id")
    assert axe(page) == []
    assert too_wide(page) <= 0
    page.context.set_offline(False)
    expect(page.locator("body")).to_have_text("saved Di jalan")
    assert Draft.objects.count() == 0, "what was saved leaves no draft"


def test_a_text_changed_meanwhile_waits_for_the_button(open_page):
    page = open_page("/stage/form/", language="en")
    page.context.set_offline(True)
    fill(page)
    press(page)
    expect(page.locator(".suar-unsent")).to_contain_text("Not sent yet")
    page.get_by_label("Judul singkat").fill("Di kantor")
    expect(page.locator(".suar-unsent")).to_contain_text("press the button again")
    page.context.set_offline(False)
    expect(page.locator(".suar-saved")).to_contain_text("saved at", timeout=15000)
    expect(page).to_have_url(re.compile("/stage/form/$"))
    press(page)
    expect(page.locator("body")).to_have_text("saved Di kantor")


def test_a_link_that_is_up_but_carries_nothing_is_no_connection_either(open_page):
    page = open_page("/stage/form/")
    page.route("**/draft/", lambda route: route.abort("internetdisconnected"))
    fill(page)
    press(page)
    expect(page.locator(".suar-unsent")).to_contain_text("Jangan tutup halaman ini")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("setTimeout(() => window.location.assign('/'), 0)")
    expect(page.get_by_label("Judul singkat")).to_have_value("Di jalan")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.unroute("**/draft/")
    press(page)
    expect(page.locator("body")).to_have_text("saved Di jalan")


def test_a_server_that_does_not_stand_yet_is_waited_for(open_page):
    page = open_page("/stage/form/")
    page.route("**/draft/", lambda route: route.fulfill(status=503))
    fill(page)
    press(page)
    expect(page.locator(".suar-unsent")).to_be_visible()
    page.unroute("**/draft/")
    press(page)
    expect(page.locator("body")).to_have_text("saved Di jalan")


def test_the_lock_ends_the_waiting(open_page):
    page = open_page("/stage/form/")
    page.context.set_offline(True)
    fill(page)
    press(page)
    expect(page.locator(".suar-unsent")).to_be_visible()
    page.keyboard.press("Control+Shift+L")
    expect(page.locator("body")).not_to_contain_text("Judul singkat")
    page.context.set_offline(False)
    expect(page).not_to_have_url(re.compile("/stage/form/"), timeout=30000)
    expect(page.locator("body")).not_to_contain_text("saved")


def test_behind_a_locked_screen_nothing_is_sent_and_nothing_lost(open_page):
    page = open_page("/stage/form/")
    page.route("**/draft/", lambda route: route.fulfill(status=423))  # idle: the server has locked
    fill(page)
    press(page)
    expect(page.locator(".suar-unsent")).to_contain_text("layar terkunci")
    expect(page.get_by_label("Judul singkat")).to_have_value("Di jalan")
    page.unroute("**/draft/")  # unlocked in another tab
    expect(page).to_have_url(re.compile("/stage/form/$"))
    press(page)
    expect(page.locator("body")).to_have_text("saved Di jalan")


def test_who_was_signed_out_is_not_led_away_from_what_she_typed(open_page):
    page = open_page("/stage/form/")
    signed_out = {"status": 302, "headers": {"Location": "/sign-in/"}}
    page.route("**/draft/", lambda route: route.fulfill(**signed_out))
    fill(page)
    press(page)
    expect(page.locator(".suar-unsent")).to_contain_text("layar terkunci atau Anda sudah keluar")
    expect(page.get_by_label("Judul singkat")).to_have_value("Di jalan")


def test_back_from_the_next_page_leads_to_the_form_and_asks_for_no_second_sending(open_page):
    page = open_page("/stage/form/")
    fill(page)
    page.get_by_label("Tanggal lahir").fill("bukan tanggal")
    press(page)
    expect(page.locator("#form-errors")).to_be_visible()
    page.get_by_label("Tanggal lahir").fill("5/2008")
    press(page)
    expect(page.locator("body")).to_have_text("saved Di jalan")
    page.go_back()
    expect(page.get_by_label("Judul singkat")).to_be_visible()
