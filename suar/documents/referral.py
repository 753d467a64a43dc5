"""The referral letter (*surat rujukan*): its own fields, and how they become a letter. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from suar.documents import words
from suar.documents.codes import Classification, Datum, NotToDo, Urgency
from suar.documents.letter import Block, Fields, Letter, Paragraph, Points, Slip
from suar.network.codes import ServiceCode
from suar.network.labels import SERVICE


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes: the letterhead and the one who signs."""

    letterhead: tuple[str, ...]
    place: str
    signer_name: str
    signer_office: str
    signer_number: str = ""


@dataclass(frozen=True, slots=True)
class ReferralContent:
    """What the caseworker says. ``data`` holds only what the consent names for this receiver."""

    case_code: str
    to: tuple[str, ...]  # name of the organisation, then its lines of address
    data: tuple[tuple[Datum, str], ...]
    need: str
    urgency: Urgency
    services: tuple[ServiceCode, ...]
    escort: str  # empty: not on the letter, for nobody said that there is none
    contact: str
    not_to_do: tuple[NotToDo, ...] = (NotToDo.CALL_FAMILY, NotToDo.PASS_ON)
    not_to_do_more: str = ""
    must_not_know_asked: bool = True  # false: an empty list of the two above says nothing
    acknowledge_by: datetime | None = None  # in the receiver's zone; none once it was confirmed
    answer_by: datetime | None = None  # likewise; none once it was answered
    hand_over_on: date | None = None  # the day that both sides agreed
    phone: str = ""  # of our office, beside the contact
    copies: tuple[str, ...] = ()
    by_consent: bool = True  # false: another legal ground is recorded
    enclosures: int = 0
    classification: Classification = Classification.SECRET
    language: str = "id"


def compose(content: ReferralContent, *, office: Office, number: str, on: date) -> Letter:
    """Return the letter in the receiver's language."""
    language = content.language
    text = {key: label.in_language(language) for key, label in words.REFERRAL.items()}
    return Letter(
        language=language,
        letterhead=office.letterhead,
        number=number,
        classification=words.CLASSIFICATIONS[content.classification].in_language(language),
        attachments=_attachments(content.enclosures, text),
        subject=text["subject"].format(code=content.case_code),
        place=office.place,
        date=words.date_in_words(on, language),
        to=content.to,
        salutation=text["salutation"],
        blocks=_blocks(content, text),
        closing=text["closing"],
        signer_office=office.signer_office,
        signer_name=office.signer_name,
        signer_number=office.signer_number,
        copies=content.copies,
        slip=_slip(content, number, text),
        words={key: label.in_language(language) for key, label in words.HEADS.items()},
    )


def _attachments(count: int, text: dict[str, str]) -> str:
    return text["attachments"].format(n=count) if count else text["no_attachments"]


def _blocks(content: ReferralContent, text: dict[str, str]) -> tuple[Block, ...]:
    language = content.language
    data = tuple((words.DATA[what].in_language(language), value) for what, value in content.data)
    need = (
        (text["need_row"], content.need),
        (text["urgency_row"], words.URGENCIES[content.urgency].in_language(language)),
    )
    blocks: list[Block] = [
        Paragraph(f"{text['opening']} {text['by_consent' if content.by_consent else 'by_ground']}"),
        Fields(text["data"], data),
        Fields(text["need"], need),
        Points(text["services"], tuple(SERVICE[s].in_language(language) for s in content.services)),
        Fields(text["way"], _way(content, text)),
    ]
    forbidden = [] if content.must_not_know_asked else [text["not_asked"]]
    forbidden += [words.NOT_TO_DO[what].in_language(language) for what in content.not_to_do]
    forbidden += [line.strip() for line in content.not_to_do_more.splitlines() if line.strip()]
    if forbidden:
        blocks.append(Points(text["not_to_do"], tuple(forbidden), strong=True))
    return tuple(blocks)


def _way(content: ReferralContent, text: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return how the person comes and whom to ask, of what was said; what is empty is left out."""
    language, day = content.language, content.hand_over_on
    rows = [
        (text["hand_over_on"], words.date_in_words(day, language) if day else ""),
        (text["escort"], content.escort),
        (text["contact"], _contact(content, text)),
    ]
    for key, due in (("acknowledge_by", content.acknowledge_by), ("answer_by", content.answer_by)):
        rows.append((text[key], words.moment_in_words(due, language) if due else ""))
    return tuple((label, value) for label, value in rows if value)


def _contact(content: ReferralContent, text: dict[str, str]) -> str:
    """Return our contact with the number of our office, where it is not written there already."""
    number = _digits(content.phone)[-7:]  # +62 370 and 0370 are one
    if not number or number in _digits(content.contact):
        return content.contact
    return text["contact_at"].format(contact=content.contact, phone=content.phone).lstrip(", ")


def _digits(said: str) -> str:
    return "".join(sign for sign in said if sign.isdigit())


def _slip(content: ReferralContent, number: str, text: dict[str, str]) -> Slip:
    language = content.language
    choices = [label.in_language(language) for label in words.SLIP_CHOICES]
    return Slip(
        title=text["slip_title"],
        intro=text["slip_intro"].format(number=number, code=content.case_code),
        choices=tuple(choices),
        reasons_title=choices[-1],
        reasons=tuple(label.in_language(language) for label in words.SLIP_REASONS),
        lines=tuple(label.in_language(language) for label in words.SLIP_LINES),
        send_back=text["slip_back"].format(contact=_contact(content, text)),
    )
