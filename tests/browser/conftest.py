"""Walks in Chromium: the browser, its two widths, axe, and pictures to look at.

Chromium is Debian's own (``SUAR_CHROMIUM`` names another). Where it is absent, the tests marked
``browser`` are left out by the root conftest, which says so; with ``SUAR_REQUIRE_ALL=1`` or
``CI=true`` its absence is a failure.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "var" / "shots"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
CHROMIUM = os.environ.get("SUAR_CHROMIUM", "/usr/bin/chromium")
WIDTHS = {"wide": (1280, 900), "phone": (390, 844)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in this thread


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all walks."""
    if not Path(CHROMIUM).exists():
        told = f"no Chromium at {CHROMIUM} (apt install chromium, or SUAR_CHROMIUM=/its/path)"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(f"not run here: {told}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=QUIET)
        yield started
        started.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """Open a page of the live server: ``open_page("/", width="phone", language="en", js=False)``.

    A page that logs an error, breaks the content security policy or asks another host fails.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(
        path: str, *, width: str = "wide", language: str = "id", js: bool = True, status: int = 200
    ) -> Page:
        across, down = WIDTHS[width]
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": across, "height": down},
            locale=language, java_script_enabled=js, has_touch=width == "phone",
            reduced_motion="reduce",
        )  # fmt: skip
        context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _only_ours(request.url, live_server.url, faults))
        page.on("console", lambda message: _no_fault(message.type, message.text, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}"
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def _only_ours(url: str, ours: str, faults: list[str]) -> None:
    if not url.startswith((ours, "data:", "about:", "blob:")):
        faults.append(f"asked {url}")


def _no_fault(kind: str, text: str, faults: list[str]) -> None:
    expected = re.search(r"status of (4\d\d|50[03])|ERR_INTERNET_DISCONNECTED", text)
    if kind == "error" and not expected:
        faults.append(text)


def axe(page: Page) -> list[str]:
    """Return every accessibility fault of the page as it stands (WCAG 2.2 AA and good practice)."""
    source = AXE.read_text(encoding="utf-8")
    found = page.evaluate(
        "async ([source, tags]) => {"
        " if (!window.axe) (0, eval)(source);"
        " const result = await window.axe.run(document, {runOnly: {type: 'tag', values: tags}});"
        " return result.violations.map(v => [v.id, v.help, v.nodes.map(n => n.target.join(' ')"
        "   + ' | ' + (n.any[0] ? n.any[0].message : ''))]); }",
        [source, TAGS],
    )
    return [f"{rule}: {words}: {where}" for rule, words, places in found for where in places]


def shot(page: Page, name: str) -> Path:
    """Save a picture of the whole page to ``var/shots`` and return its place."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    target = SHOTS / f"{name}.png"
    try:
        page.screenshot(path=str(target), full_page=True)
    except PlaywrightError:  # a busy machine: Chromium had no frame to give
        page.wait_for_timeout(1000)
        page.screenshot(path=str(target), full_page=True)
    return target


def too_wide(page: Page) -> int:
    """Return by how many pixels the page is wider than the screen: a phone must not scroll."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def small_targets(page: Page) -> list[str]:
    """Return controls smaller than 24 by 24 pixels, links in running text apart (WCAG 2.5.8)."""
    return page.evaluate(
        "() => [...document.querySelectorAll('a, button, summary, select,"
        " input:not([type=hidden]), textarea')].filter(e => {"
        " const r = e.getBoundingClientRect(); const inText = e.closest('p, li, td, dd')"
        "   && getComputedStyle(e).display === 'inline';"
        " return r.width && r.height && !inText && (r.width < 23.5 || r.height < 23.5); })"
        ".map(e => e.outerHTML.slice(0, 120))"
    )
