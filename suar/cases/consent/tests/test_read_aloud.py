"""The text that is read out names to whom and what; a link or a choice fills it in."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.cases.consent.codes import Purpose

pytestmark = pytest.mark.django_db


def page(cast, way, language="en", user=None, **query):
    client = cast.client_for(user or cast.ani)
    client.cookies["django_language"] = language
    answer = client.get(reverse("cases:consent_new", args=[way.case.pk]), query)
    return answer.content.decode().split('id="aloud"')[-1].split("</section>")[0]


def share(cast, **more):
    return {"purpose": Purpose.SHARE_REF.value, "receiver": str(cast.b.pk), **more}


def test_nothing_is_read_out_of_what_is_not_shared(way, cast):
    for query in ({}, {"purpose": Purpose.STORE.value, "receiver": str(cast.b.pk)}):
        assert cast.b.name not in page(cast, way, **query)


def test_without_a_receiver_or_data_it_says_what_is_missing(way, cast):
    for query in ({"purpose": Purpose.SHARE_REF.value}, share(cast, kinds="nonsense")):
        shown = page(cast, way, **query)
        assert "Choose the organisation" in shown
        assert "we tell" not in shown


@pytest.mark.parametrize("kinds", ["name,age", ["name", "age"]])
def test_it_names_the_receiver_and_the_data(way, cast, kinds):
    shown = page(cast, way, **share(cast, kinds=kinds))
    assert f"we tell {cast.b.name} only this: name, age." in shown
    spoken = page(cast, way, "id", **share(cast, kinds=kinds))
    assert f"kami hanya memberi tahu {cast.b.name} soal ini: nama, usia." in spoken


def test_what_it_is_for_is_said_as_it_is(way, cast):
    asked = {"receiver": str(cast.b.pk), "kinds": "name,age"}
    help_alone = "uses it to help you"
    for purpose in (Purpose.SHARE_LE, Purpose.SHARE_GOV, Purpose.EMBASSY):
        shown = page(cast, way, purpose=purpose.value, **asked)
        assert f"{cast.b.name}" in shown
        assert "name, age" in shown
        assert help_alone not in shown
        assert "all the same" in shown
    assert help_alone in page(cast, way, **share(cast, kinds="name"))


def test_the_choice_renews_the_text_with_codes_alone(way, cast):
    client = cast.client_for(cast.ani)
    whole = client.get(reverse("cases:consent_new", args=[way.case.pk])).content.decode()
    assert 'hx-select="#aloud"' in whole
    assert 'hx-include="[name=purpose],[name=receiver],[name=kinds]"' in whole
