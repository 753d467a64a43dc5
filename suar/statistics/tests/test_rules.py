"""What a table may hold, who may do what next, and how numbers are rounded."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.kit.reasons import Reason
from suar.statistics import rules
from suar.statistics.codes import State

DEWI, HANA, SARI = UUID(int=1), UUID(int=2), UUID(int=3)
FACTS = rules.Facts(State.COMPUTED, True, False, 500, DEWI, DEWI, None)


@pytest.mark.parametrize(
    "head", ["nama", "Nama Lengkap", "NIK", "No. KTP", "full_name", "e-mail Email", "tgl_lahir"]
)
def test_a_head_that_announces_identity_is_known(head):
    assert rules.names_identity(head)


@pytest.mark.parametrize("head", ["count", "jumlah", "Polisi", "LSM", "P2TP2A", "misi_KBRI"])
def test_a_list_or_a_count_announces_nobody(head):
    assert not rules.names_identity(head)


@pytest.mark.parametrize(
    "value",
    ["Siti Aminah", "Ani", "M. Rizky", "3275014501900001", "+62 812 3456 7890", "081234567890",
     "ani@contoh.example"],
)  # fmt: skip
def test_a_key_that_looks_like_a_person_is_known(value):
    assert rules.is_identity(value)


@pytest.mark.parametrize("value", ["P001", "17", "a-09", "7K3F2A", "AB"])
def test_a_key_that_means_nothing_outside_the_file_is_taken(value):
    assert not rules.is_identity(value)


def reasons(found):
    return [because.code for because in found]


@pytest.mark.parametrize("state", [s for s in State if s != State.COMPUTED])
def test_only_what_is_computed_is_asked_for(state):
    assert reasons(rules.why_not_ask(replace(FACTS, state=state))) == [Reason.ESTIMATE_NOT_MADE]


def test_half_computed_is_not_asked_for():
    assert rules.why_not_ask(replace(FACTS, complete=False))


@pytest.mark.parametrize(("cases", "refused"), [(10, True), (11, False)])
def test_fewer_than_eleven_cases_are_published_nowhere(cases, refused):
    found = reasons(rules.why_not_ask(replace(FACTS, cases=cases)))
    assert found == ([Reason.ESTIMATE_FEW] if refused else [])


@pytest.mark.parametrize("role", ["made_by", "ran_by", "asked_by"])
def test_nobody_approves_her_own_work(role):
    facts = replace(FACTS, state=State.ASKED, **{"asked_by": SARI, role: HANA})
    assert reasons(rules.why_not_answer(facts, HANA)) == [Reason.ESTIMATE_OWN]


def test_another_person_answers_what_was_asked():
    facts = replace(FACTS, state=State.ASKED, asked_by=DEWI)
    assert rules.why_not_answer(facts, HANA) == []
    assert rules.why_not_answer(FACTS, HANA), "nobody asked"


@pytest.mark.parametrize("state", list(State))
def test_only_what_was_published_is_withdrawn(state):
    refused = bool(rules.why_not_withdraw(replace(FACTS, state=state)))
    assert refused == (state not in {State.PUBLISHED, State.REPLACED})


@pytest.mark.parametrize("state", list(State))
def test_what_was_asked_for_or_published_is_not_thrown_away(state):
    refused = bool(rules.why_not_discard(replace(FACTS, state=state)))
    assert refused == (state not in {State.RUNNING, State.COMPUTED})


def test_what_is_at_work_is_neither_run_again_nor_thrown_away():
    facts = replace(FACTS, state=State.RUNNING, running=True)
    assert reasons(rules.why_not_run(facts)) == [Reason.ESTIMATE_RUNS]
    assert reasons(rules.why_not_discard(facts)) == [Reason.ESTIMATE_RUNS]
    assert rules.why_not_run(replace(facts, running=False)) == []
    assert reasons(rules.why_not_run(FACTS)) == [Reason.ESTIMATE_STANDS]


@pytest.mark.parametrize(
    ("value", "said"), [(22_991, 23_000), (412, 410), (1234.5, 1230), (0, 0), (7.24, 10), (0.3, 0)]
)
def test_three_digits_leave_the_house_and_nothing_finer_than_tens(value, said):
    assert rules.rounded(value) == said


def test_what_is_no_number_is_not_rounded():
    assert rules.rounded(float("inf")) == float("inf")


@given(st.integers(0, 10**7), st.integers(-9, 9))
def test_two_rounded_counts_never_differ_by_a_small_count(count, step):
    difference = rules.rounded_cases(count + max(step, -count)) - rules.rounded_cases(count)
    assert difference % 10 == 0
