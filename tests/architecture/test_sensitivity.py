"""Every stored field has a class: open, operational, personal or secret."""

import pytest
from django.apps import apps
from django.db import models

from suar.config.sensitivity import THIRD_PARTY
from suar.kit.sensitivity import Sensitivity
from suar.store.models import classes_of

OURS = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("suar.")]
THEIRS = [m for m in apps.get_models(include_auto_created=True) if m not in OURS]
TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def columns(model: type[models.Model]) -> list[str]:
    return [f.name for f in model._meta.get_fields() if getattr(f, "column", None)]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_field_of_ours_is_classed(model):
    if model._meta.auto_created:
        return  # a join table holds two ids; its ends are classed
    classes = classes_of(model)
    unclassed = [name for name in columns(model) if name not in classes]
    assert unclassed == [], f"{model._meta.label}: class them in `classes`"
    assert all(isinstance(c, Sensitivity) for c in classes.values())


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_class_names_a_field_that_exists(model):
    known = {f.name for f in model._meta.get_fields()}
    known |= {f.attname for f in model._meta.concrete_fields}
    own = model.__dict__.get("classes", {})
    stale = [n for n in own if n not in known and n != "organisation"]
    assert stale == []


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_secret_field_is_sealed_and_a_plain_one_is_not(model):
    """`secret` means sealed: a plain column must not carry the class, nor a sealed one lack it."""
    classes = classes_of(model)
    for field in model._meta.concrete_fields:
        sealed = getattr(field, "sensitivity", None) is Sensitivity.SECRET
        if classes.get(field.name) is Sensitivity.SECRET:
            assert sealed or isinstance(field, models.BinaryField), field
        if sealed:
            assert classes[field.name] is Sensitivity.SECRET, field


@pytest.mark.parametrize("model", THEIRS, ids=lambda m: m._meta.label)
def test_every_third_party_field_is_classed(model):
    classes = THIRD_PARTY.get(model._meta.label_lower)
    if model._meta.auto_created:
        return
    assert classes is not None, f"{model._meta.label}: class it in suar/config/sensitivity.py"
    assert [name for name in columns(model) if name not in classes] == []


def test_no_class_is_kept_for_a_model_that_is_gone():
    known = {m._meta.label_lower for m in THEIRS} | {"django_tasks_database.dbtaskresult"}
    assert sorted(set(THIRD_PARTY) - known) == []


def test_no_field_fills_its_own_time():
    """Time is passed in: `auto_now` would hide a second clock."""
    filled = [
        f"{m._meta.label}.{f.name}"
        for m in OURS
        for f in m._meta.concrete_fields
        if getattr(f, "auto_now", False) or getattr(f, "auto_now_add", False)
    ]
    assert filled == []
