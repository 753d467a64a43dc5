"""First migrations that are folded say the same in fewer steps."""

from django.db import models
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RunSQL,
)

from suar.store.folding import folded

KEY = ("id", models.BigAutoField(primary_key=True))


def to(name):
    return models.ForeignKey(name, models.CASCADE)


def test_an_operation_of_another_kind_leaves_all_as_they_are():
    given = [CreateModel("A", [KEY]), RunSQL("SELECT 1")]
    assert folded(given, "app") == given


def test_two_tables_that_refer_to_each_other_stay_as_they_are():
    given = [
        CreateModel("A", [KEY]), CreateModel("B", [KEY, ("a", to("app.a"))]),
        AddField("A", "b", to("app.b")),
    ]  # fmt: skip
    assert folded(given, "app") == given


def test_fields_indexes_and_constraints_stand_in_their_table_and_tables_in_order():
    given = [
        CreateModel("A", [KEY]),
        CreateModel("B", [KEY, ("other", to("elsewhere.thing")), ("again", to("app.b"))]),
        AddField("A", "b", to("app.b")),
        AddIndex("A", models.Index(fields=["b"], name="by_b")),
        AddConstraint("A", models.UniqueConstraint(fields=["b"], name="one_b")),
    ]
    found = folded(given, "app")
    assert [op.name for op in found] == ["B", "A"]
    assert [name for name, _field in found[1].fields] == ["id", "b"]
    assert [index.name for index in found[1].options["indexes"]] == ["by_b"]
    assert [constraint.name for constraint in found[1].options["constraints"]] == ["one_b"]
    assert given[0].options == {}, "what was given stays as it was"
