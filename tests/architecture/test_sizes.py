"""A module stops at 500 lines, a function at 40 (its docstring not counted)."""

import ast

from tests.support.tree import functions, is_test, modules, where

MODULE_LINES = 500
FUNCTION_LINES = 40


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = node.end_lineno - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= first.end_lineno - first.lineno + 1
    return lines


def test_no_module_is_longer_than_500_lines():
    long = {
        str(m): lines for m in modules(tests=True) if (lines := m.source.count("\n")) > MODULE_LINES
    }
    assert long == {}


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{where(m, f)} {f.name}": lines
        for m in modules()
        for f in functions(m)
        if (lines := body_lines(f)) > FUNCTION_LINES
    }
    assert long == {}


def test_the_counter_leaves_out_the_docstring_only():
    source = 'def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n    return a\n'
    assert body_lines(ast.parse(source).body[0]) == 3


def test_the_tree_is_really_read():
    names = {m.name for m in modules()}
    assert {"suar.kit.actor", "suar.store.work", "suar.config.urls"} <= names
    assert not any(is_test(m.path) for m in modules())
