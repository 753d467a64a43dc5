"""The library's part of the page says what was met, what was missed and what was not run."""

from pathlib import Path

from suar.measure.prevalence.timing import Timed
from tests.bench import library


def test_without_the_reference_tables_nothing_is_measured(monkeypatch):
    monkeypatch.setattr(library, "DATA", Path("/nowhere"))
    assert "Not measured here" in library.section()


def test_each_line_says_whether_its_limit_was_met(monkeypatch, tmp_path):
    rows = [Timed("quick", 1.0, 0.5, 0.4, "peer 9 s"), Timed("slow", 1.0, 1.5, 1.4, "")]
    monkeypatch.setattr(library, "DATA", tmp_path)
    monkeypatch.setattr(library.timing, "measured", lambda folder: iter(rows))
    text = library.section()
    assert "| quick | 1 | 0.500 | 0.40 | met | peer 9 s |" in text
    assert "| slow | 1 | 1.500 | 1.40 | **missed** |  |" in text
