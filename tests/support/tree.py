"""The project's own files, parsed once for the architecture tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "suar"
CONTEXTS = sorted(p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists())


@dataclass(frozen=True)
class Module:
    """One Python file and its syntax tree."""

    path: Path
    name: str
    source: str
    tree: ast.Module

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


def is_test(path: Path) -> bool:
    return "tests" in path.relative_to(ROOT).parts


@cache
def modules(*, tests: bool = False) -> tuple[Module, ...]:
    """Return the modules of the product (with ``tests``: the tests as well)."""
    roots = [PACKAGE, ROOT / "tests"] if tests else [PACKAGE]
    found = []
    for root in roots:
        for path in sorted(root.rglob("*.py")):
            if "migrations" in path.parts or (is_test(path) and not tests):
                continue
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            source = path.read_text(encoding="utf-8")
            found.append(Module(path, name, source, ast.parse(source, str(path))))
    return tuple(found)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def where(module: Module, node: ast.AST) -> str:
    return f"{module}:{getattr(node, 'lineno', 0)}"


def files(*suffixes: str) -> list[Path]:
    """Return the product's files with one of the endings, vendored ones left out."""
    return sorted(
        p
        for p in PACKAGE.rglob("*")
        if p.suffix in suffixes and "vendor" not in p.parts and not is_test(p)
    )
