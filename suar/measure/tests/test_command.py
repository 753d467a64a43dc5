"""The command: what it refuses and how, then what it gives."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from suar.measure import prevalence
from suar.measure.command import main
from suar.measure.prevalence.wording import page

ROOT = Path(__file__).resolve().parents[3]
GOOD = "A,B,C,count\n1,0,0,120\n0,1,0,90\n0,0,1,70\n1,1,0,30\n1,0,1,25\n0,1,1,20\n1,1,1,9\n"
APART = "A,B,C,count\n1,0,0,203\n0,1,0,194\n1,1,0,3\n0,0,1,184\n1,1,1,34\n"
KEYS = [
    "estimate", "dark_figure", "interval", "interval_conditional", "method", "model",
    "minus_infinity_terms", "models", "sensitivity", "diagnostics", "warnings", "assumptions",
    "provenance",
]  # fmt: skip


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(GOOD)
    return path


def run(capsys, *arguments):
    code = main(["prevalence", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def refusal(capsys, *arguments):
    code, out, err = run(capsys, *arguments, "--json")
    assert code == 2
    assert err == ""
    error = json.loads(out)["error"]
    assert list(error) == ["code", "message", "row", "column"]
    return error["code"], error["row"], error["column"]


@pytest.mark.parametrize(
    "wrong",
    [["--foo"], ["--nboot", "many"], ["--nboot", "-1"], ["--method", "guess"], ["--level", "nan"],
     ["--method", "fixed"], ["--model", "[19]"], ["--force", ""], ["--seed", "-3"],
     ["--max-order", "0"], ["--method", "chapman"], ["--resamples", "/nowhere"],
     ["--grid", "0"], ["--chains", "0"], ["--ntop", "0"], ["--language", "fr"],
     ["--report", "/nowhere/page.html", "--nboot", "0"]],
)  # fmt: skip
def test_what_is_typed_wrong_is_refused(capsys, table, wrong):
    assert refusal(capsys, table, *wrong) == ("bad_argument", None, None)


def test_no_file_and_no_command_are_refused(capsys, tmp_path):
    assert refusal(capsys, tmp_path / "none.csv")[0] == "bad_argument"
    assert refusal(capsys)[0] == "bad_argument"
    assert main(["census", "--json"]) == 2
    assert main([]) == 2


def test_a_fault_in_the_file_is_told_with_row_and_column(capsys, table):
    table.write_text(GOOD.replace("0,1,0,90", "0,1,0,-9"))
    assert refusal(capsys, table) == ("bad_count", 2, "count")
    assert refusal(capsys, table, "--count", "cases") == ("missing_count", None, "cases")


def test_without_json_a_refusal_is_one_line_on_stderr(capsys, table):
    table.write_text(GOOD.replace("0,1,0,90", "0,1,0,-9"))
    code, out, err = run(capsys, table)
    assert (code, out) == (2, "")
    assert err.startswith("bad_count: ")
    assert err.endswith(" (row 2, column count)\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("model", "code"), [("[12,3]", "mle_not_exist"), ("[12,13,23]", "not_identifiable")]
)
def test_a_fixed_model_without_an_estimate_is_refused(capsys, table, model, code):
    table.write_text("A,B,C,count\n1,0,0,40\n0,1,0,30\n0,0,1,20\n1,1,0,6\n")
    assert refusal(capsys, table, "--method", "fixed", "--model", model) == (code, None, None)


def test_resamples_of_another_table_are_refused(capsys, table, tmp_path):
    rows = tmp_path / "rows.csv"
    for content, row in (
        ("1,2,3\n", 1),
        ("1,2,3,4,5,6,7\n1,2,3,4,5,6,x\n", 2),
        ("0,0,0,0,0,0,0\n", 1),
        ("h100,h010,h001,h110,h101,h011,h111\n", None),
        ("h010,h100,h001,h110,h101,h011,h111\n1,2,3,4,5,6,7\n", None),
    ):
        rows.write_text(content)
        assert refusal(capsys, table, "--resamples", rows) == ("bad_argument", row, None)


def test_a_withheld_headline_is_no_fault(capsys, table):
    table.write_text(APART)
    code, out, _ = run(capsys, table, "--nboot", 20, "--json")
    said = json.loads(out)
    assert code == 0
    assert said["estimate"] is said["interval"] is said["dark_figure"] is None
    assert set(said["withheld"]) == {"ratio", "by_method"}
    assert "unstable" in [warned["code"] for warned in said["warnings"]]
    _, out, _ = run(capsys, table, "--nboot", 20, "--force", "Asked for in writing", "--json")
    assert json.loads(out)["forced"]["reason"] == "Asked for in writing"


def test_the_page_of_a_withheld_headline_shows_no_number_as_the_answer(capsys, table):
    table.write_text(APART)
    _, out, _ = run(capsys, table, "--nboot", 20)
    assert out.startswith("No headline")
    assert "estimated in all" not in out
    assert "if all lists depended" not in out
    _, out, _ = run(capsys, table, "--nboot", 20, "--force", "Asked for in writing")
    assert "Asked for in writing" in out


def test_json_holds_the_keys_that_were_promised(capsys, table):
    code, out, err = run(capsys, table, "--nboot", 30, "--json")
    said = json.loads(out)
    assert (code, err) == (0, "")
    assert list(said) == KEYS
    assert list(said["interval"]) == ["low", "high", "kind", "level"]
    assert said["dark_figure"] == pytest.approx(said["estimate"] - 364)
    assert said["provenance"]["cases"] == 364


def test_without_resamples_the_interval_is_null(capsys, table):
    said = json.loads(run(capsys, table, "--nboot", 0, "--no-sensitivity", "--json")[1])
    assert said["interval"] is None
    assert said["sensitivity"] is None
    assert said["interval_conditional"]["kind"] == "wald"


def test_a_term_at_minus_infinity_is_named_and_has_no_number(capsys, table):
    table.write_text(GOOD.replace("1,1,0,30", "1,1,0,0").replace("1,1,1,9", "1,1,1,0"))
    said = json.loads(run(capsys, table, "--model", "[A:B,C]", "--nboot", 0, "--json")[1])
    assert said["minus_infinity_terms"] == ["A:B"]
    assert said["diagnostics"]["terms"][-1] == {"term": "A:B", "coefficient": None}
    assert "without a shared case    A:B" in run(capsys, table, "--model", "[12,3]")[1]


def test_the_seed_repeats_a_run_and_the_page_holds_the_limits(capsys, table):
    first = run(capsys, table, "--nboot", 40, "--seed", 5)
    assert first == run(capsys, table, "--nboot", 40, "--seed", 5)
    assert "no data can test this" in first[1]
    assert "for contrast only" in first[1]


def test_given_resamples_are_used_in_full_or_the_first_of_them(capsys, table, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("h100,h010,h001,h110,h101,h011,h111\n" + "118,92,70,31,24,20,9\n" * 6)
    ways = (["--resamples", rows], 6), (["--resamples", rows, "--nboot", 4], 4)
    for way, count in ways:
        said = json.loads(run(capsys, table, *way, "--no-sensitivity", "--json")[1])
        assert said["diagnostics"]["bootstrap"]["resamples"] == count


def test_the_grid_and_the_number_of_chains_are_those_that_were_asked_for(capsys, table):
    alone = ("--no-sensitivity", "--json")
    said = json.loads(run(capsys, table, "--method", "decomposable", "--grid", 300, *alone)[1])
    assert said["diagnostics"]["grid"] == 300
    assert said["interval"]["kind"] == "posterior"
    assert "grid_truncated" in [warned["code"] for warned in said["warnings"]]
    said = json.loads(run(capsys, table, "--method", "latent_class", "--chains", 2, *alone)[1])
    how = said["diagnostics"]
    assert len(how["chains"]) == 2
    assert {"split_rhat", "ess_bulk", "ess_tail", "modes", "quantiles"} <= set(how)
    assert said["interval_conditional"] is None


def test_the_number_of_competing_models_is_that_which_was_asked_for(capsys, table):
    alone = ("--nboot", 60, "--no-sensitivity", "--json")
    one, all_of_them = (
        json.loads(run(capsys, table, "--ntop", n, *alone)[1])["interval"] for n in (1, 100)
    )
    assert one["high"] - one["low"] < all_of_them["high"] - all_of_them["low"]


def test_the_page_of_a_posterior_tells_its_modes_and_whether_its_chains_agree(table):
    for method, words in (
        ("decomposable", ("  modes", "  grid ends at")),
        ("latent_class", ("  modes", "  each chain alone", "  split R-hat", "  effective draws")),
    ):
        options = prevalence.Options(method=method, chains=2, sweeps=200, sensitivity=False)
        out = page(prevalence.estimate(prevalence.read(table), options))
        begins = [line[:18].rstrip() for line in out.split("\n")]
        assert all(word[:18] in begins for word in words), method


def test_a_report_is_written_in_the_language_that_was_asked_for(capsys, table, tmp_path):
    for language, word in (("en", "on the lists"), ("id", "tercatat")):
        page = tmp_path / f"{language}.html"
        code, out, _ = run(capsys, table, "--nboot", 50, "--report", page, "--language", language)
        assert code == 0
        assert "estimated in all" in out
        assert word in page.read_text(encoding="utf-8")


def test_the_stored_resamples_give_the_stored_limits(capsys, shared_data):
    folder = shared_data / "mse"
    wanted = json.loads((folder / "ref_bootstrap.json").read_text())[0]
    said = json.loads(
        run(capsys, folder / "Kosovo.csv", "--method", "bic", "--max-order", 3, "--ntop", 20,
            "--resamples", folder / "resamples_Kosovo.csv", "--json")[1]
    )  # fmt: skip
    limits = said["interval"]["low"], said["interval"]["high"]
    assert limits == pytest.approx((wanted["bca"][0], wanted["bca"][3]), rel=1e-6)
    assert said["model"] == wanted["model"]


def test_it_runs_by_itself_without_django_and_loads_scipy_late(table):
    script = (
        "import sys; from suar.measure.command import main\n"
        "heavy = lambda: sorted({m for m in sys.modules} & {'django', 'scipy.stats',"
        " 'scipy.special', 'scipy.optimize'})\n"
        "before = heavy(); code = main(['prevalence', sys.argv[1], '--nboot', '50', '--json'])\n"
        "print(code, before, heavy(), file=sys.stderr)"
    )
    clean = {k: v for k, v in os.environ.items() if not k.startswith("DJANGO")}
    done = subprocess.run(
        [sys.executable, "-c", script, table], cwd=ROOT, env=clean, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stderr == "0 [] ['scipy.special']\n"
    help_text = subprocess.run(
        [sys.executable, "-m", "suar.measure", "prevalence", "--help"], cwd=ROOT, env=clean,
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "--no-sensitivity" in help_text
