"""Autosave keeps words under a record's key only while the record is open to who writes them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

import suar
from suar.cases.referral import receiving
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.site import erasing
from suar.ui import slots
from suar.ui.models import Draft

pytestmark = pytest.mark.django_db
WITHOUT_RECORD = {"people.new", "intake.report", "network.organisation", "network.offer"}


@pytest.fixture
def keep(cast):
    def sender(user, key):
        client = cast.client_for(user)
        return client.post(reverse("ui:draft"), {"_draft_key": key, "text": "Ia hamil"}).status_code

    return sender


def erase(way, cast):
    erasing.erase(subject_id=way.person.subject_id, code=way.person.code, why=erasing.Why.ASKED,
                  by=cast.actor(cast.gilang), at=now())  # fmt: skip


def test_a_tab_left_open_keeps_nothing_about_a_person_who_was_erased(way, cast, keep):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    keys = [
        (cast.ani, f"cases.note:{way.case.pk}"),
        (cast.ani, f"cases.referral_change:{referral.pk}"),
        (cast.ani, f"people.phones:{way.person.pk}"),
        (cast.gilang, f"site.hold:{way.person.subject_id}"),
        (cast.citra, f"cases.report:{referral.pk}"),
    ]
    for user, key in keys:
        assert keep(user, key) == 200, key
    erase(way, cast)
    Draft.objects.all().delete()
    for user, key in keys:
        assert keep(user, key) == 404, key
    assert not Draft.objects.exists()


def test_nobody_keeps_words_under_the_key_of_a_record_that_is_not_open_to_her(way, cast, keep):
    referral = way.sent()
    for user, key in (
        (cast.eko, f"cases.note:{way.case.pk}"),
        (cast.citra, f"cases.note:{way.case.pk}"),
        (cast.eko, f"cases.report:{referral.pk}"),
        (cast.eko, f"people.phones:{way.person.pk}"),
        (cast.ani, f"site.hold:{way.person.subject_id}"),
        (cast.eko, f"network.offer:{new_id()}"),
    ):
        assert keep(user, key) == 404, key
    assert not Draft.objects.exists()


def test_a_key_with_an_id_that_nobody_answers_for_keeps_nothing(way, cast, keep):
    case = way.case.pk
    for key in (
        f"nobody.note:{case}",
        f"cases.note:{new_id()}",
        f"cases.note:{case}:more",  # the record must be the last word
        f"cases.note:{case.hex}",  # and written as the erasure looks for it
    ):
        assert keep(cast.ani, key) == 404, key
    assert keep(cast.ani, "intake.report") == 200, "a form about no record yet opens with itself"


def keys_in_code():
    """Return every draft key that the packages write: its start, and whether it ends in an id."""
    for path in Path(suar.__file__).parent.rglob("*.py"):
        if "tests" in path.parts or path.parts[-2] == "ui":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            value = None
            if isinstance(node, ast.keyword) and node.arg == "draft_key":
                value = node.value
            elif isinstance(node, ast.FunctionDef) and node.name.endswith(("_key", "_draft_key")):
                value = next((n.value for n in ast.walk(node) if isinstance(n, ast.Return)), None)
            if isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
                yield value.values[0].value, isinstance(value.values[-1], ast.FormattedValue)
            elif isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value, False


def test_every_form_that_is_kept_for_a_record_has_somebody_who_answers_for_it():
    found = [key for key in keys_in_code() if "." in key[0]]
    assert len(found) > 25, "the search must find them"
    for start, ends_in_record in found:
        if ends_in_record:
            assert slots.draft_records.get(start.split(".")[0]), start
        else:
            assert start in WITHOUT_RECORD, start


def forms_of(way):
    """Return the addresses whose ids are those of a case, its person or its subject alone."""
    known = {
        "case_id": way.case.pk, "person_id": way.person.pk, "subject_id": way.person.subject_id,
        "receiver_id": way.cast.b.pk, "section": "phones", "item": "U07",
    }  # fmt: skip
    for space in ("cases", "people", "site", "network", "intake"):
        _prefix, resolver = get_resolver().namespace_dict[space]
        for name in filter(lambda key: isinstance(key, str), resolver.reverse_dict):
            for _text, names in resolver.reverse_dict.getlist(name)[0][0]:
                if set(names) <= set(known):
                    try:
                        yield reverse(f"{space}:{name}", kwargs={n: known[n] for n in names})
                    except NoReverseMatch:
                        continue


def test_every_form_that_opens_keeps_what_its_reader_types(way, cast, keep):
    seen = {}
    way.agree_to_share()
    for user in (cast.ani, cast.beni, cast.gilang):
        client = cast.client_for(user)
        for address in forms_of(way):
            page = client.get(address)
            form = page.context.get("form") if page.context else None
            key = getattr(form, "draft_key", "")
            if page.status_code == 200 and key:
                seen[key.split(":")[0]] = key
                assert keep(user, key) == 200, (address, key)
    assert len(seen) > 12, sorted(seen)
    for key in seen.values():
        if ":" in key:
            assert keep(cast.eko, key) == 404, key
