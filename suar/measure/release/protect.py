"""Make a table fit to be released: hide what is small, then what would give it away.

A new public table is set against everything that was released before it, public tables and those of
named audiences alike (data-and-statistics.md §8). What was released cannot be taken back, so only
cells of the new table are hidden. Hidden cells only ever add to what the attacker must admit, so
each target is cleared once and the work ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from suar.measure.release import attack, knowledge, universe
from suar.measure.release.attack import Doubts, Exposure, Told
from suar.measure.release.codes import Audience, Fault, Refused, Shown
from suar.measure.release.published import Figure, Place, Published, only_the_small_hidden
from suar.measure.release.table import Snapshot, Spec

AT_A_TIME = 12  # exposures looked at before cells are hidden and the attack goes on


@dataclass(frozen=True)
class Verdict:
    """What an attack on a set of tables found: how many targets were tried, how many were told."""

    tried: int
    told: tuple[Exposure, ...]

    @property
    def safe(self) -> bool:
        """Return whether nothing was told."""
        return not self.told


def attacked(
    tables: Sequence[Published], snapshots: Sequence[Snapshot], *, progress: Told | None = None
) -> Verdict:
    """Attack a set of tables with all their cells together.

    Args:
        tables: what the attacker has read; tables of one collection.
        snapshots: the rows behind them, by age; ``Published.snapshot`` numbers them.
        progress: told (cleared, in all); may raise to cancel.

    Raises:
        Refused: ``too_large_to_check``.
    """
    if not tables:
        return Verdict(0, ())
    told, doubts = _attack(tables, snapshots, progress, most=None)
    return Verdict(len(doubts.targets), tuple(told))


def protected(
    spec: Spec,
    snapshots: Sequence[Snapshot],
    *,
    earlier: Sequence[Published] = (),
    progress: Told | None = None,
) -> Published:
    """Return the public table ``spec`` of the newest snapshot with all that must be hidden hidden.

    Args:
        spec: the table.
        snapshots: the rows as they stood for each table of ``earlier``, by age; the last is now.
        earlier: all tables of this collection released before: public ones, and those handed to a
            named audience, whose readers can subtract them from the public ones.
        progress: told (cleared, in all); may raise to cancel.

    Returns:
        The table; each small count is shown as "<11", and no small count of any margin of the
        dimensions that the tables tell apart can be told from all of them together. What the named
        tables tell by themselves is not counted: their readers were given it.

    Raises:
        Refused: ``earlier_releases_disclose`` where hiding cells of the new table cannot help,
            ``too_large_to_check``, ``unknown_code``, ``overlapping_groups``, ``too_many_axes``.
    """
    now = len(snapshots) - 1
    counts = snapshots[now].count(spec)
    table = only_the_small_hidden(spec, counts, snapshot=now)
    tables = [*earlier, table]
    parts = universe.build(snapshots, tables)
    found = knowledge.groups(parts, tables)
    doubts = Doubts(attack.targets(parts, knowledge.known(parts, found, tables)))
    _leave_out_what_named_readers_were_given(parts, found, earlier, doubts)
    while True:
        known = knowledge.known(parts, found, [*earlier, table])
        told = attack.exposures(known, doubts, progress=progress, most=AT_A_TIME)
        if not told:
            return table
        table = _hide(table, known, told, counts, own=len(earlier))


def _attack(
    tables: Sequence[Published],
    snapshots: Sequence[Snapshot],
    progress: Told | None,
    most: int | None,
) -> tuple[list[Exposure], Doubts]:
    parts = universe.build(snapshots, tables)
    found = knowledge.groups(parts, tables)
    known = knowledge.known(parts, found, tables)
    doubts = Doubts(attack.targets(parts, known))
    return attack.exposures(known, doubts, progress=progress, most=most), doubts


def _leave_out_what_named_readers_were_given(
    parts: universe.Universe, found: knowledge.Groups, earlier: Sequence[Published], doubts: Doubts
) -> None:
    """Clear what the named tables tell without the new one; that hiding could not mend it.

    Public tables were checked when they were released, so what all earlier tables together tell
    was handed to somebody on purpose.
    """
    if all(table.audience is Audience.PUBLIC for table in earlier):
        return
    before = knowledge.known(parts, found, earlier)
    alone = Doubts(doubts.open())
    doubts.cleared.update(exposure.target for exposure in attack.exposures(before, alone))


def _hide(
    table: Published,
    known: knowledge.Knowledge,
    told: Sequence[Exposure],
    counts: Mapping[Place, int],
    *,
    own: int,
) -> Published:
    """Hide, for each exposure, the cheapest cell of the table that helps to tell it."""
    figures = dict(table.figures)
    chosen: set[Place] = set()
    for exposure in told:
        places = {
            source.place
            for n in exposure.because
            for source in known.sources[n]
            if source.table == own and table.figures[source.place].shown is Shown.EXACT
        }
        if not places:
            return _withheld(table)
        if not places & chosen:
            chosen.add(min(places, key=lambda place: _cost(place, counts)))
    merged = any(figure.shown is Shown.WITHHELD for figure in figures.values())
    for place in chosen:
        figures[place] = Figure(Shown.WITHHELD if merged else Shown.HIDDEN)
    return replace(table, figures=figures)


def _withheld(table: Published) -> Published:
    """Say no longer which cells are small and which hidden: that itself told too much.

    Of a February hidden as "eleven or more" and a known sum of twenty with March, March is nine at
    the most.

    Raises:
        Refused: ``earlier_releases_disclose`` if the table says no more than that already.
    """
    gaps = {place for place, figure in table.figures.items() if figure.shown is not Shown.EXACT}
    if all(table.figures[place].shown is Shown.WITHHELD for place in gaps):
        raise Refused(
            Fault.EARLIER_RELEASES,
            "What was released before already tells a small count of this table.",
        )
    withheld = dict.fromkeys(gaps, Figure(Shown.WITHHELD))
    return replace(table, figures={**table.figures, **withheld})


def _cost(place: Place, counts: Mapping[Place, int]) -> tuple[int, int, str]:
    """Inner cells before margins, small counts before large ones; the place makes it lasting."""
    return sum(label is None for label in place), counts[place], repr(place)
