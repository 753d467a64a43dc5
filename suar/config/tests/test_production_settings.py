"""Production settings: everything unsafe is refused, all faults are told at once."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from suar.config import production
from suar.config.environment import VARIABLES, Environment
from suar.config.settings.databases import from_url

ROOT = Path(__file__).resolve().parents[3]
AGE = "age1" + "q" * 58
SAFE = {
    "SUAR_SECRET_KEY": "k7Qz0Lw9-Tn3xVb5RfYh2MjCs8PdGu1AeKoIvWq6NyXrBtZmHgS4",
    "SUAR_HOSTS": "suar.example.org",
    "SUAR_BEHIND_PROXY": "1",
    "SUAR_EMAIL_URL": "off",
    "SUAR_BACKUP_RECIPIENT": AGE,
    "SUAR_DATA_DIR": "/srv/suar",
    "SUAR_MASTER_KEY_SOURCE": "file:/etc/suar-keys-of-nobody",
}


def load(**changes: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own, as the server would."""
    env = {k: v for k, v in {**SAFE, **changes}.items() if v}
    program = "import suar.config.settings.production as s; print(s.DATABASES['keys']['NAME'])"
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**env, "PATH": os.environ["PATH"], "LANG": changes.get("LANG", "C")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def faults_of(function, values: dict[str, str], *args, **kwargs) -> list[str]:
    env = Environment(values)
    function(env, *args, **kwargs)
    return [fault.name for fault in env.faults]


def test_an_empty_environment_is_refused_with_every_fault_at_once():
    done = load(**dict.fromkeys(SAFE, ""))
    assert done.returncode != 0
    for name in ("SECRET_KEY", "HOSTS", "BACKUP_RECIPIENT", "TLS_CERTIFICATE", "EMAIL_URL"):
        assert f"SUAR_{name}: " in done.stderr


def test_the_faults_are_told_in_indonesian_on_an_indonesian_terminal():
    done = load(SUAR_HOSTS="", LANG="id_ID.UTF-8")
    assert "Suar tidak dijalankan" in done.stderr
    assert "sebutkan nama host" in done.stderr


def test_a_complete_environment_is_served():
    done = load()
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "/srv/suar/keys.sqlite3"


@pytest.mark.parametrize(
    "key", ["", "short", "a" * 80, "django-insecure-" + SAFE["SUAR_SECRET_KEY"]]
)
def test_a_weak_secret_is_refused(key):
    assert "SUAR_SECRET_KEY" in faults_of(production.secret_key, {"SUAR_SECRET_KEY": key})


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text(SAFE["SUAR_SECRET_KEY"] + "\n")
    env = Environment({"SUAR_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert production.secret_key(env) == SAFE["SUAR_SECRET_KEY"]
    assert env.faults == []


def test_a_secret_file_that_is_missing_is_told():
    found = faults_of(production.secret_key, {"SUAR_SECRET_KEY_FILE": "/nowhere/at-all"})
    assert "SUAR_SECRET_KEY_FILE" in found


@pytest.mark.parametrize("value", ["1", "true", "perhaps"])
def test_debug_is_refused(value):
    assert faults_of(production.refuse_debug, {"SUAR_DEBUG": value}) == ["SUAR_DEBUG"]


@pytest.mark.parametrize("value", ["", "*", "*.example.org", "a b", "http://example.org"])
def test_a_host_that_is_none_is_refused(value):
    assert "SUAR_HOSTS" in faults_of(production.hosts, {"SUAR_HOSTS": value})


def test_hosts_are_taken_as_a_list():
    env = Environment({"SUAR_HOSTS": "suar.example.org, 10.0.0.5 ,.lembaga.or.id"})
    assert production.hosts(env) == ["suar.example.org", "10.0.0.5", ".lembaga.or.id"]
    assert env.faults == []


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"SUAR_DATABASE_URL": "postgresql://s@db/suar"}, "SUAR_KEYS_DATABASE_URL"),
        ({"SUAR_KEYS_DATABASE_URL": "postgresql://s@db/keys"}, "SUAR_DATABASE_URL"),
        (
            {
                "SUAR_DATABASE_URL": "postgresql://s@db/suar",
                "SUAR_KEYS_DATABASE_URL": "postgresql://s@db/suar/",
            },
            "SUAR_KEYS_DATABASE_URL",
        ),
        (
            {
                "SUAR_DATABASE_URL": "mysql://s@db/suar",
                "SUAR_KEYS_DATABASE_URL": "postgresql://s@db/keys",
            },
            "SUAR_DATABASE_URL",
        ),
    ],
)
def test_databases_that_cannot_keep_keys_apart_are_refused(values, name, tmp_path):
    assert name in faults_of(production.databases, values, tmp_path)


BOTH = {
    "SUAR_DATABASE_URL": "postgresql://suar_web@db/suar",
    "SUAR_KEYS_DATABASE_URL": "postgresql://suar_keys@db/suar_keys",
}


@pytest.mark.parametrize(
    "owner",
    [
        "mysql://suar@db/suar",
        "postgresql://suar@elsewhere/suar",
        "postgresql://suar@db/another",
        "postgresql://suar_web@db/suar",  # one login for both
    ],
)
def test_an_owner_of_another_database_or_the_same_login_is_refused(owner, tmp_path):
    values = {**BOTH, "SUAR_DATABASE_OWNER_URL": owner}
    assert faults_of(production.databases, values, tmp_path) == ["SUAR_DATABASE_OWNER_URL"]


def test_the_owner_of_the_tables_is_known_and_not_the_login_that_serves(tmp_path):
    password = tmp_path / "password"
    password.write_text("of the owner\n")
    env = Environment(
        {**BOTH, "SUAR_DATABASE_OWNER_URL": "postgresql://suar@db/suar",
         "SUAR_DATABASE_OWNER_PASSWORD_FILE": str(password)}
    )  # fmt: skip
    found = production.databases(env, tmp_path)["default"]
    assert (found["USER"], found["PASSWORD"]) == ("suar_web", "")
    assert found["OPTIONS"]["owner"] == {"USER": "suar", "PASSWORD": "of the owner"}
    assert "owner" not in production.databases(Environment(BOTH), tmp_path)["default"]["OPTIONS"]


def test_without_an_address_both_databases_are_files_of_the_data_directory(tmp_path):
    found = production.databases(Environment({}), tmp_path)
    assert {db["ENGINE"] for db in found.values()} == {"suar.store.sqlite"}
    assert found["default"]["NAME"] != found["keys"]["NAME"]
    assert {db["NAME"].parent for db in found.values()} == {tmp_path}


def test_a_password_from_a_file_wins():
    found = from_url("postgresql://suar:old%40@db:5433/suar", password="new")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db", "5433", "suar")
    assert found["PASSWORD"] == "new"
    assert from_url("postgresql://suar:old%40@db/suar")["PASSWORD"] == "old@"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    folder = tmp_path / "master"
    folder.mkdir(mode=0o700)
    (folder / "master-0001.key").write_text("00" * 32)
    (folder / "master-0001.key").chmod(0o600)
    return folder


def test_a_key_that_others_can_read_is_refused(keys):
    (keys / "master-0001.key").chmod(0o640)
    values = {"SUAR_MASTER_KEY_SOURCE": f"file:{keys}"}
    assert faults_of(production.master_key_source, values, not_inside={})


def test_a_key_folder_open_to_others_is_refused(keys):
    keys.chmod(0o755)
    values = {"SUAR_MASTER_KEY_SOURCE": f"file:{keys}"}
    assert faults_of(production.master_key_source, values, not_inside={})


def test_a_key_inside_the_data_or_the_backups_is_refused(keys):
    values = {"SUAR_MASTER_KEY_SOURCE": f"file:{keys}"}
    places = {"SUAR_DATA_DIR": keys.parent}
    assert faults_of(production.master_key_source, values, not_inside=places)
    assert faults_of(production.master_key_source, values, not_inside={"SUAR_BACKUP_DIR": keys})


def test_a_closed_key_apart_from_the_data_is_taken(keys):
    values = {"SUAR_MASTER_KEY_SOURCE": f"file:{keys}"}
    places = {"SUAR_DATA_DIR": keys.parent / "data"}
    assert faults_of(production.master_key_source, values, not_inside=places) == []


@pytest.mark.parametrize("source", ["", "vault", "file:", "file:keys", "command:", "command:hsm 1"])
def test_a_source_of_another_form_is_refused(source):
    if not source:
        return  # the default folder is taken
    values = {"SUAR_MASTER_KEY_SOURCE": source}
    assert faults_of(production.master_key_source, values, not_inside={})


def test_plain_http_is_refused_unless_a_proxy_is_named():
    assert faults_of(production.https, {}) == ["SUAR_TLS_CERTIFICATE"]
    assert faults_of(production.https, {"SUAR_BEHIND_PROXY": "1"}) == []


def test_behind_a_proxy_nobody_else_may_speak_to_us_plainly():
    values = {"SUAR_BEHIND_PROXY": "1", "SUAR_ADDRESS": "0.0.0.0"}
    assert faults_of(production.https, values) == ["SUAR_ADDRESS"]


@pytest.mark.parametrize("url", ["", "console", "http://mail", "smtp://"])
def test_a_mail_server_must_be_named_or_switched_off_openly(url):
    assert "SUAR_EMAIL_URL" in faults_of(production.email, {"SUAR_EMAIL_URL": url})
    assert faults_of(production.email, {"SUAR_EMAIL_URL": "off"}) == []


def test_mail_leaves_this_machine_encrypted_only():
    sender = {"SUAR_EMAIL_FROM": "suar@example.org"}
    far = production.email(Environment({**sender, "SUAR_EMAIL_URL": "smtp://u:p@mail.example.org"}))
    assert far["EMAIL_USE_TLS"]
    assert far["EMAIL_PORT"] == 587
    near = production.email(Environment({**sender, "SUAR_EMAIL_URL": "smtp://127.0.0.1:25"}))
    assert not near["EMAIL_USE_TLS"]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"SUAR_BACKUP_RECIPIENT": "AGE-SECRET-KEY-1XYZ"}, "SUAR_BACKUP_RECIPIENT"),
        ({"SUAR_BACKUP_RECIPIENT": AGE, "SUAR_BACKUP_DIR": "/srv/suar/b"}, "SUAR_BACKUP_DIR"),
        (
            {"SUAR_BACKUP_RECIPIENT": AGE, "SUAR_ERASURE_LIST": "/var/backups/suar/e"},
            "SUAR_ERASURE_LIST",
        ),
    ],
)
def test_backups_that_would_leak_or_forget_are_refused(values, name):
    assert faults_of(production.backups, values, Path("/srv/suar")) == [name]


@pytest.mark.parametrize("port", ["0", "http", "70000", "-1"])
def test_a_port_that_is_none_is_refused(port):
    env = Environment({"SUAR_PORT": port})
    env.number("SUAR_PORT", least=1, most=65535)
    assert [f.name for f in env.faults] == ["SUAR_PORT"]


def test_no_variable_of_production_is_read_past_the_declared_list():
    source = "".join(
        (ROOT / "suar" / "config" / name).read_text()
        for name in ("production.py", "settings/production.py")
    )
    read = set(re.findall(r'"(SUAR_[A-Z_]+)"', source))
    read -= {"SUAR_DATABASE", "SUAR_KEYS_DATABASE"}
    assert read <= set(VARIABLES)
