"""Somebody at a browser: signs in, answers forms by their names, and looks at every page.

Controls are found by name and address, never by their words, so that one walk serves both
languages. ``look`` judges a page: language, accessibility, width, targets, untranslated words.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from playwright.sync_api import Page, expect

from suar.accounts import factors
from suar.accounts.models import User
from tests.browser.conftest import axe, shot, small_targets, too_wide
from tests.support.cast import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
expect.set_options(timeout=15_000)  # a busy machine, and letters that take their time
CODE = re.compile(r"[A-Z]{2,}_[A-Z_0-9]+|[a-z]+_[a-z_]+|U\d\d|\{[a-z]+\}|%\([a-z]+\)s")
TEXTS = """() => { const found = []; const walk = document.createTreeWalker(document.body, 4);
  while (walk.nextNode()) { const parent = walk.currentNode.parentElement;
    const text = walk.currentNode.data.trim().replace(/\\s+/g, ' ');
    if (text && !parent.closest('script, style, [lang]:not(html)')) found.push(text); }
  return found; }"""


BOTH = {"Dari"}  # a language of Afghanistan in English, "from" in Indonesian


@cache
def wrong_words(language: str) -> frozenset[str]:
    """Return the texts that must not stand alone on a page of a language: the other one's."""
    english, indonesian = set(), set()
    for path in ROOT.glob("suar/*/locale/id/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                ours = [message.id] if isinstance(message.id, str) else list(message.id)
                theirs = message.string
                english |= set(ours)
                indonesian |= {theirs} if isinstance(theirs, str) else set(theirs)
    other = english - indonesian if language == "id" else indonesian - english
    return frozenset(text for text in other if text and "%" not in text) - BOTH


@dataclass
class Walker:
    """One person at one browser window."""

    page: Page
    language: str
    width: str
    js: bool
    faults: list[str] = field(default_factory=list)

    def sign_in(self, user: User) -> None:
        """Sign in with the password and the code of an authenticator app."""
        self.page.set_default_timeout(20000)
        secret = factors.new_totp_secret()
        step = int(time.time()) // 30
        factors.keep_totp(user, secret, step - 5)
        self.page.locator("#id_email").fill(user.email)
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.locator("main button[type=submit]").click()
        code = factors.totp.format_hotp_value(factors.totp.hotp_value(secret, step))
        self.page.locator("#id_code").fill(code)
        self.page.locator("main form button[type=submit]").first.click()
        expect(self.page).not_to_have_url(re.compile("/sign-in/"))

    def go(self, address: str, status: int = 200) -> None:
        """Open an address."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == status, f"{address} answered {answer.status}"

    def answer(self, **answers: Any) -> None:
        """Answer the form of the page: text, a choice, several ticks, or True for a tick."""
        for name, value in answers.items():
            controls = self.page.locator(f'main [name="{name}"]')
            kind = controls.first.evaluate("e => e.type || e.tagName")
            if kind == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif kind == "checkbox" and value is True:
                controls.first.check()
            elif kind == "checkbox":
                for one in value:
                    self.page.locator(f'main [name="{name}"][value="{one}"]').check()
            elif kind in ("select-one", "select-multiple"):
                controls.first.select_option(value)
            else:
                controls.first.fill(str(value))

    def save(self) -> None:
        """Press the button that saves the form of the page."""
        button = self.page.locator("main form.suar-form .suar-save button[type=submit]").last
        with self.page.expect_navigation(wait_until="commit"):  # the page asks for the server first
            button.click()

    def press(self, ending: str) -> None:
        """Press the button of the form that goes to an address with this ending."""
        self.page.locator(f'main form[action$="{ending}"] button[type=submit]').first.click()

    def follow(self, ending: str) -> None:
        """Follow the link to an address with this ending."""
        self.page.locator(f'main a[href*="{ending}"]').first.click()

    def at(self, pattern: str) -> str:
        """Wait for an address and return it."""
        expect(self.page).to_have_url(re.compile(pattern))
        return self.page.url

    def sees(self, text: str) -> None:
        """Expect a text in the content of the page."""
        expect(self.page.locator("main")).to_contain_text(text)

    def look(self, name: str) -> None:
        """Judge the page as it stands and take its picture."""
        label = f"{name}-{self.width}-{self.language}"
        shot(self.page, f"way-{label}")
        self.faults += [f"{label}: {fault}" for fault in self._judged()]

    def _judged(self) -> Iterable[str]:
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        yield from axe(self.page) if self.js else ()
        yield from (f"small: {target}" for target in small_targets(self.page))
        if (over := too_wide(self.page)) > 0:
            yield f"{over} pixels too wide"
        wrong = wrong_words(self.language)
        for text in self.page.evaluate(TEXTS):
            if text in wrong or CODE.fullmatch(text):
                yield f"not in the reader's words: {text!r}"


Opened = Callable[..., Walker]
