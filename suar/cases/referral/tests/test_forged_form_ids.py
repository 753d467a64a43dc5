"""The id of a form that was saved for one record is no answer to a form about another."""

import pytest
from django.urls import reverse

from suar.cases.models import Referral
from suar.cases.notes import actions as notes
from suar.cases.referral.codes import RefState
from suar.kit.ids import new_id
from suar.kit.problem import Problem

pytestmark = pytest.mark.django_db


def test_a_yes_to_one_referral_is_not_taken_for_a_yes_to_another(way, cast):
    one, two = way.sent(), way.sent()
    citra, form_id = cast.client_for(cast.citra), str(new_id())

    def accept(referral):
        address = reverse("cases:accept", args=[referral.pk])
        return citra.post(address, {"id": form_id, "note": ""})

    assert accept(one).status_code == 302
    assert accept(one).status_code == 302, "the same form sent again is the same answer"
    refused = accept(two)
    assert refused.status_code == 404
    assert Referral.objects.get(pk=two.pk).state != RefState.ACCEPTED


def test_a_note_of_one_case_is_not_answered_as_saved_in_another(way):
    said = {"id": new_id(), "text": "Ditelepon", "on": way.at.date(), "by": way.ani, "at": way.at}
    made = notes.add(case_id=way.case.pk, **said)
    assert notes.add(case_id=way.case.pk, **said) == made
    with pytest.raises(Problem) as refused:
        notes.add(case_id=new_id(), **said)
    assert refused.value.status == 404
