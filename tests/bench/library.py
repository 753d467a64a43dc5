"""The part of docs/benchmarks.md on the statistics library: its bars beside the peers' times."""

from __future__ import annotations

import os
from pathlib import Path

from suar.measure.prevalence import timing
from tests.bench.sets import ROOT

DATA = Path(os.environ.get("SUAR_SHARED_DATA", str(ROOT.parent / "shared" / "data"))) / "mse"


def section() -> str:
    """Return the table of prevalence; without the reference tables, that it was not run."""
    text = ["\n## Prevalence, the library alone\n"]
    if not DATA.is_dir():
        text.append("Not measured here: the reference tables are not beside the checkout.")
        return "\n".join(text) + "\n"
    text += [
        "Seconds, best of three runs, one process. The peers' times are stored ones, taken under"
        " the load that stands with them; on the processor's clock they compare best.\n",
        "| what | limit | wall | processor | | R packages, stored |",
        "|---|---|---|---|---|---|",
    ]
    for x in timing.measured(DATA):
        met = "met" if x.wall <= x.limit else "**missed**"
        text.append(f"| {x.what} | {x.limit:g} | {x.wall:.3f} | {x.cpu:.2f} | {met} | {x.peers} |")
    return "\n".join(text) + "\n"
