"""A file is attached, opened, swept and forgotten; the outsider first."""

import os
import socket
import struct
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from suar import policy, vault
from suar.audit.models import Event
from suar.files import actions, disk, prepare, queries, scanner, scope
from suar.files.codes import State
from suar.files.models import OriginalOpening, StoredFile
from suar.files.receiving import InMemoryHandler
from suar.files.sweep import nightly, sweep
from suar.files.tests import made_files as made
from suar.files.tests.conftest import AT
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.vault.crypto import DoesNotOpen
from tests.support.seen import seen


def attach(scene, data=None, name="KTP Sri Lestari.jpg", by=None, row_id=None, **more):
    ready = prepare.from_upload(
        data or made.jpeg(), name, row_id=row_id or new_id(), subject_id=scene.subject
    )
    by = by or scene.ani
    return actions.attach(prepared=ready, holder=scene.holder, by=by, at=AT, **more)


def reasons(refusal):
    return [because.code for because in refusal.value.reasons]


def test_an_outsider_can_neither_attach_nor_see(scene):
    with pytest.raises(Problem) as refusal:
        attach(scene, by=scene.eko)
    assert reasons(refusal) == [Reason.NOT_FOUND]
    file = attach(scene)
    with pytest.raises(Problem) as refusal:
        scope.get(file.pk, scene.eko, AT)
    assert reasons(refusal) == [Reason.NOT_FOUND]
    assert list(queries.files_of(scene.holder.record_id, actor=scene.eko, at=AT)) == []
    with pytest.raises(Problem):
        queries.clean_body(file, by=scene.eko, at=AT)


def test_a_grant_on_another_part_does_not_open_the_file(scene):
    file = attach(scene)
    policy.grant(
        ground=policy.Ground.REFERRAL_SENT, subjects=[scene.subject], parts=["letter"],
        rests_on=new_id(), to_organisation=scene.eko.organisation_id, by=scene.ani, at=AT,
    )  # fmt: skip
    assert not scope.visible_to(scene.eko, AT).filter(pk=file.pk).exists()


def test_the_original_is_refused_without_right_or_reason(scene):
    file = attach(scene)
    with pytest.raises(Problem) as refusal:
        actions.open_original(file=file, reason="bukti", by=scene.ani, at=AT)
    assert reasons(refusal) == [Reason.NO_PERMISSION]
    with pytest.raises(Problem) as refusal:
        actions.open_original(file=file, reason="  ", by=scene.beni, at=AT)
    assert reasons(refusal) == [Reason.REQUIRED]
    with pytest.raises(Problem) as refusal:
        actions.open_original(file=file, reason="bukti", by=scene.eko, at=AT)
    assert reasons(refusal) == [Reason.NOT_FOUND]
    assert not OriginalOpening.objects.exists()


def test_a_file_is_kept_sealed_and_opens_clean(scene):
    file = attach(scene, remark="halaman pertama")
    body = queries.clean_body(file, by=scene.ani, at=AT)
    assert body.name == "K-0012-01.jpg"
    assert made.CANARY not in body.data
    on_disk = b"".join(path.read_bytes() for _place, path in disk.bodies(AT + timedelta(days=9999)))
    assert made.CANARY not in on_disk
    assert b"JFIF\x00\x01" not in on_disk
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs.count("file.attached") == 1
    assert verbs.count("looked") == 1
    with vault.opened(file, by=scene.ani, at=AT):
        fresh = StoredFile.objects.get(pk=file.pk)
        assert fresh.original_name.open() == "KTP Sri Lestari.jpg"
        assert fresh.remark.open() == "halaman pertama"
    assert "Sri" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_receiver_of_the_clean_copy_never_gets_the_original(scene):
    file = attach(scene)
    policy.grant(
        ground=policy.Ground.REFERRAL_SENT, subjects=[scene.subject], parts=["case"],
        rests_on=new_id(), to_organisation=scene.eko.organisation_id, by=scene.ani, at=AT,
    )  # fmt: skip
    assert queries.clean_body(file, by=scene.eko, at=AT).data
    with pytest.raises(Problem) as refusal:  # he is a supervisor: the right alone is his
        actions.open_original(file=file, reason="ingin tahu", by=scene.eko, at=AT)
    assert reasons(refusal) == [Reason.NOT_FOUND]


def test_the_original_comes_back_as_it_was_and_the_reason_stays(scene):
    file = attach(scene)
    opening = actions.open_original(file=file, reason="bukti penyidik", by=scene.beni, at=AT)
    body = queries.original_body(file, by=scene.beni, at=AT)
    assert body.data == made.jpeg()
    assert (body.name, body.media_type) == ("K-0012-01-original.jpg", "application/octet-stream")
    with vault.opened(file, by=scene.beni, at=AT):
        assert OriginalOpening.objects.get(pk=opening.pk).reason.open() == "bukti penyidik"
    assert Event.objects.filter(verb="file.original_opened", record_id=file.pk).count() == 1


def test_files_of_a_record_are_numbered_and_a_form_sent_twice_makes_one(scene):
    row_id = new_id()
    first = attach(scene, row_id=row_id)
    again = attach(scene, row_id=row_id)
    second = attach(scene, data=made.pdf(), name="kontrak.pdf")
    assert first.pk == again.pk
    assert [first.number, second.number] == [1, 2]
    assert len(list(disk.bodies(AT + timedelta(days=9999)))) == 4  # two bodies a file, no third


def test_a_body_moved_to_another_row_does_not_open(scene):
    first, second = attach(scene), attach(scene, data=made.png(), name="a.png")
    stolen = disk.read(first.clean_place)
    disk.path_of(second.clean_place).write_bytes(stolen)
    with pytest.raises(DoesNotOpen):
        queries.clean_body(second, by=scene.ani, at=AT)
    disk.path_of(first.clean_place).write_bytes(disk.read(first.original_place))
    with pytest.raises(DoesNotOpen):
        queries.clean_body(first, by=scene.ani, at=AT)


def test_a_missing_body_says_so(scene):
    file = attach(scene)
    disk.remove(file.clean_place)
    with pytest.raises(Problem) as refusal:
        queries.clean_body(file, by=scene.ani, at=AT)
    assert reasons(refusal) == [Reason.FILE_GONE]


def test_orphans_are_swept_and_kept_files_stay(scene):
    file = attach(scene)
    orphan = disk.write(b"sealed")
    unfinished = disk.path_of(orphan).with_suffix(".part")
    unfinished.write_bytes(b"half")
    young = disk.write(b"on its way")
    old = AT.timestamp() - 3 * 3600
    for path in (disk.path_of(orphan), unfinished, disk.path_of(file.clean_place)):
        os.utime(path, (old, old))
    os.utime(disk.path_of(young), (AT.timestamp(), AT.timestamp()))
    found = sweep(AT)
    assert (found.removed, found.missing) == (2, 0)
    assert disk.path_of(file.clean_place).exists()
    assert disk.path_of(young).exists()
    disk.remove(file.original_place)
    assert sweep(AT).missing == 1


def test_the_sweep_runs_once_a_night_and_says_what_is_missing(scene, caplog):
    file = attach(scene)
    disk.remove(file.clean_place)
    nightly(AT)
    assert caplog.messages == []
    nightly(AT.replace(hour=19, minute=17))
    assert caplog.messages == ["1 kept files have no body on the disk"]


@pytest.mark.postgres
def test_under_row_level_security_the_sweep_takes_no_kept_file(scene, app_role):
    with policy_of(scene.ani):
        file = attach(scene)
    for place in (file.clean_place, file.original_place):
        os.utime(disk.path_of(place), (1, 1))
    found = sweep(AT)
    assert (found.removed, found.missing) == (0, 0)
    assert disk.path_of(file.clean_place).exists()


def policy_of(actor):
    from suar.store.tenancy import acting_for

    return acting_for(actor.organisation_id)


@pytest.mark.postgres
def test_row_level_security_hides_the_files_of_others(scene, app_role):
    with policy_of(scene.ani):
        attach(scene)
        assert StoredFile.objects.count() == 1
    with policy_of(scene.eko):
        assert StoredFile.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM files_storedfile")
        assert cursor.fetchone() == (0,)


def test_erasing_the_subject_takes_the_bodies_off_the_disk(
    scene, django_capture_on_commit_callbacks
):
    file = attach(scene)
    with django_capture_on_commit_callbacks(execute=True):
        count = actions.forget(subjects=(scene.subject,), by=scene.beni, at=AT)
    assert count == 1
    assert not disk.path_of(file.clean_place).exists()
    assert not disk.path_of(file.original_place).exists()
    assert StoredFile.objects.get(pk=file.pk).state == State.ERASED
    assert not scope.visible_to(scene.ani, AT).exists()


def test_an_upload_that_is_too_large_is_held_by_size_only():
    handler = InMemoryHandler()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    for _ in range(26):
        handler.receive_data_chunk(b"x" * 1024 * 1024, 0)
    upload = handler.file_complete(26 * 1024 * 1024)
    assert (upload.size, upload.read()) == (26 * 1024 * 1024, b"")


def _clamd(path, answer):
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen(1)
    received = []

    def serve():
        link, _ = server.accept()
        with link:
            data = link.recv(10)
            while True:
                size = struct.unpack(">I", link.recv(4))[0]
                if size == 0:
                    break
                piece = b""
                while len(piece) < size:
                    piece += link.recv(size - len(piece))
                data += piece
            received.append(data)
            link.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    return server, thread, received


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", Reason.FILE_INFECTED),
        (b"stream: size limit exceeded ERROR\0", Reason.FILE_SCANNER_AWAY),
        (b"", Reason.FILE_SCANNER_AWAY),
    ],
)
def test_what_the_scanner_refuses_or_cannot_judge_is_not_taken(tmp_path, settings, answer, reason):
    settings.SUAR_CLAMD = str(tmp_path / "c.sock")
    server, thread, _ = _clamd(tmp_path / "c.sock", answer)
    with pytest.raises(Problem) as refusal:
        scanner.scan(b"body" * 100_000)
    thread.join(5)
    server.close()
    assert reasons(refusal) == [reason]


def test_a_configured_scanner_that_is_away_closes_the_door(tmp_path, settings):
    settings.SUAR_CLAMD = str(tmp_path / "nobody.sock")
    with pytest.raises(Problem) as refusal:
        scanner.scan(b"body")
    assert reasons(refusal) == [Reason.FILE_SCANNER_AWAY]


def test_a_clean_answer_lets_the_whole_body_pass(tmp_path, settings):
    settings.SUAR_CLAMD = str(tmp_path / "c.sock")
    server, thread, received = _clamd(tmp_path / "c.sock", b"stream: OK\0")
    scanner.scan(b"body" * 100_000)
    thread.join(5)
    server.close()
    assert received == [b"zINSTREAM\0" + b"body" * 100_000]


# --- pages -------------------------------------------------------------------------------------


@pytest.fixture
def pages(rf, scene, monkeypatch):
    """Call a page as somebody, past the sign-in."""
    from django.contrib.messages.storage.fallback import FallbackStorage
    from django.urls import resolve

    monkeypatch.setattr("suar.kit.clock.now", lambda: AT)

    def call(actor, address, method="get", **data):
        request = getattr(rf, method)(address, data)
        request.actor = actor
        request.session = {}
        request._messages = FallbackStorage(request)
        match = resolve(address)
        return match.func(request, *match.args, **match.kwargs)

    return call


def test_the_pages_refuse_the_outsider_and_serve_the_worker(scene, pages):
    file = attach(scene)
    of = f"/files/of/record/{scene.holder.record_id}/"
    for address in (f"/files/{file.pk}/", f"/files/{file.pk}/show/", of, f"{of}add/"):
        with pytest.raises(Problem) as refusal:
            pages(scene.eko, address)
        assert refusal.value.status == 404
        assert pages(scene.ani, address).status_code == 200
    with pytest.raises(Problem) as refusal:
        pages(scene.ani, f"/files/{file.pk}/original/")
    assert refusal.value.status == 403
    answer = pages(scene.ani, f"/files/{file.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="K-0012-01.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    page = pages(scene.ani, of).content.decode()
    assert "K-0012-01.jpg" in page
    assert "Sri" not in seen(page)


def test_a_refused_file_is_explained_beside_the_field_and_the_remark_is_kept(scene, pages):
    upload = SimpleUploadedFile("a.jpg", made.png_bomb())
    of = f"/files/of/record/{scene.holder.record_id}/add/"
    answer = pages(scene.ani, of, "post", file=upload, remark="halaman dua", id=str(new_id()))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "40 million pixels" in page or "40 juta" in page
    assert "halaman dua" in page
    assert not list(disk.bodies(AT + timedelta(days=9999)))


def test_a_file_is_attached_on_the_page_and_its_original_opens_with_a_reason(scene, pages):
    upload = SimpleUploadedFile("a.jpg", made.jpeg())
    of = f"/files/of/record/{scene.holder.record_id}/add/"
    answer = pages(scene.ani, of, "post", file=upload, remark="", id=str(new_id()))
    assert answer.status_code == 302
    file = StoredFile.objects.get()
    address = f"/files/{file.pk}/original/"
    assert pages(scene.beni, address, "post", reason="").status_code == 422
    answer = pages(scene.beni, address, "post", reason="bukti", id=str(new_id()))
    assert b"".join(answer.streaming_content) == made.jpeg()
    assert answer["Content-Type"] == "application/octet-stream"
