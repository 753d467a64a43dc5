"""What stands beside a wrong answer: our words in both languages, never the framework's."""

import pytest
from django import forms
from django.utils import translation

from suar.ui import plain_errors
from suar.ui.fields import PartialDateField, PhoneField, ReachField
from suar.ui.forms import SuarForm

FRAMEWORK = ("valid", "Bidang ini", "Masukkan", "Masukan", "Pastikan nilai", "This field", "Ensure")


class EveryForm(SuarForm):
    name = forms.CharField(max_length=5)
    many = forms.IntegerField(min_value=1, max_value=9)
    day = forms.DateField()
    hour = forms.TimeField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")])
    mail = forms.EmailField()
    link = forms.URLField(assume_scheme="https")
    other = forms.UUIDField()
    sure = forms.BooleanField()
    born = PartialDateField()
    phone = PhoneField()
    own = forms.CharField(error_messages={"required": "Tanpa ini tidak bisa."})


WRONG = {
    "name": "terlalu panjang", "many": "x", "day": "kemarin", "hour": "nanti", "kind": "z",
    "kinds": ["z"], "mail": "a@", "link": "::", "other": "x", "born": "31/2", "phone": "a",
}  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("data", [{}, WRONG, {**WRONG, "many": "0"}, {**WRONG, "many": "10"}])
def test_no_sentence_of_the_framework_reaches_the_page(language, data):
    with translation.override(language):
        form = EveryForm(data)
        found = [str(e) for errors in form.errors.values() for e in errors]
    assert len(found) >= 10
    for text in found:
        assert not any(piece in text for piece in FRAMEWORK), text
        assert "%(" not in text


def test_each_sentence_says_what_to_do():
    with translation.override("id"):
        errors = {name: list(texts) for name, texts in EveryForm(WRONG).errors.items()}
    assert errors["name"] == [
        "Terlalu panjang: paling banyak 5 huruf, sekarang 15. Silakan ringkas."
    ]
    assert errors["kind"] == ["Jawaban ini tidak ada lagi dalam pilihan. Silakan pilih lagi."]
    assert errors["sure"] == ["Silakan centang ini."]
    assert errors["hour"] == ["Silakan tulis jam dan menit, seperti 14:30."]


def test_a_field_s_own_sentence_stays():
    with translation.override("id"):
        assert EveryForm({}).errors["own"] == ["Tanpa ini tidak bisa."]
        assert "hari/bulan/tahun, bulan/tahun" in str(EveryForm(WRONG).errors["born"])


def test_every_kind_of_field_is_thought_of():
    for kind, words in plain_errors.BY_KIND:
        field = kind.__new__(kind)
        assert isinstance(field, forms.Field)
        assert words


@pytest.mark.parametrize("typed", ["ani@", "@contoh.org", "a b@c.org", "ani@contoh", "a@b@c.org"])
def test_an_address_that_is_not_whole_is_refused_in_words(typed):
    with translation.override("id"), pytest.raises(forms.ValidationError) as refused:
        ReachField().clean(typed)
    assert "surel" in str(refused.value.messages[0])


@pytest.mark.parametrize("typed", ["abc", "08-12 ext 4", "+"])
def test_a_number_keeps_its_checks(typed):
    with pytest.raises(forms.ValidationError):
        ReachField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0812 0000 0001", "+6281200000001"), (" Sari@Contoh.ORG ", "sari@contoh.org"), ("", "")],
)
def test_a_number_or_an_address_is_read(typed, kept):
    assert ReachField(required=False).clean(typed) == kept
