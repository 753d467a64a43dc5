"""No statement is built from what somebody typed: values go beside it, never into it.

A call that reaches the database takes its SQL as a text that stands in the code. Where a name of
ours or a row of placeholders must go into it, the function is listed here with the reason; there
are few, and a new one is talked about.
"""

import ast

import pytest

from tests.support.tree import Module, modules, where

CALLS = {"execute", "executemany", "executescript", "raw", "extra", "RawSQL", "RunSQL"}
# module and function -> what is put into the text, and why nobody can type it
BUILT = {
    "suar.policy.rls.install": "names of our tables and policies",
    "suar.policy.rls.give_role": "the name of the application's role",
    "suar.policy.rls.give_rights": "the name of the application's role",
    "suar.people.index.insert": "placeholders",
    "suar.people.index.refs_of": "placeholders",
    "suar.people.index._counts": "placeholders",
    "suar.people.index._weighed": "placeholders",
    "suar.people.queries.cells.candidates_by_ref": "placeholders",
    "suar.people.queries.cells._rows": "one of two statements of the same module, placeholders",
    "suar.cli.demo.command._hurry": "one of two words; PRAGMA takes no value beside it",
    "suar.cli.backup.databases._dump_sqlite": "the name of our table",
    "suar.cli.backup.restoring._statement": "a database's name made of random digits",
    "suar.store.sqlite.base.get_new_connection": "lines of the module; PRAGMA takes no value",
    "suar.store.sqlite.base._prepare_file": "one of two words; PRAGMA takes no value beside it",
    "suar.store.upkeep.gather_statistics": "a number of ours; PRAGMA takes no value beside it",
    # no SQL: a job that is run
    "suar.jobs.asking.run_now": "a job",
    "suar.jobs.background.run_job": "a job",
    "suar.cli.demo.estimates._walk": "a job",
    # the backend itself: it hands on what Django or one of the callers above gave it
    "suar.store.sqlite.base.execute": "handed on",
    "suar.store.sqlite.base.executemany": "handed on",
    "suar.store.sqlite.base.executescript": "handed on",
}


def _constants(module: Module) -> set[str]:
    """Return the names of texts that stand at the top of a module."""
    found = set()
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and _is_text(node.value, set()):
            found |= {t.id for t in node.targets if isinstance(t, ast.Name)}
    return found


def _is_text(node: ast.AST, constants: set[str]) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_text(node.body, constants) and _is_text(node.orelse, constants)
    if isinstance(node, ast.Name):
        return node.id in constants
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _name_of(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def built(module: Module) -> dict[str, str]:
    """Return function -> place of the calls whose SQL is not a text of the code."""
    constants, found = _constants(module), {}

    def look(node: ast.AST, function: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            function = node.name
        if isinstance(node, ast.Call) and _name_of(node) in CALLS:
            sql = node.args[0] if node.args else None
            if sql is None or not _is_text(sql, constants):
                found[f"{module.name}.{function}"] = where(module, node)
        for child in ast.iter_child_nodes(node):
            look(child, function)

    look(module.tree, "")
    return found


def _all_built() -> dict[str, str]:
    return {name: place for module in modules() for name, place in built(module).items()}


def test_no_statement_is_built_but_the_few_that_are_listed():
    assert {n: p for n, p in _all_built().items() if n not in BUILT} == {}


def test_the_list_names_nothing_that_is_gone():
    assert set(BUILT) - set(_all_built()) == set()


@pytest.mark.parametrize(
    "line",
    [
        'cursor.execute(f"SELECT {name}")',
        'cursor.execute("SELECT " + name)',
        'cursor.execute("SELECT %s" % name)',
        'cursor.execute("SELECT {}".format(name))',
        "cursor.execute(sql)",
        'Model.objects.raw(f"SELECT {name}")',
        "RawSQL(text, [])",
        "rows.extra(where=[name])",
    ],
)
def test_a_built_statement_would_be_found(line):
    tree = ast.parse(f"def f(name):\n    {line}\n")
    assert built(Module(modules()[0].path, "m", "", tree)).keys() == {"m.f"}


def test_a_text_of_the_code_with_values_beside_it_passes():
    tree = ast.parse('SQL = "SELECT %s"\ndef f(n):\n    c.execute(SQL, [n])\n    c.execute("X")\n')
    assert built(Module(modules()[0].path, "m", "", tree)) == {}
