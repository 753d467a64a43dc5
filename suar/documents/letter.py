"""A letter as fields, before it is a .docx, a page or a PDF. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

COPIED_TO = "copied_to"  # beside the words: who gets a copy, to be asked again before printing


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Fields:
    """A block of label and value, as on Indonesian letters: label, colon, value."""

    title: str
    rows: tuple[tuple[str, str], ...]
    kind: str = "fields"


@dataclass(frozen=True, slots=True)
class Points:
    """A list; ``strong`` marks what must not be overlooked."""

    title: str
    items: tuple[str, ...]
    strong: bool = False
    kind: str = "points"


Block = Paragraph | Fields | Points


@dataclass(frozen=True, slots=True)
class Slip:
    """The answer slip on a page of its own: boxes to tick, lines to fill."""

    title: str
    intro: str
    choices: tuple[str, ...]
    reasons_title: str
    reasons: tuple[str, ...]
    lines: tuple[str, ...]
    send_back: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that stands on the paper, in the order in which it stands."""

    language: str
    letterhead: tuple[str, ...]
    number: str
    classification: str
    attachments: str
    subject: str
    place: str
    date: str
    to: tuple[str, ...]
    salutation: str
    blocks: tuple[Block, ...]
    closing: str
    signer_office: str
    signer_name: str
    signer_number: str = ""  # NIP or staff number, where the office uses one
    copies: tuple[str, ...] = ()
    slip: Slip | None = None
    words: dict[str, str] = field(default_factory=dict)  # "number": "Nomor" …, in its language

    def as_json(self) -> dict[str, Any]:
        """Return plain data, to be sealed."""
        return asdict(self)


def copied_to(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the ids of the organisations that get a copy, sealed beside the letter's words."""
    return tuple(data.get(COPIED_TO, ()))


def from_json(data: dict[str, Any]) -> Letter:
    """Return the letter that was sealed; raises ``KeyError`` or ``TypeError`` on other data."""
    fields = dict(data)
    fields.pop(COPIED_TO, None)
    fields["blocks"] = tuple(_block(dict(block)) for block in data["blocks"])
    fields["slip"] = _slip(data["slip"])
    for name in ("letterhead", "to", "copies"):
        fields[name] = tuple(data[name])
    return Letter(**fields)


def _block(data: dict[str, Any]) -> Block:
    kind = data["kind"]
    if kind == "paragraph":
        return Paragraph(**data)
    if kind == "fields":
        return Fields(**{**data, "rows": tuple((label, value) for label, value in data["rows"])})
    return Points(**{**data, "items": tuple(data["items"])})


def _slip(data: dict[str, Any] | None) -> Slip | None:
    if data is None:
        return None
    lists = {name: tuple(data[name]) for name in ("choices", "reasons", "lines")}
    return Slip(**{**data, **lists})
