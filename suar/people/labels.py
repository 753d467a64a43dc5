"""Words for the codes of the person record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.people.ages import Childhood
from suar.people.codes import (
    AddressKind,
    AgeBand,
    Channel,
    DocumentKind,
    GlassReason,
    Holder,
    MustNot,
    NameKind,
    RelationKind,
    Sex,
    Source,
)
from suar.people.names.score import Band
from suar.people.numbers import Odd

Words = str | Promise
Labels = Mapping[Any, Words]

SEX: Labels = {
    Sex.FEMALE: _("female"),
    Sex.MALE: _("male"),
    Sex.OTHER: _("other"),
    Sex.UNKNOWN: _("not known"),
}
NAME_KIND: Labels = {
    NameKind.MAIN: _("name"),
    NameKind.ALIAS: _("alias"),
    NameKind.NICKNAME: _("nickname"),
    NameKind.PASSPORT: _("as in the passport"),
    NameKind.RELIGIOUS: _("religious name"),
    NameKind.FORMER: _("former name"),
    NameKind.OTHER_SCRIPT: _("in another script"),
}
SOURCE: Labels = {
    Source.KTP: _("identity card (KTP)"),
    Source.KK: _("family card (KK)"),
    Source.BIRTH_CERTIFICATE: _("birth certificate"),
    Source.DIPLOMA: _("school diploma"),
    Source.PASSPORT: _("passport"),
    Source.OWN_WORD: _("own word"),
    Source.FAMILY: _("family"),
    Source.REPORTER: _("reporter"),
    Source.PARTNER: _("partner organisation"),
    Source.ESTIMATE: _("estimate"),
    Source.OTHER: _("other"),
}
DOCUMENT_KIND: Labels = {
    DocumentKind.NIK: _("NIK (identity card number)"),
    DocumentKind.KK: _("family card (KK)"),
    DocumentKind.PASSPORT: _("passport"),
    DocumentKind.SPLP: _("travel document (SPLP)"),
    DocumentKind.BIRTH_CERTIFICATE: _("birth certificate"),
    DocumentKind.DIPLOMA: _("school diploma"),
    DocumentKind.SEAMAN_BOOK: _("seaman's book"),
    DocumentKind.WORKER_CARD: _("migrant worker card"),
    DocumentKind.WORK_PERMIT: _("work permit"),
    DocumentKind.VISA: _("visa"),
    DocumentKind.OTHER: _("other"),
}
ADDRESS_KIND: Labels = {
    AddressKind.ON_CARD: _("on the identity card"),
    AddressKind.HOME: _("home"),
    AddressKind.NOW: _("where the person is now"),
    AddressKind.ABROAD: _("abroad"),
    AddressKind.FAMILY: _("family"),
    AddressKind.OTHER: _("other"),
}
CHANNEL: Labels = {
    Channel.VOICE: _("call"),
    Channel.WHATSAPP: _("WhatsApp"),
    Channel.SMS: _("SMS"),
    Channel.TELEGRAM: _("Telegram"),
    Channel.EMAIL: _("e-mail"),
    Channel.VISIT: _("visit"),
    Channel.OTHER: _("other"),
}
HOLDER: Labels = {
    Holder.SELF: _("the person"),
    Holder.FAMILY: _("family"),
    Holder.FRIEND: _("friend"),
    Holder.EMPLOYER: _("employer"),
    Holder.OFFICIAL: _("village or official"),
    Holder.OTHER: _("other"),
    Holder.UNKNOWN: _("not known"),
}
MUST_NOT: Labels = {
    MustNot.SPOUSE: _("spouse"),
    MustNot.PARENT: _("parent"),
    MustNot.OTHER_FAMILY: _("other family"),
    MustNot.VILLAGE_OFFICIAL: _("head of village or official"),
    MustNot.NEIGHBOUR: _("neighbour"),
    MustNot.RECRUITER: _("recruiter"),
    MustNot.AGENCY: _("placement agency"),
    MustNot.EMPLOYER: _("employer"),
    MustNot.POLICE_UNIT: _("a police or military unit"),
    MustNot.OFFICE: _("an office"),
    MustNot.REPORTER: _("the reporter"),
    MustNot.OTHER: _("somebody else"),
}
RELATION: Labels = {
    RelationKind.SPOUSE: _("spouse"),
    RelationKind.PARENT: _("parent"),
    RelationKind.CHILD: _("child"),
    RelationKind.SIBLING: _("sibling"),
    RelationKind.GRANDPARENT: _("grandparent"),
    RelationKind.GRANDCHILD: _("grandchild"),
    RelationKind.CAREGIVER: _("caregiver"),
    RelationKind.CARED_FOR: _("is cared for by this person"),
    RelationKind.RELATIVE: _("other relative"),
    RelationKind.FELLOW_WORKER: _("worked or travelled together"),
    RelationKind.REPORTED_FOR: _("reported for this person"),
    RelationKind.REPORTED_BY: _("this person reported for"),
    RelationKind.OTHER: _("other"),
}
AGE_BAND: Labels = {
    **{band: band.value for band in AgeBand},
    AgeBand.UNKNOWN: _("age not known"),
}
CHILDHOOD: Labels = {
    Childhood.CHILD: _("child (under 18)"),
    Childhood.ADULT: _("adult"),
    Childhood.IN_DOUBT: _("age in doubt: treated as a child"),
}
BAND: Labels = {
    Band.STRONG: _("very alike"),
    Band.LIKELY: _("alike"),
    Band.POSSIBLE: _("perhaps"),
}
ODD: Labels = {
    Odd.LENGTH: _("The number of digits is unusual."),
    Odd.AREA: _("The first six digits are not on our lists of districts (2018 to 2025)."),
    Odd.DATE: _("The digits of the birth date make no date."),
    Odd.BIRTH_OTHER: _("The birth date in the number differs from the dates recorded here."),
    Odd.SEX_OTHER: _("The number says another sex than the record."),
    Odd.SERIAL: _("The last four digits are 0000."),
    Odd.FORM: _("The form of the number is unusual for this paper."),
}
DAYS: Labels = {
    0: _("Monday"), 1: _("Tuesday"), 2: _("Wednesday"), 3: _("Thursday"), 4: _("Friday"),
    5: _("Saturday"), 6: _("Sunday"),
}  # fmt: skip


def choices(labels: Labels, *, without: frozenset[StrEnum] = frozenset()) -> list[tuple[Any, Any]]:
    """Return (code, words) pairs for a select."""
    return [
        (getattr(code, "value", code), words)
        for code, words in labels.items()
        if code not in without
    ]


def word(labels: Labels, code: Any) -> Words:
    """Return the words of a code as it stands in the database; the code itself when unknown."""
    return next((words for key, words in labels.items() if key == code), str(code))


GLASS: Labels = {
    GlassReason.DANGER: _("Life or health is in danger now"),
    GlassReason.CHILD_AT_RISK: _("A child is at risk of grave harm"),
    GlassReason.WORKER_AWAY: _("The caseworker cannot be reached and help cannot wait"),
    GlassReason.COURT_ORDER: _("A court orders it"),
}
