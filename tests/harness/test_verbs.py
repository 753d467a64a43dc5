"""Two walls, each alone: a verb refuses whatever its door does, a door whatever its verb does.

Doors of pages are asked in the same way in ``checks.by_others``.
"""

import pytest

from suar.api.codes import GIVES, Scope
from tests.harness.test_operations import ALL, call
from tests.harness.verbs import everybody_but, questions, refuses, silent, sites, unassured

pytestmark = pytest.mark.django_db
SITES = sites()


def test_there_are_verbs_to_ask_and_each_question_is_known():
    assert len(SITES) > 80
    assert len(SITES) == questions(), "a question for a permission is written in a way of its own"


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_verb_refuses_who_holds_every_permission_but_its_own(site, counted):
    counted["verbs"] += 2
    assert refuses(site, everybody_but(site.permission))
    assert refuses(site, unassured(site.permission))


def door_refuses(operation, house) -> bool:
    """Say whether a token without the scope stops at an operation's door, no verb asking."""
    poor = next(s for s in Scope if operation.view.door.permission not in GIVES[s])
    with silent():
        answer = call(operation, operation.filled(None), house.secrets[poor.value], house)
    return answer.status == 403


@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.name)
def test_the_door_of_an_operation_refuses_though_no_verb_asks(operation, the_world, counted):
    counted["operations"] += 1
    assert door_refuses(operation, the_world["A"])
