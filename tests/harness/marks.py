"""Ids and codes of other houses: lists show codes and initials, so canaries alone do not tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from suar.cases.models import Referral
from suar.policy import rls
from suar.store.postgresql import roles
from tests.harness.cells import Answer
from tests.harness.world import LETTERS, World

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CODES = ("code", "number")  # fields by which people call a row


@cache
def of_others(world: World, letter: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return (ids, codes) of all rows that a house must not be shown."""
    strangers = [world[other].organisation.pk for other in LETTERS if other != letter]
    ids: set[str] = set()
    codes: set[str] = set()
    with roles.as_owner():
        for model, form in rls.protected_models():
            if form == "shared" or "organisation_id" not in _columns(model):
                continue
            _note(model._base_manager.filter(organisation_id__in=strangers), ids, codes)
        _note(Referral.objects.filter(receiver_id__in=strangers), ids, codes)
    for other in LETTERS:
        if other != letter:
            ids |= {str(user.pk) for user in world[other].users.values()}
    mine = set() if letter not in LETTERS else _own(world, letter)
    return frozenset(ids), frozenset(codes - mine)


def _columns(model: Any) -> set[str]:
    return {field.column for field in model._meta.concrete_fields}


def _note(rows: Any, ids: set[str], codes: set[str]) -> None:
    names = [name for name in CODES if name in _columns(rows.model)]
    for pk, *said in rows.values_list("pk", *names):
        ids.add(str(pk))
        codes |= {code for code in said if isinstance(code, str) and len(code) > 5}


def _own(world: World, letter: str) -> set[str]:
    """Return the own codes: houses count their letters alike."""
    mine: set[str] = set()
    with roles.as_owner():
        for model, _form in rls.protected_models():
            if "organisation_id" in _columns(model):
                rows = model._base_manager.filter(organisation_id=world[letter].organisation.pk)
                _note(rows, set(), mine)
    return mine


def shown(answer: Answer, world: World, letter: str) -> set[str]:
    """Return the ids and codes of other houses that an answer carries."""
    ids, codes = of_others(world, letter)
    text = answer.everything()
    return (set(UUID.findall(text)) & ids) | {code for code in codes if code in text}
