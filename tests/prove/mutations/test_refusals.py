"""Each refusal is taken away in turn: at least 95 of 100 are noticed, the others explained.

First the tests are asked that noticed the last time (``noticed.json``); for what they do not notice
all tests that come to the statement: of the same package in a run of a tenth, of all in a full one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.prove.mutations import own_tests
from tests.prove.mutations.counting import (
    HOW_MUCH,
    ROOT,
    explained,
    known,
    remember,
    some,
    write_down,
)
from tests.prove.mutations.refusals import Refusal, refusals

ENOUGH = 0.95


def test_refusals_that_are_gone_are_noticed(tmp_path: Path):
    found = some(refusals())
    said = asked_again(found, tmp_path)
    rest = [refusal for refusal in found if not noticed(said.get(refusal.name))]
    where = ["suar"] if HOW_MUCH == "full" else sorted({f"suar/{r.package}" for r in rest})
    if rest:
        said |= without_each(rest, where, tmp_path)
    remember({name: one["noticed_by"] for name, one in said.items() if noticed(one)})
    survivors = [name for name, one in said.items() if not noticed(one)]
    write_down("refusals", len(found), [f"{name} ({said[name]['why']})" for name in survivors])
    assert [name for name in survivors if not explained(name)] == []
    assert len(survivors) <= max(1, round((1 - ENOUGH) * len(found)))


def noticed(said: dict[str, Any] | None) -> bool:
    """Say whether a test noticed."""
    return bool(said and said["noticed_by"])


def asked_again(found: list[Refusal], place: Path) -> dict[str, Any]:
    """Take away what a test noticed the last time, and ask that test again."""
    before = known()
    tests = {r.name: before[r.name] for r in found if r.name in before}
    files = sorted({test.partition("::")[0] for test in tests.values()})
    files = [file for file in files if (ROOT / file).exists()]
    if not files:
        return {}
    again = [refusal for refusal in found if refusal.name in tests]
    return without_each(again, files, place, sorted(set(tests.values())))


def without_each(
    found: list[Refusal], where: list[str], place: Path, tests: list[str] | None = None
) -> dict[str, Any]:
    """Run the tests of some folders, or some of them, without each refusal; say who noticed."""
    asked, out = place / "asked.json", place / "said.json"
    asked.write_text(json.dumps({"refusals": [r.name for r in found], "tests": tests}))
    out.unlink(missing_ok=True)
    ended = own_tests.run("plugin", where, SUAR_MUTATE_ASKED=str(asked), SUAR_MUTATE_OUT=str(out))
    assert out.exists(), ended.stdout[-3000:] + ended.stderr[-3000:]
    return dict(json.loads(out.read_text()))
