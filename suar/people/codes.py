"""The codes of the person record: plain enums; their words stand in ``labels.py``."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """As the person says; papers may say otherwise."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class AgeBand(StrEnum):
    """Age in the bands of the public trafficking data sets, and the two that erasure leaves."""

    B0_8 = "0-8"
    B9_17 = "9-17"
    B18_20 = "18-20"
    B21_23 = "21-23"
    B24_26 = "24-26"
    B27_29 = "27-29"
    B30_38 = "30-38"
    B39_47 = "39-47"
    B48 = "48+"
    CHILD = "0-17"
    ADULT = "18+"
    UNKNOWN = "unknown"


class NameKind(StrEnum):
    """What a name is to the person."""

    MAIN = "main"
    ALIAS = "alias"
    NICKNAME = "nickname"
    PASSPORT = "passport"
    RELIGIOUS = "religious"
    FORMER = "former"
    OTHER_SCRIPT = "other_script"


class Source(StrEnum):
    """Where a name or a date was read or heard."""

    KTP = "ktp"
    KK = "kk"
    BIRTH_CERTIFICATE = "birth_certificate"
    DIPLOMA = "diploma"
    PASSPORT = "passport"
    OWN_WORD = "own_word"
    FAMILY = "family"
    REPORTER = "reporter"
    PARTNER = "partner"
    ESTIMATE = "estimate"
    OTHER = "other"


class DocumentKind(StrEnum):
    """A paper with a number."""

    NIK = "nik"
    KK = "kk"
    PASSPORT = "passport"
    SPLP = "splp"
    BIRTH_CERTIFICATE = "birth_certificate"
    DIPLOMA = "diploma"
    SEAMAN_BOOK = "seaman_book"
    WORKER_CARD = "worker_card"
    WORK_PERMIT = "work_permit"
    VISA = "visa"
    OTHER = "other"


class AddressKind(StrEnum):
    """What an address is to the person."""

    ON_CARD = "on_card"
    HOME = "home"
    NOW = "now"
    ABROAD = "abroad"
    FAMILY = "family"
    OTHER = "other"


class Channel(StrEnum):
    """A way to reach somebody."""

    VOICE = "voice"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    TELEGRAM = "telegram"
    EMAIL = "email"
    VISIT = "visit"
    OTHER = "other"


class Holder(StrEnum):
    """Whose telephone it is."""

    SELF = "self"
    FAMILY = "family"
    FRIEND = "friend"
    EMPLOYER = "employer"
    OFFICIAL = "official"
    OTHER = "other"
    UNKNOWN = "unknown"


class MustNot(StrEnum):
    """U13: who must not know. A named unit, office or person stands beside the category."""

    SPOUSE = "spouse"
    PARENT = "parent"
    OTHER_FAMILY = "other_family"
    VILLAGE_OFFICIAL = "village_official"
    NEIGHBOUR = "neighbour"
    RECRUITER = "recruiter"
    AGENCY = "agency"
    EMPLOYER = "employer"
    POLICE_UNIT = "police_unit"
    OFFICE = "office"
    REPORTER = "reporter"
    OTHER = "other"


class RelationKind(StrEnum):
    """What the first person is to the second."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    CAREGIVER = "caregiver"
    CARED_FOR = "cared_for"
    RELATIVE = "relative"
    FELLOW_WORKER = "fellow_worker"
    REPORTED_FOR = "reported_for"
    REPORTED_BY = "reported_by"
    OTHER = "other"


INVERSE: dict[RelationKind, RelationKind] = {
    RelationKind.PARENT: RelationKind.CHILD,
    RelationKind.CHILD: RelationKind.PARENT,
    RelationKind.GRANDPARENT: RelationKind.GRANDCHILD,
    RelationKind.GRANDCHILD: RelationKind.GRANDPARENT,
    RelationKind.CAREGIVER: RelationKind.CARED_FOR,
    RelationKind.CARED_FOR: RelationKind.CAREGIVER,
    RelationKind.REPORTED_FOR: RelationKind.REPORTED_BY,
    RelationKind.REPORTED_BY: RelationKind.REPORTED_FOR,
}
"""The other direction; a kind that is not here is its own."""


class Verdict(StrEnum):
    """What a person decided about two records."""

    SAME = "same"
    DIFFERENT = "different"


class WithoutSearch(StrEnum):
    """Why somebody may be registered before a search; the search then stays as a task."""

    NAMELESS = "nameless"
    EMERGENCY = "emergency"


class Section(StrEnum):
    """A list on the person page."""

    NAMES = "names"
    BIRTHS = "births"
    DOCUMENTS = "documents"
    ADDRESSES = "addresses"
    PHONES = "phones"


class GlassReason(StrEnum):
    """Why a record was opened without a grant."""

    DANGER = "danger"
    CHILD_AT_RISK = "child_at_risk"
    WORKER_AWAY = "worker_away"
    COURT_ORDER = "court_order"
