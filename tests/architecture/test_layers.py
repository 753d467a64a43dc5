"""Who may import whom: the contracts of pyproject.toml hold, and can fail."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.support.tree import CONTEXTS, ROOT, modules, where

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


def test_every_import_contract_is_kept():
    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_every_package_stands_in_the_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = " ".join(contracts["contracts"][0]["layers"])
    missing = [name for name in CONTEXTS if f"suar.{name}" not in layers]
    assert missing == [], "packages that no layer holds may import anything"


# From above to below; subjects of one line may not reach each other.
SUBJECTS = (
    {"closure"}, {"followup"}, {"referral"}, {"services"}, {"plan"}, {"assessment"},
    {"identification"}, {"triage", "consent", "safety", "notes"},
)  # fmt: skip
HEIGHT = {name: len(SUBJECTS) - n for n, names in enumerate(SUBJECTS) for name in names}
SHARED = {"codes", "labels", "slots"}  # plain words, and where an upper subject takes part


def test_subjects_of_cases_reach_downwards_only():
    """A withdrawal ends referrals by a slot; consent does not know them. Codes may be read."""
    upward = []
    for module in modules():
        parts = module.name.split(".")
        if parts[:2] != ["suar", "cases"] or parts[2:3] == [] or parts[2] not in HEIGHT:
            continue
        for node in (n for n in ast.walk(module.tree) if isinstance(n, ast.ImportFrom)):
            for alias in node.names:
                target = f"{node.module}.{alias.name}".split(".")
                if target[:2] != ["suar", "cases"] or len(target) < 4 or target[2] not in HEIGHT:
                    continue
                if target[2] == parts[2] or target[3] in SHARED:
                    continue
                # a page may show what stands beside its own subject, never what stands above
                allowed = HEIGHT[parts[2]] + (parts[-1] == "views")
                if HEIGHT[target[2]] >= allowed:
                    upward.append(f"{where(module, node)} -> {'.'.join(target[1:])}")
    assert upward == []


def test_a_seeded_upward_import_is_noticed(tmp_path):
    package = tmp_path / "suar"
    for name in ("kit", "cases"):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "kit" / "wrong.py").write_text("import suar.cases\n")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = suar\n\n[importlinter:contract:layers]\nname = layers\n"
        "type = layers\nlayers =\n    suar.cases\n    suar.kit\n"
    )
    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "suar.kit.wrong -> suar.cases" in done.stdout
