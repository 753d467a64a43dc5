"""Every code of refusal is raised somewhere and has its sentence in both languages."""

import re

import pytest
from django.utils import translation

from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.ui import refusals
from tests.support.tree import modules


def used() -> set[str]:
    """Return the codes named in code that decides (not where their sentence is given)."""
    found: set[str] = set()
    for module in modules():
        if module.name in {"suar.kit.reasons", "suar.ui.refusals"}:
            continue
        if module.path.name in {
            "apps.py",
            "labels.py",
            "refusals.py",
            "sentences.py",
            "shell.py",
        }:
            continue
        found |= set(re.findall(r"\b(?:Reason|R)\.([A-Z][A-Z0-9_]+)", module.source))
    return found


def test_every_reason_is_raised_somewhere():
    assert sorted({r.name for r in Reason} - used()) == []


def test_every_reason_has_its_sentence():
    missing = [reason.name for reason in refusals.without_sentence()]
    assert missing == [], "refusals.add({Reason.X: _(…)}) in AppConfig.ready()"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sentence_is_a_sentence(language):
    missing = set(refusals.without_sentence())
    with translation.override(language):
        words = {r: refusals.sentence(Because(r)) for r in Reason if r not in missing}
    assert {r.name: w for r, w in words.items() if len(w) <= 8 or w[-1] not in ".?!"} == {}
