"""Somebody at a browser who types a canary into every text field that is empty.

Over HTTP, with the cookies and the token of the form, as a browser does it; what a field takes
(its width, its keyboard) decides which shape of canary it gets.
"""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import lxml.html

from tests.prove.canaries.flock import WORD, Fate, Flock

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
KEPT_BACK = {"submit", "button", "reset", "image"}
OPEN_FIELDS = {"funding"}  # class operational: who paid, never for whom
IDLE = 3.0  # seconds after which a connection is not trusted any more
Answers = Mapping[str, Any]  # field -> text, list of texts, or None: not sent
Upload = tuple[str, bytes]  # name, content


@dataclass(frozen=True, slots=True)
class Page:
    """What the server answered."""

    status: int
    location: str
    body: str

    def link(self, pattern: str) -> str:
        """Return the first id that a link of the page names."""
        found = re.search(pattern.replace("<id>", f"({ID.pattern})"), self.body)
        assert found is not None, f"no link {pattern}"
        return found[1]

    def addresses(self) -> list[str]:
        """Return every address that the answer names: they end in histories and in other logs."""
        return [self.location, *re.findall(r'(?:href|src|action)="([^"]*)"', self.body)]

    def errors(self) -> list[str]:
        """Return what the page says against a form."""
        told = '//*[contains(@class, "invalid-feedback") or contains(@class, "suar-errors")]'
        whole = lxml.html.fromstring(self.body or "<p></p>")
        return [" ".join(part.text_content().split()) for part in whole.xpath(told)]


class Visitor:
    """One person with a connection of her own."""

    def __init__(self, port: int, cookies: Mapping[str, str], flock: Flock) -> None:
        self.port, self.cookies, self.flock = port, dict(cookies), flock
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._last = time.monotonic()

    def get(self, path: str, expect: int = 200) -> Page:
        """Open an address."""
        return self.ask("GET", path, expect=expect)

    def fill(
        self,
        path: str,
        answers: Answers | None = None,
        *,
        action: str = "",
        page: Page | None = None,
        files: Mapping[str, Upload] | None = None,
        expect: int = 302,
        fate: Fate = Fate.KEPT,
        dropped: tuple[str, ...] = (),
    ) -> Page:
        """Fill the form of a page (whose address ends with ``action``) and send it.

        ``page`` is one that was answered to a form already. What was typed gets its fate when the
        server answers as expected; anything else fails, saying what stood against it. What stood in
        ``dropped`` fields, which belong to another answer than the one given, may stay nowhere.
        """
        begun = len(self.flock.all)
        page = page or self.get(path)
        form = self._form(page, action)
        fields = self._filled(form, ID.sub("…", path), dict(answers or {}))
        answer = self.send(form.get("action") or path, fields, files, expect=expect)
        for canary in self.flock.all[begun:]:
            if canary.place.endswith(tuple(f" {name}" for name in dropped)):
                canary.fate = Fate.GONE
        self.flock.settle(fate, begun)
        return answer

    def keep_draft(self, path: str) -> str:
        """Type into a form and leave it: autosave sends what stands there; returns the key."""
        begun = len(self.flock.all)
        form = self._form(self.get(path), "")
        key = str(form.get("data-draft-key"))
        fields = self._filled(form, f"draft of {ID.sub('…', path)}", {})
        self.send("/draft/", [*fields, ("_draft_key", key)], expect=200)
        self.flock.settle(Fate.KEPT, begun)
        return key

    def send(
        self,
        path: str,
        fields: list[tuple[str, str]],
        files: Mapping[str, Upload] | None = None,
        *,
        expect: int,
    ) -> Page:
        """Send fields as a form does, with files as several parts."""
        if files is None:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields).encode()
        else:
            kind, body = _in_parts(fields, files)
        return self.ask("POST", path, body, {"Content-Type": kind}, expect=expect)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        expect: int,
    ) -> Page:
        """Ask the server; fails where the status is not the one expected."""
        sent = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
                "Referer": f"http://127.0.0.1:{self.port}/", **(headers or {})}  # fmt: skip
        if time.monotonic() - self._last > IDLE:
            self._connection.close()  # the server closes what was idle; a browser opens anew
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        raw = answer.read()
        self._last = time.monotonic()
        for header in answer.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        page = Page(answer.status, answer.headers.get("Location", ""), raw.decode(errors="replace"))
        assert page.status == expect, (method, path, page.status, page.errors())
        assert [a for a in page.addresses() if WORD in a.lower()] == [], "a canary in an address"
        return page

    @staticmethod
    def _form(page: Page, action: str) -> Any:
        """Return the form that a person would fill: the one with this address, the large one."""
        forms = [f for f in lxml.html.fromstring(page.body).forms if f.method.upper() == "POST"]
        found = [f for f in forms if (f.get("action") or "").endswith(action)]
        large = [f for f in found if "suar-form" in f.get("class", "")]
        inside = [f for f in found if next(f.iterancestors("main"), None) is not None]
        return max(large or inside, key=lambda f: len(f.inputs.keys()))

    def _filled(self, form: Any, place: str, answers: dict[str, Any]) -> list[tuple[str, str]]:
        fields: list[tuple[str, str]] = []
        names = dict.fromkeys(control.get("name") for control in form.xpath(".//*[@name]"))
        for name in names:
            controls = form.xpath(f'.//*[@name="{name}"]')
            said = answers.pop(name) if name in answers else self._said(controls, place, name)
            for value in said if isinstance(said, list) else [said]:
                if value is not None:
                    fields.append((name, str(value)))
        assert not answers, f"{place} has no field {sorted(answers)}"
        return fields

    def _said(self, controls: list[Any], place: str, name: str) -> Any:
        """Return what is sent of one field where nobody said what to answer."""
        first = controls[0]
        kind = first.tag if first.tag != "input" else (first.get("type") or "text").lower()
        if kind in KEPT_BACK or first.tag == "button" or kind == "file":
            return None
        if kind in ("checkbox", "radio"):
            return [c.get("value", "on") for c in controls if c.get("checked") is not None]
        if kind == "select":
            return _chosen(first)
        value = (first.text if kind == "textarea" else first.get("value")) or ""
        if value.strip() or kind not in ("text", "search", "textarea", "tel"):
            return value
        return self._canary(first, f"{place} {name}", name)

    def _canary(self, control: Any, place: str, name: str) -> str:
        if control.get("inputmode") == "tel":
            return "0" + self.flock.number(place)
        if control.get("inputmode") == "email":  # takes a number as well: both are typed in turn
            return self._reach(place)
        most = int(control.get("data-longest") or control.get("maxlength") or 9999)
        if most == 10 and control.get("size") == "12":
            return "/".join(reversed(self.flock.day(place).split("-")))
        if most < 12 or control.get("inputmode"):
            return ""
        return self.flock.word(place, Fate.OPEN if name in OPEN_FIELDS else Fate.TYPED)

    def _reach(self, place: str) -> str:
        if len(self.flock.all) % 2:
            return "0" + self.flock.number(place)
        return self.flock.word(place) + "@x.example"


def _chosen(select: Any) -> list[str]:
    """Return what a browser sends; where an answer is compulsory and missing, the first one."""
    chosen = [o.get("value", "") for o in select.xpath(".//option[@selected]")]
    if any(chosen) or "multiple" in select.attrib:
        return chosen
    options = [o.get("value", "") for o in select.xpath(".//option")]
    return [o for o in options if o or "required" not in select.attrib][:1]


def _in_parts(fields: list[tuple[str, str]], files: Mapping[str, Upload]) -> tuple[str, bytes]:
    border = uuid4().hex
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields]
    for name, (file_name, content) in files.items():
        head = f'name="{name}"; filename="{file_name}"\r\nContent-Type: application/octet-stream'
        parts.append(f"{head}\r\n\r\n".encode() + content)
    begin = f"--{border}\r\nContent-Disposition: form-data; ".encode()
    whole = b"".join(begin + part + b"\r\n" for part in parts) + f"--{border}--\r\n".encode()
    return f"multipart/form-data; boundary={border}", whole
