"""Drafts: nobody else's eyes, bounded, offered again, gone when the form is saved."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client

import suar.vault as vault
from suar.audit.models import Event
from suar.kit.problem import Problem
from suar.ui import drafts
from suar.ui.models import Draft, DraftBox
from tests.support.stage import ANI, EKO, seated
from tests.support.stage_pages import StageForm

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
KEY = "stage.form:1"
BENI = replace(ANI, user_id=UUID(int=77), label="Beni")
ANI_ELSEWHERE = replace(ANI, organisation_id=EKO.organisation_id)


def keep(by=ANI, at=AT, key=KEY, **fields):
    return drafts.keep(form_key=key, fields={k: [v] for k, v in fields.items()}, by=by, at=at)


def shown(by, at=AT):
    form = StageForm(draft_key=KEY)
    drafts.lay_over(form, by=by, at=at)
    return form


@pytest.mark.parametrize("other", [EKO, BENI, ANI_ELSEWHERE])
def test_nobody_else_gets_the_draft(other):
    keep(title="rahasia")
    assert shown(other).draft is None
    draft = Draft.objects.get()
    with pytest.raises(Problem), vault.opened(draft, by=other, at=AT, purpose="draft"):
        draft.fields.open()
    assert not drafts.discard(form_key=KEY, by=other, at=AT)
    assert Draft.objects.count() == 1


def test_the_writer_gets_it_back_as_it_was_typed():
    drafts.keep(
        form_key=KEY, by=ANI, at=AT,
        fields={"title": ["Ju"], "born": ["31/2/"], "needs": ["m", "s"], "foreign": ["x"]},
    )  # fmt: skip
    form = shown(ANI)
    assert form["title"].value() == "Ju"
    assert form["born"].value() == "31/2/"
    assert form["needs"].value() == ["m", "s"]
    assert form.draft.saved_at == AT


@pytest.mark.parametrize("asked", [(), ("title",), ("needs",)])
def test_a_link_that_asks_for_nothing_leaves_the_draft_as_it_is(asked):
    keep(title="lama", kind="b")
    form = StageForm(draft_key=KEY)
    drafts.lay_over(form, by=ANI, at=AT, asked=asked)
    assert form["title"].value() == "lama"
    assert form.set_aside == []


def test_what_a_link_fills_in_wins_and_the_draft_s_answer_is_shown():
    drafts.keep(
        form_key=KEY, by=ANI, at=AT,
        fields={"title": ["lama"], "kind": ["b"], "needs": ["m", "h"], "story": ["Teks"]},
    )  # fmt: skip
    first = {"title": "lama", "kind": "a", "needs": ["m", "s"]}
    form = StageForm(draft_key=KEY, initial=first)
    drafts.lay_over(form, by=ANI, at=AT, asked=("title", "kind", "needs", "absent"))
    assert (form["kind"].value(), form["needs"].value()) == ("a", ["m", "s"])
    assert form["story"].value() == "Teks", "what the link says nothing about comes back"
    aside = {one.label: one.text for one in form.set_aside}
    assert aside == {"Jenis": "Datang sendiri", "Kebutuhan": "Layanan kesehatan, Makanan"}


def test_the_page_tells_what_the_draft_held_instead():
    drafts.keep(form_key=KEY, by=ANI, at=AT, fields={"kind": ["b"], "story": ["Teks"]})
    form = StageForm(draft_key=KEY, initial={"kind": "a"})
    drafts.lay_over(form, by=ANI, at=AT, asked=("kind",))
    shown = render_to_string("ui/_draft.html", {"form": form})
    assert "Jenis: Datang sendiri" in shown


def test_a_form_that_was_sent_is_not_overlaid():
    keep(title="alt")
    form = StageForm({"title": "neu"}, draft_key=KEY)
    assert not drafts.lay_over(form, by=ANI, at=AT)


def test_the_text_is_sealed_and_the_log_holds_none_of_it():
    keep(title="rahasia-besar")
    stored = Draft.objects.get()
    assert str(stored.fields) == "•••"
    assert b"rahasia" not in bytes(stored.fields.sealed)
    for event in Event.objects.all():
        assert "rahasia" not in str(event.__dict__)


def test_ids_tokens_and_passwords_are_never_kept():
    drafts.keep(
        form_key=KEY, by=ANI, at=AT,
        fields={"title": ["a"], "csrfmiddlewaretoken": ["t"], "password": ["p"], "id": ["i"],
                "version": ["3"], "new_password": ["n"], "otp": ["1"]},
    )  # fmt: skip
    draft = Draft.objects.get()
    with vault.opened(draft, by=ANI, at=AT, purpose="draft"):
        assert draft.fields.open() == {"title": ["a"], "version": ["3"]}


@pytest.mark.parametrize("key", ["", "A.b", "a b", "../x", "a" * 121, "a.b;drop", "a.b.c.d.e.f"])
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(Problem) as refused:
        keep(key=key, title="a")
    assert refused.value.status == 422


def test_a_form_that_is_too_large_is_refused_and_the_old_draft_stays():
    keep(title="a")
    with pytest.raises(Problem):
        keep(title="x" * (drafts.LARGEST + 1))
    with pytest.raises(Problem):
        drafts.keep(
            form_key=KEY,
            fields={f"f{n}": ["1"] for n in range(drafts.MOST_FIELDS + 1)},
            by=ANI,
            at=AT,
        )
    assert shown(ANI)["title"].value() == "a"


def test_the_later_text_takes_the_place_of_the_earlier_one_without_a_second_event():
    keep(title="a")
    keep(title="b", at=AT + timedelta(seconds=9))
    assert Draft.objects.count() == 1
    assert Event.objects.filter(verb="draft.kept").count() == 1
    assert shown(ANI)["title"].value() == "b"


def test_one_seat_has_one_key_however_many_drafts():
    keep(title="a")
    keep(title="a", key="stage.form:2")
    assert DraftBox.objects.count() == 1


def test_a_saved_form_leaves_no_draft():
    keep(title="a")
    assert drafts.discard(form_key=KEY, by=ANI, at=AT)
    assert Draft.objects.count() == 0
    assert Event.objects.filter(verb="draft.discarded").count() == 1


def test_a_draft_is_offered_for_14_days_and_then_swept():
    keep(title="a")
    late = AT + drafts.KEPT_FOR + timedelta(seconds=1)
    assert shown(ANI, at=late).draft is None
    assert drafts.sweep(by=EKO, at=late) == 0
    assert drafts.sweep(by=ANI, at=late - timedelta(seconds=2)) == 0
    assert drafts.sweep(by=ANI, at=late) == 1


def test_a_seat_keeps_the_newest_drafts_only(monkeypatch):
    monkeypatch.setattr(drafts, "MOST_KEPT", 3)
    keep(by=BENI, title="bleibt")
    for number in range(5):
        keep(at=AT + timedelta(minutes=number), key=f"stage.form:{number}", title="x")
    keep(at=AT + timedelta(hours=1), key="stage.form:2", title="again")  # no new one
    own = Draft.objects.filter(made_by=ANI.user_id)
    assert set(own.values_list("form_key", flat=True)) == {f"stage.form:{n}" for n in (2, 3, 4)}
    assert Event.objects.filter(verb="draft.expired").count() == 2
    assert Draft.objects.filter(made_by=BENI.user_id).count() == 1, "others keep theirs"


def test_the_door_answers_the_time_and_never_the_text():
    with seated(ANI):
        answer = Client().post("/draft/", {"_draft_key": KEY, "title": "rahasia"})
    assert answer.status_code == 200
    assert set(answer.json()) == {"at"}


def test_the_door_refuses_what_is_too_large_and_what_only_reads():
    with seated(ANI):
        client = Client()
        assert client.post("/draft/", {"_draft_key": KEY, "t": "x" * 70000}).status_code == 422
        assert client.get("/draft/").status_code == 405


def test_the_page_offers_the_draft_and_the_way_to_discard_it():
    with seated(ANI):
        client = Client()
        client.post("/draft/", {"_draft_key": KEY, "title": "Ketikan lama"})
        page = client.get("/stage/form/").content.decode()
        assert "Ketikan lama" in page
        assert "Dipulihkan dari ketikan Anda" in page
        client.post("/draft/discard/", {"key": KEY, "next": "/stage/form/"})
        assert "Ketikan lama" not in client.get("/stage/form/").content.decode()


@pytest.mark.parametrize(("typed_upon", "now"), [("2", 3), ("", 1)])
def test_an_old_draft_does_not_overwrite_what_somebody_else_saved_since(typed_upon, now):
    keep(title="lama", version=typed_upon)
    form = StageForm(draft_key=KEY, version=now)
    drafts.lay_over(form, by=ANI, at=AT)
    assert str(form["version"].value()) == typed_upon, "the form must meet the conflict page"
    assert form.draft_behind
    page = render_to_string("ui/_draft.html", {"form": form, "shell_path": "/"})
    assert "side by side" in page or "berdampingan" in page


def test_a_draft_of_the_version_that_stands_is_laid_over_as_it_is():
    keep(title="baru", version="3")
    form = StageForm(draft_key=KEY, version=3)
    drafts.lay_over(form, by=ANI, at=AT)
    assert str(form["version"].value()) == "3"
    assert not form.draft_behind
