"""The work in the background: point and panel first, then the interval, then the groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import suar.jobs as jobs
from suar.jobs.run import FailedError
from suar.kit import clock
from suar.measure import prevalence
from suar.measure.prevalence import Method, Options, Refused, Result, Table
from suar.statistics import actions, keeping, labels, reading, scope
from suar.statistics.models import Estimate

OWN_INTERVAL = frozenset({Method.DECOMPOSABLE, Method.LATENT_CLASS})
MARKS = 50  # times at most that one table's progress is written


def _page(estimate_id: UUID) -> str:
    return reverse("statistics:estimate", args=[estimate_id])


@jobs.register(
    actions.COMPUTE,
    label=_("Computing of an estimate"),
    messages={
        **labels.FAILED,
        "first": _("The estimate is known; its range is being computed."),
        "groups": _("The groups are being computed."),
    },
    result_url=_page,
)
def compute(run: jobs.Run, estimate_id: UUID) -> None:
    """Compute an estimate. Taken up again after a break it begins anew: nothing is added up."""
    row = scope.get(estimate_id, run.actor)
    taken = reading.kept(row.table or {}, row.sha256)
    options = options_of(row)
    told = Told(run, parts=1 + len(taken.groups), whole=options.nboot or options.sweeps)
    first = _first(taken.table, options)
    result = first if _is_all(first, options) else None
    if result is None:
        _keep(run, row, first, [], complete=False)
        run.advance(message="first")
        result = _estimated(taken.table, options, told.of(0))
    groups = []
    if taken.groups:
        run.advance(message="groups")
    for number, group in enumerate(taken.groups, start=1):
        groups.append(_of_group(group, options, told.of(number)))
    with run.finish(result_id=row.pk):
        _keep(run, row, result, groups, complete=True)


def options_of(row: Estimate) -> Options:
    """Return the options as the library takes them."""
    return Options(
        **{**row.options, "method": Method(row.options["method"])}, force=row.force or None
    )


def _first(table: Table, options: Options) -> Result:
    """Return the point and the panel; a method with an interval of its own is whole at once."""
    return _estimated(table, replace(options, nboot=0), None)


def _is_all(first: Result, options: Options) -> bool:
    return bool(first.withheld) or not options.nboot or first.method in OWN_INTERVAL


def _estimated(
    table: Table, options: Options, told: Callable[[int, int], None] | None
) -> Result:  # fmt: skip
    try:
        return prevalence.estimate(table, options, told)
    except Refused as refused:
        raise FailedError(refused.code.value) from refused


def _of_group(
    group: reading.Group, options: Options, told: Callable[[int, int], None]
) -> dict[str, Any]:
    """Return what one group gives: its result, or the code of why there is none."""
    found: dict[str, Any] = {"name": group.name, "result": None, "fault": group.fault}
    if group.table is not None:
        try:
            result = prevalence.estimate(group.table, replace(options, force=None), told)
            found["result"] = keeping.kept(replace(result, draws=None))
        except Refused as refused:
            found["fault"] = refused.code.value
    return found


def _keep(
    run: jobs.Run, row: Estimate, result: Result, groups: list[dict[str, Any]], *, complete: bool
) -> None:
    actions.keep(
        estimate_id=row.pk, result=keeping.kept(result), groups=groups, complete=complete,
        by=run.actor, at=clock.now(),
    )  # fmt: skip


@dataclass
class Told:
    """Writes how far the work is, seldom, and stops it where somebody asked to."""

    run: jobs.Run
    parts: int
    whole: int

    def of(self, part: int) -> Callable[[int, int], None]:
        """Return what the library tells of one of the tables."""
        seen = -1

        def told(done: int, of: int) -> None:
            nonlocal seen
            if (mark := MARKS * done // max(of, 1)) == seen:
                return
            seen = mark
            reached = self.whole * part + self.whole * done // max(of, 1)
            self.run.advance(by=reached - self.run.done, total=self.whole * self.parts)
            self.run.stop_if_cancelled()

        return told
