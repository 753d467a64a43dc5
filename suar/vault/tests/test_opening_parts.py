"""A grant opens the parts that it names, and no other: 404 for the rest, as for an absent row."""

import pytest

import suar.policy as policy
import suar.vault as vault
from suar.audit.models import Event
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.policy import Ground, Part
from suar.vault.models import PART_OF_KIND, SubjectKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


def given(ani, at, kind: str, *parts: Part):
    """Make a subject of which these parts are open to Ani."""
    made = vault.new_subject(kind=kind, by=ani, at=at)
    policy.grant(
        ground=Ground.ASSIGNMENT, subjects=[made], parts=list(parts), to_user=ani.user_id,
        rests_on=new_id(), by=ani, at=at,
    )  # fmt: skip
    return made


# --- who is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "parts", "asked"),
    [
        ("person", [Part.CONTACT], None),
        ("person", [Part.CASE, Part.LETTER, Part.SERVICE], None),
        ("person", [Part.IDENTITY], Part.CONTACT),
        ("case", [Part.IDENTITY, Part.LETTER], None),
        ("report", [Part.LETTER], None),
        ("referral", [Part.CASE], None),
        ("referral", [Part.LETTER], Part.SERVICE),
        ("case", [Part.CASE], Part.LETTER),
    ],
)
def test_a_part_that_is_not_granted_does_not_open(cast, ani, kind, parts, asked):
    subject = given(ani, cast.at, kind, *parts)
    with pytest.raises(Problem) as refused, vault.opened(subject, by=ani, at=cast.at, part=asked):
        pass
    assert refused.value.status == 404
    assert not Event.objects.filter(verb="looked").exists()


def test_an_open_part_inside_is_no_way_to_another(cast, ani):
    subject = given(ani, cast.at, "person", Part.IDENTITY)
    with (
        vault.opened(subject, by=ani, at=cast.at),
        pytest.raises(Problem),
        vault.opened(subject, by=ani, at=cast.at, part=Part.CONTACT),
    ):
        pass


def test_one_closed_subject_among_several_closes_them_all(cast, ani):
    person = given(ani, cast.at, "person", Part.IDENTITY)
    case = given(ani, cast.at, "case", Part.IDENTITY)
    with pytest.raises(Problem), vault.opened(person, case, by=ani, at=cast.at):
        pass


# --- who is served ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "part", "asked"),
    [
        ("person", Part.IDENTITY, None),
        ("person", Part.CONTACT, Part.CONTACT),
        ("case", Part.CASE, None),
        ("case", Part.LETTER, Part.LETTER),
        ("report", Part.CASE, None),
        ("referral", Part.LETTER, None),
    ],
)
def test_a_granted_part_opens(cast, ani, kind, part, asked):
    subject = given(ani, cast.at, kind, part)
    with vault.opened(subject, by=ani, at=cast.at, part=asked):
        assert Event.objects.filter(verb="looked").count() == 1


def test_subjects_of_several_kinds_open_together(cast, ani):
    person = given(ani, cast.at, "person", Part.IDENTITY)
    case = given(ani, cast.at, "case", Part.CASE)
    with vault.opened(person, case, by=ani, at=cast.at):
        pass


def test_every_kind_says_which_part_opens_it():
    parts = {part.value for part in Part} | {None}
    assert set(PART_OF_KIND) == set(SubjectKind)
    assert set(PART_OF_KIND.values()) <= parts
