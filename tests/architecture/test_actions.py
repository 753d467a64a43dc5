"""Every action leaves an event, takes keyword arguments, names its actor and is told the time.

Static: from each `@act` function a call must lead to `audit.record` or `audit.looked`, through
functions of ours. That each writes exactly one is asserted at run time by the actions' own tests.
"""

import ast
import inspect
from importlib import import_module

import pytest

from tests.support.tree import Module, functions, modules, where

RECORDERS = {
    "suar.audit.recording.record",
    "suar.audit.recording.looked",
    "suar.store.work.collect",
}
# Verbs that write no row of ours, each with its reason.
SILENT: dict[str, str] = {
    "suar.vault.subjects.new_subject": "the verb that makes the subject's first row says so",
}


def imported_names(module: Module) -> dict[str, str]:
    """Return local name -> full dotted name, for what the module imports."""
    names = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    names[alias.asname] = alias.name
                else:
                    names[alias.name.split(".")[0]] = alias.name.split(".")[0]
    return names


def full_name(text: str, module: Module, names: dict[str, str]) -> str:
    head, _, rest = text.partition(".")
    target = names.get(head, f"{module.name}.{head}")
    return f"{target}.{rest}" if rest else target


def resolved(name: str) -> str:
    """Follow a re-export (a package's face) to the place where the function is defined."""
    owner, _, attribute = name.rpartition(".")
    try:
        found = getattr(import_module(owner), attribute)
    except (ImportError, AttributeError, ValueError):
        return name
    if inspect.ismodule(found):  # a face may name a function as its module is named
        found = getattr(found, attribute, found)
    inner = inspect.unwrap(found) if callable(found) else found
    return f"{getattr(inner, '__module__', owner)}.{getattr(inner, '__qualname__', attribute)}"


def call_graph() -> tuple[dict[str, set[str]], dict[str, tuple[Module, ast.FunctionDef]]]:
    calls: dict[str, set[str]] = {}
    verbs: dict[str, tuple[Module, ast.FunctionDef]] = {}
    for module in modules():
        names = imported_names(module)
        for function in functions(module):
            own = f"{module.name}.{function.name}"
            calls.setdefault(own, set())
            for node in ast.walk(function):
                if isinstance(node, ast.Call | ast.Attribute | ast.Name):
                    target = node.func if isinstance(node, ast.Call) else node
                    if isinstance(target, ast.Name | ast.Attribute):
                        text = ast.unparse(target)
                        if all(part.isidentifier() for part in text.split(".")):
                            calls[own].add(full_name(text, module, names))
            decorators = {ast.unparse(d).split("(")[0] for d in function.decorator_list}
            if {full_name(d, module, names) for d in decorators} & {"suar.store.work.act"}:
                verbs[own] = (module, function)
    return calls, verbs


CALLS, VERBS = call_graph()


def leaves_event(start: str) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in RECORDERS:
            return True
        if name not in CALLS and name.startswith("suar."):
            name = resolved(name)
            if name in RECORDERS:
                return True
        waiting += [n for n in CALLS.get(name, ()) if n.startswith("suar.") and n not in seen]
    return False


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_action_leaves_an_event(verb):
    assert verb in SILENT or leaves_event(verb), f"{verb}: audit.record(…) is missing"


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_action_names_its_actor_and_is_told_the_time(verb):
    module, function = VERBS[verb]
    keywords = {a.arg for a in function.args.kwonlyargs}
    assert {"by", "at"} <= keywords, f"{where(module, function)} {function.name}"
    if module.path.name == "actions.py":  # the kernel's own verbs may name their object first
        assert function.args.args == [], f"{where(module, function)}: keyword arguments only"


def test_no_action_file_holds_a_public_write_without_a_unit_of_work():
    """In `actions.py` every public function is a verb; helpers begin with an underscore."""
    loose = []
    for module in modules():
        if module.name.rsplit(".", 1)[-1] != "actions":
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            writes = any(
                isinstance(n, ast.Attribute)
                and n.attr in {"save", "create", "save_change", "delete", "bulk_create"}
                for n in ast.walk(node)
            )
            if writes and f"{module.name}.{node.name}" not in VERBS:
                loose.append(f"{where(module, node)} {node.name}")
    assert loose == []


def test_a_verb_without_an_event_is_noticed():
    CALLS["suar.example.silent"] = {"suar.example.save_only"}
    assert not leaves_event("suar.example.silent")
    CALLS["suar.example.loud"] = {"suar.audit.record"}
    assert leaves_event("suar.example.loud"), "a face (suar.audit) leads to its function"
