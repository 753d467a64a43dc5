"""Codes of the consent ledger."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What is asked, in the order in which it is asked."""

    INTERVIEW = "CON_INTERVIEW"
    STORE = "CON_STORE"
    FOLLOWUP = "CON_FOLLOWUP"
    SERVICE = "CON_SERVICE"
    MEDICAL = "CON_MEDICAL"
    SHARE_REF = "CON_SHARE_REF"
    SHARE_LE = "CON_SHARE_LE"
    SHARE_GOV = "CON_SHARE_GOV"
    EMBASSY = "CON_EMBASSY"
    MATCH = "CON_MATCH"
    RETURN = "CON_RETURN"
    STATS = "CON_STATS"
    MEDIA = "CON_MEDIA"


class State(StrEnum):
    """What was answered, or undone."""

    GIVEN = "GIVEN"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class Form(StrEnum):
    """How the answer is kept. The last one is no consent: it is named so that it can be refused."""

    WRITTEN = "WRITTEN"
    THUMBPRINT = "THUMBPRINT"
    AUDIO = "AUDIO"
    ELECTRONIC = "ELECTRONIC"
    ORAL_WITNESS = "ORAL_WITNESS"


class Ground(StrEnum):
    """What stands in the place of consent (UU 27/2022 Art. 20)."""

    VITAL = "GR_VITAL"
    LEGAL_DUTY = "GR_LEGAL_DUTY"
    PUBLIC_TASK = "GR_PUBLIC_TASK"
    LEGIT = "GR_LEGIT"
    BEST_INTEREST = "GR_BEST_INTEREST"


class VoiceBand(StrEnum):
    """Bands in which a child's own voice weighs more and more."""

    UNDER_6 = "UNDER_6"
    FROM_6 = "FROM_6"
    FROM_15 = "FROM_15"
    ADULT = "ADULT"


class Signer(StrEnum):
    """Whose consent it is."""

    SELF = "SELF"
    PARENT = "PARENT"
    GUARDIAN = "GUARDIAN"


class ReadAloud(StrEnum):
    """The seven things a person is told before an interview (HTCDS ``con_Consent``)."""

    CONSENT = "CONSENT"
    PURPOSE = "PURPOSE"
    USES = "USES"
    RESEARCH = "RESEARCH"
    ASK_FOR_DATA = "ASK_FOR_DATA"
    KEPT_HOW_LONG = "KEPT_HOW_LONG"
    WITHDRAW = "WITHDRAW"


class Effect(StrEnum):
    """What follows from an answer."""

    GRANTS_CLOSE = "GRANTS_CLOSE"
    HAND_OVER = "HAND_OVER"
    TELL_WHAT_REMAINS = "TELL_WHAT_REMAINS"
    ANONYMOUS_SERVICE = "ANONYMOUS_SERVICE"
    ERASURE = "ERASURE"
    NO_INTERVIEW = "NO_INTERVIEW"
    HELP_UNCHANGED = "HELP_UNCHANGED"
