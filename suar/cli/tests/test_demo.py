"""The demo: never over real data, made by the actions, the same each time."""

from datetime import UTC, datetime, timedelta

import pytest

from suar import audit
from suar.accounts import seats
from suar.accounts.models import User
from suar.cases.codes import Stage
from suar.cases.models import Case, Referral
from suar.cli.demo import build, chance, command, stories
from suar.cli.demo import cast as demo_cast
from suar.cli.refusal import Refused
from suar.intake.models import Report
from suar.network.models import Organisation
from suar.people.queries import search
from suar.statistics.models import Estimate
from suar.store import tenancy
from suar.store.installation import is_demo

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
COUNT = command.CASES  # all that `make run` shows: a smaller one once hid a story that broke


def test_chance_is_the_same_for_the_same_seed():
    first = chance.fates(40, seed=1, now=NOW, oldest=timedelta(days=120))
    again = chance.fates(40, seed=1, now=NOW, oldest=timedelta(days=120))
    other = chance.fates(40, seed=2, now=NOW, oldest=timedelta(days=120))
    assert first == again
    assert [f.name for f in first] != [f.name for f in other]


def test_ages_and_stories_fit():
    for fate in chance.fates(200, seed=3, now=NOW, oldest=timedelta(days=120)):
        assert fate.child == (fate.story.key == "child")
        assert fate.story.sex in (None, fate.sex)
        assert fate.begins < NOW
        assert "{" not in fate.text
        if fate.story.urgent:
            assert fate.depth != "no_case"


def test_every_kind_of_story_tells_its_need():
    assert len({s.key for s in stories.STORIES}) == len(stories.STORIES) >= 8
    for story in stories.STORIES:
        assert len(story.texts) >= 2
        assert story.need


@pytest.mark.django_db
def test_a_database_with_a_real_organisation_is_left_alone(cast):
    with pytest.raises(Refused, match="is no demo"):
        build.make(at=NOW, count=1)
    assert not is_demo()


@pytest.mark.django_db
def test_the_demo_is_whole(capsys):
    build.make(at=NOW, count=COUNT)
    assert is_demo()
    assert build.is_complete()
    assert User.objects.count() == len(demo_cast.CAST)
    assert Organisation.objects.count() == 3
    assert Report.objects.count() == COUNT
    assert Case.objects.filter(stage=Stage.CLOSED).exists()
    assert Referral.objects.exists()
    assert sorted(Estimate.objects.values_list("state", flat=True)) == ["asked", "published"]
    for organisation in Organisation.objects.all():
        with tenancy.acting_for(organisation.pk):
            assert audit.verify(organisation.pk).ok


@pytest.mark.django_db
def test_the_outsider_of_the_demo_finds_nobody():
    build.make(at=NOW, count=8)
    eko = User.objects.get(email="eko@cendana.example")
    by = seats.actor_for(eko, NOW)
    with tenancy.acting_for(by.organisation_id):
        for name in stories.FEMALE_NAMES[:4]:
            assert search(name, by=by, at=NOW) == []


def test_everybody_who_signs_in_is_listed(monkeypatch):
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    text = demo_cast.sign_ins()
    assert all(member.email in text for member in demo_cast.CAST)
    assert "pendamping" in text
    assert demo_cast.PASSWORD in text
