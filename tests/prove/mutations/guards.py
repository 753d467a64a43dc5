"""Guards taken away one at a time: doors, questions for a permission, scopes, the ledger."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

import suar.policy as policy
from suar.kit.problem import Problem
from suar.policy import Door
from suar.policy.models import Grant
from tests.harness.verbs import Site
from tests.prove.mutations.swap import ROOT, first_line, swapped

OPEN = Door(None, signed_in=False, reason="taken away")
UNLOCKED = Door(None, signed_in=True, reason="asks for no permission")
LEDGER = ("visible", "open_grants", "open_subjects")
PRIVATE_HELPERS = {"_one"}  # they read what a scope function of the same file gave them


# --- doors --------------------------------------------------------------------------------------


def door_open(view: Any) -> AbstractContextManager[None]:
    """Let everybody through the door of a view or an operation."""
    return _other_door(view, OPEN)


def permission_gone(view: Any) -> AbstractContextManager[None]:
    """Let everybody who is signed in through the door of a view."""
    return _other_door(view, UNLOCKED)


@contextmanager
def _other_door(view: Any, door: Door) -> Iterator[None]:
    cell = _door_of(view)
    before = cell.cell_contents
    cell.cell_contents = door
    try:
        yield
    finally:
        cell.cell_contents = before


def _door_of(view: Any) -> Any:
    """Return the cell of the guarding function's closure in which the door stands."""
    while view is not None:
        if inspect.isfunction(view) and view.__code__.co_name == "guarded":
            for name, cell in zip(view.__code__.co_freevars, view.__closure__ or (), strict=True):
                if name in ("what", "door"):
                    return cell
        view = getattr(view, "__wrapped__", None)
    raise LookupError("no door stands before this view")


# --- questions for a permission -----------------------------------------------------------------


class _NotAsked(ast.NodeTransformer):
    def __init__(self, line: int) -> None:
        self.line = line

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        asks = isinstance(node.value, ast.Call) and node.value.lineno == self.line
        return ast.copy_location(ast.Pass(), node) if asks else node


@contextmanager
def not_asked(site: Site) -> Iterator[None]:
    """Let a verb run without its question for the permission."""
    path = ROOT / Path(*site.module.split(".")).with_suffix(".py")
    tree = ast.parse(path.read_text())
    function = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.name == site.function
        and node.lineno <= site.line <= (node.end_lineno or 0)
    )
    with swapped(_NotAsked(site.line).visit(tree), path, first_line(function), site.function):
        yield


# --- scopes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scope:
    """One function of a ``scope.py``."""

    module: str
    function: str

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}"

    @property
    def package(self) -> str:
        """Return the context whose pages must notice."""
        return self.module.split(".")[1]


def scopes() -> list[Scope]:
    """Return every function of every ``scope.py`` that gives rows or one row."""
    found = []
    for path in sorted((ROOT / "suar").rglob("scope.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name not in PRIVATE_HELPERS:
                found.append(Scope(module, node.name))
    return found


@contextmanager
def scope_gone(scope: Scope) -> Iterator[None]:
    """Let a scope function give every row there is, or any row by its id."""
    module = importlib.import_module(scope.module)
    before = getattr(module, scope.function)
    holders = [m for m in _ours() if getattr(m, scope.function, None) is before]
    for holder in holders:
        setattr(holder, scope.function, _unscoped(before))
    try:
        yield
    finally:
        for holder in holders:
            setattr(holder, scope.function, before)


def _ours() -> list[ModuleType]:
    return [m for name, m in list(sys.modules.items()) if name.startswith("suar.") and m]


def _unscoped(before: Callable[..., Any]) -> Callable[..., Any]:
    def anything(*args: Any, **kwargs: Any) -> Any:
        try:
            found = before(*args, **kwargs)
        except Problem as problem:
            if problem.status != 404:
                raise
            return _by_id(before, args, kwargs)
        if isinstance(found, QuerySet):
            return found.model._base_manager.all()
        return True if isinstance(found, bool) else found

    return anything


def _by_id(before: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    """Return the row of the id that was asked for, whoever's it is."""
    given = inspect.signature(before).bind(*args, **kwargs).arguments
    model = next((v for v in given.values() if _is_model(v)), None)
    model = model or get_type_hints(before).get("return")
    wanted = next((v for v in given.values() if isinstance(v, UUID)), None)
    if not _is_model(model) or wanted is None:
        raise Problem.not_found()
    row = model._base_manager.filter(pk=wanted).first()  # type: ignore[union-attr]
    if row is None:
        raise Problem.not_found()
    return row


def _is_model(value: Any) -> bool:
    return inspect.isclass(value) and issubclass(value, models.Model)


# --- the ledger ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One place that asks the ledger."""

    path: Path
    function: str
    line: int
    verb: str

    @property
    def name(self) -> str:
        """Return a name that stays while lines move."""
        return f"{self.path.relative_to(ROOT)}:{self.function}:{self.verb}"

    @property
    def package(self) -> str:
        return self.path.relative_to(ROOT).parts[1]


def lines() -> list[Line]:
    """Return every call of ``policy.visible``, ``open_grants`` and ``open_subjects``."""
    found = []
    for path in sorted((ROOT / "suar").rglob("*.py")):
        if "tests" in path.parts or path.parent.name == "policy":
            continue
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                found += [Line(path, function.name, *asks) for asks in _asks(function)]
    return found


def _asks(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """Yield (line, verb) of every question to the ledger in a function."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if ast.unparse(node.func.value) == "policy" and node.func.attr in LEDGER:
            yield node.lineno, node.func.attr


@contextmanager
def ledger_not_asked(line: Line) -> Iterator[None]:
    """Let one place get every line of the ledger there is, everybody's."""
    before = getattr(policy, line.verb)
    had = line.verb in vars(policy)

    def anybody(*args: Any, **kwargs: Any) -> Any:
        asking = sys._getframe(1)
        here = Path(asking.f_code.co_filename) == line.path
        if not here or not _within(line.path, line.line, asking.f_lineno):
            return before(*args, **kwargs)
        if line.verb == "visible":
            return args[0]
        every = Grant.objects.all()
        return every.values_list("subject_id", flat=True) if "subjects" in line.verb else every

    setattr(policy, line.verb, anybody)
    try:
        yield
    finally:
        setattr(policy, line.verb, before)
        if not had:
            delattr(policy, line.verb)


def _within(path: Path, first: int, now: int) -> bool:
    """Say whether a line belongs to the call that begins at ``first``."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and node.lineno == first:
            return first <= now <= (node.end_lineno or first)
    return False


def gone(name: str) -> AbstractContextManager[None]:
    """Take away the scope function or the line of the ledger that is called so."""
    for scope in scopes():
        if scope.name == name:
            return scope_gone(scope)
    for line in lines():
        if line.name == name:
            return ledger_not_asked(line)
    raise LookupError(f"no guard is called {name}")
