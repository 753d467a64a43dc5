"""Documents say what is there: settings, commands, permissions, tour, links, decisions."""

import os
import re
import stat
import subprocess

import pytest

from suar.cli import permissions
from suar.cli.commands import COMMANDS
from suar.config.environment import VARIABLES
from tests.support.tree import PACKAGE, ROOT

DOCS = [
    p
    for p in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *PACKAGE.glob("*/README.md")])
    if p.is_file()
]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)")
LATER = {"docs/images/home.png"}  # taken from the finished page by the walkthrough
ENVIRONMENT = re.compile(r"[\"'](SUAR_[A-Z_]+)[\"']")


@pytest.mark.parametrize("document", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_to_a_file(document):
    dead = []
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target) or target in LATER:
            continue
        if not (document.parent / target).exists():
            dead.append(target)
    assert dead == []


def test_the_tour_visits_six_files_and_its_side_doors():
    tour = (ROOT / "docs" / "tour.md").read_text()
    assert len(re.findall(r"^\d\. \[", tour, re.MULTILINE)) == 6
    assert len(LINK.findall(tour)) >= 10


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "settings.md").read_text()
    assert [name for name in VARIABLES if f"`{name}`" not in text] == []


def test_every_variable_that_anything_reads_is_documented():
    text = (ROOT / "docs" / "settings.md").read_text()
    read = set()
    for path in [ROOT / "conftest.py", *PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        if path.name == "test_documents.py" or {"prove", "bench"} & set(path.parts):
            continue  # proofs and benchmarks explain their own in their README
        source = path.read_text(encoding="utf-8")
        if "environ" in source or "VARIABLES" in source or "Environment(" in source:
            read |= set(ENVIRONMENT.findall(source))
    read -= {"SUAR_DATABASE", "SUAR_KEYS_DATABASE"}  # beginnings of names
    read = {n.removesuffix("_FILE") for n in read}  # NAME_FILE is explained once for all
    assert sorted(name for name in read if name not in text) == []


def test_no_setting_is_documented_that_nothing_reads():
    text = (ROOT / "docs" / "settings.md").read_text()
    source = "".join(
        p.read_text(encoding="utf-8")
        for p in [ROOT / "conftest.py", *PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    )
    named = set(re.findall(r"`(SUAR_[A-Z_]+)`", text))
    assert sorted(n for n in named if n not in source and n != "SUAR_PROVE") == []


def test_the_example_of_an_environment_names_every_setting():
    text = (ROOT / ".env.example").read_text()
    wanted = set(VARIABLES) - {"SUAR_DEBUG"}  # refused in production
    wanted -= {n for n in wanted if n.endswith("_DATABASE_PASSWORD")}  # shown as files
    wanted -= {"SUAR_DATABASE_OWNER_PASSWORD"}
    assert sorted(n for n in wanted if not re.search(rf"^#?{n}=", text, re.MULTILINE)) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert f"`suar {name}" in (ROOT / "docs" / "commands.md").read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_speaks_both_languages(name):
    command = COMMANDS[name]
    assert command.english
    assert command.indonesian
    assert command.english != command.indonesian


def test_no_command_is_documented_that_is_not_there():
    named = re.findall(r"^\| `suar ([a-z-]+)", (ROOT / "docs" / "commands.md").read_text(), re.M)
    assert set(named) == set(COMMANDS)


def test_the_document_of_permissions_is_fresh():
    written = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert written == permissions.document(), "run `make docs` and have the change reviewed"


def test_a_decision_has_its_date_and_its_three_parts():
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert len(records) >= 6
    for record in records:
        assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d-[a-z0-9-]+\.md", record.name), record.name
        text = record.read_text()
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in text, f"{record.name} lacks {part}"
        assert text.count("\n") < 60, f"{record.name} is longer than a page"


def test_every_target_of_make_is_explained():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]+):(?!=)", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z][a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {t for t in targets - explained if not t.startswith("check-")} == set()
    for needed in ("run", "test", "check", "prove", "bench", "docs", "messages", "lock"):
        assert needed in explained


def test_make_alone_lists_the_targets():
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make run" not in done.stderr
    assert re.search(r"^run +start Suar", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("unit", sorted((ROOT / "deploy" / "systemd").glob("*.service")), ids=str)
def test_a_service_is_hardened(unit):
    text = unit.read_text()
    for line in (
        "User=suar",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=\n",
        "UMask=0077",
        "LimitCORE=0",
    ):
        assert line in text, line


def test_the_script_of_continuous_integration_can_be_run():
    mode = os.stat(ROOT / ".ci" / "run").st_mode
    assert mode & stat.S_IXUSR


@pytest.mark.parametrize("word", ["Apache License", "Version 2.0, January 2004", "END OF TERMS"])
def test_the_licence_is_whole(word):
    assert word in (ROOT / "LICENSE").read_text()
