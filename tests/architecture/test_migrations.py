"""Migrations are complete and stand alone."""

import ast
from io import StringIO

import pytest
from django.core.management import call_command

from tests.support.tree import PACKAGE, ROOT

FILES = sorted(PACKAGE.glob("*/migrations/[0-9]*.py"))


@pytest.mark.django_db
def test_no_model_waits_for_its_migration():
    out = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=out)
    except SystemExit:
        pytest.fail(out.getvalue())


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_migration_imports_no_models(path):
    """A model changes; a migration must mean the same for ever."""
    wrong = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("suar.")
        and (node.module or "").endswith((".models", ".actions", ".queries", ".rules"))
    ]
    assert wrong == []


def test_a_migration_has_a_name_that_says_what_it_does():
    automatic = [str(p.relative_to(ROOT)) for p in FILES if "_auto_" in p.name]
    assert automatic == []
