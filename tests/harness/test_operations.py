"""The API: every operation with the token of each house, foreign ids, and a missing scope."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from suar.api.codes import GIVES, Scope
from suar.api.urls import api
from suar.intake.models import Report
from suar.kit.ids import new_id
from suar.policy import Permission
from tests.harness import matrix
from tests.harness.cells import Answer, ask
from tests.harness.checks import faults
from tests.harness.world import AT, House, World, absent

pytestmark = pytest.mark.django_db
TOKEN_MAY_WRITE = {"api_token": "the day of the last use", "accounts_rate": "wrong tokens counted",
                   "api_repeat": "the caller's own key of a call"}  # fmt: skip
THINGS = {"report_id": "passed_on", "referral_id": "incoming"}
# What each operation takes; an empty text is filled with a canary of the caller.
REPORT = {"speaker": "reporter", "where": "abroad", "country": "MY", "call_name": "",
          "story": "", "contact_number": "0812 3456 7890", "code_word": ""}  # fmt: skip
BODIES: dict[str, dict[str, Any]] = {
    "pass_on": REPORT,
    "decline": {"reason": "CAPACITY", "note": ""},
    "report": {"service": "SHL_EMG", "started_on": AT.date().isoformat(), "note": ""},
    "finish": {"outcome": "MET", "note": ""},
}
OWN_TOKEN_ONLY = {"look_up": "what one token passed on, another does not look up"}


@dataclass(frozen=True)
class Operation:
    """One operation: method, path with its parameters, the function behind it."""

    method: str
    path: str
    view: Any

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def filled(self, house: House | None) -> str:
        route = "/api" + self.path
        for parameter, thing in THINGS.items():
            serving = self.view.door.permission is Permission.SERVICE_REPORT
            name = "incoming_accepted" if serving and thing == "incoming" else thing
            value = house.things[name] if house else absent()
            route = route.replace(f"{{{parameter}}}", str(value))
        return route

    def takes_objects(self) -> bool:
        return "{" in self.path


def operations() -> list[Operation]:
    """Return every operation of every router."""
    found = []
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for one in view.operations:
                route = f"{prefix}{path}"
                found += [Operation(m.lower(), route, one.view_func) for m in one.methods]
    return found


ALL = operations()


@pytest.fixture(scope="module")
def passed_on(the_world: World, django_db_blocker) -> World:
    """Let the token of each house pass a report on, so that there is something to look up."""
    with django_db_blocker.unblock():
        for house in the_world.three():
            body = {**REPORT, "story": house.canary(), "call_name": house.canary()}
            head = {"Authorization": f"Bearer {house.secrets['all']}",
                    "Idempotency-Key": str(new_id())}  # fmt: skip
            answer = Client().post(
                "/api/reports", json.dumps(body), content_type="application/json", headers=head
            )
            assert answer.status_code == 201, answer.content
            house.add("passed_on", Report.objects.get(pk=answer.json()["id"]).pk)
    return the_world


def call(operation: Operation, path: str, secret: str, house: House) -> Answer:
    """Call an operation with a body that would be taken."""
    body: Any = BODIES.get(operation.view.__name__, {})
    body = {k: v if v else house.canary() for k, v in body.items()}
    extra: dict[str, Any] = {"headers": {"Idempotency-Key": str(uuid4())}}
    if secret:
        extra["headers"]["Authorization"] = f"Bearer {secret}"
    if operation.method == "get":
        return ask(Client(), "get", path, **extra)
    return ask(
        Client(), operation.method, path, json.dumps(body), content_type="application/json",
        **extra,
    )  # fmt: skip


def test_every_operation_has_a_door_and_known_parameters():
    assert ALL
    for operation in ALL:
        assert getattr(operation.view, "door", None), f"{operation.name} stands open"
        assert operation.view.door.permission is not None
        unknown = {p for p in operation.path.split("{")[1:] if p.split("}")[0] not in THINGS}
        assert not unknown, f"{operation.name}: the harness does not know {unknown}"


@pytest.mark.parametrize("operation", ALL, ids=lambda o: o.name)
def test_a_token_reaches_its_own_house_and_no_other(operation, passed_on, counted):
    for house in passed_on.three():
        own = call(operation, operation.filled(house), house.secrets["all"], house)
        counted["operations"] += 1
        assert own.status in (200, 201, 204), f"{operation.name}: {own.status} {own.body!r}"
        assert not faults(own, house.letter, operation.name)
        if not operation.takes_objects():
            continue
        nothing = call(operation, operation.filled(None), house.secrets["all"], house)
        for other in passed_on.three():
            if other is house:
                continue
            answer = call(operation, operation.filled(other), house.secrets["all"], house)
            counted["operations"] += 1
            assert not faults(answer, house.letter, operation.name)
            assert answer.comparable() == nothing.comparable(), operation.name
            assert not answer.writes - set(TOKEN_MAY_WRITE)


@pytest.mark.parametrize("operation", ALL, ids=lambda o: o.name)
def test_without_the_scope_or_a_token_the_door_is_closed(operation, passed_on, counted):
    house = passed_on["A"]
    permission = operation.view.door.permission
    poor = next(s for s in Scope if permission not in GIVES[s])
    for secret, expected in (
        (house.secrets[poor.value], 403), ("", 401), ("suar_wrong", 401),
    ):  # fmt: skip
        answer = call(operation, operation.filled(house), secret, house)
        counted["operations"] += 1
        assert answer.status == expected, f"{operation.name}: {answer.status}"
        assert not answer.canaries()
        assert not answer.writes - set(TOKEN_MAY_WRITE) - set(matrix.MAY_WRITE)
    rich = next(s for s in Scope if permission in GIVES[s])
    answer = call(operation, operation.filled(house), house.secrets[rich.value], house)
    if operation.view.__name__ not in OWN_TOKEN_ONLY:
        assert answer.status in (200, 201, 204), f"{operation.name} with {rich}: {answer.status}"


@pytest.mark.parametrize("operation", ALL, ids=lambda o: o.name)
def test_a_browser_that_is_signed_in_is_no_token(operation, passed_on, counted):
    house = passed_on["A"]
    for role in house.users:
        answer = ask(house.client(role), operation.method, operation.filled(house))
        counted["operations"] += 1
        assert answer.status == 401
