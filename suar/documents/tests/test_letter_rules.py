"""Numbers of letters, and why one is not issued."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.documents import rules
from suar.documents.codes import BUILT, LetterCode
from suar.documents.letter import Points
from suar.documents.referral import compose
from suar.documents.rules import IssueFacts, Receiver
from suar.documents.tests.example import CONTENT, OFFICE, ON
from suar.documents.words import REFERRAL
from suar.kit.problem import Because
from suar.kit.reasons import Reason

PATTERN = "{no}/{kind}/{month}/{year}"
GOOD = {"code": LetterCode.L_REF, "to": Receiver("B"), "signer": "Beni", "pattern": PATTERN}


def codes(**changes):
    return [b.code for b in rules.why_not_issue(IssueFacts(**{**GOOD, **changes}))]


def test_a_letter_is_refused_with_each_reason():
    for code in set(LetterCode) - BUILT:
        assert codes(code=code) == [Reason.LETTER_NOT_BUILT]
    assert codes(signer="  ") == [Reason.LETTER_NEEDS_SIGNER]
    assert codes(to=Receiver(" ")) == [Reason.LETTER_NEEDS_RECEIVER]
    for pattern in ("", "SR/{month}", "{no}/{name}", "{no", "{no}/}", "{{no}}"):
        assert codes(pattern=pattern) == [Reason.LETTER_NUMBER_PATTERN], pattern


def test_one_copy_that_may_not_be_sent_refuses_the_letter():
    why = Because(Reason.NO_PERMISSION)
    assert codes(copies=(Receiver("C"), Receiver("D", (why,)))) == [Reason.NO_PERMISSION]
    assert codes(to=Receiver("B", (why,))) == [Reason.NO_PERMISSION]


def test_a_complete_letter_is_not_refused():
    assert codes(copies=(Receiver("C"),)) == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (PATTERN, "012/SR/VI/2026"),
        ("{no}/{office}/{month}/{year}", "012/PELITA/VI/2026"),
        ("B-{no}.{unit}/{year}", "B-012.RAM/2026"),
        ("{no}", "012"),
    ],
)
def test_a_number_follows_the_pattern(pattern, expected):
    made = rules.number(
        pattern, 12, code=LetterCode.L_REF, office="Pelita", unit="Rumah Aman Mataram",
        on=date(2026, 6, 3),
    )  # fmt: skip
    assert made == expected


def test_a_register_counts_where_the_number_shows_it():
    office, unit, day = uuid4(), uuid4(), date(2026, 6, 3)
    key = rules.register_key
    assert key(PATTERN, office=office, unit=unit, on=day) == (office, 2026)
    assert key("{no}/{unit}/{year}", office=office, unit=unit, on=day) == (unit, 2026)
    assert key("{no}/{unit}", office=office, unit=None, on=day) == (office, 0)


@given(st.integers(1, 99999), st.integers(1, 99999), st.dates(date(2000, 1, 1)))
def test_two_serials_of_a_year_never_give_one_number(first, second, day):
    def made(serial):
        return rules.number(PATTERN, serial, code=LetterCode.L_REF, office="A", on=day)

    assert (made(first) == made(second)) == (first == second)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_letter_without_a_list_of_who_must_not_know_says_that_nobody_asked(language):
    said = REFERRAL["not_asked"].in_language(language)
    for listed in ((), CONTENT.not_to_do):
        content = replace(CONTENT, not_to_do=listed, must_not_know_asked=False, language=language)
        written = compose(content, office=OFFICE, number="1", on=ON)
        strong = [b for b in written.blocks if isinstance(b, Points) and b.strong]
        assert [b.items[0] for b in strong] == [said]
        asked = compose(
            replace(content, must_not_know_asked=True), office=OFFICE, number="1", on=ON
        )
        assert said not in str(asked)
