"""What a new draft takes over: of a reporter, of the consent, of an age known in part."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from suar.cases.referral import queries, rules, slots
from suar.cases.referral.tests.test_begun import bar, begun
from suar.documents.codes import Datum, NotToDo
from suar.kit.dates import PartialDate
from suar.people.actions import MustNotEntry
from suar.people.ages import BirthClaim, find_age
from suar.people.codes import MustNot, Source

TODAY = date(2026, 11, 22)
FAMILY = set(rules.FAMILY)


def draft_page(way, language="en"):
    address = reverse("cases:referral_draft", args=[way.case.pk, way.cast.b.pk])
    client = way.cast.client_for(way.cast.ani)
    client.cookies["django_language"] = language
    return client.get(address + "?service=SHL_EMG")


@pytest.fixture
def reported_by(monkeypatch):
    def fill(*kinds):
        monkeypatch.setattr(slots.reporters, "_entries", {"test": (0, lambda _case: kinds)})

    return fill


def test_a_reporter_who_is_not_on_the_list_forbids_nothing():
    assert rules.reporter_told_of([], [MustNot.OTHER_FAMILY]) == (frozenset(), None)


@pytest.mark.parametrize(
    ("reporters", "ticked", "said"),
    [
        ([MustNot.OTHER_FAMILY], FAMILY, None),
        ([MustNot.SPOUSE, MustNot.NEIGHBOUR], FAMILY | {NotToDo.TELL_VILLAGE}, MustNot.NEIGHBOUR),
        ([MustNot.NEIGHBOUR], {NotToDo.TELL_VILLAGE, NotToDo.VISIT_HOME}, MustNot.NEIGHBOUR),
        ([MustNot.EMPLOYER], {NotToDo.TELL_AGENCY}, MustNot.EMPLOYER),
        ([MustNot.OTHER], set(), MustNot.OTHER),
        ([], FAMILY, MustNot.REPORTER),
    ],
)
def test_a_reporter_on_the_list_is_kept_out_by_what_she_is(reporters, ticked, said):
    categories, words = rules.reporter_told_of([MustNot.REPORTER], reporters)
    assert set(rules.must_not_do(categories)) == ticked | {NotToDo.PASS_ON}
    assert words is said


@pytest.mark.django_db
def test_a_brother_who_reported_keeps_the_receiver_from_the_family(way, reported_by):
    bar(way, MustNotEntry(MustNot.REPORTER))
    reported_by(MustNot.OTHER_FAMILY)
    assert set(begun(way).not_to_do) >= FAMILY
    page = draft_page(way)
    assert "call_family" in page.context["form"]["not_to_do"].value()
    assert page.context["form"]["not_to_do_more"].value() == ""


@pytest.mark.django_db
def test_a_neighbour_who_reported_is_said_in_the_receivers_language_without_a_name(
    way, reported_by
):
    bar(way, MustNotEntry(MustNot.REPORTER, name="Bu Canary"))
    reported_by(MustNot.NEIGHBOUR)
    page = draft_page(way)
    said = page.context["form"]["not_to_do_more"].value()
    assert said == "Jangan menghubungi pelapor kasus ini (tetangga)."
    assert "Bu Canary" not in page.content.decode()


@pytest.mark.django_db
def test_what_the_consent_leaves_out_is_not_filled_in_and_said_beside_its_field(way):
    assert draft_page(way).context["form"]["d_case_code"].value() == way.case.code
    way.agree_to_share()
    form = draft_page(way).context["form"]
    assert form["d_name"].value()
    assert not form["d_name"].help_text
    assert not form["d_case_code"].value()
    assert "did not agree yet" in str(form["d_case_code"].help_text)


@pytest.mark.django_db
def test_data_that_were_not_agreed_to_are_named_on_the_page_of_the_draft(way, cast):
    way.agree_to_share(data=[Datum.SEX, Datum.AGE, Datum.NAME])
    draft = way.draft()
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("cases:referral", args=[way.case.pk, draft.pk])).content.decode()
    assert "Not agreed to yet: Situation in short" in page


@pytest.mark.parametrize(
    ("born", "source", "words"),
    [
        (PartialDate(1998), Source.PASSPORT, "27–28"),
        (PartialDate(1998, 11), Source.PASSPORT, "27–28"),
        (PartialDate(1998, 3), Source.PASSPORT, "28"),
        (PartialDate(1998, 3, 4), Source.PASSPORT, "28"),
        (PartialDate(1998), Source.ESTIMATE, "about 27–28"),
    ],
)
def test_an_age_is_said_as_it_is_known(born, source, words):
    finding = find_age([BirthClaim(born, source)], TODAY)
    with translation.override("en"):
        assert queries.age_words(finding, TODAY) == words
    assert queries.age_words(find_age([], TODAY), TODAY) == ""


@pytest.mark.django_db
def test_what_must_not_be_done_is_a_list_of_whole_sentences(way, cast):
    referral = way.sent()
    page = cast.client_for(cast.citra).get(reverse("cases:incoming", args=[referral.pk]))
    assert ".;" not in page.content.decode()
    assert "<li>Jangan menghubungi keluarga.</li>" in page.content.decode()
