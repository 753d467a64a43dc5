"""Registering a person: after a search, or in an emergency before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import suar.policy as policy
import suar.vault as vault
from suar import audit
from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.network.queries import local_day
from suar.people import index, names, rules
from suar.people.actions.searching import ticket_tokens
from suar.people.ages import BirthClaim, find_age
from suar.people.codes import NameKind, Sex, Source, WithoutSearch
from suar.people.models import BirthDate, Person, PersonName, SearchRun
from suar.people.slots import search_owed
from suar.policy import Ground, Part, Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What may be known of somebody at the first moment. A name, or a description, is enough."""

    name: str = ""  # 'Sumarni alias Ani' gives a main name and an alias
    name_source: Source = Source.OWN_WORD
    born: PartialDate | None = None
    born_source: Source = Source.OWN_WORD
    sex: Sex = Sex.UNKNOWN
    country: str = ""
    province: str = ""
    regency: str = ""
    description: str = ""
    unit_id: UUID | None = None


@act
def create_person(
    *,
    id: UUID,  # noqa: A002 - the row's id, as every form names it
    new: NewPerson,
    by: Actor,
    at: datetime,
    search_ticket: UUID | None = None,
    without_search: WithoutSearch | None = None,
) -> Person:
    """Make a person's record and open it to whoever made it.

    ``search_ticket`` is the id of the actor's own search for this name within 30 minutes. Without
    one, ``without_search`` says why (nameless, emergency), and the search stays as a task.
    Raises ``Problem``: forbidden, refused with the reasons of ``rules.why_not_register``.
    """
    policy.require(by, Permission.PERSON_EDIT)
    done: Person | None = replayed(Person, id, by)
    if done is not None:
        return done
    written = names.split_aliases(new.name)
    _may_register(new, written, search_ticket, without_search, by, at)
    subject_id = vault.new_subject(kind="person", by=by, at=at)
    person = _row(id, subject_id, new, written, by, at)
    person.save(force_insert=True)
    years = _save_lists(person, new, written, by, at)
    index.ensure_state(person.organisation_id, by=by, at=at)
    index.put(person, index.name_tokens(person.organisation_id, written, years), by=by, at=at)
    policy.grant(
        ground=Ground.INTAKE, subjects=[subject_id], parts=[Part.IDENTITY, Part.CONTACT],
        to_user=by.user_id, rests_on=person.pk, by=by, at=at,
    )  # fmt: skip
    reason = without_search.value if without_search else "searched"
    audit.record(by, "person.registered", person, at=at, facts={"search": reason})
    if without_search is not None:
        for owe in search_owed:
            owe(person, without_search.value, by, at)
    return person


def _may_register(
    new: NewPerson,
    written: list[str],
    search_ticket: UUID | None,
    without_search: WithoutSearch | None,
    by: Actor,
    at: datetime,
) -> None:
    main = [names.read_name(text) for text in written[:1]]
    readable = bool(main and main[0])
    asked = rules.Registration(
        by=by.user_id, organisation_id=by.organisation_id, at=at,
        tokens=frozenset(ticket_tokens(by.organisation_id, main)) if readable else frozenset(),
        has_name=readable, has_description=bool(new.description.strip()),
        without_search=without_search,
    )  # fmt: skip
    if reasons := rules.why_not_register(asked, _ticket(search_ticket)):
        raise Problem.refused(reasons)


def _ticket(search_ticket: UUID | None) -> rules.Ticket | None:
    if search_ticket is None:
        return None
    run = SearchRun.objects.filter(pk=search_ticket).first()
    if run is None:
        return None
    return rules.Ticket(run.made_by, run.organisation_id, run.made_at, frozenset(run.tokens))


def _row(
    person_id: UUID,
    subject_id: UUID,
    new: NewPerson,
    written: list[str],
    by: Actor,
    at: datetime,
) -> Person:
    claims = [BirthClaim(new.born, new.born_source)] if new.born else []
    today = local_day(by.organisation_id, at)
    unit_id = new.unit_id or (sorted(by.unit_ids)[0] if by.unit_ids else None)
    return Person(
        id=person_id, organisation_id=by.organisation_id, subject_id=subject_id, made_at=at,
        made_by=by.user_id, unit_id=unit_id, sex=new.sex.value,
        age_band=find_age(claims, today).band.value, age_band_on=today if claims else None,
        country=new.country, province=new.province, regency=new.regency, nameless=not written,
        description=new.description.strip(),
    )  # fmt: skip


def _save_lists(
    person: Person, new: NewPerson, written: list[str], by: Actor, at: datetime
) -> list[int]:
    """Save names and birth date; return the birth years."""
    base = {
        "organisation_id": person.organisation_id, "subject_id": person.subject_id,
        "person": person, "made_at": at, "made_by": by.user_id,
    }  # fmt: skip
    for position, text in enumerate(written):
        kind = NameKind.MAIN if position == 0 else NameKind.ALIAS
        PersonName(
            id=new_id(), **base, kind=kind.value, source=new.name_source.value, text=text
        ).save(force_insert=True)
    if new.born is None:
        return []
    BirthDate(id=new_id(), **base, source=new.born_source.value, born=new.born).save(
        force_insert=True
    )
    return [new.born.year]
