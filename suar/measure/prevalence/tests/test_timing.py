"""The table of times is printed with its limits and, where they are stored, the peers' times."""

from suar.measure.prevalence import timing


def test_each_line_names_the_work_its_limit_and_its_time(shared_data, monkeypatch, capsys):
    monkeypatch.setattr(timing, "best_of", lambda work: (0.125, 0.0625))
    timing.main(shared_data / "mse")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    assert all("0.125" in line for line in lines[1:])
    for peer, count in (("MultipleSystemsEstimation", 4), ("dga", 1), ("LCMCR", 1)):
        assert sum(peer in line for line in lines) == count


def test_the_best_of_some_runs_is_taken():
    runs = []
    wall, _ = timing.best_of(lambda: runs.append(1))
    assert len(runs) == timing.RUNS
    assert wall < 1
