"""How a person may be reached, and who must not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import suar.policy as policy
import suar.vault as vault
from suar import audit
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.people import scope
from suar.people.actions.lists import PART, make_entry
from suar.people.codes import Holder, MustNot, Section
from suar.people.contact import SafeContactRules
from suar.people.models import MustNotKnow, Person, Phone, SafeContact
from suar.policy import Part, Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class MustNotEntry:
    """One answer to U13: a category, and whom exactly where it is known."""

    category: MustNot
    name: str = ""
    organisation_id: UUID | None = None
    unit_id: UUID | None = None
    person_id: UUID | None = None
    note: str = ""
    reached_at: str = ""  # a number or address of theirs
    whom: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        ids = {"organisation": self.organisation_id, "unit": self.unit_id, "person": self.person_id}
        whom = {key: str(value) for key, value in ids.items() if value is not None}
        if self.name.strip():
            whom["name"] = self.name.strip()
        if self.reached_at.strip():
            whom["reached_at"] = self.reached_at.strip()
        object.__setattr__(self, "whom", whom)


@act
def add_phone(
    *, id: UUID, person_id: UUID, number: str, holder: Holder, by: Actor, at: datetime,  # noqa: A002
    note: str = "",
) -> Phone:  # fmt: skip
    """Add a telephone number or an e-mail address; whether it is safe stands in the rules."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, PART[Section.PHONES])
    done: Phone | None = replayed(Phone, id, by, person_id=person.pk)
    if done is not None:
        return done
    values = {"number": number.strip(), "holder": holder.value, "note": note.strip()}
    row: Phone = make_entry(Section.PHONES, id, person, values, by, at)
    audit.record(by, "phone.added", row, at=at)
    return row


@act
def set_safe_contact(
    *, id: UUID, person_id: UUID, rules: SafeContactRules, expected: int, by: Actor, at: datetime  # noqa: A002
) -> SafeContact:  # fmt: skip
    """Set how the person may be reached. ``expected`` 0 means that nothing was set before."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, Part.CONTACT)
    row = SafeContact.objects.filter(person=person).first()
    if row is None:
        row = SafeContact(
            id=id, organisation_id=person.organisation_id, subject_id=person.subject_id,
            person=person, made_at=at, made_by=by.user_id,
            do_not_contact=rules.do_not_contact, rules=rules.as_json(),
        )  # fmt: skip
        row.save(force_insert=True)
    elif expected == 0 and row.pk == id and row.made_by == by.user_id:
        return row  # this very form, sent twice
    else:
        row.do_not_contact, row.rules = rules.do_not_contact, rules.as_json()
        row.save_change(expected=expected)
    facts = {"do_not_contact": rules.do_not_contact}
    audit.record(by, "safecontact.set", row, at=at, facts=facts)
    return row


@act
def set_must_not_know(
    *, person_id: UUID, entries: Sequence[MustNotEntry], expected: int, by: Actor, at: datetime,
    asked: bool = True,
) -> Person:  # fmt: skip
    """Record the whole answer to "who must not know?"; an empty answer means: asked, nobody.

    Entries that are given again stay, others end. Until it was asked the record says so;
    ``asked`` is false where a rule puts somebody on the list (a reporter) before the question.
    """
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, Part.CONTACT)
    if asked:
        person.must_not_know_asked_at = person.must_not_know_asked_at or at
    person.save_change(expected=expected)
    wanted = list(entries)
    with vault.opened(person, by=by, at=at, purpose="must_not_know", part=Part.CONTACT):
        for row in MustNotKnow.objects.filter(person=person, ended_at=None):
            same = next((entry for entry in wanted if _same(row, entry)), None)
            if same is not None:
                wanted.remove(same)
                continue
            row.ended_at, row.ended_by = at, by.user_id
            row.save_change(expected=row.version)
    for entry in wanted:
        MustNotKnow(
            id=new_id(), organisation_id=person.organisation_id, subject_id=person.subject_id,
            person=person, made_at=at, made_by=by.user_id, category=entry.category.value,
            whom=entry.whom, note=entry.note.strip(),
        ).save(force_insert=True)  # fmt: skip
    audit.record(by, "mustnotknow.set", person, at=at)
    return person


def _same(row: Any, entry: MustNotEntry) -> bool:
    """Say whether an entry was given again; a page that shows no number takes none away."""
    whom = dict(row.whom.open()) if row.whom is not None else {}
    if not entry.reached_at:
        whom.pop("reached_at", None)
    note = row.note.open() if row.note is not None else ""
    return (row.category.open(), whom, note) == (
        entry.category.value, entry.whom, entry.note.strip()
    )  # fmt: skip
