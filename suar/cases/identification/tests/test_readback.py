"""From stored ticks and answers to what the rule reads."""

from __future__ import annotations

from suar.cases.identification.codes import Act, Answered, ItemState, Means, Phase
from suar.cases.identification.facts import Birth
from suar.cases.identification.readback import ItemRead, TickRead, facts_of
from suar.kit.dates import PartialDate

YES, NO = Answered.YES, Answered.NO
RECRUITMENT, WORK = Phase.RECRUITMENT.value, Phase.EXPLOITATION.value


def tick(code, phase="", state=YES, sitting=1):
    return TickRead(code, phase, state, sitting=sitting)


def read(ticks=(), items=(), births=()):
    return facts_of(1, ticks, items, births)


def test_a_means_that_is_denied_later_no_longer_counts():
    found = read([tick("MNS_DEBT", RECRUITMENT), tick("MNS_DEBT", "", NO, sitting=2)])
    assert found.means == frozenset()


def test_the_phases_of_the_latest_sitting_take_the_place_of_the_earlier_ones():
    found = read(
        [
            tick("MNS_DEBT", RECRUITMENT),
            tick("MNS_FORCE", RECRUITMENT),
            tick("MNS_DEBT", WORK, sitting=2),
        ]
    )
    assert found.means == {
        (Means.DEBT, Phase.EXPLOITATION),
        (Means.FORCE, Phase.RECRUITMENT),
    }


def test_two_phases_of_one_sitting_both_count():
    found = read([tick("MNS_DEBT", RECRUITMENT), tick("MNS_DEBT", WORK)])
    assert {phase for _means, phase in found.means} == {Phase.RECRUITMENT, Phase.EXPLOITATION}


def test_an_act_keeps_its_latest_answer_and_the_others_stay():
    found = read([tick("ACT_SEND"), tick("ACT_RECRUIT"), tick("ACT_SEND", "", NO, sitting=2)])
    assert found.acts == {Act.SEND: NO, Act.RECRUIT: YES}


def test_an_item_answered_in_one_phase_is_answered():
    answered = ItemRead("D06", WORK, ItemState.ANSWERED)
    declined = ItemRead("D06", RECRUITMENT, ItemState.DECLINES)
    assert read(items=[answered, declined]).items["D06"] is ItemState.ANSWERED
    assert read(items=[declined, answered]).items["D06"] is ItemState.ANSWERED
    assert read(items=[declined]).items["D06"] is ItemState.DECLINES


def test_a_birth_date_on_the_record_answers_for_the_age():
    born = PartialDate(2000)
    assert read(births=(Birth(born, "ktp"),)).items == {"A03": ItemState.ANSWERED}
    assert read(births=(Birth(born, "ktp", credible=False),)).items == {}
