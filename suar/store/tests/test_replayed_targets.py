"""A form that comes twice names what it was drawn for; another form's row is no answer to it."""

import ast
from pathlib import Path

import pytest

import suar
from suar.jobs.models import Job
from suar.kit import clock
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.store.models import replayed
from tests.support.stage import ANI

AT_ROOT = {
    "Organisation", "Unit", "ServiceOffer", "Token", "Invitation",  # hang on the seat alone
    "NamelessService", "Person", "Report",  # begin something new
    "SearchRun",  # compares what was searched for itself
}  # fmt: skip


def calls():
    for path in Path(suar.__file__).parent.rglob("*.py"):
        if "tests" in path.parts or path.parts[-2:] == ("store", "models.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "replayed":
                yield path.name, node


def test_every_replay_compares_what_the_form_was_drawn_for_or_hangs_on_nothing():
    found = list(calls())
    assert len(found) > 30, "the search must find them"
    bare = {
        (name, ast.unparse(node.args[0]))
        for name, node in found
        if not node.keywords and ast.unparse(node.args[0]) not in AT_ROOT
    }
    assert not bare


@pytest.mark.django_db
def test_the_row_of_another_target_is_absent_and_that_of_the_same_is_returned():
    row = Job.objects.create(
        id=new_id(), organisation_id=ANI.organisation_id, made_by=ANI.user_id,
        made_at=clock.now(), due_at=clock.now(), kind="tests.one",
    )  # fmt: skip
    with pytest.raises(Problem) as refused:
        replayed(Job, row.pk, ANI, kind="tests.other")
    assert refused.value.status == 404
    assert replayed(Job, row.pk, ANI, kind="tests.one") == row
