"""What the interview never does: read silence, trust nonsense, count what nobody judged."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suar.cases.identification import interview, items
from suar.cases.identification.codes import (
    AgeJudgement,
    Answered,
    ItemState,
    Kind,
    Person,
    Phase,
    Profile,
    Proposal,
    Weight,
)
from suar.cases.identification.facts import AgeFacts, EpisodeFacts
from suar.cases.identification.indicators import INDICATORS, weights_on
from suar.cases.identification.interview.catalogue import CATALOGUE, item_on, items_on
from suar.cases.identification.interview.conditions import Counting
from suar.cases.identification.interview.eleven import ElevenState, read_eleven
from suar.cases.identification.interview.heard import Heard, Setting
from suar.cases.identification.interview.judging import (
    Judged,
    Judgement,
    ReadingState,
    listed,
    read_episode,
)
from suar.cases.identification.interview.mapping import MAPPING_TABLES, mapping_on
from suar.cases.identification.interview.shapes import Part, Shape
from suar.cases.identification.interview.suggesting import suggest_indicators
from suar.cases.identification.readback import ItemRead
from suar.cases.identification.rules import propose

ON = date(2026, 6, 3)
ADULT = AgeFacts(judgement=AgeJudgement.ADULT)
CHILD = AgeFacts(judgement=AgeJudgement.CHILD)
SILENCE = [ItemState.DECLINES, ItemState.DOES_NOT_KNOW]


def answer(item: str, phase: str = "", **value: object) -> ItemRead:
    return ItemRead(item, phase, ItemState.ANSWERED, value)


def suggested(*answers: ItemRead, age: AgeFacts = ADULT) -> dict[str, Counting]:
    reading = read_episode(EpisodeFacts(1, age), answers, (), on=ON)
    return {s.code: s.counting for s in (*reading.indicators, *reading.elements)}


def test_no_rule_of_the_interview_knows_django_or_a_clock():
    for path in Path(interview.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not [n for n in names if n.split(".")[0] in {"django", "time", "os"}]
            assert getattr(node, "attr", "") not in {"today", "now"}


def test_nothing_heard_suggests_nothing():
    assert suggested() == {}


@pytest.mark.parametrize("state", [*SILENCE, ItemState.NOT_ASKED, ItemState.HIDDEN])
def test_an_item_that_was_not_answered_suggests_nothing(state):
    silent = [
        ItemRead(i.code, phase, state, {"violence": ["PHYSICAL"], "force": "YES"})
        for i in CATALOGUE
        for phase in (tuple(Phase) if i.per_phase else ("",))
    ]
    assert suggested(*silent) == {}


@pytest.mark.parametrize("said", ["NO", "DOES_NOT_KNOW", "DECLINES", "NOT_ASKED"])
def test_a_part_that_is_no_yes_suggests_no_force(said):
    assert suggested(answer("B03", force=said, kidnapped=said, sold=said)) == {}


def test_no_language_known_is_not_a_missing_language():
    assert suggested(answer("A01", shared_language="DOES_NOT_KNOW")) == {}
    assert "RV03" in suggested(answer("A01", shared_language="NO"))


@pytest.mark.parametrize(
    "value",
    [
        {"violence": "PHYSICAL"},
        {"violence": ["UNHEARD_OF"]},
        {"violence": [["PHYSICAL"]]},
        {"violence": None},
        {"unknown": ["PHYSICAL"]},
        {"violence": ["NONE"]},
        {},
    ],
)
def test_what_does_not_fit_its_shape_suggests_nothing(value):
    assert suggested(ItemRead("D08", Phase.EXPLOITATION, ItemState.ANSWERED, value)) == {}


def test_an_item_of_no_list_is_passed_over():
    assert suggested(answer("TIMES", first_act="2020"), answer("Z99", what="ever")) == {}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (Part("n", Shape.NUMBER), "NaN"),
        (Part("n", Shape.NUMBER), "-1"),
        (Part("n", Shape.NUMBER), "Infinity"),
        (Part("n", Shape.NUMBER), "many"),
        (Part("n", Shape.NUMBER), True),
        (Part("n", Shape.NUMBER), None),
        (Part("m", Shape.MONEY), 100),
        (Part("m", Shape.MONEY), {"amount": "1"}),
        (Part("m", Shape.MONEY), {"amount": "x", "currency": "IDR"}),
        (Part("m", Shape.MONEY), {"amount": "1", "currency": " "}),
        (Part("d", Shape.DATE), "2020-13"),
        (Part("d", Shape.DATE), None),
        (Part("t", Shape.TEXT), 3),
        (Part("l", Shape.LEGS), "Batam"),
        (Part("y", Shape.YES_NO), "MAYBE"),
        (Part("o", Shape.ONE, ("A",)), "B"),
        (Part("o", Shape.MANY, ("A",)), ["A", "B"]),
    ],
)
def test_a_value_of_another_shape_does_not_fit(part, value):
    assert not part.fits(value)


def test_an_item_names_the_parts_it_cannot_read():
    item = item_on("D03", ON)
    assert item.misfits({"hours_day": "long", "days_week": 6, "other": 1}) == ("hours_day", "other")
    with pytest.raises(KeyError):
        item.part("other")
    with pytest.raises(KeyError):
        item_on("Z99", ON)


def test_amounts_in_two_currencies_are_never_compared():
    wage = answer("B04", wage={"amount": "4000000", "currency": "IDR"})
    pay = answer("D04", received={"amount": "1", "currency": "HKD"})
    assert not {"DR02", "EX02"} & suggested(wage, pay).keys()


def test_a_promise_of_nothing_is_no_measure():
    none = answer("B04", wage={"amount": "0", "currency": "IDR"})
    pay = answer("D04", received={"amount": "0", "currency": "IDR"})
    assert not {"DR02", "EX02"} & suggested(none, pay).keys()


def test_the_same_employer_in_another_spelling_is_no_deception():
    promised = answer("B04", employer="PT. Maju Jaya", job="Maid")
    assert "DR01" not in suggested(promised, answer("D01", employer="pt maju  jaya", work="maid"))
    assert "DR01" not in suggested(promised)
    assert "DR01" in suggested(promised, answer("D01", employer="CV Lain"))


def test_a_judged_suggestion_counts_nothing_before_a_yes():
    heard = [answer("B07", advance="YES")]
    reading = read_episode(EpisodeFacts(1, ADULT), heard, (), on=ON)
    assert {s.code for s in reading.indicators} == {"CR04", "RV06", "CD02", "VD03"}
    assert reading.facts.indicators == frozenset()
    yes = read_episode(EpisodeFacts(1, ADULT), heard, [Judgement("CR04", Judged.CONFIRMED)], on=ON)
    assert yes.facts.indicators == {"CR04"}


def test_poverty_alone_makes_nobody_a_victim():
    heard = [
        answer("B07", debt={"amount": "5", "currency": "IDR"}),
        answer("B09", procedure="NO_PAPERS"),
        answer("B05", understood="NO"),
    ]
    reading = read_episode(EpisodeFacts(1, ADULT), heard, (), on=ON)
    assert not [i for i in reading.facts.indicators if i[:2] in ("RV", "VD")]


def test_a_rejection_without_a_reason_rejects_nothing():
    heard = [answer("C02", held="YES")]
    for reason, left in [("", {"CR06"}), ("  ", {"CR06"}), ("slept there by choice", set())]:
        judged = [Judgement("CR06", Judged.REJECTED, reason)]
        assert read_episode(EpisodeFacts(1, ADULT), heard, judged, on=ON).facts.indicators == left


def test_a_rejected_purpose_of_a_child_does_not_count():
    heard = [answer("D11", Phase.EXPLOITATION, made_to=["BEGGING"])]
    base = EpisodeFacts(1, CHILD)
    assert read_episode(base, heard, (), on=ON).facts.suggested == {"PRP_BEG"}
    judged = [Judgement("PRP_BEG", Judged.REJECTED, "another child")]
    assert read_episode(base, heard, judged, on=ON).facts.suggested == frozenset()


def test_a_purpose_is_never_counted_for_an_adult_by_an_answer():
    heard = [answer("D11", Phase.EXPLOITATION, made_to=["SEX_CLIENTS", "CRIME", "BEGGING"])]
    assert read_episode(EpisodeFacts(1, ADULT), heard, (), on=ON).facts.suggested == frozenset()


def test_a_missing_weight_reads_no_rule_and_never_not_positive():
    base = EpisodeFacts(1, ADULT, kinds_said=frozenset({Kind.SEXUAL, Kind.OTHER}))
    reading = read_episode(base, (), (), on=ON)
    assert {r.state for r in reading.dimensions} == {ReadingState.NO_RULE}
    labour = read_episode(EpisodeFacts(1, ADULT), (), (), on=ON)
    assert {r.state for r in labour.dimensions} == {ReadingState.NOT_POSITIVE}


def test_unverified_weights_stay_in_the_list_and_say_so():
    for profile in (Profile.ADULT_SEXUAL, Profile.CHILD_SEXUAL, Profile.OTHER):
        rows = listed(profile, ON)
        assert len(rows) == 67
        assert [r.code for r in rows if r.weight is Weight.UNVERIFIED]


def test_the_lists_hold_67_adult_and_65_child_indicators():
    assert len(listed(Profile.ADULT_LABOUR, ON)) == 67
    child = {i.code for i in listed(Profile.CHILD_LABOUR, ON)}
    assert set(INDICATORS) - child == {"RV08", "EX08"}


def test_what_is_in_no_list_for_a_child_is_not_suggested():
    heard = [answer("D16", not_kept=["SOCIAL_SECURITY"]), answer("B05", understood="NO")]
    assert {"EX08", "RV08"} <= suggested(*heard).keys()
    assert not {"EX08", "RV08"} & suggested(*heard, age=CHILD).keys()


def test_the_mapping_names_all_67_indicators_and_every_element():
    table = mapping_on(ON)
    assert {row.code for row in table.indicators} == set(INDICATORS)
    assert len({row.code for row in table.elements}) == 6 + 10 + 10 + 1
    assert table.unprompted() == ("DR08", "RV01", "RV09", "RV13", "RV16", "VD04", "VD06")
    assert mapping_on(date(1990, 1, 1)) is MAPPING_TABLES[0]


def test_every_condition_names_a_part_and_choices_that_the_catalogue_has():
    for row in (*mapping_on(ON).indicators, *mapping_on(ON).elements):
        for condition in row.conditions:
            for single in getattr(condition, "all_of", (condition,)):
                if hasattr(single, "item"):
                    part = item_on(single.item, ON).part(single.part)
                    allowed = tuple(Answered) if part.shape is Shape.YES_NO else part.choices
                    assert single.any_of <= set(allowed), row.code
                elif hasattr(single, "promised"):
                    item_on(single.promised[0], ON).part(single.promised[1])
                    item_on(single.found[0], ON).part(single.found[1])


def test_the_catalogue_has_every_item_once_in_order_with_words_and_a_source():
    found = items_on(ON)
    assert tuple(i.code for i in found) == items.ITEMS
    assert all(i.parts and i.english and i.indonesian and i.type_code and i.source for i in found)
    assert {i.code for i in found if i.per_phase} == items.PER_PHASE
    assert {i.code for i in found if i.repeated} == items.REPEATED_PER_EPISODE
    choices = [p for i in found for p in i.parts if p.shape in (Shape.ONE, Shape.MANY)]
    assert all(p.choices and len(set(p.choices)) == len(p.choices) for p in choices)


def test_none_of_the_eleven_is_ever_a_no():
    assert {str(s) for s in ElevenState} == {"SEEN", "TO_JUDGE", "OPEN", "NOT_SEEN_YET"}
    facts = EpisodeFacts(1, ADULT)
    assert {r.state for r in read_eleven(facts, (), ON)} == {ElevenState.OPEN}


def _values(part: Part) -> st.SearchStrategy[object]:
    match part.shape:
        case Shape.YES_NO:
            return st.sampled_from([str(a) for a in Answered])
        case Shape.ONE:
            return st.sampled_from(part.choices)
        case Shape.MANY:
            return st.lists(st.sampled_from(part.choices), max_size=3)
        case Shape.NUMBER:
            return st.integers(0, 70)
        case Shape.MONEY:
            amounts = st.integers(0, 100)
            return st.builds(lambda a: {"amount": str(a), "currency": "IDR"}, amounts)
        case Shape.LEGS:
            return st.just(["Batam"])
        case Shape.DATE:
            return st.sampled_from(["2009", "2009-05", "2009-05-17"])
        case _:
            return st.sampled_from(["one", "two"])


@st.composite
def answers(draw) -> ItemRead:
    item = draw(st.sampled_from(CATALOGUE))
    phase = draw(st.sampled_from(Phase)) if item.per_phase else ""
    parts = draw(st.lists(st.sampled_from(item.parts), max_size=3, unique=True))
    value = {p.key: draw(_values(p)) for p in parts}
    return ItemRead(item.code, phase, ItemState.ANSWERED, value)


HEARD = st.lists(answers(), max_size=12)


@settings(max_examples=150, deadline=None)
@given(HEARD, st.sampled_from(CATALOGUE), st.sampled_from(["", *Phase]), st.sampled_from(SILENCE))
def test_a_further_silence_never_changes_a_suggestion(heard, item, phase, state):
    for age in (ADULT, CHILD):
        before = read_episode(EpisodeFacts(1, age), heard, (), on=ON)
        silent = [*heard, ItemRead(item.code, phase, state)]
        assert read_episode(EpisodeFacts(1, age), silent, (), on=ON) == before


@settings(max_examples=150, deadline=None)
@given(HEARD)
def test_every_suggestion_names_what_caused_it_and_what_was_heard_fits(heard):
    assert not [a for a in heard if item_on(a.item, ON).misfits(a.value)]
    said = {a.item for a in heard}
    for s in suggest_indicators(Heard.of(heard, ON), Setting(Person.ADULT, ON)):
        assert s.causes
        assert {c.item for c in s.causes} <= said
        assert s.counting is not Counting.ONLY_TICKED


JUDGED = st.lists(
    st.builds(
        Judgement,
        st.sampled_from(INDICATORS),
        st.sampled_from(Judged),
        st.sampled_from(["", "because"]),
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(HEARD, JUDGED, st.frozensets(st.sampled_from(Kind)))
def test_a_missing_weight_or_answer_never_yields_a_negative(heard, judged, kinds):
    for age in (ADULT, CHILD, AgeFacts()):
        reading = read_episode(EpisodeFacts(1, age, kinds_said=kinds), heard, judged, on=ON)
        for r in reading.dimensions:
            missing = not weights_on(ON).complete(r.profile) and r.unverified
            assert not (missing and r.state is ReadingState.NOT_POSITIVE)
        for result in propose((reading.facts,), ON).results:
            # nothing is marked as answered here: what is not shown stays open
            assert result.proposal in {
                Proposal.PRESUMED_STRONG, Proposal.PRESUMED, Proposal.CHILD_PROTECTION,
                Proposal.NO_RULE, Proposal.INCONCLUSIVE,
            }  # fmt: skip
