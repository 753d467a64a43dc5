"""The mapping from answers to suggestions, as dated data: elements here, indicators beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suar.cases.identification.codes import (
    INTENT_ELEMENT,
    Act,
    Dimension,
    Means,
    Phase,
    Purpose,
)
from suar.cases.identification.indicators import INDICATORS, TableStatus
from suar.cases.identification.interview.conditions import (
    NO_QUESTION,
    Condition,
    Confirmed,
    Counting,
    MapRow,
    Positive,
    Question,
    Whom,
    said,
)
from suar.cases.identification.interview.mapping_rows import INDICATOR_ROWS

A, J, O = Counting.AUTOMATIC, Counting.JUDGED, Counting.ONLY_TICKED  # noqa: E741 (the source's letters)
BY_ANOTHER = Question("Forced, deceived or exploited by another?")
UNDER_PENALTY = Question("Work under threat of a penalty, not freely given?")
_SEX = said("D11", "made_to", "SEX_CLIENTS", "SEX_CAMERA")


def _confirmed(means: Means, recruiting: str, working: str = "") -> tuple[MapRow, ...]:
    found = [(recruiting, Phase.RECRUITMENT)] + ([(working, Phase.EXPLOITATION)] if working else [])
    return tuple(
        MapRow(means, J, (Confirmed(frozenset({code})),), phase=phase) for code, phase in found
    )


def _means(means: Means, *conditions: Condition) -> MapRow:
    return MapRow(means, J, conditions, phase=Phase.RECRUITMENT)


def _purpose(purpose: Purpose, child: Counting, *conditions: Condition) -> tuple[MapRow, ...]:
    """A purpose that an answer of D11 names: an adult is asked first, a child as the row says."""
    question = BY_ANOTHER if purpose is Purpose.SEX else NO_QUESTION
    return (
        MapRow(purpose, J, conditions, question, Whom.ADULT),
        MapRow(purpose, child, conditions, whom=Whom.CHILD),
    )


ACT_ROWS: tuple[MapRow, ...] = (
    MapRow(
        Act.RECRUIT,
        J,
        (said("B01", "contact"), said("B02", "recruiter")),
        Question("Did this person find, offer, persuade or place?"),
    ),
    *(
        MapRow(act, J, (said("C01", "arranged", "ANOTHER"), said("C01", "accompanied", "YES")))
        for act in (Act.SEND, Act.TRANSPORT)
    ),
    MapRow(Act.HARBOUR, J, (said("C02", "held", "YES"), said("D01", "lives_in", "YES"))),
    MapRow(
        Act.TRANSFER,
        J,
        (
            said("C01", "passed_on", "YES"),
            said("D01", "passed_on", "YES"),
            said("B03", "sold", "YES"),
        ),
    ),
    MapRow(Act.RECEIVE, J, (said("D01", "taken_in", "YES"),)),
)
MEANS_ROWS: tuple[MapRow, ...] = (
    *_confirmed(Means.DECEIVE, "DR"),
    *_confirmed(Means.FORCE, "CR01", "CD04"),
    *_confirmed(Means.THREAT, "CR02", "CD05"),
    *_confirmed(Means.ABDUCT, "CR03"),
    *_confirmed(Means.CONFINE, "CR06", "CD03"),
    *_confirmed(Means.DEBT, "CR04", "CD02"),
    *_confirmed(Means.VULN, "RV", "VD"),
    _means(
        Means.FORGERY, said("B08", "papers", "FALSE", "BORROWED", "CHANGED_AGE", "CHANGED_NAME")
    ),
    _means(Means.POWER, said("B02", "recruiter", "KIN", "OFFICIAL", "EMPLOYER")),
    _means(Means.PAYCTRL, said("B06", "to", "KIN", "CARER")),
)
PURPOSE_ROWS: tuple[MapRow, ...] = (
    *_purpose(Purpose.SEX, A, _SEX),
    *(
        MapRow(
            purpose,
            J,
            (Positive(frozenset({Dimension.CD, Dimension.EX})), said("D12", "leave", "NO")),
            UNDER_PENALTY,
        )
        for purpose in (Purpose.FL, Purpose.SLAVERY, Purpose.SERVITUDE)
    ),
    *_purpose(Purpose.CRIME, A, said("D11", "made_to", "CRIME", "SCAMS", "DRUGS")),
    *_purpose(Purpose.BEG, A, said("D11", "made_to", "BEGGING")),
    *_purpose(Purpose.MARRY, A, said("D11", "made_to", "MARRIAGE")),
    MapRow(Purpose.MARRY, J, (said("B04", "promised", "MARRIAGE"),)),
    *_purpose(Purpose.ORGAN, J, said("D11", "made_to", "ORGAN")),
    MapRow(Purpose.ADOPT, J, (said("B04", "promised", "ADOPTION"),)),
    MapRow(Purpose.PROFIT, O),
)
INTENT_ROWS: tuple[MapRow, ...] = (
    MapRow(
        INTENT_ELEMENT,
        J,
        (said("E01", "stopped", "YES"), said("D13", "ended", "STOPPED_BEFORE_WORK")),
        Question("What was planned for the person?"),
    ),
)
ELEMENT_ROWS = (*ACT_ROWS, *MEANS_ROWS, *PURPOSE_ROWS, *INTENT_ROWS)


@dataclass(frozen=True, slots=True)
class MappingTable:
    """The mapping in force from a day on."""

    version: str
    valid_from: date
    source: str
    status: TableStatus | None  # None: a proposal that no domain lead has approved yet
    indicators: tuple[MapRow, ...]
    elements: tuple[MapRow, ...]

    def unprompted(self) -> tuple[str, ...]:
        """Return the indicators that no answer suggests: the interviewer alone may tick them."""
        prompted = {row.code for row in self.indicators if row.conditions}
        return tuple(code for code in INDICATORS if code not in prompted)


MAPPING_TABLES: tuple[MappingTable, ...] = (
    MappingTable(
        version="2009.1",
        valid_from=date(2009, 1, 1),
        source="proposal of this project",
        status=None,
        indicators=INDICATOR_ROWS,
        elements=ELEMENT_ROWS,
    ),
)


def mapping_on(day: date) -> MappingTable:
    """Return the mapping in force on a day; the oldest for any earlier day."""
    in_force = [t for t in MAPPING_TABLES if t.valid_from <= day]
    return max(in_force, key=lambda t: t.valid_from) if in_force else MAPPING_TABLES[0]
