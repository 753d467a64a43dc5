"""Foreign ids in bodies, behind the question mark, and as the id of a new row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from suar.policy import Role
from suar.store.postgresql import roles
from tests.harness import marks, matrix
from tests.harness.cells import Answer, ask
from tests.harness.checks import faults
from tests.harness.matrix import Aim
from tests.harness.seats import browser, holders
from tests.harness.survey import OK, Survey
from tests.harness.test_cells import AIMS
from tests.harness.world import House, absent

pytestmark = pytest.mark.django_db
CHOSEN_FROM_ALL = {"receiver": "referrals go to anybody in the directory", "offer": "is shared"}
# Where an organisation is chosen it is one's own seat; elsewhere it is anybody of the directory.
OWN_SEAT = "organisation"
NO_CODE = "ZZZZ-ZZZZ"


def known(house: House) -> dict[str, str]:
    """Return every id and code of a house -> the thing's name."""
    found = {str(user.pk): f"user:{role}" for role, user in house.users.items()}
    for name, value in house.things.items():
        if name not in CHOSEN_FROM_ALL and (isinstance(value, UUID) or name.endswith("_code")):
            found[str(value)] = name
    return found


def counterpart(house: House, name: str) -> str:
    """Return the same thing of another house."""
    if name.startswith("user:"):
        return str(house.users[Role(name.removeprefix("user:"))].pk)
    return str(house.things[name])


def taken(home: Survey, aim: Aim) -> Iterator[tuple[Role, dict[str, Any]]]:
    """Yield the bodies that were taken at home, with one seat that sent each."""
    path = matrix.path_of(aim, home.world["A"])
    bodies = home.bodies(home.world["A"], path)
    by_role: dict[Role, list[Answer]] = {}
    for role, answer in home.posts[aim.name]:
        by_role.setdefault(role, []).append(answer)
    for number, body in enumerate(bodies):
        for role, answers in by_role.items():
            if number < len(answers) and answers[number].status in OK:
                yield role, body
                break


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.name)
def test_a_foreign_id_in_a_body_is_like_none(aim, the_world, at_home, counted):
    house, wrong = the_world["A"], []
    names = known(house)
    for role, body in taken(at_home, aim):
        for field, value in body.items():
            one = value[0] if isinstance(value, list) and value else value
            if _is_open_choice(field, names.get(str(one), "")) or str(one) not in names:
                continue
            name = names[str(one)]
            nothing = NO_CODE if name.endswith("_code") else str(absent())
            where = f"{aim.name} as {role}: {field} is {name}"
            empty = sent(the_world, role, aim, {**body, field: nothing})
            for letter in ("B", "C"):
                foreign = counterpart(the_world[letter], name)
                answer = sent(the_world, role, aim, {**body, field: foreign})
                counted["foreign ids in bodies"] += 1
                wrong += faults(answer, "A", where)
                if said(answer, foreign) != said(empty, nothing):
                    wrong.append(f"{where} of {letter}: {answer.status}, absent {empty.status}")
                if answer.writes != empty.writes:
                    wrong.append(f"{where} of {letter}: wrote {answer.writes - empty.writes}")
    assert not wrong, "\n".join(wrong)


def _is_open_choice(field: str, name: str) -> bool:
    return field in CHOSEN_FROM_ALL or (name == "organisation" and field != OWN_SEAT)


def sent(world: Any, role: Role, aim: Aim, body: dict[str, Any]) -> Answer:
    """Send a body to A's own address."""
    return ask(browser(world, "A", role), "post", matrix.path_of(aim, world["A"]), body)


def said(answer: Answer, typed: str) -> tuple[int, str, bytes]:
    """Return the comparable answer without what was typed, which a refusal shows again."""
    status, place, body = answer.comparable()
    return status, place, body.replace(typed.encode(), b"typed").replace(b"typed", b"id")


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.name)
def test_a_new_row_does_not_take_the_id_of_a_foreign_one(aim, the_world, at_home, counted):
    wrong = []
    for role, body in taken(at_home, aim):
        if not body.get("id"):
            continue
        first = sent(the_world, role, aim, body)
        for table in sorted(first.writes - set(matrix.MAY_WRITE)):
            row_id = foreign_row(table, the_world["B"])
            if row_id is None:
                continue
            answer = sent(the_world, role, aim, {**body, "id": str(row_id)})
            counted["ids of foreign rows"] += 1
            wrong += faults(answer, "A", f"{aim.name} as {role}: id of a {table}")
    assert not wrong, "\n".join(wrong)


def foreign_row(table: str, house: House) -> UUID | None:
    """Return the id of a row of a house in a table, read as the owner."""
    model = next((m for m in apps.get_models() if m._meta.db_table == table), None)
    if model is None or "organisation_id" not in {f.attname for f in model._meta.concrete_fields}:
        return None
    with roles.as_owner():
        rows = model._base_manager.filter(organisation_id=house.organisation.pk)
        found = rows.values_list("pk", flat=True).first()
    return found if isinstance(found, UUID) else None


ASKED = [(aim, q) for aim in AIMS for q in matrix.QUERIES.get(aim.address.name, [])]


@pytest.mark.parametrize(("aim", "query"), ASKED, ids=lambda v: getattr(v, "name", v))
def test_a_foreign_id_behind_the_question_mark_is_like_none(aim, query, the_world, counted):
    house, wrong = the_world["A"], []
    path = matrix.path_of(aim, house)
    own = {name: str(value) for name, value in house.things.items()}
    for role in holders(aim.address)[:2]:
        client = browser(the_world, "A", role)
        mine = ask(client, "get", f"{path}?{query.format(**own)}")
        wrong += faults(mine, "A", f"{aim.name}?{query} as {role}")
        if "{" not in query:
            continue
        nothing = {name: NO_CODE if "code" in name else str(absent()) for name in own}
        empty = ask(client, "get", f"{path}?{query.format(**nothing)}")
        for letter in ("B", "C"):
            theirs = {name: str(v) for name, v in the_world[letter].things.items()}
            answer = ask(client, "get", f"{path}?{query.format(**theirs)}")
            counted["behind the question mark"] += 1
            wrong += faults(answer, "A", f"{aim.name}?{query} of {letter} as {role}")
            code = theirs["case_code"]
            if said(answer, code) != said(empty, NO_CODE):
                wrong.append(f"{aim.name}?{query} of {letter} as {role}: differs")
    assert not wrong, "\n".join(wrong)


def test_a_search_for_somebody_of_another_house_finds_what_a_search_for_nobody_finds(
    the_world, counted
):
    client = browser(the_world, "A", Role.CASEWORKER)
    nothing = ask(client, "post", "/people/", {"text": "Wagiyem Tiadakodenya"})
    assert nothing.status == 200
    for letter in ("B", "C"):
        name = the_world[letter].things["rare_name"]
        answer = ask(client, "post", "/people/", {"text": name})
        counted["searches"] += 1
        assert not marks.shown(answer, the_world, "A")
        assert said(answer, name) == said(nothing, "Wagiyem Tiadakodenya")
    mine = the_world["A"].things["rare_name"]
    assert mine in ask(client, "post", "/people/", {"text": mine}).everything()
