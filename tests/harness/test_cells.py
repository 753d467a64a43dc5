"""No seat sees or changes what belongs to another organisation, whatever it asks.

The home is asked first (``survey``): a harness in which everything is absent would prove nothing.
"""

from __future__ import annotations

import lxml.html
import pytest

from suar.policy import Role
from tests.harness import marks, matrix
from tests.harness.cells import Answer, ask
from tests.harness.checks import Cells, asked_as, by_a_colleague, by_nobody, by_others, faults
from tests.harness.exceptions import FOR_COLLEAGUES, NOT_REACHED, NOT_TAKEN
from tests.harness.seats import browser, holders
from tests.harness.survey import OK, Survey
from tests.harness.walk import addresses
from tests.harness.world import LETTERS

ALL = addresses()
AIMS = matrix.all_aims(ALL)
OBJECTS = [aim for aim in AIMS if aim.objects()]
GRANTED = [a for a in OBJECTS if a.address.name not in matrix.SHARED | FOR_COLLEAGUES]
GUARDED = [aim for aim in AIMS if getattr(aim.address.door, "permission", None) is not None]
OTHER_METHODS = ("head", "put", "patch", "delete", "options")
pytestmark = pytest.mark.django_db


# --- the walk itself ----------------------------------------------------------------------------


def test_every_address_is_in_the_matrix(the_world):
    unknown = []
    for aim in AIMS:
        try:
            matrix.path_of(aim, the_world["A"])
        except (matrix.NotInMatrix, KeyError) as error:
            unknown.append(str(error))
    assert not unknown, "\n".join(unknown)


def test_every_address_has_a_door():
    bare = [a.name for a in ALL if a.door is None and a.name not in matrix.THIRD_PARTY]
    bare = [name for name in bare if not name.startswith("rest:")]  # operations: test_api
    assert not bare


def test_the_own_people_reach_every_address(at_home: Survey):
    unreached = [
        aim.name
        for aim in AIMS
        if aim.name not in NOT_REACHED and not set(OK) & set(at_home.seen(aim))
    ]
    assert not unreached, f"nobody reaches: {unreached}"


def test_what_a_page_offers_to_send_is_taken_at_home(at_home: Survey):
    refused = []
    for aim in AIMS:
        answers = [a for _role, a in at_home.posts[aim.name]]
        if not answers or all(a.status in (403, 405) for a in answers):
            continue
        taken = any(a.status in OK and a.writes - set(matrix.MAY_WRITE) for a in answers)
        if not taken and aim.name not in NOT_TAKEN | NOT_REACHED:
            refused.append(f"{aim.name}: {sorted({a.status for a in answers})} {said(answers)}")
    assert not refused, "\n".join(refused)


def said(answers: list[Answer]) -> list[str]:
    """Return what the pages said of the fields, to see what the body lacks."""
    pages = [lxml.html.fromstring(a.body) for a in answers if a.status in (409, 422)]
    boxes = [box for page in pages for box in page.xpath("//*[@role='alert']")]
    return sorted({" ".join(box.text_content().split()) for box in boxes})


def test_no_answer_at_home_fails_or_shows_another_house(at_home: Survey):
    wrong = []
    asked = [(f"get {name} as {role}", letter, answer)
             for (name, letter, role), answer in at_home.gets.items()]  # fmt: skip
    for name, answers in at_home.posts.items():
        asked += [(f"post {name} as {role}", "A", answer) for role, answer in answers]
    for where, letter, answer in asked:
        wrong += faults(answer, letter, f"{where} of {letter}")
        if foreign := marks.shown(answer, at_home.world, letter):
            wrong.append(f"{where} of {letter}: carries ids or codes of others {sorted(foreign)}")
    assert not wrong, "\n".join(wrong)


def test_the_marks_of_other_houses_are_known(the_world):
    ids, codes = marks.of_others(the_world, "A")
    assert len(ids) > 200
    assert len(codes) > 20
    theirs = next(iter(codes))
    assert marks.shown(Answer(200, {}, theirs.encode()), the_world, "A") == {theirs}


# --- foreign objects ----------------------------------------------------------------------------


@pytest.mark.parametrize("aim", OBJECTS, ids=lambda aim: aim.name)
def test_a_foreign_object_answers_like_an_absent_one(aim, the_world, at_home, counted):
    wrong = []
    for house in the_world.three():
        for seat in asked_as(aim, house):
            cells = Cells(the_world, at_home, aim, house, seat)
            cells.foreign()
            wrong += cells.wrong
            counted["foreign objects"] += cells.count
    assert not wrong, "\n".join(wrong)


# --- inside one house, and those who are not signed in ------------------------------------------


@pytest.mark.parametrize("aim", GRANTED, ids=lambda aim: aim.name)
def test_a_colleague_without_a_grant_is_told_that_there_is_nothing(
    aim, the_world, at_home, counted
):
    wrong, count = by_a_colleague(aim, the_world, at_home)
    counted["colleague without a grant"] += count
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.name)
def test_who_is_not_signed_in_gets_the_sign_in_page_or_a_public_one(
    aim, the_world, at_home, counted
):
    wrong, count = by_nobody(aim, the_world, at_home)
    counted["not signed in"] += count
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("aim", GUARDED, ids=lambda aim: aim.name)
def test_a_seat_without_the_permission_stops_at_the_door(aim, the_world, at_home, counted):
    wrong, count = by_others(aim, the_world, at_home)
    counted["without the permission"] += count
    assert count, "every role passes this door"
    assert not wrong, "\n".join(wrong)


# --- other methods ------------------------------------------------------------------------------


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.name)
def test_other_methods_change_nothing_and_tell_nothing(aim, the_world, counted):
    wrong = []
    house = the_world["A"]
    role = next(iter(holders(aim.address)), Role.CASEWORKER)
    client = browser(the_world, "A", role)
    for method in OTHER_METHODS:
        own = ask(client, method, matrix.path_of(aim, house))
        counted["other methods"] += 1
        wrong += faults(own, "A", f"{method} {aim.name}")
        if own.writes - set(matrix.MAY_WRITE) and method != "head":
            wrong.append(f"{method} {aim.name}: wrote {own.writes}")
        if not aim.objects() or aim.address.name in matrix.SHARED:
            continue
        absent = ask(client, method, matrix.path_of(aim, None))
        for letter in LETTERS[1:]:
            foreign = ask(client, method, matrix.path_of(aim, the_world[letter]))
            counted["other methods"] += 1
            wrong += faults(foreign, "A", f"{method} {aim.name} of {letter}")
            if foreign.comparable() != absent.comparable():
                wrong.append(f"{method} {aim.name} of {letter}: {foreign.status}")
    assert not wrong, "\n".join(wrong)
