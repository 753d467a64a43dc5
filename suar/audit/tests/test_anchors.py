"""What is noted outside the database: cuts and rewritings that fit inside are seen from there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from suar import audit, vault
from suar.audit import anchors
from suar.audit.anchors import What
from suar.audit.chain import event_hash
from suar.audit.models import ChainHead, Event, EventSubject
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.store.work import act
from suar.vault import heads
from suar.vault.models import Subject

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_list(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ERASURE_LIST", tmp_path / "erasures.list")


@pytest.fixture
def ani():
    return Actor(user_id=new_id(), organisation_id=new_id(), label="Ani")


@pytest.fixture
def subject(ani):
    return vault.new_subject(kind="person", by=ani, at=AT)


@act
def write(subject, *, by, verb="case.opened"):
    audit.record(by, verb, Subject.objects.get(pk=subject), at=AT, subjects=[subject])


def head(ani) -> ChainHead:
    return ChainHead.objects.get(pk=ani.organisation_id)


def note(ani, *, day: int, what=What.BACKUP, to: int | None = None) -> None:
    """Note the heads as they are, on a day; ``to`` is the day of the backup that was restored."""
    now = head(ani)
    anchors.note(
        what, at=AT + day * DAY, to=AT + (day if to is None else to) * DAY, name=f"suar-{day}.age",
        heads=[(ani.organisation_id, now.number, bytes(now.hash))],
    )  # fmt: skip


def checked(ani):
    found = anchors.read()
    return audit.verify(ani.organisation_id, anchors=found.by_owner.get(ani.organisation_id, ()))


def cut_to(ani, old: ChainHead) -> None:
    """Take the events after an old head away and put that head, with its true seal, back."""
    late = Event.objects.filter(organisation_id=ani.organisation_id, number__gt=old.number)
    EventSubject.objects.filter(event_id__in=late.values("id")).delete()
    late.delete()
    old.save()


def rewrite(ani) -> None:
    """Change the first event, calculate all hashes anew and seal the head, as with our key."""
    previous = bytes(32)
    for event in Event.objects.filter(organisation_id=ani.organisation_id).order_by("number"):
        event.verb = "x.changed" if event.number == 1 else event.verb
        event.previous, event.hash = previous, b""
        event.hash = previous = event_hash(event)
        event.save()
    now = head(ani)
    now.hash = previous
    now.seal = heads.seal(now.pk, now.number, previous)
    now.save()


def lines() -> list[str]:
    return anchors.path().read_text().splitlines()


# --- tampered with ----------------------------------------------------------------------------


def test_an_old_copy_whose_seal_is_true_is_shorter_than_what_was_noted(ani, subject):
    for _ in range(2):
        write(subject, by=ani)
    old = head(ani)
    for _ in range(3):
        write(subject, by=ani)
    note(ani, day=0)
    cut_to(ani, old)
    assert audit.verify(ani.organisation_id).ok  # inside, all fits
    found = checked(ani)
    assert (found.fault, found.at_number, found.anchor.number) == ("shorter_than_anchored", 2, 5)
    for _ in range(5):
        write(subject, by=ani)  # work went on over the cut
    assert (checked(ani).fault, checked(ani).at_number) == ("not_as_anchored", 5)


def test_a_history_rewritten_with_our_key_is_not_the_one_that_was_noted(ani, subject):
    for _ in range(3):
        write(subject, by=ani)
    note(ani, day=0)
    write(subject, by=ani)
    rewrite(ani)
    assert audit.verify(ani.organisation_id).ok
    found = checked(ani)
    assert (found.fault, found.at_number, found.anchor.at) == ("not_as_anchored", 3, AT)


def test_a_chain_that_is_gone_altogether_is_missed(ani, subject):
    write(subject, by=ani)
    note(ani, day=0)
    EventSubject.objects.all().delete()
    Event.objects.all().delete()
    ChainHead.objects.all().delete()
    assert checked(ani).fault == "shorter_than_anchored"


def test_an_older_note_still_binds_after_newer_ones(ani, subject):
    write(subject, by=ani)
    note(ani, day=0)
    write(subject, by=ani)
    rewrite(ani)
    note(ani, day=1)  # a backup of the forged chain
    assert (checked(ani).fault, checked(ani).at_number) == ("not_as_anchored", 1)


@pytest.mark.parametrize(
    ("harm", "at"),
    [
        (lambda rows: [rows[0].replace('"backup"', '"restored"'), *rows[1:]], 2),
        (lambda rows: rows[1:], 1),
        (lambda rows: [rows[0], rows[2]], 2),
        (lambda rows: [*rows[:2], rows[2].replace('"backup"', '"restored"')], 3),
        (lambda rows: [*rows[:2], "not a line"], 3),
        (lambda rows: [*rows[:2], json.dumps({"what": "backup"})], 3),
    ],
)
def test_a_list_that_was_changed_says_so(ani, subject, harm, at):
    for day in range(3):
        write(subject, by=ani)
        note(ani, day=day)
    assert anchors.read().fault_at == 0
    anchors.path().write_text("\n".join(harm(lines())) + "\n")
    assert anchors.read().fault_at == at


def test_nobody_without_the_key_can_add_a_restore_that_excuses_a_cut(ani, subject):
    write(subject, by=ani)
    old = head(ani)
    note(ani, day=0)
    write(subject, by=ani)
    note(ani, day=1)
    cut_to(ani, old)
    forged = {**json.loads(lines()[0]), "what": "restored", "at": (AT + 2 * DAY).isoformat(),
              "previous": anchors._hash(lines()[-1])}  # fmt: skip
    with anchors.path().open("a") as file:
        file.write(json.dumps(forged) + "\n")
    assert anchors.read().fault_at == 3


# --- as it was --------------------------------------------------------------------------------


def test_a_chain_that_went_on_agrees_with_every_note(ani, subject):
    for day in range(3):
        write(subject, by=ani)
        note(ani, day=day)
    write(subject, by=ani)
    assert checked(ani).ok
    assert anchors.path().stat().st_mode & 0o077 == 0


def test_where_nothing_was_noted_nothing_is_missed(ani, subject):
    write(subject, by=ani)
    assert anchors.read() == anchors.Anchors()
    assert checked(ani).ok


def test_a_recorded_restore_lets_go_of_what_came_after_its_backup_and_of_nothing_else(ani, subject):
    write(subject, by=ani)
    old = head(ani)
    note(ani, day=0)
    write(subject, by=ani)
    note(ani, day=1)
    cut_to(ani, old)
    assert checked(ani).fault == "shorter_than_anchored"
    note(ani, day=2, what=What.RESTORED, to=0)
    assert checked(ani).ok
    found = anchors.read()
    assert (found.last_restore.at, found.last_restore.to) == (AT + 2 * DAY, AT)
    write(subject, by=ani)
    note(ani, day=3)
    assert checked(ani).ok
    rewrite(ani)
    assert (checked(ani).fault, checked(ani).anchor.at) == ("not_as_anchored", AT)


def test_the_list_holds_after_the_master_key_was_changed(ani, subject):
    write(subject, by=ani)
    note(ani, day=0)
    vault.rotate()
    note(ani, day=1)
    assert anchors.read().fault_at == 0
