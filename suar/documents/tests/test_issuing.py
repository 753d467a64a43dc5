"""A letter gets its number once, its papers after it, and reaches nobody who may not have it."""

import threading
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.urls import resolve

from suar import vault
from suar.audit.models import Event
from suar.documents import actions, issuing, queries, scope
from suar.documents.codes import LetterCode, State
from suar.documents.models import IssuedLetter
from suar.documents.rules import Receiver
from suar.documents.tests import example
from suar.files import queries as files
from suar.files.models import StoredFile
from suar.files.tests.conftest import AT, scene  # noqa: F401 - the same small cast
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation
from suar.store.tenancy import acting_for
from tests.support.seen import seen

ON = date(2026, 6, 3)
COPIES = (Receiver("Kepala UPTD PPA Contoh"), Receiver("Arsip"))


def number(scene, *, by=None, letter_id=None, to=None, copies=COPIES, content=None, on=ON):  # noqa: F811
    return actions.number_referral(
        id=letter_id or new_id(), content=content or example.CONTENT, holder=scene.holder,
        to=to or Receiver("Rumah Aman Contoh"), copies=copies, signer_name="Beni Contoh",
        signer_office="Koordinator", on=on, by=by or scene.beni, at=AT,
    )  # fmt: skip


def reasons(refusal):
    return [b.code for b in refusal.value.reasons]


def test_outsiders_and_seats_without_the_right_issue_nothing(scene):  # noqa: F811
    with pytest.raises(Problem) as refusal:
        number(scene, by=scene.eko)
    assert reasons(refusal) == [Reason.NOT_FOUND]
    unable = replace(scene.ani, permissions=frozenset())
    with pytest.raises(Problem) as refusal:
        number(scene, by=unable)
    assert reasons(refusal) == [Reason.NO_PERMISSION]
    assert not IssuedLetter.objects.exists()


def test_a_pattern_that_gives_only_numbers_already_taken_is_refused(scene, monkeypatch):  # noqa: F811
    monkeypatch.setattr(actions.rules, "number", lambda *_parts, **_more: "01/PKS/2026")
    number(scene)
    with pytest.raises(Problem) as refusal:
        number(scene)
    assert reasons(refusal) == [Reason.LETTER_NUMBER_PATTERN]
    assert IssuedLetter.objects.count() == 1


def test_a_copy_to_somebody_who_may_not_know_refuses_the_letter_and_takes_no_number(scene):  # noqa: F811
    barred = Receiver("Arsip", (Because(Reason.NO_PERMISSION),))
    with pytest.raises(Problem) as refusal:
        number(scene, copies=(COPIES[0], barred))
    assert reasons(refusal) == [Reason.NO_PERMISSION]
    with pytest.raises(Problem):
        number(scene, to=barred)
    assert number(scene).serial == 1


def test_a_copy_that_was_not_checked_is_not_printed(scene):  # noqa: F811
    with pytest.raises(ValueError, match="checked"):
        number(scene, copies=COPIES[:1])


def test_numbers_run_on_and_a_form_sent_twice_takes_one(scene):  # noqa: F811
    letter_id = new_id()
    first, again, second = (
        number(scene, letter_id=letter_id),
        number(scene, letter_id=letter_id),
        number(scene),
    )
    assert first.pk == again.pk
    assert [first.number, second.number] == ["001/YAYASANA/VI/2026", "002/YAYASANA/VI/2026"]
    assert Event.objects.filter(verb="letter.numbered").count() == 2
    next_year = number(scene, on=date(2027, 1, 2))
    assert next_year.number == "001/YAYASANA/I/2027"


def test_a_voided_number_is_not_used_again_nor_one_of_an_older_pattern(scene):  # noqa: F811
    first = number(scene)
    voided = actions.void(letter=first, by=scene.beni, at=AT)
    assert voided.state == State.VOID
    second = number(scene)
    assert second.serial == 2
    with acting_for(scene.beni.organisation_id):
        Organisation.objects.filter(pk=scene.beni.organisation_id).update(
            letter_number="{no}/YAYASANA/VI/2026"
        )
    third = number(scene)  # another register starts at 1, whose first two numbers are taken
    assert third.number == "003/YAYASANA/VI/2026"


def test_the_database_itself_refuses_a_number_twice(scene):  # noqa: F811
    first, second = number(scene), number(scene)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedLetter.objects.filter(pk=second.pk).update(number=first.number)


def test_an_unusable_pattern_is_refused_in_words(scene):  # noqa: F811
    with acting_for(scene.beni.organisation_id):
        Organisation.objects.filter(pk=scene.beni.organisation_id).update(letter_number="{x}")
    with pytest.raises(Problem) as refusal:
        number(scene)
    assert reasons(refusal) == [Reason.LETTER_NUMBER_PATTERN]


def test_a_letter_is_put_on_paper_once_and_its_words_stay_sealed(scene):  # noqa: F811
    row = number(scene)
    issued = issuing.put_on_paper(row=row, holder=scene.holder, by=scene.beni, at=AT)
    again = issuing.put_on_paper(row=issued, holder=scene.holder, by=scene.beni, at=AT)
    assert again.docx_id == issued.docx_id
    assert issued.state == State.ISSUED
    assert issued.docx.neutral_name == "K-0012-01.docx"
    assert files.clean_body(issued.docx, by=scene.ani, at=AT).data.startswith(b"PK")
    assert Event.objects.filter(verb="letter.issued", record_id=row.pk).count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM documents_issuedletter")
        stored = b" ".join(v if isinstance(v, bytes) else str(v).encode()
                           for v in cursor.fetchone())  # fmt: skip
    assert b"Rumah Aman" not in stored
    assert b"Sri (nama panggilan)" not in stored
    letter = queries.opened(IssuedLetter.objects.get(pk=row.pk), by=scene.ani, at=AT)
    assert letter.to[0] == "Kepala Rumah Aman Contoh"
    assert letter.number == row.number
    with pytest.raises(Problem):
        queries.opened(row, by=scene.eko, at=AT)


@pytest.mark.pango
def test_where_pango_is_the_pdf_lies_beside(scene):  # noqa: F811
    issued = issuing.put_on_paper(row=number(scene), holder=scene.holder, by=scene.beni, at=AT)
    assert files.clean_body(issued.pdf, by=scene.ani, at=AT).data.startswith(b"%PDF")
    assert issued.pdf.neutral_name == "K-0012-02.pdf"


def test_a_void_letter_is_not_put_on_paper(scene):  # noqa: F811
    row = actions.void(letter=number(scene), by=scene.beni, at=AT)
    with pytest.raises(Problem) as refusal:
        issuing.put_on_paper(row=row, holder=scene.holder, by=scene.beni, at=AT)
    assert reasons(refusal) == [Reason.LETTER_NOT_OPEN]


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_ten_letters_at_once_get_ten_numbers(transactional_db, request):
    scene = request.getfixturevalue("scene")  # noqa: F811
    found, failed = [], []

    def one():
        try:
            with acting_for(scene.beni.organisation_id):
                found.append(number(scene).number)
        except Exception as error:  # noqa: BLE001 - the test shows it
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert sorted(found) == [f"{n:03d}/YAYASANA/VI/2026" for n in range(1, 11)]


@pytest.mark.postgres
def test_row_level_security_hides_letters_and_registers_of_others(scene, app_role):  # noqa: F811
    with acting_for(scene.beni.organisation_id):
        number(scene)
    with acting_for(scene.eko.organisation_id), connection.cursor() as cursor:
        for table in ("documents_issuedletter", "documents_letterregister"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


# --- pages -------------------------------------------------------------------------------------


@pytest.fixture
def pages(rf, scene, monkeypatch):  # noqa: F811
    """Call a page as somebody, past the sign-in."""
    monkeypatch.setattr("suar.kit.clock.now", lambda: AT)

    def call(actor, address, method="get", **data):
        request = getattr(rf, method)(address, data)
        request.actor, request.session = actor, {}
        match = resolve(request.path)
        return match.func(request, *match.args, **match.kwargs)

    return call


def test_the_letter_pages_refuse_the_outsider_and_serve_the_worker(scene, pages):  # noqa: F811
    row = number(scene)
    for address in (f"/letters/{row.pk}/", f"/letters/{row.pk}/void/"):
        with pytest.raises(Problem) as refusal:
            pages(scene.eko, address)
        assert refusal.value.status == 404
        assert pages(scene.ani, address).status_code == 200
    page = pages(scene.beni, f"/letters/{row.pk}/").content.decode()
    assert "Yth. Kepala Rumah Aman Contoh" in page
    assert "documents/letter.css" in page
    assert pages(scene.beni, f"/letters/{row.pk}/finish/", "post").status_code == 302
    assert scope.get(row.pk, scene.beni, AT).state == State.ISSUED


def test_the_register_shows_numbers_and_opens_only_what_is_open(scene, pages):  # noqa: F811
    row = number(scene)
    page = pages(scene.beni, "/letters/").content.decode()
    assert row.number in page
    assert f"/letters/{row.pk}/" in page
    assert "Sri" not in seen(page)
    assert "Rumah Aman" not in page
    stranger = replace(scene.beni, user_id=new_id())
    page = pages(stranger, "/letters/").content.decode()
    assert row.number in page
    assert f"/letters/{row.pk}/" not in page
    assert row.number not in pages(scene.eko, "/letters/").content.decode()
    assert pages(scene.beni, "/letters/?year=2025").status_code == 200
    for strange in ("9" * 5000, "\u00b2", "-2025", ""):
        assert row.number in pages(scene.beni, f"/letters/?year={strange}").content.decode()
    assert partial(queries.register, actor=scene.beni, at=AT)(year=2025).lines == []


def test_the_receiver_with_a_letter_grant_reads_and_cannot_void(scene, pages):  # noqa: F811
    from suar import policy
    from suar.policy import Role, permissions_of

    holder = replace(scene.holder, part="letter")
    policy.grant(
        ground=policy.Ground.ASSIGNMENT, subjects=[scene.subject], parts=["letter"],
        rests_on=scene.subject, to_user=scene.beni.user_id, by=scene.ani, at=AT,
    )  # fmt: skip
    scene.holder = holder
    row = number(scene)
    citra = replace(
        scene.eko, label="Citra", permissions=permissions_of([Role.SERVICE_FOCAL_POINT])
    )
    with pytest.raises(Problem):
        pages(citra, f"/letters/{row.pk}/")
    policy.grant(
        ground=policy.Ground.REFERRAL_SENT, subjects=[scene.subject], parts=["letter"],
        rests_on=row.pk, to_organisation=citra.organisation_id, by=scene.ani, at=AT,
    )  # fmt: skip
    assert "Yth." in pages(citra, f"/letters/{row.pk}/").content.decode()
    with pytest.raises(Problem) as refusal:
        pages(citra, f"/letters/{row.pk}/void/", "post")
    assert refusal.value.status == 403
    theirs = replace(citra, permissions=permissions_of([Role.SUPERVISOR]))  # may issue her own
    for verb in ("void", "finish"):
        with pytest.raises(Problem) as refusal:
            pages(theirs, f"/letters/{row.pk}/{verb}/", "post")
        assert refusal.value.status == 404, verb
    row.refresh_from_db()
    assert (row.state, row.docx, row.pdf) == (State.NUMBERED, None, None)
    assert not StoredFile.objects.exists()
    assert LetterCode(row.code) == LetterCode.L_REF
    assert vault  # the kernel is loaded
