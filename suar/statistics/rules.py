"""What a table may hold, and who may do what next with an estimate. Pure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.measure.release.codes import SMALLEST_SHOWN
from suar.statistics.codes import State

DIGITS: Final = 3  # of a number that leaves the operational audience
MOST_GROUPS: Final = 20  # more are places to be ranked, which an estimate is not for
MOST_BYTES: Final = 5 * 1024 * 1024
_IDENTITY: Final = frozenset(
    {
        "name", "names", "nama", "surname", "fullname", "nickname", "alias", "panggilan", "nik",
        "ktp", "kk", "passport", "paspor", "phone", "telephone", "telepon", "telp", "mobile",
        "whatsapp", "email", "surel", "address", "alamat", "birth", "birthdate", "dob", "lahir",
        "ttl", "bpjs",
    }
)  # fmt: skip
_WORD: Final = re.compile(r"[a-z]+")
_NAME: Final = re.compile(r"[^\W\d_]{2,}[.,]?[\s'’-]+[^\W\d_]{2,}|[^\W\d_]{3,}")
_NUMBER: Final = re.compile(r"\+?\d[\d\s().-]{8,}\d")


def names_identity(column: str) -> bool:
    """Say whether the head of a column announces who somebody is: ``nama``, ``No. KTP``."""
    return not _IDENTITY.isdisjoint(_WORD.findall(column.lower()))


def is_identity(value: str) -> bool:
    """Say whether a value looks like a name, a number of a person, or an address to reach her.

    A key that means nothing outside the file has a digit in it, or two letters at most: P001.
    """
    return is_number_of_person(value) or bool(_NAME.fullmatch(value) or " " in value)


def is_number_of_person(value: str) -> bool:
    """Say whether a value looks like a NIK, a telephone number or an e-mail address."""
    return "@" in value or bool(_NUMBER.fullmatch(value))


def rounded(value: float) -> float:
    """Round to the three digits that count, and to tens at least: 22,991 is 23,000, 412 is 410.

    Whole totals of many models together would give small counts of the table back.
    """
    if not math.isfinite(value) or value == 0:
        return value
    return float(round(value, min(-1, DIGITS - 1 - math.floor(math.log10(abs(value))))))


def rounded_cases(count: int) -> int:
    """Round the cases seen to tens: two versions cannot be subtracted to a small count."""
    return round(count / 10) * 10


@dataclass(frozen=True, slots=True)
class Facts:
    """What decisions about an estimate need; ``running`` is asked of its job."""

    state: State
    complete: bool
    running: bool
    cases: int
    made_by: UUID
    ran_by: UUID | None
    asked_by: UUID | None


def why_not_run(facts: Facts) -> list[Because]:
    """Return why an estimate is not computed (again): it is at work, or it is done."""
    if facts.state != State.RUNNING:
        return [Because(Reason.ESTIMATE_STANDS)]
    return [Because(Reason.ESTIMATE_RUNS)] if facts.running else []


def why_not_ask(facts: Facts) -> list[Because]:
    """Return why nobody can be asked to approve yet. A withheld headline may be asked for, too.

    Fewer than eleven cases are themselves a count that is shown to nobody.
    """
    if facts.state != State.COMPUTED or not facts.complete:
        return [Because(Reason.ESTIMATE_NOT_MADE)]
    if facts.cases < SMALLEST_SHOWN:
        return [Because(Reason.ESTIMATE_FEW, {"least": SMALLEST_SHOWN})]
    return []


def why_not_answer(facts: Facts, by: UUID) -> list[Because]:
    """Return why this person does not answer: nothing is asked, or it is her own work."""
    if facts.state != State.ASKED:
        return [Because(Reason.ESTIMATE_ANSWERED)]
    return [Because(Reason.ESTIMATE_OWN)] if is_own(facts, by) else []


def is_own(facts: Facts, by: UUID) -> bool:
    """Say whether the person made the estimate, ran it or asked for its approval."""
    return by in {facts.made_by, facts.ran_by, facts.asked_by}


def why_not_withdraw(facts: Facts) -> list[Because]:
    """Return why there is nothing to withdraw."""
    if facts.state in {State.PUBLISHED, State.REPLACED}:
        return []
    return [Because(Reason.ESTIMATE_NOT_PUBLISHED)]


def why_not_discard(facts: Facts) -> list[Because]:
    """Return why an estimate is not thrown away: it waits for an answer, or it was published."""
    if facts.state in {State.RUNNING, State.COMPUTED}:
        return [Because(Reason.ESTIMATE_RUNS)] if facts.running else []
    return [Because(Reason.ESTIMATE_STANDS)]
