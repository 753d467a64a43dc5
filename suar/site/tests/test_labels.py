"""What the log shows is said in words."""

from __future__ import annotations

import re
from pathlib import Path

import suar
from suar.site import labels

ROOT = Path(suar.__file__).parent
# Events of our own house that tell of no person: the pages of "who looked" never show them.
OF_THE_HOUSE = re.compile(
    r"^(accounts|network|api|jobs|documents/actions/numbers|notices/preferences)/"
)
WRITTEN = re.compile(r'audit\.\w+\(\s*[\w.()]+,\s*(?:verb=)?"([a-z_]+\.[a-z_.]+)"')
CHOSEN = re.compile(r'verb\s*=\s*"([a-z_]+\.[a-z_.]+)"(?: if [^\n]* else "([a-z_]+\.[a-z_.]+)")?')


def _written() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        if "/tests/" in place or OF_THE_HOUSE.match(place):
            continue
        text = path.read_text(encoding="utf-8")
        for groups in (*WRITTEN.findall(text), *CHOSEN.findall(text)):
            for verb in (groups,) if isinstance(groups, str) else filter(None, groups):
                found[verb] = place
    return found


def test_no_verb_that_tells_of_a_person_is_shown_as_code():
    written = _written()
    assert len(written) > 60  # the patterns still find what actions write
    assert {v: p for v, p in written.items() if v not in labels.VERB} == {
        "notice_preference.chosen": "notices/actions.py"  # a user's own choice
    }
