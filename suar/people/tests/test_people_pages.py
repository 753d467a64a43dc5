"""Pages: who is refused first, then a person found, registered, opened, corrected, compared."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

import suar.audit as audit
import suar.policy as policy
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.people import actions, queries
from suar.people.models import BirthDate, MergeLink, Person, PersonName
from tests.support.people import make_nameless, make_person

pytestmark = pytest.mark.django_db
FIND = "people:find"


@pytest.fixture
def moment():
    return now()


@pytest.fixture
def browser(cast):
    return cast.client_for(cast.ani)


@pytest.fixture
def ani_now(cast, moment):
    return cast.actor(cast.ani, at=moment)


@pytest.fixture
def person(ani_now, moment):
    return make_person(ani_now, moment, name="Sulastri Handayani")


def url(name, *args):
    return reverse(f"people:{name}", args=args)


def hidden(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def page(client, language, address, **data):
    client.cookies["django_language"] = language
    answer = client.post(address, data) if data else client.get(address)
    return answer, answer.content.decode()


def test_an_analyst_meets_a_closed_door(cast, person):
    client = cast.client_for(cast.dewi)
    for address in (url("find"), url("new"), url("person", person.pk)):
        assert client.get(address).status_code == 403


def test_an_outsider_meets_the_same_page_as_for_nobody(cast, person):
    client = cast.client_for(cast.eko)
    absent = new_id()
    for name in ("person", "identity", "contact", "basics", "safe_contact", "must_not_know",
                 "relate", "duplicates"):  # fmt: skip
        closed = client.get(url(name, person.pk))
        nobody = client.get(url(name, absent))
        assert closed.status_code == nobody.status_code == 404, name
        clean = closed.content.replace(str(person.pk).encode(), str(absent).encode())
        assert len(clean) == len(nobody.content), name
    for section in ("names", "births", "documents", "addresses", "phones"):
        assert client.get(url("add", person.pk, section)).status_code == 404


def test_without_a_grant_the_page_is_absent_inside_the_house_too(cast, person):
    assert cast.client_for(cast.beni).get(url("person", person.pk)).status_code == 404


def test_an_unknown_section_is_absent(browser, person):
    assert browser.get(url("add", person.pk, "secrets")).status_code == 404


def test_the_folded_page_shows_codes_only_and_is_no_look(browser, person):
    answer = browser.get(url("person", person.pk))
    assert answer.status_code == 200
    assert person.code in answer.content.decode()
    assert b"Sulastri" not in answer.content
    assert not audit.looks_at([person.subject_id]).filter(facts__purpose="identity").exists()


def test_opening_who_it_is_shows_the_name_and_is_a_look(browser, person):
    answer = browser.get(url("identity", person.pk))
    assert b"Sulastri Handayani" in answer.content
    title = re.search("<title>(.*?)</title>", answer.content.decode(), re.S)[1]
    assert "ulastri" not in title
    assert audit.looks_at([person.subject_id]).filter(facts__purpose="identity").count() == 1


def test_a_search_is_sent_by_post_and_its_address_holds_no_name(browser, person):
    answer = browser.post(url("find"), {"text": "Soelastri Handajani", "id": str(new_id())})
    assert answer.status_code == 200
    assert b"Sulastri Handayani" in answer.content
    assert "ulastri" not in answer.wsgi_request.get_full_path()


def test_too_little_is_said_beside_the_field(browser):
    answer = browser.post(url("find"), {"text": "S", "id": str(new_id())})
    assert answer.status_code == 422
    assert b'value="S"' in answer.content


def test_nobody_found_leads_to_registering_with_the_name_kept(browser):
    answer = browser.post(url("find"), {"text": "Wagiyem Contoh", "id": str(new_id())})
    ticket = hidden(answer, "ticket")
    form = browser.post(url("new"), {"begin": "1", "ticket": ticket, "name": "Wagiyem Contoh"})
    assert b'value="Wagiyem Contoh"' in form.content
    made = browser.post(
        url("new"),
        {"id": hidden(form, "id"), "ticket": ticket, "name": "Wagiyem Contoh", "sex": "female",
         "born": "1990", "born_source": "own_word"},
    )  # fmt: skip
    person = Person.objects.get()
    assert made.status_code == 302
    assert made.url == url("person", person.pk)
    again = browser.post(
        url("new"),
        {"id": str(person.pk), "ticket": ticket, "name": "Wagiyem Contoh", "sex": "female",
         "born_source": "own_word"},
    )  # fmt: skip
    assert again.status_code == 302
    assert Person.objects.count() == 1


def test_registering_without_a_search_is_refused_and_keeps_what_was_typed(browser):
    answer = browser.post(
        url("new"),
        {"id": str(new_id()), "name": "Wagiyem Contoh", "sex": "female", "born_source": "ktp"},
    )
    assert answer.status_code == 422
    assert b'value="Wagiyem Contoh"' in answer.content
    assert not Person.objects.exists()


def test_a_nameless_person_needs_a_description(browser):
    data = {"id": str(new_id()), "nameless": "on", "sex": "unknown", "born_source": "estimate"}
    assert browser.post(url("new"), data).status_code == 422
    answer = browser.post(url("new"), {**data, "description": "Perempuan, jaket merah"})
    assert answer.status_code == 302
    assert Person.objects.get().nameless


@pytest.mark.parametrize("section", ["names", "births", "documents", "addresses", "phones"])
def test_an_entry_is_added_corrected_and_ended(browser, person, section):
    first = {
        "names": {"text": "Lastri", "kind": "nickname", "source": "own_word"},
        "births": {"born": "12/4/1996", "source": "ktp"},
        "documents": {"kind": "nik", "number": "5203 1234"},
        "addresses": {"kind": "home", "text": "Dusun Contoh RT 3"},
        "phones": {"number": "0812 3456 7890", "holder": "family"},
    }[section]
    changed = {
        "names": {"text": "Lasmi"}, "births": {"born": "2001"}, "documents": {"number": "5203 9"},
        "addresses": {"text": "Dusun Lain"}, "phones": {"number": "0813 0000 1111"},
    }[section]  # fmt: skip
    back = "contact" if section in ("phones", "addresses") else "identity"
    form = browser.get(url("add", person.pk, section))
    answer = browser.post(url("add", person.pk, section), {**first, "id": hidden(form, "id")})
    assert answer.status_code == 302
    assert answer.url == url(back, person.pk)
    row = actions.lists.MODELS[section].objects.filter(person=person).order_by("-made_at").first()
    form = browser.get(url("correct", person.pk, section, row.pk))
    assert hidden(form, "row") == str(row.pk)
    answer = browser.post(
        url("correct", person.pk, section, row.pk),
        {**first, **changed, "id": hidden(form, "id"), "row": str(row.pk), "version": "1"},
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert not row.is_current
    after = actions.lists.MODELS[section].objects.get(replaces=row.pk)
    assert browser.get(url("end", person.pk, section, after.pk)).status_code == 200
    browser.post(url("end", person.pk, section, after.pk), {"version": "1"})
    after.refresh_from_db()
    assert not after.is_current
    shown = browser.get(url(back, person.pk))
    assert shown.status_code == 200


def test_two_people_correcting_one_name_are_both_kept_and_shown(
    browser, cast, person, ani_now, moment
):
    name = PersonName.objects.get(person=person)
    form = browser.get(url("correct", person.pk, "names", name.pk))
    actions.correct(
        id=new_id(), section=actions.lists.Section.NAMES, person_id=person.pk, row_id=name.pk,
        expected=1, values={"text": "Sulastri Handajani", "kind": "main", "source": "ktp"},
        by=ani_now, at=moment,
    )  # fmt: skip
    mine = {
        "text": "Soelastri", "kind": "main", "source": "kk", "id": hidden(form, "id"),
        "row": str(name.pk), "version": "1",
    }  # fmt: skip
    answer = browser.post(url("correct", person.pk, "names", name.pk), mine)
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Soelastri" in body
    assert "Sulastri Handajani" in body
    again = {**mine, "row": hidden(answer, "row"), "version": hidden(answer, "version")}
    assert browser.post(url("correct", person.pk, "names", name.pk), again).status_code == 302
    assert PersonName.objects.filter(person=person, ended_at=None).count() == 1
    assert PersonName.objects.filter(person=person).count() == 3


def test_safe_contact_and_who_must_not_know_are_recorded_and_shown(browser, cast, person):
    before = browser.get(url("person", person.pk)).content.decode()
    assert url("safe_contact", person.pk) in before
    assert url("must_not_know", person.pk) in before
    form = browser.get(url("safe_contact", person.pk))
    answer = browser.post(
        url("safe_contact", person.pk),
        {"id": hidden(form, "id"), "channels": ["whatsapp"], "days": ["0", "2"],
         "start": "08:00", "until": "11:00", "code_word": "melati", "who_answers": "adik"},
    )  # fmt: skip
    assert answer.status_code == 302
    form = browser.get(url("must_not_know", person.pk))
    answer = browser.post(
        url("must_not_know", person.pk),
        {"version": hidden(form, "version"), "categories": ["spouse"], "kind_1": "police_unit",
         "name_1": "Polsek Contoh", "kind_2": "office", "house_2": str(cast.b.pk)},
    )  # fmt: skip
    assert answer.status_code == 302
    shown = browser.get(url("contact", person.pk)).content.decode()
    for text in ("melati", "adik", "08.00–11.00", "Polsek Contoh", cast.b.name):
        assert text in shown, text
    again = browser.get(url("must_not_know", person.pk)).content.decode()
    assert 'value="Polsek Contoh"' in again
    missing = browser.post(url("safe_contact", person.pk), {"start": "08:00", "version": "1"})
    assert missing.status_code == 422


def test_safe_contact_changed_by_two_is_a_conflict(browser, person, ani_now, moment):
    form = browser.get(url("safe_contact", person.pk))
    first = {"id": hidden(form, "id"), "channels": ["voice"], "code_word": "melati"}
    assert browser.post(url("safe_contact", person.pk), first).status_code == 302
    assert browser.post(url("safe_contact", person.pk), first).status_code == 302, "sent twice"
    late = {"id": str(new_id()), "channels": ["sms"], "code_word": "kenanga"}
    answer = browser.post(url("safe_contact", person.pk), late)
    assert answer.status_code == 409
    assert "melati" in answer.content.decode()
    assert "kenanga" in answer.content.decode()


def test_a_date_is_doubted_by_one_and_set_aside_by_another(browser, cast, person, moment, ani_now):
    row = BirthDate.objects.get(person=person)
    answer = browser.post(
        url("doubt", person.pk, row.pk), {"version": "1", "reason": "Paspor lebih tua"}
    )
    assert answer.status_code == 302
    policy.grant(
        ground=policy.Ground.UNIT, subjects=[person.subject_id], parts=["identity"],
        to_unit=cast.unit_a.pk, rests_on=person.pk, by=ani_now, at=moment,
    )  # fmt: skip
    assert browser.get(url("agree", person.pk, row.pk)).status_code == 403
    beni = cast.client_for(cast.beni)
    assert beni.get(url("agree", person.pk, row.pk)).status_code == 200
    assert beni.post(url("agree", person.pk, row.pk)).status_code == 302
    person.refresh_from_db()
    assert person.age_band == "unknown"


def test_records_that_look_alike_are_compared_linked_and_parted(browser, person, ani_now, moment):
    twin = make_person(ani_now, moment, name="Soelastri Handajani")
    shown = browser.get(url("duplicates", person.pk))
    assert twin.code in shown.content.decode()
    pair = url("compare", person.pk, twin.pk)
    answer = browser.get(pair)
    assert answer.status_code == 200
    assert browser.post(pair, {"id": hidden(answer, "id"), "verdict": "same"}).status_code == 302
    link = MergeLink.objects.get()
    assert twin.code in browser.get(url("person", person.pk)).content.decode()
    assert browser.get(pair).status_code == 200
    end = url("unmerge", person.pk, link.pk)
    assert browser.get(end).status_code == 200
    assert browser.post(end).status_code == 302
    answer = browser.get(pair)
    done = browser.post(pair, {"id": hidden(answer, "id"), "verdict": "different"})
    assert done.status_code == 302
    assert twin.code not in browser.get(url("duplicates", person.pk)).content.decode()


def test_a_relation_is_added_by_code_and_shown_on_both_pages(browser, person, ani_now, moment):
    child = make_person(ani_now, moment, name="Melati Contoh")
    wrong = browser.post(
        url("relate", person.pk), {"id": str(new_id()), "other": "O-XXXX-XXXX", "kind": "child"}
    )
    assert wrong.status_code == 422
    typed = child.code.lower().replace("-", "")
    answer = browser.post(
        url("relate", person.pk), {"id": str(new_id()), "other": typed, "kind": "child"}
    )
    assert answer.status_code == 302
    with translation.override("id"):
        mine = queries.relations(person, by=ani_now, at=moment)
        theirs = queries.relations(child, by=ani_now, at=moment)
    assert [(r.other.pk, r.kind) for r in mine] == [(child.pk, "child")]
    assert [(r.other.pk, r.kind) for r in theirs] == [(person.pk, "parent")]
    end = url("end_relation", person.pk, mine[0].id)
    assert browser.get(end).status_code == 200
    assert browser.post(end).status_code == 302
    assert queries.relations(child, by=ani_now, at=moment) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_drawn_in_both_languages(browser, person, ani_now, moment, language):
    long = make_person(ani_now, moment, name="Ni Luh Gede Ayu " + "Panjang" * 15)
    nameless = make_nameless(ani_now, moment)
    name = PersonName.objects.get(person=person)
    for address in (
        url("find"), url("new"), url("person", person.pk), url("identity", long.pk),
        url("identity", nameless.pk), url("contact", person.pk), url("basics", person.pk),
        url("safe_contact", person.pk), url("must_not_know", person.pk), url("relate", person.pk),
        url("duplicates", nameless.pk), url("compare", person.pk, long.pk),
        url("correct", person.pk, "names", name.pk),
    ):  # fmt: skip
        answer, body = page(browser, language, address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in body
