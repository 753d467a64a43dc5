"""Every verb that asks for a permission, called without it, as if its door were forgotten."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

import suar.policy as policy
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.policy import Permission
from tests.harness.world import AT

ROOT = Path(settings.BASE_DIR)


@dataclass(frozen=True)
class Site:
    """One call of ``policy.require`` in a function of ours."""

    module: str
    function: str
    permission: Permission
    line: int

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}:{self.permission}"


@cache
def sites() -> list[Site]:
    """Return every call of ``require`` outside of doors and tests."""
    found = []
    for module, tree in _asking_modules():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                found += _in_function(module, function)
    return found


def questions() -> int:
    """Count the questions in the text, however they are written: ``sites`` must know each."""
    calls = (
        node
        for _module, tree in _asking_modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )
    return sum(ast.unparse(call.func).rpartition(".")[2] == "require" for call in calls)


def _asking_modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "suar").rglob("*.py")):
        if "tests" in path.parts or "migrations" in path.parts or path.parent.name == "policy":
            continue
        text = path.read_text()
        if "require(" in text:
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts), ast.parse(text)


@contextmanager
def silent() -> Iterator[None]:
    """Let no verb ask for its permission: what is refused now, its door alone refuses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy, "require", _asks_nothing)
        for name in {site.module for site in sites()}:
            module = importlib.import_module(name)
            if hasattr(module, "require"):
                patch.setattr(module, "require", _asks_nothing)
        yield


def _asks_nothing(_by: Actor, _permission: Permission) -> None:
    """Stand for ``require``."""


def _in_function(module: str, function: ast.FunctionDef) -> Iterator[Site]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or len(node.args) != 2:
            continue
        called = ast.unparse(node.func)
        asked = ast.unparse(node.args[1])
        if called in ("require", "policy.require") and "Permission." in asked:
            permission = Permission[asked.rpartition(".")[2]]
            yield Site(module, function.name, permission, node.lineno)


class Anything:
    """Stands for any argument: ids where ids are asked for, nothing otherwise."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return new_id() if name.endswith(("id", "pk")) else Anything()

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __str__(self) -> str:
        return ""


def everybody_but(permission: Permission) -> Actor:
    """Return a seat that holds every permission but one."""
    held = frozenset(str(p) for p in Permission if p is not permission)
    return Actor(user_id=new_id(), organisation_id=new_id(), label="x", permissions=held)


def refuses(site: Site, by: Actor) -> bool:
    """Call the verb; say whether it refused for want of the permission, before anything else."""
    function: Callable[..., Any] = getattr(importlib.import_module(site.module), site.function)
    try:
        function(**arguments(function, by))
    except Problem as problem:
        return problem.status == 403
    except Exception:  # noqa: BLE001 - it went past the question and fell over the dummies
        return False
    return False


def arguments(function: Callable[..., Any], by: Actor) -> dict[str, Any]:
    """Return something for every parameter without a default."""
    filled: dict[str, Any] = {}
    for name, parameter in inspect.signature(inspect.unwrap(function)).parameters.items():
        if name in ("by", "actor"):
            filled[name] = by
        elif name == "at":
            filled[name] = AT
        elif name == "today":
            filled[name] = AT.date()
        elif parameter.default is inspect.Parameter.empty:
            filled[name] = new_id() if name == "id" or name.endswith("_id") else Anything()
    return filled


def unassured(permission: Permission) -> Actor:
    """Return a seat that holds the permission and has not given its second factor."""
    return replace(
        everybody_but(permission), permissions=frozenset({str(permission)}), assured=False
    )
