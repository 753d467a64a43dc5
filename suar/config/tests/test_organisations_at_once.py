"""Two organisations ask one server at the same time, over a pool: neither sees the other's."""

from __future__ import annotations

import http.client
import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connections

from suar.cases import actions as cases
from suar.cli.processes import Server, next_free, together, wait_until_answering
from suar.kit import clock
from suar.kit.ids import new_id
from suar.store.tenancy import acting_for
from tests.support.cast import Cast, client_for, make_cast, make_unit
from tests.support.people import make_person

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.timeout(180),
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
ASKED = 300  # requests in all
AT_ONCE = 8  # more than the pool of one process has, with two processes of four threads
WRONG = "wrong seat"


@pytest.fixture
def server() -> Iterator[Server]:
    """Start two web processes of four threads on the test's databases."""
    port = next_free("127.0.0.1", 18_400 + os.getpid() % 1000)
    assert port is not None
    server = Server(port=port, processes=2, threads=4)
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.support.served",
        "PYTHONPATH": str(settings.BASE_DIR),
        "SUAR_SERVED_DATA": _url("default"),
        "SUAR_SERVED_KEYS": _url("keys"),
        "SUAR_SERVED_MASTER_KEY": settings.MASTER_KEY_SOURCE,
    }
    before = {name: os.environ.get(name) for name in env}
    os.environ.update(env)
    try:
        with together([server.command()]) as started:
            assert wait_until_answering(server, started[0], 90)
            yield server
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _url(alias: str) -> str:
    there = connections[alias].settings_dict
    secret = f":{there['PASSWORD']}" if there["PASSWORD"] else ""
    return f"postgresql://{there['USER']}{secret}@{there['HOST']}:{there['PORT']}/{there['NAME']}"


def _case_of(cast: Cast, user, unit) -> str:
    """Open a case of a person in an organisation and return its code."""
    by = cast.actor(user)
    with acting_for(by.organisation_id):
        person = make_person(by, cast.at, name=f"Canary {user.name}")
        made = cases.open_case(id=new_id(), person=person, unit=unit, by=by, at=cast.at)
        return str(made.code)


def _get(server: Server, path: str, key: str = "") -> tuple[int, str]:
    link = http.client.HTTPConnection(server.address, server.port, timeout=60)
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={key}"} if key else {}
    try:
        link.request("GET", path, headers=cookie)
        answer = link.getresponse()
        return answer.status, answer.read().decode()
    finally:
        link.close()


def test_no_answer_shows_what_belongs_to_the_other(server):
    cast = make_cast(at=clock.now())
    codes = {
        "a": _case_of(cast, cast.ani, cast.unit_a),
        "c": _case_of(cast, cast.eko, make_unit(cast.c, "Kantor C")),
    }
    keys = {
        name: client_for(user).cookies[settings.SESSION_COOKIE_NAME].value
        for name, user in (("a", cast.ani), ("c", cast.eko))
    }
    chance = random.Random(20260705)
    asked = [chance.choice(["a", "c", ""]) for _ in range(ASKED)]

    def ask(name: str) -> str:
        status, page = _get(server, "/cases/", keys.get(name, ""))
        shown = "".join(sorted(n for n, code in codes.items() if code in page))
        expected = (200, name) if name else (302, "")
        return "right" if (status, shown) == expected else f"{WRONG}: {name} {status} {shown!r}"

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        seen = Counter(crowd.map(ask, asked))
    assert seen == {"right": ASKED}
