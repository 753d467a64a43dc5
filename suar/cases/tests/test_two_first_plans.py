"""Two people write the first safety plan of a case: neither text is lost."""

import re

from django.urls import reverse

from suar.cases.triage import queries


def post(page, text):
    """Answer the form of a page as it was drawn."""
    drawn = page.content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(id|version)" value="([^"]*)"', drawn))
    return {"steps": text, **hidden}


def test_the_second_first_plan_meets_a_conflict_and_keeps_its_text(way, cast):
    address = reverse("cases:safety", args=[way.case.pk])
    ani, beni = cast.client_for(cast.ani), cast.client_for(cast.beni)
    hers, his = ani.get(address), beni.get(address)
    assert beni.post(address, post(his, "Ke kantor desa")).status_code == 302
    answer = ani.post(address, post(hers, "Ke rumah kakak"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ke rumah kakak" in page
    assert "Ke kantor desa" in page
    assert ani.post(address, post(answer, "Keduanya")).status_code == 302
    assert queries.safety_plan(way.again(), by=way.ani, at=way.at).content["steps"] == "Keduanya"


def test_the_same_form_sent_twice_writes_one_plan(way, cast):
    address = reverse("cases:safety", args=[way.case.pk])
    ani = cast.client_for(cast.ani)
    typed = post(ani.get(address), "Ke rumah kakak")
    assert [ani.post(address, typed).status_code for _ in range(2)] == [302, 302]
