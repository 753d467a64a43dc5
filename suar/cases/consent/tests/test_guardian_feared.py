"""A parent or guardian who must not know does not sign for the child."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from suar.cases.consent.codes import Purpose, Signer
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import actions as people
from suar.people.actions import MustNotEntry
from suar.people.codes import MustNot, Source
from tests.support.case_way import ASKED

pytestmark = pytest.mark.django_db
SIGNED = replace(
    ASKED, signer=Signer.PARENT, guardian="Siti (ibu), KTP diperiksa", assent="Mau dibantu"
)


@pytest.fixture
def child(way):
    born = PartialDate(way.at.year - 12)
    people.add_birth_date(
        id=new_id(), person_id=way.person.pk, born=born, source=Source.DIPLOMA, by=way.ani,
        at=way.at,
    )  # fmt: skip
    return way


def bar(way, *entries):
    person = way.again().person
    people.set_must_not_know(
        person_id=person.pk, entries=entries, expected=person.version, by=way.ani, at=way.at
    )


def refused(way, **asked):
    with pytest.raises(Problem) as problem:
        way.agree(asked=replace(SIGNED, **asked))
    return [(b.code, b.field) for b in problem.value.reasons]


def test_who_is_feared_or_unnamed_does_not_sign(child):
    assert refused(child, guardian=" ") == [(Reason.REQUIRED, "guardian")]
    bar(child, MustNotEntry(MustNot.PARENT))
    assert refused(child) == [(Reason.GUARDIAN_UNSAFE, "signer")]


def test_a_short_name_is_known_again(child):
    bar(child, MustNotEntry(MustNot.PARENT, name="Li Na"))
    assert refused(child, guardian="Li Na, KTP diperiksa") == [(Reason.GUARDIAN_UNSAFE, "signer")]


def test_the_other_parent_signs_where_only_one_is_feared(child):
    bar(child, MustNotEntry(MustNot.PARENT, name="ayah, Pak Karto"))
    assert refused(child, guardian="Karto, lewat telepon") == [(Reason.GUARDIAN_UNSAFE, "signer")]
    child.at += timedelta(minutes=1)
    assert child.agree(Purpose.STORE, asked=SIGNED).signer == Signer.PARENT
