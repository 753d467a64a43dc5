"""Codes of identification: elements of the definition, inputs, proposals, decisions.

Spelling of the ``Htcds…`` values is that of the HTCDS 2.0 code list; all other codes are ours.
"""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What was done with the person (Palermo Art. 3; UU 21/2007 Art. 1(1))."""

    RECRUIT = "ACT_RECRUIT"
    TRANSPORT = "ACT_TRANSPORT"
    HARBOUR = "ACT_HARBOUR"
    SEND = "ACT_SEND"
    TRANSFER = "ACT_TRANSFER"
    RECEIVE = "ACT_RECEIVE"


class Means(StrEnum):
    """How the person's agreement or presence was got."""

    THREAT = "MNS_THREAT"
    FORCE = "MNS_FORCE"
    ABDUCT = "MNS_ABDUCT"
    CONFINE = "MNS_CONFINE"
    FORGERY = "MNS_FORGERY"
    DECEIVE = "MNS_DECEIVE"
    POWER = "MNS_POWER"
    VULN = "MNS_VULN"
    DEBT = "MNS_DEBT"
    PAYCTRL = "MNS_PAYCTRL"


class Purpose(StrEnum):
    """What the person was or would have been used for."""

    SEX = "PRP_SEX"
    FL = "PRP_FL"
    SLAVERY = "PRP_SLAVERY"
    SERVITUDE = "PRP_SERVITUDE"
    ORGAN = "PRP_ORGAN"
    PROFIT = "PRP_PROFIT"
    ADOPT = "PRP_ADOPT"
    CRIME = "PRP_CRIME"
    BEG = "PRP_BEG"
    MARRY = "PRP_MARRY"


INTENT_ELEMENT = "INTENT"  # item E01: exploitation intended and stopped before it began


class Phase(StrEnum):
    """When in the migration something happened."""

    RECRUITMENT = "RECRUITMENT"
    JOURNEY = "JOURNEY"
    EXPLOITATION = "EXPLOITATION"


class Answered(StrEnum):
    """The five states of every answer: silence is never a no."""

    YES = "YES"
    NO = "NO"
    DOES_NOT_KNOW = "DOES_NOT_KNOW"
    DECLINES = "DECLINES"
    NOT_ASKED = "NOT_ASKED"


class ItemState(StrEnum):
    """State of an interview item that is no yes/no question."""

    ANSWERED = "ANSWERED"
    DOES_NOT_KNOW = "DOES_NOT_KNOW"
    DECLINES = "DECLINES"
    NOT_ASKED = "NOT_ASKED"
    HIDDEN = "HIDDEN"  # not applicable: hidden by an earlier answer


class AgeJudgement(StrEnum):
    """What the interviewer judges where papers do not tell."""

    CHILD = "CHILD"
    ADULT = "ADULT"
    IN_DOUBT = "IN_DOUBT"


class Profile(StrEnum):
    """Which list of weights reads an episode."""

    ADULT_LABOUR = "AL"
    CHILD_LABOUR = "CL"
    ADULT_SEXUAL = "AS"
    CHILD_SEXUAL = "CS"
    OTHER = "XX"


class Kind(StrEnum):
    """Kinds of exploitation that choose the profile."""

    LABOUR = "LABOUR"
    SEXUAL = "SEXUAL"
    OTHER = "OTHER"


class Dimension(StrEnum):
    """The six dimensions of the ILO-EC indicators (2009)."""

    DR = "DR"
    CR = "CR"
    RV = "RV"
    EX = "EX"
    CD = "CD"
    VD = "VD"


class Weight(StrEnum):
    """Strength of an indicator for a profile."""

    STRONG = "S"
    MEDIUM = "M"
    WEAK = "W"
    NOT_IN_LIST = "-"
    UNVERIFIED = "?"


class Person(StrEnum):
    """Input PERSON of the decision table."""

    CHILD = "CHILD"
    ADULT = "ADULT"


class ActInput(StrEnum):
    """Input ACT of the decision table."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


class MeansInput(StrEnum):
    """Input MEANS of the decision table."""

    YES = "YES"
    PARTIAL = "PARTIAL"
    NO = "NO"


class WeightsInput(StrEnum):
    """Input WEIGHTS of the decision table."""

    COMPLETE = "COMPLETE"
    MISSING = "MISSING"


class Proposal(StrEnum):
    """What the rule proposes, strongest first: this order is the order between episodes."""

    PRESUMED_STRONG = "PRESUMED_STRONG"
    PRESUMED = "PRESUMED"
    CHILD_PROTECTION = "CHILD_PROTECTION"
    NO_RULE = "NO_RULE"
    INCONCLUSIVE = "INCONCLUSIVE"
    EXPLOITED_LABOUR_RIGHTS = "EXPLOITED_LABOUR_RIGHTS"
    AT_RISK = "AT_RISK"
    NOT_YET_INDICATED = "NOT_YET_INDICATED"


class Decision(StrEnum):
    """What a named person decides."""

    CONFIRMED = "CONFIRMED"
    PRESUMED = "PRESUMED"
    OTHER_NEED = "OTHER_NEED"
    NOT_IDENTIFIED_YET = "NOT_IDENTIFIED_YET"
    NEGATIVE_BY_BODY = "NEGATIVE_BY_BODY"


class DecisionState(StrEnum):
    """Where a decision stands between its first and its second person."""

    WAITING = "WAITING"
    FINAL = "FINAL"
    NOT_AGREED = "NOT_AGREED"
    REPLACED = "REPLACED"


class Duty(StrEnum):
    """What a row asks people to do or to look at, beside its proposal."""

    CHILD_PROTECTION_TODAY = "CHILD_PROTECTION_TODAY"
    CHILD_PROTECTION_CHECK = "CHILD_PROTECTION_CHECK"
    ASK_HARBOUR_RECEIPT = "ASK_HARBOUR_RECEIPT"
    ASK_ACT = "ASK_ACT"
    COERCION_NOT_SHOWN = "COERCION_NOT_SHOWN"
    PREVENTED = "PREVENTED"
    ACT_MISSING = "ACT_MISSING"
    LOOK_FOR_MEANS = "LOOK_FOR_MEANS"
    PEOPLE_DECIDE = "PEOPLE_DECIDE"
    LABOUR_ROUTES = "LABOUR_ROUTES"
    PREVENTION = "PREVENTION"
    ASK_AGAIN = "ASK_AGAIN"
    NEXT_SITTING = "NEXT_SITTING"
    JUDGE_AGE = "JUDGE_AGE"


class Cause(StrEnum):
    """Why an input has its value: shown beside the proposal."""

    BIRTH_UNDER_18_THEN = "BIRTH_UNDER_18_THEN"
    BIRTH_18_THEN = "BIRTH_18_THEN"
    TOLD_AGE_UNDER_18 = "TOLD_AGE_UNDER_18"
    TOLD_AGE_18 = "TOLD_AGE_18"
    BIRTH_UNDER_18_TODAY = "BIRTH_UNDER_18_TODAY"
    BIRTH_18_TODAY = "BIRTH_18_TODAY"
    JUDGED_CHILD = "JUDGED_CHILD"
    JUDGED_ADULT = "JUDGED_ADULT"
    AGE_IN_DOUBT = "AGE_IN_DOUBT"
    AGE_UNKNOWN = "AGE_UNKNOWN"
    ACT_TICKED = "ACT_TICKED"
    ACT_DENIED = "ACT_DENIED"
    ACT_OPEN = "ACT_OPEN"
    MEANS_TICKED = "MEANS_TICKED"
    MEANS_DIMENSION = "MEANS_DIMENSION"
    MEANS_SOME = "MEANS_SOME"
    MEANS_NONE = "MEANS_NONE"
    DEST_TICKED = "DEST_TICKED"
    DEST_DIMENSION = "DEST_DIMENSION"
    DEST_NONE = "DEST_NONE"
    PURPOSE_TICKED = "PURPOSE_TICKED"
    PURPOSE_SUGGESTED = "PURPOSE_SUGGESTED"
    EXP_DIMENSION = "EXP_DIMENSION"
    EXP_WITH_COERCION = "EXP_WITH_COERCION"
    EXP_NONE = "EXP_NONE"
    INTENT_TICKED = "INTENT_TICKED"
    INTENT_NONE = "INTENT_NONE"
    WEIGHTS_COMPLETE = "WEIGHTS_COMPLETE"
    WEIGHTS_UNVERIFIED = "WEIGHTS_UNVERIFIED"
    ITEMS_OPEN = "ITEMS_OPEN"
    ITEMS_ANSWERED = "ITEMS_ANSWERED"


class HtcdsStatus(StrEnum):
    """``vic_TraffickingStatus``, spelled as in the standard."""

    ACTUAL = "ActualVictimOfTrafficking"
    POSSIBLE = "PossibleVictimOfTrafficking"
    NEGATIVE = "NotAVictimOfTrafficking"


class HtcdsDecisionOrg(StrEnum):
    """``vic_TraffickingStatusDecisionMakingOrg``, spelled as in the standard."""

    POLICE = "Police"
    NGO = "NGO"
    COURT = "CourtOrProsecution"
    GOVERNMENT = "NonPoliceGovernmentalOrganization"
    OTHER = "Other"


class HtcdsExploitation(StrEnum):
    """``vic_TypeOfExploitation``, spelled as in the standard."""

    FORCED_LABOUR = "ForcedLabour"
    SEXUAL = "SexualExploitation"
    CHILD_LABOUR = "ChildLabour"
    MARRIAGE = "ForcedMarriage"
    SERVITUDE = "Servitude"
    MILITARY = "ForcedMilitaryByNonStateActors"
    ORGAN = "OrganRemoval"
    BEGGING = "ForcedBegging"
    ADOPTION = "ForcedAdoption"
    SURROGACY = "Surrogacy"
    OTHER = "Other"


OWN_FORCED_CRIMINALITY = "ForcedCriminality"  # kept beside the export: the standard has no box


class TickSource(StrEnum):
    """Where an element comes from."""

    OWN_WORDS = "OWN_WORDS"
    DOCUMENT = "DOCUMENT"
    WITNESS = "WITNESS"
    OTHER_AGENCY = "OTHER_AGENCY"
    OBSERVED = "OBSERVED"
