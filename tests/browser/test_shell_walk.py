"""The shell walked: every part, both widths, both languages, with and without scripts."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Page, expect

from suar.ui import slots
from suar.ui.models import Draft
from tests.browser.conftest import axe, shot, small_targets, too_wide
from tests.support.stage import ANI, seated

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
PASSWORD = "kapal-lontar-mangga-17"
PAGES = {
    "home": ("/", 200),
    "parts": ("/stage/parts/", 200),
    "form": ("/stage/form/", 200),
    "confirm": ("/stage/confirm/", 200),
    "conflict": ("/stage/conflict/", 409),
    "refused": ("/stage/problem/refused/", 409),
    "broken": ("/stage/problem/broken/", 500),
    "absent": ("/absent/", 404),
}
BOTH = pytest.mark.parametrize("width", ["wide", "phone"])


@pytest.fixture(autouse=True)
def ani():
    with seated(ANI):
        yield


def sign_in(page: Page, address: str) -> None:
    """Give the browser a signed-in session, which the lock needs."""
    user = get_user_model().objects.create_user(email="ani@example.org", password=PASSWORD)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    page.reload()


@pytest.mark.parametrize("name", PAGES)
def test_every_part_is_clean_for_everyone(open_page, name):
    path, status = PAGES[name]
    for width, language in product(("wide", "phone"), ("id", "en")):
        page = open_page(path, width=width, language=language, status=status)
        shot(page, f"shell-{name}-{width}-{language}")
        assert axe(page) == [], f"{width} {language}"
        assert too_wide(page) <= 0, f"{width} {language}"
        assert small_targets(page) == [], f"{width} {language}"
        expect(page.locator("html")).to_have_attribute("lang", language)


@BOTH
def test_a_wrong_form_tells_where_with_and_without_scripts(open_page, width):
    for js, language in product((True, False), ("id", "en")):
        page = open_page("/stage/form/", width=width, language=language, js=js)
        page.get_by_label("Uraian").fill("Ketikan yang panjang")
        page.locator(".suar-save button[type=submit]").click()
        summary = page.locator("#form-errors")
        expect(summary).to_be_visible()
        if js:
            expect(summary).to_be_focused()
            shot(page, f"shell-wrong-{width}-{language}")
            assert axe(page) == []
        summary.locator("a").first.click()
        assert page.url.endswith("#id_title")
        expect(page.get_by_label("Uraian")).to_have_value("Ketikan yang panjang")


@BOTH
def test_without_scripts_the_form_is_saved_all_the_same(open_page, width):
    page = open_page("/stage/form/", width=width, js=False)
    page.get_by_label("Judul singkat").fill("Judul")
    page.get_by_label("Tanggal lahir").fill("5/2008")
    page.get_by_label("Jenis").select_option("a")
    page.get_by_label("Uraian").fill("Teks")
    page.locator(".suar-save button[type=submit]").click()
    expect(page.locator("body")).to_have_text("saved Judul")


@pytest.mark.parametrize("js", [True, False])
def test_the_menu_opens_on_a_phone_and_closes_again(open_page, js):
    page = open_page("/stage/parts/", width="phone", js=js)
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.locator(".suar-open-menu").click()
    expect(menu).to_be_visible()
    if js:
        shot(page, "shell-menu-phone-id")
        assert axe(page) == []
    page.locator(".suar-menu-close").click()
    expect(menu).to_be_hidden()


def test_a_work_that_goes_on_renews_its_card_and_nothing_else(open_page):
    page = open_page("/stage/parts/")
    expect(page.locator("progress[value='121']")).to_be_visible()
    expect(page.locator("#menu")).to_have_count(1)


@pytest.mark.parametrize("js", [True, False])
def test_the_language_is_switched_where_one_is(open_page, js):
    page = open_page("/stage/parts/", js=js)
    page.locator(".suar-language button[value=en]").click()
    expect(page).to_have_url(re.compile("/stage/parts/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page("/stage/parts/")
    page.keyboard.press("Tab")
    expect(page.locator(".suar-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_account_box_opens_by_keyboard_and_escape_leads_back(open_page):
    page = open_page("/")
    summary = page.locator(".suar-account > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".suar-account-box")).to_be_visible()
    shot(page, "shell-account-wide-id")
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".suar-account-box")).to_be_hidden()
    expect(summary).to_be_focused()


def test_slash_finds_the_search_and_a_question_mark_the_list(open_page):
    page = open_page("/stage/form/")
    page.keyboard.press("?")
    expect(page.locator("#suar-keys")).to_be_visible()
    shot(page, "shell-keys-wide-id")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("/?")
    expect(page.locator("[data-search]")).to_have_value("/?")
    expect(page.locator("#suar-keys")).to_be_hidden()


def test_what_is_typed_is_kept_and_offered_again(open_page):
    page = open_page("/stage/form/")
    page.get_by_label("Judul singkat").fill("Ketikan")
    expect(page.locator(".suar-saved")).to_have_text(
        re.compile(r"tersimpan pukul \d\d\.\d\d"), timeout=8000
    )
    page.on("dialog", lambda dialog: pytest.fail("nothing is unsaved, nothing is asked"))
    page.reload()
    expect(page.get_by_label("Judul singkat")).to_have_value("Ketikan")
    shot(page, "shell-draft-wide-id")
    assert axe(page) == []
    page.get_by_role("button", name="Buang").click()
    expect(page.get_by_label("Judul singkat")).to_have_value("")
    assert Draft.objects.count() == 0


def test_without_a_network_the_text_stays_and_is_sent_later(open_page):
    page = open_page("/stage/form/")
    page.context.set_offline(True)
    page.get_by_label("Judul singkat").fill("Di jalan")
    expect(page.locator(".suar-saved")).to_contain_text("Tidak ada koneksi", timeout=8000)
    assert Draft.objects.count() == 0
    page.context.set_offline(False)
    expect(page.locator(".suar-saved")).to_contain_text("tersimpan pukul", timeout=15000)
    assert Draft.objects.count() == 1


def test_leaving_with_unsaved_text_is_asked_about(open_page):
    page = open_page("/stage/form/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Judul singkat").press_sequentially("belum")
    page.goto("/")
    assert asked == ["beforeunload"]


def test_the_quick_lock_empties_the_page_and_keeps_what_was_typed(open_page, live_server):
    page = open_page("/stage/form/")
    sign_in(page, live_server.url)
    page.get_by_label("Judul singkat").fill("Sedang mengetik")
    page.keyboard.press("Control+Shift+L")
    expect(page).to_have_url(re.compile(r"/lock/\?back="))
    expect(page.get_by_label("Kata sandi")).to_be_focused()
    shot(page, "shell-lock-wide-id")
    assert axe(page) == []
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("Judul singkat")
    page.goto("/stage/form/")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Judul singkat")).to_have_value("Sedang mengetik")


def test_the_quick_lock_empties_the_other_tabs_too_and_keeps_what_was_typed_there(
    open_page, live_server
):
    page = open_page("/stage/parts/")
    sign_in(page, live_server.url)
    other = page.context.new_page()
    other.goto("/stage/form/")
    other.get_by_label("Judul singkat").fill("Di tab lain")
    page.bring_to_front()
    page.keyboard.press("Control+Shift+L")
    expect(page.get_by_label("Kata sandi")).to_be_visible()
    expect(other.get_by_label("Kata sandi")).to_be_visible()
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/stage/parts/$"))  # where this tab was, not the other
    other.get_by_label("Kata sandi").fill(PASSWORD)
    other.keyboard.press("Enter")
    expect(other).to_have_url(re.compile("/stage/form/$"))
    expect(other.get_by_label("Judul singkat")).to_have_value("Di tab lain")


REFUSE_ONCE = """() => {
  const asked = window.fetch;
  window.fetch = (...what) => {
    if (!String(what[0]).endsWith("/lock/")) return asked(...what);
    window.fetch = asked;
    return Promise.resolve(new Response("", { status: 502 }));
  };
}"""


def test_where_the_server_cannot_lock_just_now_the_page_stays_empty_until_it_can(
    open_page, live_server
):
    page = open_page("/stage/form/")
    sign_in(page, live_server.url)
    page.evaluate(REFUSE_ONCE)
    page.keyboard.press("Control+Shift+L")
    expect(page.locator("body")).to_have_text("Layar terkunci")
    expect(page.get_by_label("Kata sandi")).to_be_focused(timeout=20_000)


@BOTH
def test_the_lock_works_without_scripts(open_page, live_server, width):
    page = open_page("/stage/parts/", width=width, js=False)
    sign_in(page, live_server.url)
    page.locator(".btn-lock").click()
    expect(page).to_have_url(re.compile(r"/lock/\?back="))
    expect(page.locator("h1")).to_have_text(re.compile("Layar terkunci"))
    page.get_by_label("Kata sandi").fill("salah")
    page.locator("main button.btn-primary").click()
    expect(page.locator("#lock-error")).to_be_visible()
    shot(page, f"shell-lock-wrong-{width}-id")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("main button.btn-primary").click()
    expect(page).to_have_url(re.compile("/stage/parts/$"))


def test_the_idle_screen_warns_a_minute_before_it_locks(open_page, settings):
    settings.SUAR_IDLE_SECONDS = 62
    page = open_page("/")
    warning = page.locator(".suar-idle")
    expect(warning).to_be_visible(timeout=8000)
    assert axe(page) == []
    page.keyboard.press("Shift")
    expect(warning).to_be_hidden()


NO_CHANNEL = "delete window.BroadcastChannel;"


def two_tabs(open_page, live_server, settings, *, channel=True):
    """A tab at work and another one that nobody touches; both lock after 64 seconds."""
    settings.SUAR_IDLE_SECONDS = 64
    page = open_page("/stage/parts/")
    sign_in(page, live_server.url)
    other = page.context.new_page()
    for tab in (page, other):
        if not channel:
            tab.add_init_script(NO_CHANNEL)
        tab.clock.install()
        tab.goto("/stage/form/")
    return page, other


def seconds(count, *tabs):
    for tab in tabs:
        tab.clock.run_for(count * 1000)


def test_a_tab_that_nobody_touches_locks_when_no_tab_is_at_work(open_page, live_server, settings):
    page, other = two_tabs(open_page, live_server, settings)
    seconds(30, page, other)
    page.keyboard.press("Shift")
    for _second in range(68):
        seconds(1, page, other)
    expect(other.get_by_label("Kata sandi")).to_be_visible()
    expect(page.get_by_label("Kata sandi")).to_be_visible()


def test_work_in_one_tab_keeps_the_other_open(open_page, live_server, settings):
    page, other = two_tabs(open_page, live_server, settings)
    for _tenth in range(10):
        seconds(10, page, other)
        page.keyboard.press("Shift")
    expect(page.locator("h1")).not_to_have_text(re.compile("terkunci"))
    expect(other.get_by_label("Judul singkat")).to_be_visible()
    expect(other.locator(".suar-idle")).to_be_hidden()


def test_a_tab_that_slept_asks_the_others_before_it_locks(open_page, live_server, settings):
    page, other = two_tabs(open_page, live_server, settings)
    other.close()
    for _tenth in range(9):
        seconds(10, page)
        page.keyboard.press("Shift")
    late = page.context.new_page()
    late.clock.install()
    late.goto("/stage/form/")
    late.clock.fast_forward(90_000)  # its timers stood still, and it heard nothing meanwhile
    seconds(1, page, late)
    expect(page.get_by_label("Judul singkat")).to_be_visible()


def test_without_a_channel_each_tab_counts_for_itself(open_page, live_server, settings):
    page, other = two_tabs(open_page, live_server, settings, channel=False)
    for _tenth in range(7):
        seconds(10, page, other)
        page.keyboard.press("Shift")
    expect(other.get_by_label("Kata sandi")).to_be_visible()
    expect(page.get_by_label("Judul singkat")).to_be_visible()


def test_a_banner_stands_above_the_page_and_says_what_is_off(open_page, monkeypatch):
    off = (
        "Tanpa faktor kedua saat masuk.",
        "Surel tidak dikirim.",
        "Kunci induk ada di mesin ini.",
    )
    banner = slots.Banner("Peragaan: orang dan kasus di sini rekaan.", details=off)
    monkeypatch.setattr(slots.banners, "_entries", {})
    slots.banners.fill("walk", lambda request: banner)
    for width in ("wide", "phone"):
        page = open_page("/stage/parts/", width=width, js=width == "wide")
        page.locator(".suar-banner summary").click()
        expect(page.get_by_text("Surel tidak dikirim.")).to_be_visible()
        shot(page, f"shell-banner-{width}-id")
        if width == "wide":
            assert axe(page) == []


def test_on_paper_stands_only_the_content(open_page):
    page = open_page("/stage/parts/")
    page.emulate_media(media="print")
    for part in (".suar-top", "#menu", ".suar-actions >> nth=0"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    shot(page, "shell-paper")
