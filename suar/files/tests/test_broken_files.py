"""What a cleaner cannot read or will not open is refused, cleaner by cleaner, with its reason."""

import io
import json
import struct
import subprocess
import threading
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from suar.files import actions, prepare, queries, views
from suar.files.cleaning import (
    apart,
    archive,
    mp4,
    office,
    ogg,
    pdf,
    pictures,
    sandbox,
    texts,
    voice,
)
from suar.files.cleaning.codes import MAX_PART, MAX_UPLOAD, Format
from suar.files.tests import made_files as made
from suar.files.tests.conftest import AT
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
START, SOUND = b"OpusHead" + bytes(11), b"sound" * 10


def refused(action):
    with pytest.raises(Problem) as problem:
        action()
    return problem.value.reasons[0].code


def patched(data, mark, offset, value):
    """Return a file with some bytes behind its first mark changed."""
    at = data.index(mark) + offset
    return data[:at] + value + data[at + len(value) :]


def locked_word():
    return patched(patched(made.word(), LOCAL, 6, b"\x01"), CENTRAL, 8, b"\x01")


def boastful_word():
    """An office file whose directory says that a part is larger than any may be."""
    return patched(made.word(), CENTRAL, 24, struct.pack("<I", MAX_PART + 1))


def nested(depth):
    found = b""
    for _ in range(depth):
        found = made.box(b"trak", found)
    return made.box(b"ftyp", b"") + made.box(b"moov", found)


def voice_page(flags, packets, serial=7, number=1):
    return made._page(serial, number, flags, packets)


def endless_packet():
    page = voice_page(0, [b"x" * 255])
    at = 26  # the number of lacing values, then the values: the last one says "goes on"
    return page[:at] + b"\x01\xff" + page[at + 3 :]


def stream(*pages):
    return made._page(7, 0, 2, [START]) + b"".join(pages)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def deep_pdf():
    document = pikepdf.open(io.BytesIO(made.pdf()))
    found = pikepdf.Array([])
    for _ in range(60):
        found = pikepdf.Array([found])
    document.Root.Deep = found
    return saved(document)


CASES = [
    ("office: password", archive.unpacked, locked_word(), Reason.FILE_ENCRYPTED),
    ("office: boasts of a size", archive.unpacked, boastful_word(), Reason.FILE_TOO_COMPLEX),
    ("office: half an element", archive.refuse_xml_bomb, b"<a><b></a>", Reason.FILE_BROKEN),
    ("office: nothing left", lambda part: office._without(part, "a"), b"<a/>", Reason.FILE_BROKEN),
    ("mp4: no sound", mp4.without_marks, made.m4a(track=b"text"), Reason.FILE_BROKEN),
    ("mp4: boxes in boxes", mp4.without_marks, nested(20), Reason.FILE_TOO_COMPLEX),
    ("mp4: leaves its room", mp4.without_marks,
     made.m4a() + struct.pack(">I", 4000) + b"mdat", Reason.FILE_BROKEN),
    ("ogg: two streams", ogg.without_marks,
     stream(voice_page(0, [SOUND], serial=8)), Reason.FILE_TYPE),
    ("ogg: other marks", ogg.without_marks, stream(voice_page(0, [SOUND])), Reason.FILE_BROKEN),
    ("ogg: goes on from nowhere", ogg.without_marks,
     stream(voice_page(1, [b"OpusTags" + bytes(8)])), Reason.FILE_BROKEN),
    ("ogg: never ends", ogg.without_marks, stream(endless_packet()), Reason.FILE_BROKEN),
    ("voice: half a head", lambda data: voice.clean_voice(data, Format.OGG), b"OggS",
     Reason.FILE_BROKEN),
    ("pdf: no page", pdf.clean_pdf, saved(pikepdf.new()), Reason.FILE_BROKEN),
    ("pdf: lists in lists", pdf.clean_pdf, deep_pdf(), Reason.FILE_TOO_COMPLEX),
    ("picture: 49 million points", lambda data: pictures.clean_picture(data, Format.PNG),
     made.png_bomb(side=7000), Reason.FILE_TOO_MANY_PIXELS),
    ("table: endless cell", texts.clean_csv, b'"' + b"a" * 200_000, Reason.FILE_BROKEN),
    ("text: a zero byte", texts.clean_text, b"a" * 1000 + b"\x00", Reason.FILE_TYPE),
    ("text: half a letter", texts.clean_text, b"\xff\xfe\x00\xd8", Reason.FILE_BROKEN),
    ("text: control signs", texts.clean_text, b"a\x01" * 50, Reason.FILE_TYPE),
]  # fmt: skip


@pytest.mark.parametrize(("clean", "data", "reason"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])  # fmt: skip
def test_it_is_refused(clean, data, reason):
    assert refused(lambda: clean(data)) == reason


def test_many_parts_that_are_too_much_together_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    assert refused(lambda: archive.unpacked(made.word())) == Reason.FILE_TOO_COMPLEX


# --- the fence -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", Reason.FILE_EMPTY), (b"x" * (MAX_UPLOAD + 1), Reason.FILE_TOO_LARGE)],
    ids=["nothing", "too much"],
)
def test_no_process_is_started_for_nothing_or_too_much(monkeypatch, data, reason):
    monkeypatch.setattr(apart, "_asked", lambda *_sent: pytest.fail("a process was started"))
    assert refused(lambda: apart.clean_apart(data, "a.txt")) == reason


def test_who_waits_too_long_for_a_turn_is_refused(monkeypatch):
    taken = threading.BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(apart, "_AT_ONCE", taken)
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    monkeypatch.setattr(apart, "_asked", lambda *_sent: pytest.fail("a process was started"))
    assert refused(lambda: apart.clean_apart(b"x", "a.txt")) == Reason.FILE_TOO_COMPLEX


def test_a_process_that_takes_too_long_or_dies_refuses_the_file(monkeypatch):
    def hangs(*command, **_more):
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(apart.subprocess, "run", hangs)
    assert refused(lambda: apart.clean_apart(b"x", "a.txt")) == Reason.FILE_TOO_COMPLEX
    died = subprocess.CompletedProcess([], -9, _answer({"refused": Reason.FILE_TYPE.value}))
    monkeypatch.setattr(apart.subprocess, "run", lambda *_command, **_more: died)
    assert refused(lambda: apart.clean_apart(b"x", "a.txt")) == Reason.FILE_TOO_COMPLEX


def _answer(head):
    text = json.dumps({**head, "facts": {}}).encode()
    return len(text).to_bytes(4, "big") + text


def test_a_cleaner_without_memory_refuses_the_file(monkeypatch):
    def out_of_memory(_data, _name):
        raise MemoryError

    monkeypatch.setattr(sandbox, "clean", out_of_memory)
    head, body = sandbox.answer(b"x", "a.txt")
    assert (head["refused"], body) == (Reason.FILE_TOO_COMPLEX.value, b"")


# --- what is kept --------------------------------------------------------------------------------


def test_an_original_that_was_swept_away_is_not_opened(scene):
    ready = prepare.from_upload(made.jpeg(), "a.jpg", row_id=new_id(), subject_id=scene.subject)
    file = actions.attach(prepared=ready, holder=scene.holder, by=scene.ani, at=AT)
    file.original_place = None
    asked = {"file": file, "reason": "bukti", "by": scene.beni, "at": AT}
    assert refused(lambda: actions.open_original(**asked)) == Reason.FILE_GONE
    assert refused(lambda: queries.original_body(file, by=scene.beni, at=AT)) == Reason.FILE_GONE


def test_too_large_an_upload_is_refused_before_it_is_read(scene, monkeypatch):
    monkeypatch.setattr(views, "MAX_UPLOAD", 10)
    sent = SimpleUploadedFile("a.txt", b"a" * 11)
    form = SimpleNamespace(row_id=new_id(), answers={"file": sent})
    assert refused(lambda: views._attach(form, scene.holder, scene.ani, AT)) == (
        Reason.FILE_TOO_LARGE
    )
