"""A form on its way: shown, refused, met by another change, saved."""

from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory

from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.ui import drafts, saving
from suar.ui.forms import SuarForm
from suar.ui.models import Draft

pytestmark = pytest.mark.django_db
KEY = "cases.note:1"


class NoteForm(SuarForm):
    text = forms.CharField(label="Catatan")


@pytest.fixture
def way():
    actor = Actor(user_id=new_id(), organisation_id=new_id(), label="Ani")
    return SimpleNamespace(actor=actor, at=clock.now())


def sent(way, text=None):
    make = RequestFactory()
    request = make.get("/") if text is None else make.post("/", {"text": text, "version": 1})
    request.actor = way.actor
    request.session = {}
    request._messages = FallbackStorage(request)
    return request, NoteForm(request.POST or None, draft_key=KEY)


def answer(way, request, form, save, **more):
    return saving.answer(request, form, save=save, to="/next", at=way.at, **more)


def refuse(problem):
    def save():
        raise problem

    return save


def never():
    raise AssertionError


def keep(way):
    drafts.keep(form_key=KEY, fields={"text": ["Kabar"]}, by=way.actor, at=way.at)


def test_a_form_that_was_not_sent_is_shown_with_its_draft(way):
    keep(way)
    request, form = sent(way)
    assert answer(way, request, form, never) is None
    assert form.initial["text"] == "Kabar"


def test_a_form_that_is_wrong_is_shown_and_not_saved(way):
    request, form = sent(way, "")
    assert answer(way, request, form, never) is None
    assert form.errors


def test_a_refusal_stands_beside_its_field_and_the_draft_stays(way):
    keep(way)
    request, form = sent(way, "x")
    problem = Problem.refused([Because(Reason.REQUIRED, field="text")])
    assert answer(way, request, form, refuse(problem)) is None
    assert list(form.errors) == ["text"]
    assert Draft.objects.exists()


def test_what_is_no_business_of_the_form_goes_on_to_its_page(way):
    request, form = sent(way, "x")
    with pytest.raises(Problem):
        answer(way, request, form, refuse(Problem.not_found()))


def test_somebody_else_saved_first(way):
    request, form = sent(way, "meine Worte")
    shown = answer(
        way, request, form, refuse(Problem.conflict()), current=lambda: ({"text": "deren"}, 7)
    )
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "meine Worte" in page
    assert "deren" in page


def test_saved_it_leads_on_says_so_and_forgets_the_draft(way):
    keep(way)
    request, form = sent(way, "x")
    led = answer(way, request, form, lambda: None, saved="Kept.")
    assert (led.status_code, led["Location"]) == (302, "/next")
    assert [str(m) for m in get_messages(request)] == ["Kept."]
    assert not Draft.objects.exists()


def test_what_was_saved_may_lead_on_by_itself(way):
    request, form = sent(way, "x")
    made = saving.answer(request, form, save=lambda: "secret", to=HttpResponse, at=way.at)
    assert made.content == b"secret"
    assert not list(get_messages(request))
