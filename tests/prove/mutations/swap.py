"""Changing a function while it runs: its code is compiled anew with one statement gone."""

from __future__ import annotations

import ast
import gc
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class CannotSwap(Exception):  # noqa: N818 - says what is wrong
    """The function is nowhere in memory, or its closure does not fit."""


def functions_at(path: Path, line: int, name: str) -> list[types.FunctionType]:
    """Return the function objects in memory that were made at a place of a file."""
    return [
        found
        for found in gc.get_objects()
        if type(found) is types.FunctionType  # no isinstance: a lazy proxy would wake up
        and found.__code__.co_firstlineno == line
        and found.__code__.co_name == name
        and Path(found.__code__.co_filename) == path
    ]


def first_line(function: ast.FunctionDef) -> int:
    """Return the line at which Python says that a function begins: its first decorator."""
    return min([function.lineno, *(d.lineno for d in function.decorator_list)])


def code_in(tree: ast.Module, path: Path, line: int, name: str) -> types.CodeType:
    """Compile a changed module and return the code of one function of it."""
    waiting: list[types.CodeType] = [compile(ast.fix_missing_locations(tree), str(path), "exec")]
    while waiting:
        code = waiting.pop()
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                if constant.co_firstlineno == line and constant.co_name == name:
                    return constant
                waiting.append(constant)
    raise CannotSwap(f"{path}:{line} {name}")


@contextmanager
def swapped(tree: ast.Module, path: Path, line: int, name: str) -> Iterator[None]:
    """Let a function run with the code of a changed module inside the block."""
    found = functions_at(path, line, name)
    if not found:
        raise CannotSwap(f"{path}:{line} {name} is not in memory")
    changed = code_in(tree, path, line, name)
    before = [(function, function.__code__) for function in found]
    try:
        for function in found:
            try:
                function.__code__ = changed
            except ValueError as error:
                raise CannotSwap(str(error)) from error
        yield
    finally:
        for function, code in before:
            function.__code__ = code
