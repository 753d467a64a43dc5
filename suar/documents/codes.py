"""Kinds of letters, their marks, and the codes of what a referral letter says."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class LetterCode(StrEnum):
    """The letters of the field. Only those in ``BUILT`` are offered."""

    L_REF = "L_REF"  # referral
    L_COMP = "L_COMP"  # complaint
    L_CHRON = "L_CHRON"  # chronology of the case
    L_POA = "L_POA"  # power of attorney
    L_LPSK = "L_LPSK"  # request for witness protection
    L_REST = "L_REST"  # request for restitution
    L_HAND = "L_HAND"  # record of hand-over
    L_REFUSE = "L_REFUSE"  # statement of refusing a service
    L_AGREE = "L_AGREE"  # service agreement
    L_CONS = "L_CONS"  # consent sheet
    L_VER = "L_VER"  # request for a medical report
    L_RET = "L_RET"  # request for return
    L_CERT = "L_CERT"  # certificate of accompaniment


BUILT: Final = frozenset({LetterCode.L_REF})

# the sign of the kind inside a letter's number: 012/SR/VI/2026
SIGN: Final[dict[LetterCode, str]] = {
    LetterCode.L_REF: "SR",
    LetterCode.L_COMP: "SP",
    LetterCode.L_CHRON: "KR",
    LetterCode.L_POA: "SK",
    LetterCode.L_LPSK: "PL",
    LetterCode.L_REST: "PR",
    LetterCode.L_HAND: "BAST",
    LetterCode.L_REFUSE: "SM",
    LetterCode.L_AGREE: "KL",
    LetterCode.L_CONS: "LP",
    LetterCode.L_VER: "SV",
    LetterCode.L_RET: "PM",
    LetterCode.L_CERT: "KP",
}


class State(StrEnum):
    """Where a letter is: its number is given first, the papers follow."""

    NUMBERED = "numbered"  # the number is taken, the papers are not made yet
    ISSUED = "issued"
    VOID = "void"  # the number stays in the register, the letter does not go out


class Classification(StrEnum):
    """*Sifat*: how the letter is to be handled."""

    SECRET = "secret"  # noqa: S105 - a mark on a letter, no password
    LIMITED = "limited"
    ORDINARY = "ordinary"


class Urgency(StrEnum):
    """How soon help is needed; the grades of the urgent-risk check."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_ASKED = "not_asked"


class Datum(StrEnum):
    """What may be said of a person in a referral: each is named in the consent."""

    NAME = "name"
    CASE_CODE = "case_code"
    SEX = "sex"
    AGE = "age"
    BIRTH_DATE = "birth_date"
    NATIONALITY = "nationality"
    LANGUAGE = "language"
    ORIGIN = "origin"
    PRESENT_PLACE = "present_place"
    DOCUMENTS = "documents"
    SAFE_CONTACT = "safe_contact"
    HEALTH = "health"
    DISABILITY = "disability"
    CHILDREN = "children"
    SITUATION = "situation"
    ASSISTANCE_SO_FAR = "assistance_so_far"


class NotToDo(StrEnum):
    """What the receiver must not do."""

    CALL_FAMILY = "call_family"
    VISIT_HOME = "visit_home"
    TELL_POLICE = "tell_police"
    TELL_VILLAGE = "tell_village"
    TELL_AGENCY = "tell_agency"
    TELL_EMBASSY = "tell_embassy"
    PHOTOGRAPH = "photograph"
    PASS_ON = "pass_on"  # noqa: S105 - no password
    INTERVIEW_AGAIN = "interview_again"
