"""An answer set back to "not asked": the latest sitting decides, silence undoes nothing."""

from __future__ import annotations

import pytest

from suar.cases.identification import actions, queries
from suar.cases.identification.actions import EpisodeAnswers
from suar.cases.identification.codes import Answered, ItemState
from suar.cases.identification.readback import ItemRead, TickRead
from suar.cases.models import ElementTick, ItemAnswer
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db
STRONG = {"ACT_RECRUIT": "", "MNS_DECEIVE": "RECRUITMENT", "PRP_FL": ""}


def facts(way):
    (found,) = queries.episodes(way.again(), by=way.ani, at=way.at)
    return found


def sit(way, ticks, items=(), expected=1):
    actions.save_sitting(
        id=new_id(), case_id=way.case.pk, held_on=way.at.date(), circumstances={},
        episodes=[EpisodeAnswers(1, ticks, items)], expected=expected, by=way.ani, at=way.at,
    )  # fmt: skip


def test_what_a_later_sitting_does_not_speak_of_stands(way):
    way.sit(STRONG, order_reason="x")
    sit(way, [])
    assert (facts(way).purposes, len(facts(way).means)) == ({"PRP_FL"}, 1)


def test_what_was_never_answered_leaves_no_row(way):
    not_asked = TickRead("PRP_SEX", "", Answered.NOT_ASKED)
    way.sit(STRONG, order_reason="x")
    sit(way, [not_asked], [ItemRead("D14", "", ItemState.NOT_ASKED)])
    assert not ElementTick.objects.filter(element="PRP_SEX").exists()
    assert not ItemAnswer.objects.filter(item="D14").exists()


def test_set_back_it_is_not_asked_again_in_facts_proposal_and_form(way):
    way.sit(STRONG, order_reason="x")
    before = way.again().proposal
    back = [TickRead(e, "", Answered.NOT_ASKED) for e in STRONG]
    sit(way, back, [ItemRead("A04", "", ItemState.NOT_ASKED)])
    found = facts(way)
    assert (found.acts, found.means, found.purposes) == ({}, frozenset(), frozenset())
    assert found.age.told_ages == ()
    assert "A04" not in found.items
    assert way.again().proposal != before
    assert way.again().exploitation == []
    known = queries.answers_so_far(way.again(), by=way.ani, at=way.at)
    assert (known.ticks[1], known.items[1]) == ([], [])


def test_asked_once_more_it_counts_again(way):
    way.sit(STRONG, order_reason="x")
    sit(way, [TickRead("PRP_FL", "", Answered.NOT_ASKED)])
    way.sit({"PRP_FL": ""}, expected=2)
    assert facts(way).purposes == {"PRP_FL"}


def test_the_page_sets_back_what_it_showed_and_nothing_of_another_episode(way):
    page = way.cast.client_for(way.cast.ani)
    address = f"/cases/{way.case.pk}/interview/"
    fields = {"held_on": "2026-03-02", "order_reason": "x", "act_source": "OWN_WORDS",
              "means_source": "OWN_WORDS", "prp_source": "OWN_WORDS"}  # fmt: skip

    def post(version, **more):
        answer = page.post(address, {**fields, "id": str(new_id()), "version": version, **more})
        assert answer.status_code == 302, answer.content.decode()

    post("", episode="1", PRP_FL="YES", age_recruited="29")
    post("1", episode="2", PRP_SEX="YES")
    first, second = queries.episodes(way.again(), by=way.ani, at=way.at)
    assert (first.purposes, second.purposes) == ({"PRP_FL"}, {"PRP_SEX"})
    post("2", episode="1", PRP_FL="NOT_ASKED")
    first, second = queries.episodes(way.again(), by=way.ani, at=way.at)
    assert (first.purposes, second.purposes) == (frozenset(), {"PRP_SEX"})
    assert first.age.told_ages == ()
