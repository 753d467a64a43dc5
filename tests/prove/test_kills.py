"""kill -9 in the middle of writing: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.prove.conftest import times
from tests.prove.processes import (
    Child,
    Examiner,
    Installation,
    Nursery,
    faults_of,
    job_of,
    new_form,
)

KILLS = 150
WRITERS = 2  # each form goes to both, as when a person presses twice
FORMS = 30  # on their way at any time
ROWS = list(range(1, 21))  # of each long job, see programs/stage.py


@dataclass
class Desk:
    """Keeps sending a form until it is acknowledged, as a browser does that got no answer."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)

    def waiting(self) -> list[str]:
        """Return the forms on their way, filled up with new ones."""
        waiting = sorted(self.sent - self.acknowledged)
        fresh = [str(new_form()) for _ in range(FORMS - len(waiting))]
        self.sent.update(fresh)
        return waiting + fresh

    def hear(self, lines: Iterable[str]) -> None:
        """Take in what a program said before its end."""
        for line in lines:
            match line.split():
                case ["ok", "take", form]:
                    self.acknowledged.add(form)
                case ["trouble", "busy" | "away", _form]:
                    pass  # it will be sent again
                case _:
                    raise AssertionError(f"a writer said: {line}")


def one_round(nursery: Nursery, desk: Desk, chance: random.Random) -> int:
    """Let writers and the worker run for a moment, kill them all; returns how many."""
    programs = [Child(nursery, "writer") for _ in range(WRITERS)] + [Child(nursery, "work")]
    try:
        for program in programs:
            assert program.line() == "ready"
        forms = desk.waiting()
        for writer in programs[:WRITERS]:
            writer.ask(*(f"take {form}" for form in chance.sample(forms, len(forms))))
        time.sleep(chance.uniform(0.02, 1.5))
        chance.shuffle(programs)
    finally:
        for program in programs:
            program.kill()
    for program in programs:
        desk.hear(program.lines_now())
    return len(programs)


def finish(nursery: Nursery, place: Installation, desk: Desk, examiner: Examiner) -> dict:
    """Send what is left and let the worker end its jobs; returns the last facts."""
    with Child(nursery, "writer") as writer:
        writer.ask(*(f"take {form}" for form in sorted(desk.sent - desk.acknowledged)))
        writer.end()
        desk.hear(writer.lines_now())
    ends = time.monotonic() + 600
    with Child(nursery, "work"):
        while True:
            facts = examiner.look(place.folder, open_all=False)
            if set(facts["jobs"].values()) == {"done"}:
                return examiner.look(place.folder)
            assert time.monotonic() < ends, facts["jobs"]
            time.sleep(2)


def test_writers_and_worker_are_killed_and_nothing_is_lost_or_doubled(
    installation: Installation,
) -> None:
    desk, chance, kills, unheard = Desk(), random.Random(5), 0, 0
    with Examiner(installation, "examine") as examiner, Nursery(installation) as nursery:
        while kills < times(KILLS):
            kills += one_round(nursery, desk, chance)
            facts = examiner.look(installation.folder, open_all=False)
            assert faults_of(facts, acknowledged=desk.acknowledged, sent=desk.sent) == []
            unheard += len(set(facts["reports"]) - desk.acknowledged)
        facts = finish(nursery, installation, desk, examiner)
    assert faults_of(facts, acknowledged=desk.acknowledged, sent=desk.sent) == []
    assert desk.acknowledged == desk.sent == set(facts["reports"])
    assert sorted(facts["jobs"]) == sorted(job_of(form) for form in desk.sent)
    assert all(sorted(facts["counted"][job]) == ROWS for job in facts["jobs"])
    assert facts["taken_up_again"] > 0, "no kill met the worker at work: this proves too little"
    assert unheard > 0 or times(KILLS) < KILLS, "no kill fell between a commit and its answer"
