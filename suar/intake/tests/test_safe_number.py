"""The first contact: whose number it is, which days were asked, on which ground a case begins."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar import vault
from suar.cases.models import GroundLine
from suar.intake import labels, opening
from suar.intake.forms import ReportForm
from suar.intake.models import Report
from suar.intake.opening import Who
from suar.kit.clock import now
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db
BY_REPORTER = {
    "channel": "phone", "speaker": "reporter", "relation": "neighbour",
    "reporter_name": "Contoh Tetangga", "reporter_contact": "+62 812-0000-0001",
    "call_name": "Contoh Sari", "contact_number": "0812 0000 0001", "where": "indonesia",
    "urgent_U01": "YES",
}  # fmt: skip
FREE = {"contact_number": "0812 9999 0001"}


def sent(cast, **typed):
    return cast.client_for(cast.fitri).post("/intake/new/", {**BY_REPORTER, **typed})


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"reporter_may_know": "NO"},
        {"reporter_may_know": "YES", "must_not_know": ["neighbour"]},
        {"reporter_may_know": "YES", "must_not_know": ["reporter"]},
        {**FREE, "must_not_know": ["spouse"], "must_not_know_whom": "Budi, 081299990001"},
    ],
)
def test_a_number_of_who_must_not_know_is_refused_beside_its_field(cast, typed):
    answer = sent(cast, **typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["contact_number"]
    assert 'name="number_is_hers"' in answer.content.decode(), "it can be confirmed there"
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"reporter_may_know": "YES"},
        {"number_is_hers": "on"},
        FREE,
        {"contact_number": "", "no_safe_number": "on"},
        {"speaker": "person"},
    ],
)
def test_another_number_or_a_clear_word_is_enough(cast, typed):
    assert sent(cast, **typed).status_code == 302


def test_no_safe_number_yet_is_an_answer_and_not_a_number_as_well(cast):
    both = sent(cast, **FREE, no_safe_number="on")
    assert list(both.context["form"].errors) == ["no_safe_number"]
    saved = sent(cast, contact_number="", no_safe_number="on")
    shown = cast.client_for(cast.fitri).get(saved["Location"] + "?open=1").content.decode()
    assert "belum ada nomor aman" in shown
    assert "Jangan dihubungi" not in shown


def test_what_a_reporter_said_is_dropped_where_the_person_speaks(cast):
    saved = sent(cast, **FREE, speaker="person")
    report = Report.objects.get()
    assert report.relation == ""
    shown = cast.client_for(cast.fitri).get(saved["Location"] + "?open=1").content.decode()
    assert "Contoh Tetangga" not in shown


def opened(cast):
    report = Report.objects.get()
    case = opening.open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=cast.actor(cast.fitri), at=now(),
    )  # fmt: skip
    return report, case


def test_the_number_of_the_reporter_warns_before_every_call(cast):
    sent(cast, number_is_hers="on")
    _report, case = opened(cast)
    page = cast.client_for(cast.ani)
    for address in (
        reverse("cases:before_call", args=[case.pk]),
        reverse("people:contact", args=[case.person_id]),
    ):
        shown = page.get(address).content.decode()
        assert "alert-danger" in shown
        assert "juga nomornya sendiri" in shown, "what was said at the first contact"
        assert "<strong>pelapor</strong>" in shown, "on the list before anybody was asked"


def test_days_that_nobody_asked_about_read_as_not_asked(cast):
    hours = {"contact_from": "20:00", "contact_until": "21:00"}
    asked = sent(cast, **FREE, **hours)
    shown = cast.client_for(cast.fitri).get(asked["Location"] + "?open=1").content.decode()
    assert "20.00–21.00 (hari belum ditanya)" in shown
    daily = sent(cast, **FREE, **hours, contact_days=["every"])
    shown = cast.client_for(cast.fitri).get(daily["Location"] + "?open=1").content.decode()
    assert "20.00–21.00" in shown
    assert "belum ditanya)" not in shown
    alone = sent(cast, **FREE, contact_days=["every"])
    assert list(alone.context["form"].errors) == ["contact_days"]


def test_the_reporters_section_is_always_in_the_page_and_never_folded(cast):
    shown = cast.client_for(cast.fitri).get("/intake/new/").content.decode()
    section = shown.split('id="reporter"')[1].split("</fieldset>")[0]
    assert "<details" not in section
    assert {"relation", "reporter_name", "reporter_contact"} <= set(ReportForm.base_fields)


@pytest.mark.parametrize(("grade", "said"), [("YES", "nyawa"), ("", "Belum ada yang menimbang")])
def test_the_ground_of_a_new_case_is_said_before_and_claims_nothing(cast, grade, said):
    address = sent(cast, **FREE, urgent_U01=grade)["Location"]
    report = Report.objects.get()
    page = cast.client_for(cast.fitri).post(f"{address}search/", {"text": "Contoh Sari"})
    assert said in page.content.decode(), "before anything is opened"
    form = page.context["new_form"]
    cast.client_for(cast.fitri).post(
        f"{address}case/",
        {"how": "new", "id": form.row_id, "ticket": form.initial["ticket"],
         "person_id": form.initial["person_id"], "name": "Contoh Sari", "sex": "female",
         "unit": str(cast.unit_a.pk), "worker": str(cast.ani.pk)},
    )  # fmt: skip
    line = GroundLine.objects.get()
    with vault.opened(line, by=cast.actor(cast.ani), at=now(), record=line.case, purpose="test"):
        reason = line.reason.open()
    assert reason == labels.ground_reason(report)
    assert said in reason
    assert report.code in reason
    assert "phone" not in reason
    ledger = cast.client_for(cast.ani).get(reverse("cases:consent", args=[line.case_id]))
    assert "ditimbang dengan hak" not in ledger.content.decode()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"number": "081277770000"}, "dengan nomor ini"),
        ({"text": "Contoh Sari"}, "dengan nama ini"),
        ({"text": "Contoh Sari", "number": "081277770000"}, "dengan nama atau nomor ini"),
    ],
)
def test_who_is_not_found_is_not_found_by_what_was_typed(cast, asked, said):
    address = sent(cast, **FREE)["Location"]
    shown = cast.client_for(cast.fitri).post(f"{address}search/", asked).content.decode()
    assert f"{said} di lembaga Anda" in shown
