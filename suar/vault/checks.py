"""System check: a model with sealed fields uses the guarded manager and orders by plain columns."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from suar.vault.fields import SealedField, SealedQuerySet


@register
def sealed_models_are_guarded(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Find sealed fields on models whose default manager would hand them out."""
    faults: list[CheckMessage] = []
    for model in apps.get_models():
        sealed = {f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)}
        if not sealed:
            continue
        if not isinstance(model._default_manager.get_queryset(), SealedQuerySet):
            faults.append(Error("use vault.SealedManager as `objects`", obj=model, id="vault.E001"))
        if sealed & {str(name).lstrip("-") for name in model._meta.ordering or ()}:
            faults.append(Error("no ordering by a sealed field", obj=model, id="vault.E002"))
    return faults
