"""Codes of the urgent-risk check."""

from __future__ import annotations

from enum import StrEnum


class Item(StrEnum):
    """What is asked before any story. U13, who must not know, has no grade: it blocks."""

    DANGER_NOW = "U01"
    CONFINED = "U02"
    MEDICAL = "U03"
    SELF_HARM = "U04"
    SEXUAL_ASSAULT = "U05"
    CHILD_ALONE = "U06"
    NO_SAFE_PLACE = "U07"
    DETAINED = "U08"
    INFECTION = "U09"
    FAMILY_THREATENED = "U10"
    WITHDRAWAL = "U11"
    HUNGER = "U12"


class Answer(StrEnum):
    """The states of an answer; "not asked" is never "no".

    ``HANDLED`` is a yes that was seen to: it counts as a yes wherever answers are counted, and is
    urgent no more. Nobody hears it; a caseworker says it of an item that was a yes.
    """

    YES = "YES"
    HANDLED = "HANDLED"
    NO = "NO"
    DOES_NOT_KNOW = "DOES_NOT_KNOW"
    DECLINES = "DECLINES"
    NOT_ASKED = "NOT_ASKED"


class Grade(StrEnum):
    """How urgent, worst first."""

    RED = "RED"
    AMBER = "AMBER"
    GREEN = "GREEN"
    NOT_ASKED = "NOT_ASKED"


class Clock(StrEnum):
    """What ends some hours after a sexual assault; care itself never does."""

    PEP = "CLK_PEP"
    EC = "CLK_EC"


class Step(StrEnum):
    """What to do at a yes, shown beside the item."""

    SAFETY_PLAN = "SAFETY_PLAN"
    EMERGENCY_NUMBER = "EMERGENCY_NUMBER"
    POLICE_RULE = "POLICE_RULE"
    RESCUE_ROUTE = "RESCUE_ROUTE"
    MISSION = "MISSION"
    AMBULANCE = "AMBULANCE"
    STAY = "STAY"
    MENTAL_HEALTH = "MENTAL_HEALTH"
    CLINIC = "CLINIC"
    CLOCKS = "CLOCKS"
    CHILD_PROTECTION = "CHILD_PROTECTION"
    SHELTER = "SHELTER"
    LEGAL = "LEGAL"
    LPSK = "LPSK"
    MATERIAL_AID = "MATERIAL_AID"


class PoliceAdvice(StrEnum):
    """The police rule in parts, chosen by what is known."""

    ADULT_CONSENT = "ADULT_CONSENT"
    ADULT_CONSENT_GIVEN = "ADULT_CONSENT_GIVEN"
    DANGER_WITHOUT_CONSENT = "DANGER_WITHOUT_CONSENT"
    CHILD_FIRST = "CHILD_FIRST"
    CHILD_IN_DANGER = "CHILD_IN_DANGER"
    CHECK_WHO_MUST_NOT_KNOW = "CHECK_WHO_MUST_NOT_KNOW"
    OFFER_OTHER_UNIT = "OFFER_OTHER_UNIT"
    NEVER_A_CONDITION = "NEVER_A_CONDITION"


class About(StrEnum):
    """For what somebody is about to be reached; a decision on U13 is for one of them."""

    REFERRAL = "referral"
    CALL = "call"
    VISIT = "visit"
    HAND_OVER = "hand_over"
