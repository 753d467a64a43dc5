"""The command line: arguments in, a page of text or JSON out; 0 when done, 2 when refused."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from suar.measure import prevalence
from suar.measure.prevalence.wording import page

REFUSED = 2


class Parser(argparse.ArgumentParser):
    """A parser whose faults are refusals like any other."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed."""
        raise prevalence.Refused(prevalence.Fault.BAD_ARGUMENT, message)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    as_json = "--json" in arguments
    try:
        asked = _parser().parse_args(arguments)
        result = _run(asked)
        _report(asked, result)
    except prevalence.Refused as refusal:
        if as_json:
            _write(json.dumps({"error": refusal.as_dict()}, ensure_ascii=False))
        else:
            sys.stderr.write(_one_line(refusal) + "\n")
        return REFUSED
    if as_json:
        _write(json.dumps(result.as_dict(), ensure_ascii=False, allow_nan=False, indent=1))
    else:
        _write(page(result))
    return 0


def _run(asked: argparse.Namespace) -> prevalence.Result:
    table = prevalence.read(asked.file, count=asked.count)
    chosen: dict[str, Any] = {}
    if asked.resamples is not None:
        rows = prevalence.read_resamples(asked.resamples, table)
        chosen = {"resamples": rows, "nboot": len(rows)}
    if asked.nboot is not None:
        chosen["nboot"] = asked.nboot
    same = ("max_order", "model", "pthresh", "ntop", "grid", "chains", "level", "seed", "force")
    options = prevalence.Options(
        method=prevalence.Method(asked.method),
        sensitivity=not asked.no_sensitivity,
        **{name: getattr(asked, name) for name in same},
        **chosen,
    )
    return prevalence.estimate(table, options)


def _report(asked: argparse.Namespace, result: prevalence.Result) -> None:
    if asked.report is None:
        return
    text = prevalence.report(result, prevalence.Language(asked.language))
    try:
        Path(asked.report).write_text(text, encoding="utf-8")
    except OSError as error:
        raise prevalence.Refused(
            prevalence.Fault.BAD_ARGUMENT, f"the report cannot be written: {error.strerror}"
        ) from error


def _parser() -> Parser:
    parser = Parser(prog="python -m suar.measure", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    add = commands.add_parser(
        "prevalence",
        allow_abbrev=False,
        help="how many are never seen, from lists that overlap",
        description="Estimate how many there are in all, seen and unseen, from a CSV file with one"
        " 0/1 column per list and a column of counts (or columns person and list).",
    ).add_argument
    add("file", metavar="FILE.csv", help="the table")
    add("--count", default="count", metavar="COLUMN", help="the column of counts")
    add("--method", default="auto", choices=[m.value for m in prevalence.Method])
    add("--max-order", type=int, default=2, metavar="K", help="largest term of bic and average")
    add("--model", metavar="BRACKETS", help='the model of the method fixed, as "[12,3]"')
    add("--pthresh", type=float, default=0.02, metavar="P", help="threshold of stepwise")
    add("--ntop", type=int, default=100, metavar="N", help="models that compete in a resample")
    add("--grid", type=int, metavar="M", help="most unseen that decomposable looks at")
    add("--chains", type=int, default=4, metavar="N", help="chains of latent_class")
    add("--nboot", type=int, metavar="N", help="resamples; 1000 if not said, 0 for no interval")
    add("--resamples", metavar="FILE", help="resamples to use: a row each, cells as in FILE.csv")
    add("--level", type=float, default=0.95, metavar="L", help="level of the intervals")
    add("--seed", type=int, default=1, metavar="S", help="seed of all draws")
    add("--force", metavar="REASON", help="show a headline that would be withheld, and say why")
    add("--no-sensitivity", action="store_true", help="the named method alone, without the panel")
    add("--report", metavar="FILE.html", help="write a page in plain words, with figures, too")
    add(
        "--language", default="en", choices=[x.value for x in prevalence.Language], help="its words"
    )
    add("--json", action="store_true", help="everything, as JSON")
    return parser


def _one_line(refusal: prevalence.Refused) -> str:
    place = [f"row {refusal.row}"] if refusal.row is not None else []
    place += [f"column {refusal.column}"] if refusal.column is not None else []
    where = f" ({', '.join(place)})" if place else ""
    return f"{refusal.code.value}: {' '.join(refusal.message.split())}{where}"


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
