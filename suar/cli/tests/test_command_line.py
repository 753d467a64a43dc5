"""The command line: what is refused with which exit code, and in whose language."""

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from suar.cli import permissions, readiness, run, secret, setup
from suar.cli.commands import COMMANDS
from suar.cli.main import main, overview
from suar.cli.processes import Server, is_free, next_free, together, watch
from suar.cli.refusal import Refused
from suar.policy import ROLES, Permission
from suar.store.installation import is_demo, mark_demo
from suar.vault import master
from tests.support.people import make_person

ROOT = Path(__file__).resolve().parents[3]


def suar(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "suar", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_that_is_not_there_is_wrong_use(capsys):
    assert main(["dance"]) == 2
    assert "There is no command 'dance'" in capsys.readouterr().err


def test_without_settings_nothing_is_served_and_all_faults_are_told():
    done = suar("run")
    assert done.returncode == 1
    assert "Suar does not start" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_needs_no_settings():
    done = suar("--help", LANG="id_ID.UTF-8")
    assert done.returncode == 0
    assert "jalankan sistem" in done.stdout


@pytest.mark.parametrize(("lang", "word"), [("id_ID.UTF-8", "Cara:"), ("en_GB.UTF-8", "Use:")])
def test_the_overview_speaks_the_language_of_the_terminal(monkeypatch, lang, word):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", lang)
    text = overview()
    assert text.startswith(word)
    assert all(f"  {name}" in text for name in COMMANDS)


def test_a_secret_is_long_and_new_each_time(capsys):
    secret.run(None)
    secret.run(None)
    first, second = capsys.readouterr().out.split()
    assert first != second
    assert len(first) >= 64


def test_a_stale_document_of_permissions_is_refused(tmp_path, monkeypatch):
    stale = tmp_path / "permissions.md"
    stale.write_text("# old\n")
    options = type("Options", (), {"write": None, "check": stale})
    with pytest.raises(Refused, match="is stale"):
        permissions.run(options)


def test_the_document_names_every_permission_with_its_meaning_and_every_role():
    text = permissions.document()
    for permission in Permission:
        assert f"| `{permission}` | " in text
    for role in ROLES.values():
        assert role.english in text
        assert role.indonesian in text


def test_a_busy_port_is_left_alone_and_the_next_one_taken():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert not is_free("127.0.0.1", port)
        assert next_free("127.0.0.1", port) != port
        taken = run.with_free_port(Server(port=port))
        assert taken.port > port


def test_the_address_for_the_browser_says_how_it_is_protected():
    assert Server(port=8001).url == "http://127.0.0.1:8001/"
    assert Server(address="0.0.0.0", certificate="/c", key="/k").url == "https://localhost:8000/"
    assert "--ssl-certificate" in Server(certificate="/c", key="/k").command()


def test_two_processes_end_together_when_one_dies():
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    mortal = [sys.executable, "-c", "import sys; sys.exit(3)"]
    with together([sleeper, mortal]) as started:
        assert watch(started) == 3
    assert all(process.poll() is not None for process in started)


@pytest.mark.django_db
def test_a_demo_is_not_served_in_earnest(settings):
    settings.DEMO_ALLOWED = False
    assert readiness.why_not_serve(serving=False) == []  # the tests' login owns the tables
    mark_demo(at=datetime(2026, 1, 1, tzinfo=UTC))
    assert is_demo()
    assert any("made by the demo" in o.english for o in readiness.why_not_serve())
    with pytest.raises(Refused):
        readiness.refuse_unsafe()


@pytest.mark.django_db
def test_a_missing_master_key_is_told(settings, tmp_path):
    settings.MASTER_KEY_SOURCE = f"file:{tmp_path / 'none'}"
    master.forget()
    assert any("master key" in o.english for o in readiness.why_not_serve())
    master.forget()


@pytest.mark.django_db
def test_no_second_master_key_is_made_beside_sealed_data(settings, tmp_path, cast):
    make_person(cast.actor(cast.ani), cast.at, name="Sulastri Contoh")
    settings.MASTER_KEY_SOURCE = f"file:{tmp_path / 'none'}"
    master.forget()
    with pytest.raises(Refused, match="a new one would open nothing"):
        setup._ensure_master_key()
    assert not (tmp_path / "none").exists()
    master.forget()
