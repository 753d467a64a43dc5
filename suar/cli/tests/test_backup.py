"""Backup, restore and its trial: what is refused, what comes back, what stays erased."""

import sqlite3
import tarfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from django.conf import settings
from django.db import connection
from pyrage import x25519

import suar.vault as vault
from suar.audit import anchors
from suar.audit.models import ChainHead, Event, EventSubject
from suar.cli import doctor, readiness
from suar.cli.backup import databases, making, manifest, restore_command, restoring, sealing
from suar.cli.main import main
from suar.cli.refusal import Refused
from suar.files import disk
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import actions
from suar.people.models import PersonName
from suar.vault import heads, holds
from suar.vault.models import SearchKey, WrappedKey
from tests.support.cast import make_cast
from tests.support.people import make_person

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
LATER = timedelta(hours=1)


@pytest.fixture
def keys() -> x25519.Identity:
    return x25519.Identity.generate()


@pytest.fixture
def erasures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a list of erasures of its own."""
    path = tmp_path / "erasures.list"
    path.touch()
    monkeypatch.setattr(settings, "ERASURE_LIST", path)
    return path


class Story:
    """Ani knows two people; one is erased after the backup was made."""

    def __init__(self, folder: Path, recipient: str) -> None:
        self.cast = make_cast()
        self.at = self.cast.at
        self.ani = self.cast.actor(self.cast.ani)
        self.stays = make_person(self.ani, self.at, name="Sulastri Handayani")
        self.goes = make_person(self.ani, self.at, name="Maimunah Zubaidah")
        self.body = disk.write(b"sealed bytes")
        self.backup = making.make(at=self.at, recipient=recipient, folder=folder)

    def erase(self) -> None:
        gilang = self.cast.actor(self.cast.gilang)
        vault.erase(self.goes.subject_id, by=gilang, at=self.at, reason="asked")

    def finds(self, text: str) -> list[object]:
        found = actions.run_search(id=new_id(), text=text, by=self.ani, at=self.at + LATER)
        return [hit.person_id if hasattr(hit, "person_id") else hit for hit in found.hits]

    def name_of(self, person) -> str:
        row = PersonName.objects.get(person=person)
        with vault.opened(row, by=self.ani, at=self.at + LATER):
            return row.text.open()


@pytest.fixture
def story(tmp_path, keys, erasures) -> Story:
    return Story(tmp_path / "backups", str(keys.to_public()))


def restored(story: Story, keys: x25519.Identity):
    return restoring.restore(story.backup, key=keys, at=story.at + LATER)


# --- refused ----------------------------------------------------------------------------------


def test_a_restore_without_the_list_of_erasures_is_refused(story, keys, erasures):
    erasures.unlink()
    with restoring.elsewhere(), pytest.raises(Refused, match="list of erasures is missing"):
        restored(story, keys)


def test_a_list_that_lost_lines_is_refused(tmp_path, keys, erasures):
    erasures.write_text('{"erasure": "x", "subjects": []}\n')
    story = Story(tmp_path / "backups", str(keys.to_public()))
    erasures.write_text("")
    with restoring.elsewhere(), pytest.raises(Refused, match="shorter than, or another"):
        restored(story, keys)


def test_a_list_of_holds_that_lost_lines_is_refused(tmp_path, keys, erasures):
    holds.note(new_id(), "law", datetime(2026, 1, 1, tzinfo=UTC))
    story = Story(tmp_path / "backups", str(keys.to_public()))
    holds.list_path().unlink()
    with restoring.elsewhere(), pytest.raises(Refused, match="list of holds"):
        restored(story, keys)


def test_another_key_opens_nothing(story):
    with restoring.elsewhere(), pytest.raises(Refused, match="does not open this backup"):
        restored(story, x25519.Identity.generate())


def test_an_altered_backup_is_refused(story, keys):
    data = bytearray(story.backup.read_bytes())
    data[len(data) // 2] ^= 1
    story.backup.write_bytes(bytes(data))
    with restoring.elsewhere(), pytest.raises(Refused):
        restored(story, keys)


def test_a_restore_overwrites_nothing(story, keys):
    with pytest.raises(Refused, match="is not empty"):
        restored(story, keys)


def test_a_part_that_was_exchanged_is_refused(story, keys, tmp_path):
    """Somebody with the private key packs other keys beside the data: the manifest says no."""
    folder = tmp_path / "open"
    folder.mkdir()
    sealing.unseal(story.backup, keys, folder)
    (folder / "keys").write_bytes((folder / "data").read_bytes())
    names = [manifest.NAME, "data", "keys", "files"]
    sealing.seal(folder, names, story.backup, str(keys.to_public()))
    with restoring.elsewhere(), pytest.raises(Refused, match="'keys' was altered"):
        restored(story, keys)


def test_a_restore_that_stopped_is_not_served(story, monkeypatch, keys):
    def stop(*_args):
        raise RuntimeError("power cut")

    monkeypatch.setattr(restoring.checking, "compare", stop)
    with restoring.elsewhere():
        with pytest.raises(RuntimeError):
            restored(story, keys)
        assert any("restore did not end" in o.english for o in readiness.why_not_serve())


def _cut_last_event(owner) -> None:
    """Put the chain back as an old copy of the database has it: one event less, its seal true."""
    last = Event.objects.filter(organisation_id=owner).order_by("-number")[0]
    EventSubject.objects.filter(event_id=last.pk).delete()
    last.delete()
    number, digest = last.number - 1, bytes(last.previous)
    seal = heads.seal(owner, number, digest)
    ChainHead.objects.filter(pk=owner).update(number=number, hash=digest, seal=seal)


def test_a_chain_cut_after_a_backup_is_named_with_its_organisation_and_its_event(story, capsys):
    owner = story.cast.a.pk
    before = ChainHead.objects.get(pk=owner).number
    _cut_last_event(owner)
    assert main(["audit", "verify"]) == 1
    said = capsys.readouterr().out
    assert f"{owner}: the chain ends at event {before - 1}; the backup of" in said
    assert f"noted event {before}." in said


def test_a_list_of_heads_that_was_put_away_is_missed_beside_its_backup(story, settings):
    settings.DEMO_ALLOWED = False
    settings.BACKUP_DIR = story.backup.parent
    wrong = [f.english for f in doctor.backups_are_fresh(story.at) if not f.ok]
    assert wrong == []
    anchors.path().unlink()
    [said] = [f.english for f in doctor.backups_are_fresh(story.at) if not f.ok]
    assert "newest backup is not in" in said


# --- served -----------------------------------------------------------------------------------


def test_a_backup_notes_the_heads_and_the_chains_agree(story, capsys):
    [line] = anchors.read().lines
    assert (line.name, line.at) == (story.backup.name, story.at)
    assert {a.organisation_id for a in line.heads} == set(
        ChainHead.objects.values_list("pk", flat=True)
    )
    assert main(["audit", "verify"]) == 0
    assert "Restored" not in capsys.readouterr().out


def test_a_restore_is_noted_and_the_check_says_to_when(story, keys, capsys):
    with restoring.elsewhere():
        restored(story, keys)
        assert main(["audit", "verify"]) == 0
        assert "Restored on" in capsys.readouterr().out
    assert anchors.read().last_restore is None  # a trial notes nothing of the running system


def test_what_was_backed_up_opens_and_is_found_again(story, keys):
    with restoring.elsewhere():
        found = restored(story, keys)
        assert found.erased_again == 0
        assert found.reindexed == 2
        assert found.opened >= 2
        assert story.name_of(story.stays) == "Sulastri Handayani"
        assert len(story.finds("Sulastri Handayani")) == 1
        assert disk.read(story.body) == b"sealed bytes"
        assert readiness.why_not_serve() == []


def test_who_was_erased_after_the_backup_stays_erased(story, keys):
    story.erase()
    with restoring.elsewhere():
        found = restored(story, keys)
        assert found.erased_again >= 1
        assert not PersonName.objects.filter(person=story.goes).exists()
        assert not WrappedKey.objects.filter(subject_id=story.goes.subject_id).exists()
        assert story.finds("Maimunah Zubaidah") == []
        assert story.name_of(story.stays) == "Sulastri Handayani"


def test_a_hold_made_after_the_backup_stands_again_and_is_named(story, keys, capsys):
    gilang = story.cast.actor(story.cast.gilang)
    vault.hold(story.stays.subject_id, law="court_order", by=gilang, at=story.at)
    with restoring.elsewhere():
        found = restored(story, keys)
        assert found.held == [story.stays.code]
        with pytest.raises(Problem) as refused:
            vault.erase(story.stays.subject_id, by=gilang, at=story.at + LATER, reason="asked")
        assert [b.code for b in refused.value.reasons] == [Reason.HELD_BY_LAW]
        (told,) = [f for f in doctor.keys_fit(story.at) if "without their paper" in f.english]
        assert not told.ok
        assert story.stays.code in told.english
    restore_command._tell(found)
    assert story.stays.code in capsys.readouterr().out
    assert vault.held_by(story.stays.subject_id) == "court_order"


def test_a_trial_leaves_the_running_system_as_it_was(story, keys, erasures):
    story.erase()
    before = erasures.read_text(), SearchKey.objects.count()
    with restoring.elsewhere():
        restored(story, keys)
    assert (erasures.read_text(), SearchKey.objects.count()) == before
    assert story.name_of(story.stays) == "Sulastri Handayani"


def test_search_keys_stand_in_no_backup(story, keys, tmp_path):
    assert SearchKey.objects.exists()
    folder = tmp_path / "open"
    folder.mkdir()
    sealing.unseal(story.backup, keys, folder)
    wrapped = [bytes(row.wrapped) for row in SearchKey.objects.all()]
    assert all(w not in (folder / "keys").read_bytes() for w in wrapped)
    if databases.engine() == "sqlite":
        copy = sqlite3.connect(folder / "keys")
        assert copy.execute(f"SELECT COUNT(*) FROM {databases.SEARCH_KEYS}").fetchone() == (0,)
        assert copy.execute("SELECT COUNT(*) FROM vault_wrappedkey").fetchone()[0] >= 2
        copy.close()


def test_nothing_readable_stands_in_the_sealed_file_nor_beside_it(story, tmp_path):
    sealed = story.backup.read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1")
    for canary in (b"Sulastri", b"SQLite format", b"vault_wrappedkey", b"manifest.json"):
        assert canary not in sealed
    assert [p.name for p in story.backup.parent.iterdir()] == [story.backup.name]
    assert list(Path(settings.VAR_DIR).glob("backup-*")) == []
    assert story.backup.stat().st_mode & 0o077 == 0


def test_the_data_are_copied_before_the_keys(tmp_path, keys, erasures, monkeypatch):
    """A person registered between the two copies has a key without a row, never the reverse."""
    order = []
    dump = databases.dump
    monkeypatch.setattr(databases, "dump", lambda a, t: (order.append(a), dump(a, t)))
    Story(tmp_path / "backups", str(keys.to_public()))
    assert order == ["default", "keys"]


def test_old_backups_go_after_thirty_days(tmp_path):
    at = datetime(2026, 7, 1, 1, 30, tzinfo=UTC)
    for days in (1, 29, 30, 31, 200):
        (tmp_path / (at - timedelta(days=days)).strftime(making.PATTERN)).touch()
    (tmp_path / "suar-notes.age").touch()  # not of our making
    removed = making.remove_old(tmp_path, at=at)
    assert len(removed) == 2
    assert len(list(tmp_path.iterdir())) == 4


def test_a_backup_is_an_age_file_that_the_standard_tool_opens(story, keys):
    plain = pyrage.decrypt(story.backup.read_bytes(), [keys])
    with tarfile.open(fileobj=BytesIO(plain)) as tar:
        assert tar.getnames()[0] == manifest.NAME


def test_the_tests_run_on_the_database_they_name():
    assert connection.vendor == databases.engine()
