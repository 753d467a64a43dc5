"""Forms: what may be typed, what comes back, what "not asked" means."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from suar.kit import clock
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.ui import problems, refusals
from suar.ui.fields import NumberField, PartialDateField, PastDayField, PhoneField
from suar.ui.forms import NOT_ASKED, YES_NO, AskedChoiceField, SuarForm


class NoteForm(SuarForm):
    text = forms.CharField(label="Catatan", help_text="Singkat saja.")
    held = AskedChoiceField(label="Ditahan?", choices=list(YES_NO.items()))


class CountForm(SuarForm):
    nights = NumberField(label="Malam", required=False, min_value=0, decimal_places=2)
    age = forms.IntegerField(label="Usia", required=False, min_value=0, max_value=120)


class ShortForm(SuarForm):
    text = forms.CharField(label="Catatan", max_length=10, widget=forms.Textarea)
    name = forms.CharField(label="Nama", max_length=5, required=False)


def test_no_browser_cuts_what_is_pasted_and_what_is_too_long_is_said_and_kept():
    form = ShortForm({"text": "dua belas kata", "name": "Sulastri"})
    for name, whole in (("text", "dua belas kata"), ("name", "Sulastri")):
        shown = str(form[name])
        assert "maxlength" not in shown
        assert whole in shown
        with translation.override("id"):
            told = form[name].errors[0]
        assert "terlalu panjang" in told.lower()
        assert str(len(whole)) in told


@pytest.mark.parametrize("typed", ["dua", "1.50.000", "-3", "1,2,3"])
def test_what_is_no_number_is_refused_and_stays_in_the_field(typed):
    form = CountForm({"nights": typed})
    assert not form.is_valid()
    assert f'value="{typed}"' in str(form["nights"])


def test_a_number_is_text_that_reads_both_ways_of_writing():
    form = CountForm({"nights": "2,5", "age": "25"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["nights"] == Decimal("2.5")
    assert CountForm({"nights": "1.250.000"}).fields["nights"].clean("1.250.000") == 1250000
    assert not CountForm({"age": "2,5"}).is_valid()
    for name in ("nights", "age"):
        assert 'type="text"' in str(form[name])


def test_a_saved_number_is_shown_in_the_way_of_the_reader():
    form = CountForm(initial={"nights": Decimal("2.50")})
    with translation.override("id"):
        assert 'value="2,5"' in str(form["nights"])
    with translation.override("en"):
        assert 'value="2.5"' in str(form["nights"])


@pytest.mark.parametrize(
    "typed",
    ["31/2/2020", "13/2020", "kemarin", "20", "1/1/20", "2020-13", "1/2/3/2020", "00/00/0000"],
)
def test_a_date_that_is_none_is_refused_with_a_way_to_type_it(typed):
    with pytest.raises(ValidationError):
        PartialDateField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17/5/2008", "2008-05-17"), ("17-05-2008", "2008-05-17"), ("17.5.2008", "2008-05-17"),
        ("5/2008", "2008-05"), ("2008", "2008"), ("2008-05-17", "2008-05-17"), (" 2008 ", "2008"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_known(typed, read):
    assert PartialDateField().clean(typed) == PartialDate.parse(read)


@pytest.mark.parametrize("known", ["2008", "2008-05", "2008-05-17"])
def test_a_date_is_shown_as_it_is_typed(known):
    field = PartialDateField()
    assert field.clean(field.prepare_value(PartialDate.parse(known))) == PartialDate.parse(known)


def test_an_empty_date_that_is_not_required_is_none():
    assert PartialDateField(required=False).clean("") is None


@pytest.mark.parametrize("typed", ["abc", "08-12 ext 4", "+", "1234", "0812" * 8])
def test_a_number_that_is_none_is_refused(typed):
    with pytest.raises(ValidationError):
        PhoneField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0812-3456-7890", "+6281234567890"), ("+60 12 345 6789", "+60123456789"),
        ("0060123456789", "+60123456789"), ("6281234567890", "+6281234567890"),
        ("08001000", "+628001000"), ("14022", "14022"),
    ],
)  # fmt: skip
def test_a_number_is_kept_with_its_country(typed, read):
    assert PhoneField().clean(typed) == read


def test_no_answer_is_not_asked_and_never_no():
    for data in ({"text": "a"}, {"text": "a", "held": ""}):
        form = NoteForm(data)
        assert form.is_valid()
        assert form.answers["held"] == NOT_ASKED
        assert form["held"].value() == NOT_ASKED
    assert not NoteForm({"text": "a", "held": "maybe"}).is_valid()


def test_the_new_rows_id_is_offered_once_and_comes_back():
    offered = NoteForm().row_id
    assert NoteForm({"id": str(offered), "text": ""}).row_id == offered
    assert NoteForm({"id": "no id"}).row_id.version == 7
    assert not NoteForm({"id": "no id", "text": "a"}).is_valid()


def test_an_edit_carries_the_version_that_was_read():
    assert NoteForm(version=4)["version"].value() == 4
    form = NoteForm({"text": "a", "version": "4"})
    assert form.is_valid()
    assert form.expected_version == 4
    assert "version" not in form.answers
    assert not NoteForm({"text": "a", "version": "-1"}).is_valid()


def test_a_missing_answer_is_told_without_blame_and_with_the_place_to_jump_to():
    with translation.override("id"):
        form = NoteForm({"text": ""})
        assert form.error_list() == [
            {"href": "id_text", "label": "Catatan", "text": "Belum terisi."}
        ]


def test_a_refusal_stands_beside_its_field_or_above_the_form():
    form = NoteForm({"text": "a"})
    form.is_valid()
    reasons = [Because(Reason.REQUIRED, field="text"), Because(Reason.ALREADY_DONE)]
    problems.onto_form(Problem.refused(reasons), form)
    assert form.errors["text"] == [refusals.sentence(reasons[0])]
    assert form.non_field_errors() == [refusals.sentence(reasons[1])]


@pytest.mark.parametrize("problem", [Problem.not_found(), Problem.forbidden()])
def test_what_may_not_be_known_is_not_told_by_a_form(problem):
    form = NoteForm({"text": "a"})
    form.is_valid()
    with pytest.raises(Problem):
        problems.onto_form(problem, form)


def test_a_field_of_another_form_is_told_above():
    form = NoteForm({"text": "a"})
    form.is_valid()
    problems.onto_form(Problem.invalid("elsewhere", Reason.REQUIRED), form)
    assert len(form.non_field_errors()) == 1


def test_both_texts_are_shown_and_the_next_save_is_a_decision(db):
    request = RequestFactory().get("/")
    typed = QueryDict("", mutable=True)
    typed.update({"text": "milik saya", "version": "3", "id": str(new_id())})
    answer = problems.show_conflict(
        request, NoteForm(typed), {"text": "milik lain"}, version=4, title="K-1"
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "milik lain" in page
    assert page.count("milik saya") == 2
    assert 'name="version" value="4"' in page


def test_ticks_of_a_conflict_are_compared_in_one_order_and_shown_in_words(db):
    class Ticks(SuarForm):
        days = forms.MultipleChoiceField(
            label="Days", choices=[("1", "Monday"), ("2", "Tuesday"), ("3", "Friday")]
        )
        same = forms.MultipleChoiceField(label="Same", choices=[("1", "One"), ("2", "Two")])
        open = forms.BooleanField(label="Open", required=False)

    typed = QueryDict("days=3&days=1&same=2&same=1&version=3")
    with translation.override("en"):
        page = problems.show_conflict(
            RequestFactory().get("/"), Ticks(typed),
            {"days": ["1", "2"], "same": ["1", "2"], "open": True}, version=4, title="K-1",
        ).content.decode()  # fmt: skip
    assert "Friday, Monday" in page
    assert "Monday, Tuesday" in page
    assert "One, Two" not in page, "what is the same is not shown"
    assert page.count("no</div>") == page.count("yes</div>") == 1
    assert 'value="3" id="id_days_2" checked' in page or 'value="3" selected' in page


def test_help_and_error_are_tied_to_the_field(db):
    request = RequestFactory().get("/")
    answer = problems.show_conflict(request, NoteForm({"text": ""}), {}, version=1, title="K-1")
    page = answer.content.decode()
    assert 'aria-describedby="id_text_helptext id_text_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_text_error"' in page
    assert 'href="#id_text"' in page


def test_what_was_typed_is_never_taken_as_markup(db):
    request = RequestFactory().get("/")
    form = NoteForm({"text": "<script>x</script>"})
    page = problems.show_conflict(
        request, form, {"text": "<b>y</b>"}, version=1, title="K-1"
    ).content.decode()
    assert "<script>x" not in page
    assert "<b>y" not in page


def test_a_code_without_a_sentence_still_says_something(monkeypatch):
    monkeypatch.setattr(refusals, "_sentences", {})
    assert "not_found" in refusals.sentence(Because(Reason.NOT_FOUND))
    assert refusals.without_sentence() == list(Reason)


def test_a_sentence_takes_its_facts(monkeypatch):
    monkeypatch.setattr(refusals, "_sentences", {Reason.REQUIRED: "Sisa %(left)s hari."})
    assert refusals.sentence(Because(Reason.REQUIRED, {"left": 3})) == "Sisa 3 hari."


def test_a_field_that_a_form_adds_to_itself_is_drawn():
    class Growing(SuarForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["grown"] = forms.CharField(label="Grown later")

    drawn = Template("{% load crispy_forms_tags %}{% crispy form %}").render(
        Context({"form": Growing()})
    )
    assert "Grown later" in drawn


class Happened(forms.Form):
    day = PastDayField()
    about = PartialDateField(past=True, required=False)


@pytest.mark.parametrize("late", ["2026-06-05", "2030-01-01"])
def test_what_has_not_come_yet_has_not_happened(monkeypatch, late):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 6, 3, 20, tzinfo=UTC))  # the 4th here
    assert set(Happened({"day": late, "about": late}).errors) == {"day", "about"}
    assert Happened({"day": "2026-06-04", "about": "6/2026"}).is_valid()


def test_an_address_that_takes_forms_alone_has_a_page_of_ours(db, client):
    answer = client.get("/i18n/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Alamat ini hanya menerima kiriman formulir" in answer.content.decode()
