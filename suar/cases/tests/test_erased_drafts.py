"""Erasing a person reaches what colleagues had typed of her and not yet saved."""

import pytest

import suar.vault as vault
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.ui import drafts
from suar.ui.models import Draft

pytestmark = pytest.mark.django_db


def test_drafts_about_her_case_go_and_others_stay(way):
    at, typed = way.at, {"text": ["Sulastri takut pulang"]}
    drafts.keep(form_key=f"cases.note:{way.case.pk}", fields=typed, by=way.ani, at=at)
    drafts.keep(form_key=f"cases.close:{way.case.pk}", fields=typed, by=way.beni, at=at)
    drafts.keep(form_key="intake.report", fields=typed, by=way.ani, at=at)
    gilang = way.cast.actor(way.cast.gilang)
    vault.erase(way.person.subject_id, by=gilang, at=at, reason="request")
    assert list(Draft.objects.values_list("form_key", flat=True)) == ["intake.report"]


def test_nothing_is_tied_to_a_person_who_was_erased_meanwhile(way):
    """The page was read before the erasure; its key would have outlived hers."""
    loose = vault.new_subject(kind="report", by=way.ani, at=way.at)
    gilang = way.cast.actor(way.cast.gilang)
    vault.erase(way.person.subject_id, by=gilang, at=way.at, reason="request")
    with pytest.raises(Problem) as late:
        vault.tie(loose, way.person.subject_id, by=way.ani, at=way.at)
    assert late.value.reasons[0].code is Reason.ERASED
    with pytest.raises(Problem) as late:
        vault.new_subject(kind="case", by=way.ani, at=way.at, person_subject=way.person.subject_id)
    assert late.value.reasons[0].code is Reason.ERASED
