"""What the queries of one person return: opened values, frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from suar.kit.dates import PartialDate
from suar.people.ages import AgeFinding
from suar.people.codes import MustNot, RelationKind
from suar.people.contact import SafeContactRules, Secret
from suar.people.models import MergeLink, Person
from suar.people.numbers import Odd


@dataclass(frozen=True, slots=True)
class Header:
    """What stands on top of the page before anything is opened: codes only."""

    person: Person
    do_not_contact: bool
    contact_known: bool
    must_not_know_asked: bool
    links: Sequence[MergeLink]
    held: bool = False  # a legal hold stands: nothing of hers may be erased, here or on paper


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list, opened."""

    id: UUID
    version: int
    current: bool
    made_at: datetime
    kind: str
    text: str
    source: str = ""
    country: str = ""
    regency: str = ""
    note: str = ""
    issued_on: PartialDate | None = None
    valid_until: PartialDate | None = None
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True, slots=True)
class BirthLine:
    """One birth date, opened."""

    id: UUID
    version: int
    current: bool
    made_at: datetime
    born: PartialDate
    source: str
    doubt_reason: str
    doubted_by: UUID | None
    agreed_by: UUID | None
    decides: bool  # the youngest credible date

    @property
    def credible(self) -> bool:
        """Say whether it still counts."""
        return self.agreed_by is None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the person is."""

    main_name: str
    names: Sequence[Line]
    births: Sequence[BirthLine]
    age: AgeFinding
    documents: Sequence[Line]
    addresses: Sequence[Line]
    description: str


@dataclass(frozen=True, slots=True)
class MustNotLine:
    """One entry of U13, opened."""

    id: UUID
    version: int
    secret: Secret
    note: str
    house: str = ""  # the name of the organisation meant


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """A number of the person at which somebody who must not know is reached, too."""

    number: str
    category: MustNot


@dataclass(frozen=True, slots=True)
class Contact:
    """How the person is reached, and who must not know."""

    phones: Sequence[Line]
    rules: SafeContactRules | None
    rules_id: UUID | None
    rules_version: int
    must_not_know: Sequence[MustNotLine] = field(default_factory=tuple)
    shared: Sequence[SharedNumber] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class RelationLine:
    """What the other person is to this one; codes only."""

    id: UUID
    version: int
    other: Person | None  # None: erased
    kind: RelationKind
    note: str
    own: bool  # recorded on this person's side, where it can be ended
