"""Whoever writes of a person holds her row first, as her erasure does, and in the same order.

Static: inside an `@act` of the packages that write of persons, a record is found by a function
that holds it (`…for_change`), or `vault.lock_living` is called.
"""

import ast

import pytest

from tests.support.tree import functions, modules, where

WRITERS = ("suar.cases", "suar.people", "suar.intake")
LOOSE = {"get", "incoming", "outgoing"}  # what a scope gives to a page that only reads
HOLDS = "lock_living"
# A verb that reads first and then holds the same record, or another one that is only looked at.
ALLOWED = {
    "suar.cases.referral.actions.send": "finds the case of the referral, then holds the case",
    "suar.cases.referral.receiving.hand_over": "holds the referral; the case is only looked at",
}


def loose_calls(function: ast.FunctionDef) -> list[str]:
    called = [
        node.func
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    if any(call.attr == HOLDS for call in called):
        return []
    return [
        ast.unparse(call)
        for call in called
        if call.attr in LOOSE and ast.unparse(call.value).endswith("scope")
    ]


def verbs():
    for module in modules():
        if not module.name.startswith(WRITERS):
            continue
        for function in functions(module):
            if any(ast.unparse(d) == "act" for d in function.decorator_list):
                yield f"{module.name}.{function.name}", module, function


def test_no_verb_writes_of_a_person_whom_it_does_not_hold():
    found = list(verbs())
    assert len(found) > 60, "the search must find them"
    loose = [
        f"{where(module, function)} {name}: {loose_calls(function)}"
        for name, module, function in found
        if loose_calls(function) and name not in ALLOWED
    ]
    assert loose == []


def test_no_leave_stands_for_a_verb_that_needs_none():
    needing = {name for name, _module, function in verbs() if loose_calls(function)}
    assert set(ALLOWED) <= needing


@pytest.mark.parametrize(
    ("body", "loose"),
    [
        ("scope.get(case_id, by, at)", True),
        ("people_scope.get(person_id, by, at)", True),
        ("scope.for_change(case_id, by, at)", False),
        ("vault.lock_living(scope.get(person_id, by, at).subject_id)", False),
    ],
)
def test_a_verb_that_holds_nobody_is_noticed(body, loose):
    (function,) = ast.parse(f"def verb(*, by, at):\n    {body}").body
    assert isinstance(function, ast.FunctionDef)
    assert bool(loose_calls(function)) is loose
