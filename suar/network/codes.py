"""Codes of the network: kinds of actor, service codes, and what the directory says of a service.

Service codes, phases and headings follow the project's service taxonomy, which maps to the six
services of Permen PPPA 8/2021. Labels in both languages stand in ``labels.py``.
"""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """On which level an actor works."""

    NATIONAL = "national"
    PROVINCE = "province"
    REGENCY = "regency"
    VILLAGE = "village"
    ABROAD = "abroad"
    CIVIL_SOCIETY = "civil_society"
    INTERNATIONAL = "international"
    PRIVATE = "private"


class Kind(StrEnum):
    """What kind of actor an organisation is. The check of who must not know uses these, too."""

    MIGRANT_AGENCY = "migrant_agency"  # KP2MI/BP2MI, BP3MI, P4MI
    FOREIGN_AFFAIRS = "foreign_affairs"  # Kemlu
    MISSION = "mission"  # KBRI, KJRI, KDEI and foreign missions
    WOMEN_CHILD = "women_child"  # KemenPPPA, SAPA 129
    UPTD_PPA = "uptd_ppa"
    SOCIAL_AFFAIRS = "social_affairs"  # Kemensos, RPTC, Sentra, Dinas Sosial
    MANPOWER = "manpower"  # Kemnaker, Disnaker, LTSA
    HEALTH = "health"  # hospital, Puskesmas
    EDUCATION = "education"  # school, BLK
    CIVIL_REGISTRY = "civil_registry"  # Dukcapil
    POLICE = "police"
    MILITARY = "military"
    IMMIGRATION = "immigration"
    PROSECUTION = "prosecution"
    COURT = "court"
    LPSK = "lpsk"
    TASK_FORCE = "task_force"  # GT PP TPPO
    MARITIME = "maritime"  # KKP, Kemenhub
    OVERSIGHT = "oversight"  # Komnas Perempuan, KPAI, Komnas HAM, Ombudsman
    LOCAL_GOVERNMENT = "local_government"  # district or provincial government
    VILLAGE = "village"  # village or ward office
    CSO = "cso"
    LEGAL_AID = "legal_aid"
    UNION = "union"
    FAITH = "faith"
    INTERNATIONAL = "international"  # IOM and other international organisations
    AGENCY = "agency"  # P3MI
    FIRM = "firm"
    OTHER = "other"


class Context(StrEnum):
    """The parts of Suar that an organisation switches on."""

    INTAKE = "intake"
    CASES = "cases"
    JUSTICE = "justice"
    JOURNEYS = "journeys"
    AGENCIES = "agencies"
    OVERSIGHT = "oversight"
    FAMILIES = "families"
    OUTREACH = "outreach"
    GOVERNANCE = "governance"
    BUSINESS = "business"
    STATISTICS = "statistics"


class Phase(StrEnum):
    """When in recovery a service is given."""

    EMERGENCY = "emergency"
    RECOVERY = "recovery"
    REINTEGRATION = "reintegration"


class Heading(StrEnum):
    """The six services of Permen PPPA 8/2021: the tabs of a case."""

    COMPLAINT = "complaint"  # complaint and identification
    HEALTH = "health"
    SOCIAL = "social"
    LEGAL = "legal"
    RETURN = "return"
    REINTEGRATION = "reintegration"


class ServiceCode(StrEnum):
    """The 34 services that a plan, a referral and the directory speak of."""

    MED_URG = "MED_URG"
    MED_GEN = "MED_GEN"
    MED_SRH = "MED_SRH"
    MED_FOR = "MED_FOR"
    MED_DIS = "MED_DIS"
    PSY_PFA = "PSY_PFA"
    PSY_CNS = "PSY_CNS"
    PSY_CLN = "PSY_CLN"
    SHL_EMG = "SHL_EMG"
    SHL_TMP = "SHL_TMP"
    SHL_LTM = "SHL_LTM"
    MAT_BAS = "MAT_BAS"
    SEC_PLN = "SEC_PLN"
    SEC_LPS = "SEC_LPS"
    INT_LNG = "INT_LNG"
    DOC_TRV = "DOC_TRV"
    DOC_CIV = "DOC_CIV"
    LEG_INF = "LEG_INF"
    LEG_REP = "LEG_REP"
    LEG_RST = "LEG_RST"
    LEG_WAG = "LEG_WAG"
    TRC_FAM = "TRC_FAM"
    RET_PRE = "RET_PRE"
    RET_TRP = "RET_TRP"
    EDU_FRM = "EDU_FRM"
    VOC_TRN = "VOC_TRN"
    LIV_BUS = "LIV_BUS"
    LIV_JOB = "LIV_JOB"
    FIN_LIT = "FIN_LIT"
    SOC_PRT = "SOC_PRT"
    COM_REI = "COM_REI"
    CHD_CARE = "CHD_CARE"
    SPI = "SPI"
    DEATH = "DEATH"


class Sex(StrEnum):
    """Sex as the directory asks for it: whom does the service accept."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Nationality(StrEnum):
    """Whether a person is Indonesian, as far as a service asks."""

    NATIONAL = "national"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Coverage(StrEnum):
    """How far a service reaches."""

    PLACES = "places"  # the provinces and regencies listed
    NATIONWIDE = "nationwide"
    ABROAD = "abroad"  # the countries listed


class Cost(StrEnum):
    """What the person pays."""

    FREE = "free"
    INSURED = "insured"  # free with BPJS or another cover
    PAID = "paid"
    UNKNOWN = "unknown"


class Access(StrEnum):
    """What is there for persons with a disability."""

    WHEELCHAIR = "wheelchair"
    SIGN_LANGUAGE = "sign_language"
    BRAILLE_AUDIO = "braille_audio"
    COMPANION = "companion"  # a companion may stay


class AgreementKind(StrEnum):
    """What two organisations agreed on."""

    REFERRAL = "referral"
    DATA_SHARING = "data_sharing"
    MATCHING = "matching"


class WhyNot(StrEnum):
    """Why an offer does not take this person now. Never a judgment on the person."""

    SEX = "sex"
    AGE_UNDER = "age_under"
    AGE_OVER = "age_over"
    NATIONALITY = "nationality"
    AREA = "area"
    FULL = "full"
    PAUSED = "paused"


class Doubt(StrEnum):
    """What to ask the service first, because the directory or the caller does not know."""

    STALE = "stale"  # nobody verified the entry lately
    SEX = "sex"
    AGE = "age"
    NATIONALITY = "nationality"
    AREA = "area"
    LANGUAGE = "language"
    ACCESS = "access"
    BEDS_UNKNOWN = "beds_unknown"
    BEDS_OLD = "beds_old"  # the count of free beds is not of today
