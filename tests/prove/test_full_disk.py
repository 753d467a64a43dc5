"""The disk is full: a clear answer, nothing acknowledged lost, and on it goes with room."""

from __future__ import annotations

from pathlib import Path

from tests.prove.conftest import times
from tests.prove.processes import Examiner, Installation, Program, faults_of, new_form
from tests.prove.test_repeated_forms import story_of
from tests.prove.web import Browser, WebServer, free_port, sign_in

FILLINGS = 20
PASSING = (["trouble", "full"], ["trouble", "away"])


def forms(count: int) -> list[str]:
    return [str(new_form()) for _ in range(count)]


def answers(writer: Program, orders: list[str]) -> list[list[str]]:
    writer.ask(*(f"take {form}" for form in orders))
    return [writer.line().split() for _ in orders]


def watched(place: Installation, recorder: Path, full: Path) -> dict[str, str]:
    """Return the environment in which nothing can grow while the file ``full`` exists."""
    return {
        "LD_PRELOAD": str(recorder),
        "PROVE_FOLDER": str(place.folder),
        "PROVE_FULL": str(full),
    }


def test_a_person_is_told_that_there_is_no_room(
    installation: Installation, recorder: Path, tmp_path: Path
) -> None:
    full, port, cookies = tmp_path / "full", free_port(), sign_in(installation)
    sent, statuses = forms(12), []
    with WebServer(installation, port, **watched(installation, recorder, full)):
        browser = Browser(cookies, port)
        assert browser.take(sent[0], story_of(sent[0])) == (302, f"/intake/{sent[0]}/")
        full.touch()
        for form in sent[1:]:
            statuses.append(browser.take(form, story_of(form))[0])
        full.unlink()
        for form in sent:
            assert browser.take(form, story_of(form)) == (302, f"/intake/{form}/")
    assert set(statuses) <= {302, 503, 507}
    assert set(statuses) & {503, 507}, "the disk was never full: the proof proves nothing"
    with Examiner(installation, "examine") as examiner:
        facts = examiner.look(installation.folder)
    assert facts["damage"] == facts["closed_books"] == facts["without_key"] == []
    assert sorted(facts["reports"]) == sorted(sent)
    assert set(facts["taken"].values()) == {1}


def test_a_full_disk_loses_nothing_and_is_said_clearly(
    installation: Installation, recorder: Path, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    sent: set[str] = set()
    acknowledged: set[str] = set()
    troubles = 0
    with Program(installation, "writer", **watched(installation, recorder, full)) as writer:
        for _filling in range(times(FILLINGS)):
            served, refused = forms(4), forms(6)
            sent.update(served + refused)
            assert answers(writer, served) == [["ok", "take", form] for form in served]
            acknowledged.update(served)
            full.touch()
            for answer in answers(writer, refused):
                # room that the log left may still take a form; any other answer is a fault
                # ("away": SQLite cannot make the file that it needs before it writes).
                assert answer[:2] in (["ok", "take"], *PASSING), answer
                troubles += answer[:2] == ["trouble", "full"]
                acknowledged.update(answer[2:] if answer[0] == "ok" else [])
            full.unlink()
            assert answers(writer, refused) == [["ok", "take", form] for form in refused]
            acknowledged.update(refused)
        assert writer.end() == 0
    assert troubles > 0, "the disk was never full: the proof proves nothing"
    with Examiner(installation, "examine") as examiner:
        facts = examiner.look(installation.folder)
    assert faults_of(facts, acknowledged=acknowledged, sent=sent) == []
    assert acknowledged == sent == set(facts["reports"])
