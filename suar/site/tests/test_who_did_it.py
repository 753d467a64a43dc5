"""Nobody stands in the log as somebody else: a shown name is chosen by who bears it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from suar.accounts.actions import own
from suar.audit.models import Event
from suar.cases import queries as cases
from suar.cases.referral import receiving
from suar.kit.actor import SYSTEM_USER
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.site import access, access_views, labels

pytestmark = pytest.mark.django_db
ANI = "Ani · ani@pma.example"


def whos(cast, subject):
    address = reverse("site:access", args=[subject]) + "?show=all"
    page = cast.client_for(cast.gilang).get(address).content.decode()
    cells = re.findall(r'data-label="Siapa">(.*?)</td>', page.split("</table>")[0])
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


@pytest.fixture
def forged(way, cast):
    """Citra of the receiver calls herself as Ani is shown, and opens the letter."""
    referral = way.sent()
    before = whos(cast, way.person.subject_id).count(ANI)
    own.change_profile(
        user=cast.citra, name=ANI, language="id", time_zone="Asia/Jakarta", by=way.citra, at=now()
    )
    page = cast.client_for(cast.citra).get(reverse("cases:incoming", args=[referral.pk]))
    assert page.status_code == 200
    receiving.acknowledge(referral_id=referral.pk, by=replace(way.citra, label=ANI), at=way.at)
    return before


def test_somebody_of_another_organisation_stands_behind_its_name(way, cast, forged):
    shown = whos(cast, way.person.subject_id)
    assert shown.count(ANI) == forged, "Citra stands as Ani"
    assert f"{cast.b.name}: {ANI}" in shown


def test_the_timeline_names_the_other_organisation_too(way, cast, forged):
    whose = {item.who for item in cases.timeline(way.case)}
    assert ANI not in whose
    assert any(who.endswith(f": {ANI}") for who in whose)


def test_a_program_stands_there_as_a_program_and_suar_as_suar(cast, way):
    reader = cast.actor(cast.gilang)
    program = Event(actor_id=new_id(), actor_label=ANI, actor_organisation_id=cast.a.pk)
    assert access_views._who(program, reader, {}, {}) == f"Program dengan token: {ANI}"
    due = Event(actor_id=SYSTEM_USER, actor_label="Suar", actor_organisation_id=cast.a.pk)
    assert access_views._who(due, reader, {}, {}) == "Suar"
    mail = access.emails([cast.ani.pk], reader)
    ours = Event(actor_id=cast.ani.pk, actor_label="Ani", actor_organisation_id=cast.a.pk)
    assert access_views._who(ours, reader, mail, {}) == f"Ani · {cast.ani.email}"


def test_of_a_look_it_is_said_what_was_opened(way, cast):
    referral = way.sent()
    ani = cast.client_for(cast.ani)
    ani.get(reverse("cases:case", args=[way.case.pk]))
    ani.post(reverse("people:identity", args=[way.person.pk]))
    cast.client_for(cast.citra).get(reverse("cases:incoming", args=[referral.pk]))
    looks = Event.objects.filter(verb="looked").values_list("record_type", flat=True)
    assert set(looks) <= set(labels.OPENED_WHAT), "a look at something that has no words"
    page = cast.client_for(cast.gilang).get(
        reverse("site:access", args=[way.person.subject_id])
    ).content.decode()  # fmt: skip
    assert "Kasus dibuka untuk dibaca" in page
    assert "Rujukan dibuka untuk dibaca" in page
