"""What is typed into a form of a case outlives the idle lock, and goes when she is erased."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

import suar.vault as vault
from suar.cases.closure import actions as closing
from suar.cases.followup import actions as following
from suar.cases.identification import deciding_actions as deciding
from suar.cases.identification.codes import Decision
from suar.cases.services import actions as services
from suar.cases.services.actions import Details
from suar.cases.services.codes import ServiceState
from suar.kit import clock
from suar.kit.ids import new_id
from suar.network.codes import ServiceCode
from suar.network.queries import local_day
from suar.ui.models import Draft

pytestmark = pytest.mark.django_db
TYPED = "Ia berkata bahwa ia takut pulang"


def contact(way):
    day = way.at.date() + timedelta(days=3)
    row = following.plan(
        id=new_id(), case_id=way.case.pk, due_on=day, plan_text="", by=way.ani, at=way.at
    )
    typed = {"done_on": way.at.date(), "reached": "yes", "version": row.version, "note": TYPED}
    return "ani", "follow_up", [row.pk], {**typed, "order_reason": "Mendesak"}


def planned(way):
    return "ani", "follow_up_new", [], {"due_on": "2099-03-09", "plan": TYPED}


def service(way):
    details = Details(ServiceCode.MAT_BAS, ServiceState.OFFERED)
    row = services.record(id=new_id(), case_id=way.case.pk, details=details, by=way.ani, at=way.at)
    typed = {"service": "MAT_BAS", "state": "OFFERED", "version": row.version, "note": TYPED}
    return "ani", "service", [row.pk], typed


def ground(way):
    soon = local_day(way.case.organisation, clock.now()) + timedelta(days=9)
    typed = {"ground": "GR_VITAL", "review_on": soon.isoformat(), "reason": TYPED}
    return "ani", "ground_new", [], typed


def second(way):
    way.sit({"ACT_RECRUIT": "", "MNS_DECEIVE": "RECRUITMENT", "PRP_FL": ""}, order_reason="x")
    row = deciding.decide(
        id=new_id(), case_id=way.case.pk, decision=Decision.CONFIRMED, reason="Ditipu",
        told="Ya", body=None, order_reason="x", by=way.ani, at=way.at,
    )  # fmt: skip
    return "beni", "second", [row.pk], {"agrees": "no", "note": TYPED}


def answer(way):
    row = closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at)
    return "beni", "close_answer", [row.pk], {"answer": "return", "note": TYPED}


FORMS = [contact, planned, service, ground, second, answer]


@pytest.mark.parametrize("form", FORMS)
def test_a_text_is_kept_while_it_is_typed_and_no_longer_when_it_is_saved(way, cast, form):
    who, name, more, typed = form(way)
    client = cast.client_for(getattr(cast, who))
    page = reverse(f"cases:{name}", args=[way.case.pk, *more])
    key = client.get(page).context["form"].draft_key
    client.post(reverse("ui:draft"), {"_draft_key": key, **typed})
    assert TYPED in client.get(page).content.decode()
    saved = client.post(page, {"id": str(new_id()), **typed})
    assert saved.status_code == 302, saved.context["form"].errors
    assert not Draft.objects.exists()


@pytest.mark.parametrize("form", FORMS)
def test_erasing_the_person_throws_it_away(way, cast, form):
    who, name, more, typed = form(way)
    client = cast.client_for(getattr(cast, who))
    page = reverse(f"cases:{name}", args=[way.case.pk, *more])
    key = client.get(page).context["form"].draft_key
    client.post(reverse("ui:draft"), {"_draft_key": key, **typed})
    assert Draft.objects.filter(form_key=key).exists()
    gilang = cast.actor(cast.gilang)
    vault.erase(way.person.subject_id, by=gilang, at=way.at, reason="request")
    assert not Draft.objects.exists()
