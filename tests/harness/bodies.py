"""Plausible bodies: the forms of the pages themselves, filled as a person would fill them.

A body that would be taken at home is sent to a foreign address: where a guard is missing, it
succeeds and is seen. So that this stays true, ``test_cells`` asserts that each one is taken at
home.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile

from suar.cases.closure.codes import Fact
from tests.harness.things_estimates import table
from tests.harness.things_papers import picture
from tests.harness.world import AT, House
from tests.support.cast import PASSWORD

DAY = AT.date()
NUMBERS = {"birth_year": "1990", "born": "1990", "first_act": "2025", "last_day": "2025",
           "age_exploited": "60"}  # fmt: skip
# (address, field) or field -> what is typed there; a callable is given the house.
TYPED: dict[tuple[str, str] | str, Any] = {
    "born": "1996",
    "first_act": "2024",
    "last_day": "2025",
    "issued_on": "2020",
    ("cases:report", "started_on"): DAY.isoformat(),
    "contact_number": "0812 3456 7890",
    ("intake:new", "must_not_know"): ["employer"],
    "understood": "on",
    "facts_unknown": [fact.value for fact in Fact],
    ("accounts:password", "present"): PASSWORD,
    ("accounts:password", "password"): "sebuah kalimat baru di tepi laut",
    ("accounts:password", "again"): "sebuah kalimat baru di tepi laut",
    ("accounts:invite", "roles"): ["analyst"],
    ("accounts:person", "roles"): ["analyst"],
    ("api:issue", "scopes"): ["directory:read"],
    ("site:access_find", "code"): lambda house: house.things["case_code"],
    ("people:relate", "other"): lambda house: house.things["other_code"],
    ("people:new", "name"): lambda house: house.things["searched"],
    ("people:new", "ticket"): lambda house: str(house.things["ticket"]),
    ("network:organisation", "province"): "52",
    ("network:organisation", "regency"): "5203",
    ("agenda:snooze", "until"): (DAY + timedelta(days=2)).isoformat(),
    ("accounts:remove_factor", "present"): PASSWORD,
    ("site:erase", "code"): lambda house: house.things["other_code"],
    ("site:hold_new", "review_on"): (DAY + timedelta(days=200)).isoformat(),
    ("site:hold_review", "review_on"): (DAY + timedelta(days=200)).isoformat(),
    **{("cases:referral", f"copy_{n}"): "" for n in range(1, 10)},  # nobody agreed to a copy
    ("cases:consent_new", "valid_until"): (DAY + timedelta(days=300)).isoformat(),
    ("people:add", "valid_until"): "2031",
    ("people:correct", "valid_until"): "2031",
    ("intake:new", "contact_until"): "09:30",
    ("cases:service_new", "started_on"): DAY.isoformat(),
    ("cases:service", "started_on"): DAY.isoformat(),
    ("statistics:new", "file"): lambda house: table(house),
    ("statistics:again", "file"): lambda house: table(house),
    **{
        (f"statistics:{page}", name): ""
        for page in ("new", "again")
        for name in ("count", "by", "model")
    },
    "retention_until": (DAY + timedelta(days=999)).isoformat(),
}
# What no form of a page shows: fields that a script or a select of one's own makes.
BY_HAND: dict[str, Callable[[House], dict[str, Any]]] = {
    "ui:draft": lambda house: {"_draft_key": "cases.note:x", "text": house.canary()},
    "accounts:choose_seat": lambda house: {"organisation": str(house.things["organisation"])},
}


@dataclass
class Form:
    """A form of a page: where it goes, and what it would send."""

    path: str
    body: dict[str, Any]
    text_fields: tuple[str, ...]


def forms_of(page: bytes, path: str, name: str, house: House) -> list[Form]:
    """Return the forms of a page that are sent by POST, each filled."""
    if b"<form" not in page:
        return []
    found = []
    document = lxml.html.fromstring(page)
    for form in document.forms:
        if form.method.upper() != "POST":
            continue
        target = urlsplit(urljoin(path, form.get("action") or path)).path
        body, texts = _filled(form, name, house)
        for sent in _buttons(form):
            found.append(Form(target, {**body, **sent}, texts))
    return found


def _buttons(form: Any) -> list[dict[str, str]]:
    """Return what each button adds: a form with two verdicts is sent twice."""
    named = form.xpath(".//button[@name]") + form.xpath('.//input[@type="submit"][@name]')
    return [{b.get("name"): b.get("value", "")} for b in named] or [{}]


def _filled(form: Any, name: str, house: House) -> tuple[dict[str, Any], tuple[str, ...]]:
    body: dict[str, Any] = {}
    texts: list[str] = []
    for field in form.xpath(".//input|.//textarea|.//select"):
        key = field.get("name")
        if not key or key == "csrfmiddlewaretoken" or field.get("disabled") is not None:
            continue
        typed = TYPED.get((name, key), TYPED.get(key))
        if typed is not None and ((name, key) in TYPED or field.get("type") != "hidden"):
            body[key] = typed(house) if callable(typed) else typed
            continue
        _take(field, key, body, texts, house)
    return body, tuple(texts)


def _take(field: Any, key: str, body: dict[str, Any], texts: list[str], house: House) -> None:
    kind = "select" if field.tag == "select" else (field.get("type") or "text").lower()
    kind = "textarea" if field.tag == "textarea" else kind
    if kind in ("submit", "button", "reset", "image"):
        return
    if kind in ("checkbox", "radio"):
        _tick(field, key, kind, body)
    elif kind == "select":
        _choose(field, key, body)
    elif kind == "file":
        body[key] = SimpleUploadedFile(f"{house.canary()}.jpg", picture(house.canary()))
    else:
        if kind in ("text", "textarea", "search"):
            texts.append(key)
        body[key] = _value(field, kind, house)


def _value(field: Any, kind: str, house: House) -> str:
    said = (field.text if field.tag == "textarea" else field.get("value")) or ""
    if field.get("inputmode") == "tel" and not any(c.isdigit() for c in said[:2]):
        return "0812 3456 7890"
    if field.get("inputmode") == "email" and "@" not in said:  # takes a number or an address
        return f"{house.canary()}@x.example".lower()
    if said.strip():
        return str(said)
    if field.get("inputmode") in ("numeric", "decimal") and not field.get("pattern"):
        return NUMBERS.get(str(field.get("name")), "1")
    makes: dict[str, Callable[[], str]] = {
        "hidden": lambda: "",
        "date": lambda: DAY.isoformat(),
        "datetime-local": lambda: AT.strftime("%Y-%m-%dT%H:%M"),
        "time": lambda: "08:00",
        "number": lambda: field.get("min") or "1",
        "email": lambda: f"{house.canary()}@x.example".lower(),
        "tel": lambda: "0812 3456 7890",
        "password": lambda: "",
    }
    text = makes.get(kind, house.canary)()
    return text[: int(field.get("data-longest") or field.get("maxlength") or len(text) or 1)]


def _tick(field: Any, key: str, kind: str, body: dict[str, Any]) -> None:
    value = field.get("value", "on")
    ticked = field.get("checked") is not None
    if kind == "radio":
        if ticked or key not in body:
            body[key] = value
    elif ticked or field.get("required") is not None:
        body.setdefault(key, []).append(value)


def _choose(field: Any, key: str, body: dict[str, Any]) -> None:
    chosen = [o.get("value", "") for o in field.xpath(".//option[@selected]")]
    options = [o.get("value", "") for o in field.xpath(".//option") if o.get("value")]
    if field.get("multiple") is not None:
        body[key] = chosen or options[:1]
        return
    value = next((c for c in chosen if c), "")
    body[key] = value or (options[0] if options else "")
