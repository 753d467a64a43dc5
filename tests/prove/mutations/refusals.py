"""Places at which something is refused: a statement that raises, returns or collects a Reason."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.prove.mutations.swap import ROOT, first_line

# Files whose Reasons are words for people, not refusals: labels and sentences.
WORDS = {"labels.py", "sentences.py", "refusals.py", "apps.py", "shell.py", "reasons.py"}


@dataclass(frozen=True)
class Refusal:
    """One statement that refuses."""

    path: Path
    function: str
    first_line: int  # of the function
    line: int  # of the statement
    reason: str
    which: int = 1  # of those that refuse for this reason in this function

    @property
    def name(self) -> str:
        """Return a name that stays while lines move: file, function and reason."""
        more = f":{self.which}" if self.which > 1 else ""
        return f"{self.path.relative_to(ROOT)}:{self.function}:{self.reason}{more}"

    @property
    def module(self) -> str:
        """Return the dotted name of the module."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts)

    @property
    def package(self) -> str:
        """Return the package whose tests must notice."""
        return self.path.relative_to(ROOT).parts[1]


def refusals() -> list[Refusal]:
    """Return every statement of the product's functions that refuses."""
    found = []
    for path in sorted((ROOT / "suar").rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        if path.name in WORDS or "tests" in parts or "migrations" in parts:
            continue
        found += list(_in_module(path))
    return found


def _in_module(path: Path) -> Iterator[Refusal]:
    met: Counter[tuple[str, str]] = Counter()
    tree = ast.parse(path.read_text())
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        begins = first_line(function)
        for statement in sorted(own_statements(function), key=lambda s: s.lineno):
            for reason in reasons_in(statement):
                met[function.name, reason] += 1
                which = met[function.name, reason]
                yield Refusal(path, function.name, begins, statement.lineno, reason, which)


def own_statements(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    """Yield the simple statements of a function, not those of functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        if isinstance(node, ast.Raise | ast.Return | ast.Expr | ast.Assign | ast.AugAssign):
            yield node
            continue
        waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
        waiting += [h for h in ast.iter_child_nodes(node) if isinstance(h, ast.ExceptHandler)]


def reasons_in(statement: ast.stmt) -> list[str]:
    """Return the reasons that a statement names, each once; a reason only looked at is none."""
    found: list[str] = []
    for node in ast.walk(statement):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "Reason"
            and node.attr not in found
        ):
            found.append(node.attr)
    return found


class _Without(ast.NodeTransformer):
    """Takes one reason out of one statement."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal

    def visit(self, node: ast.AST) -> ast.AST:
        wanted = isinstance(node, ast.Raise | ast.Return | ast.Expr | ast.Assign | ast.AugAssign)
        if not wanted or getattr(node, "lineno", 0) != self.refusal.line:
            return super().generic_visit(node)
        assert isinstance(node, ast.stmt)
        if self.refusal.reason not in reasons_in(node):
            return super().generic_visit(node)
        return _taken_out(node, self.refusal.reason)


def _taken_out(statement: ast.stmt, reason: str) -> ast.stmt:
    """Return the statement as if it did not refuse for this reason."""
    if isinstance(statement, ast.Raise | ast.Expr):
        return ast.copy_location(ast.Pass(), statement)
    value = getattr(statement, "value", None)
    changed = copy.deepcopy(statement)
    remover = _ElementRemover(reason)
    changed = remover.visit(changed)
    if remover.done:
        return changed
    empty: ast.expr = ast.List([], ast.Load())
    if not isinstance(value, ast.List | ast.ListComp | ast.BinOp | ast.IfExp):
        empty = ast.Constant(None)
    changed.value = empty  # type: ignore[attr-defined]
    return changed


class _ElementRemover(ast.NodeTransformer):
    """Takes the element that names a reason out of a list, tuple, set or dictionary."""

    def __init__(self, reason: str) -> None:
        self.reason, self.done = reason, False

    def visit_List(self, node: ast.List) -> ast.AST:
        return self._without(node)

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        return self._without(node)

    def _without(self, node: ast.List | ast.Tuple) -> ast.AST:
        kept = [e for e in node.elts if not self._names(e)]
        if self.done or len(kept) == len(node.elts):
            return self.generic_visit(node)
        self.done = True
        node.elts = kept
        return node

    def _names(self, node: ast.AST) -> bool:
        return any(isinstance(n, ast.Attribute) and n.attr == self.reason for n in ast.walk(node))


def without(refusal: Refusal) -> ast.Module:
    """Return the module's tree as if the statement did not refuse."""
    tree = ast.parse(refusal.path.read_text())
    changed = _Without(refusal).visit(tree)
    assert isinstance(changed, ast.Module)
    return changed


def _with_notes(tree: ast.Module, lines: dict[int, list[int]]) -> ast.Module:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, [s for b in block for s in _noted(b, lines)])
    return tree


def _noted(statement: ast.AST, lines: dict[int, list[int]]) -> list[ast.AST]:
    simple = isinstance(statement, ast.Raise | ast.Return | ast.Expr | ast.Assign | ast.AugAssign)
    if not simple or statement.lineno not in lines:  # type: ignore[attr-defined]
        return [statement]
    call = f"__import__('tests.prove.mutations.notes', fromlist=['note']).note({lines[statement.lineno]})"  # type: ignore[attr-defined]  # noqa: E501
    note = ast.parse(call).body[0]
    for node in ast.walk(note):
        ast.copy_location(node, statement)
    return [note, statement]


def noting_all(found: list[Refusal]) -> Iterator[tuple[Refusal, ast.Module]]:
    """Yield (one refusal of each function, the module's tree with all its notes)."""
    numbers: dict[Path, dict[int, list[int]]] = {}
    firsts: dict[tuple[Path, int, str], Refusal] = {}
    for number, refusal in enumerate(found):
        numbers.setdefault(refusal.path, {}).setdefault(refusal.line, []).append(number)
        firsts.setdefault((refusal.path, refusal.first_line, refusal.function), refusal)
    for refusal in firsts.values():
        tree = ast.parse(refusal.path.read_text())
        yield refusal, _with_notes(tree, numbers[refusal.path])
