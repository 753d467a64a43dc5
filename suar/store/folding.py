"""First migrations that run fast: tables are made whole, each after those it refers to.

Django's own command makes tables first and adds foreign keys, constraints and indexes one by one;
on every such step of a fresh installation it renders the models anew. Here they are folded into
the tables, which are put in order. Later migrations of an app are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

FOLDABLE = (CreateModel, AddField, AddIndex, AddConstraint)


def folded(operations: Sequence[Operation], app_label: str) -> list[Operation]:
    """Return the operations of an app's first migration, folded; as they are where that fails.

    It fails where two tables refer to each other, or where an operation is of another kind.
    """
    if not all(isinstance(op, FOLDABLE) for op in operations):
        return list(operations)
    tables = {op.name_lower: _copy(op) for op in operations if isinstance(op, CreateModel)}
    for op in operations:
        if isinstance(op, AddField):
            tables[op.model_name_lower].fields.append((op.name, op.field))
        elif isinstance(op, AddIndex):
            tables[op.model_name_lower].options.setdefault("indexes", []).append(op.index)
        elif isinstance(op, AddConstraint):
            options = tables[op.model_name_lower].options
            options.setdefault("constraints", []).append(op.constraint)
    ordered = _in_order(tables, app_label)
    return list(operations) if ordered is None else list(ordered)


def _copy(op: CreateModel) -> CreateModel:
    options = {k: list(v) if isinstance(v, list) else v for k, v in op.options.items()}
    return CreateModel(op.name, list(op.fields), options, op.bases, op.managers)


def _in_order(tables: dict[str, CreateModel], app_label: str) -> list[CreateModel] | None:
    """Put each table after those it refers to; None where that cannot be."""
    waiting, ordered = dict(tables), []
    while waiting:
        ready = [
            name
            for name, table in waiting.items()
            if not set(_refers_to(table, app_label)) & (waiting.keys() - {name})
        ]
        if not ready:
            return None
        ordered += [waiting.pop(name) for name in ready]
    return ordered


def _refers_to(table: CreateModel, app_label: str) -> Iterator[str]:
    """Yield the tables of the same app to which a table's foreign keys lead."""
    for _name, field in table.fields:
        for target in _targets(field):
            label, _, name = target.lower().partition(".")
            if label == app_label and name:
                yield name


def _targets(field: Any) -> Iterable[str]:
    related = getattr(field, "remote_field", None)
    if related is None:
        return ()
    found = (related.model, getattr(related, "through", None))
    return [t if isinstance(t, str) else t._meta.label for t in found if t is not None]
