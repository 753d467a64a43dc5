"""The pages of a case walked in Chromium: both widths, both languages, axe; and without scripts."""

from __future__ import annotations

from itertools import product

import pytest
from django.conf import settings
from django.urls import reverse

from tests.browser.conftest import axe, shot, too_wide

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]


def sign_in(page, client, base):
    """Give the browser the session that a test client holds."""
    held = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": held, "url": base}])


def pages_of(way, referral):
    """Return name -> (whose, address) of the pages that are looked at."""
    here = [way.case.pk]
    return {
        "list": ("ani", reverse("cases:list")),
        "case": ("ani", reverse("cases:case", args=here) + "?open=identity"),
        "case-reintegration": ("ani", reverse("cases:case", args=here) + "?tab=reintegration"),
        "check": ("ani", reverse("cases:triage", args=here)),
        "consent": ("ani", reverse("cases:consent", args=here)),
        "consent-new": ("ani", reverse("cases:consent_new", args=here)),
        "interview": ("ani", reverse("cases:interview", args=here)),
        "proposal": ("ani", reverse("cases:proposal", args=here)),
        "decide": ("ani", reverse("cases:decide", args=here)),
        "choose": ("ani", reverse("cases:referral_new", args=here) + "?service=SHL_EMG"),
        "referral": ("ani", reverse("cases:referral", args=[way.case.pk, referral.pk])),
        "inbox": ("citra", reverse("cases:inbox")),
        "incoming": ("citra", reverse("cases:incoming", args=[referral.pk])),
        "decline": ("citra", reverse("cases:decline", args=[referral.pk])),
    }


def test_every_page_of_a_case_is_usable_at_both_widths_and_languages(
    way, cast, open_page, live_server
):
    way.check({"U01": "YES", "U05": "YES"})
    way.sit({"ACT_RECRUIT": "", "MNS_CONFINE": "EXPLOITATION", "PRP_FL": ""}, order_reason="x")
    referral = way.sent()
    clients = {"ani": cast.client_for(cast.ani), "citra": cast.client_for(cast.citra)}
    faults = []
    for who, (width, language) in product(clients, [("wide", "id"), ("phone", "en")]):
        page = open_page("/accounts/", width=width, language=language, status=404)
        sign_in(page, clients[who], live_server.url)
        for name, (whose, address) in pages_of(way, referral).items():
            if whose != who:
                continue
            answer = page.goto(address)
            if answer is None or answer.status != 200:
                faults.append(f"{name} {width}: {answer.status if answer else 'no answer'}")
                continue
            shot(page, f"cases-{name}-{width}-{language}")
            faults += [f"{name} {width} {language}: {fault}" for fault in axe(page)]
            if width == "phone" and (over := too_wide(page)) > 0:
                faults.append(f"{name} {width}: {over} pixels too wide")
    assert faults == []


def test_a_referral_is_answered_without_scripts(way, cast, open_page, live_server):
    referral = way.sent()
    page = open_page("/accounts/", js=False, width="phone", status=404)
    sign_in(page, cast.client_for(cast.citra), live_server.url)
    page.goto(reverse("cases:incoming", args=[referral.pk]))
    page.get_by_role("button", name="Konfirmasi rujukan sudah sampai").click()
    page.get_by_role("link", name="Setujui").click()
    page.get_by_role("button", name="Setujui").click()
    referral.refresh_from_db()
    assert referral.state == "REF_ACCEPTED"
