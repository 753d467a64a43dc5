"""Days and moments have one shape each: templates show them by ``suar.ui.moments``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "suar").glob("*/templates/**/*.html"))
RAW = re.compile(r"\|\s*(date|time|naturalday|naturaltime)\b|{%\s*now\b|{%\s*localize\b")
OURS = re.compile(r"\|(day|weekday|moment|clock|iso)\b")


def test_there_are_templates_to_look_at():
    assert len(TEMPLATES) > 50


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_template_shapes_a_date_by_itself(path):
    text = path.read_text(encoding="utf-8")
    assert not RAW.findall(text), "use day, weekday, moment, clock or iso (suar/ui/moments.py)"
    if OURS.search(text):
        assert re.search(r"{% load [^%]*suar_ui", text), "a filter of suar_ui without its load"
