"""Who looked at this, and who can see it: for the safeguarding officer, without a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from suar import audit, policy
from suar.accounts.models import Membership, User
from suar.audit.models import Event
from suar.cases.models import Case
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.readable import spellings
from suar.network.models import Organisation, Unit
from suar.people.models import Person
from suar.policy import Grant, Permission
from suar.site import erasing
from suar.vault.families import top, tree
from suar.vault.models import Subject

LOOKS = ("looked", "list.shown", "search.shown", "system.opened", "file.original_opened")


@dataclass(frozen=True, slots=True)
class Found:
    """What a code stands for: its person's subject, or its own where nobody is tied yet."""

    subject_id: UUID
    code: str


def by_code(code: str, by: Actor) -> Found | None:
    """Return what a person's, case's or report's code of the own organisation stands for."""
    policy.require(by, Permission.AUDIT_VIEW)
    wanted = spellings(code)
    for model in (Person, Case, Report):
        row = model.objects.filter(organisation_id=by.organisation_id, code__in=wanted).first()
        if row is not None:
            return Found(_owner(row.subject_id), row.code)
    return None


def root(subject_id: UUID, by: Actor) -> Subject:
    """Return a subject of the own organisation; any other answers as absent.

    Whoever watches over one unit reads the log of that unit's people alone.
    """
    policy.require(by, Permission.AUDIT_VIEW)
    found = Subject.objects.filter(pk=subject_id, organisation_id=by.organisation_id).first()
    if found is None:
        raise Problem.not_found()
    policy.require_in(by, Permission.AUDIT_VIEW, erasing.unit_of(found.pk))
    return found


def family(subject: Subject) -> list[UUID]:
    """Return the subject and all that is tied to the same person."""
    return sorted(tree([top(subject.pk)]))


def events(subjects: Sequence[UUID], by: Actor, *, looks_only: bool) -> QuerySet[Event]:
    """Return what the own chain says of the subjects, newest first."""
    found = audit.events_about(subjects).filter(organisation_id=by.organisation_id)
    return found.filter(verb__in=LOOKS) if looks_only else found


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One open grant in words: who, on what ground, since when, until when."""

    to: str
    ground: str
    parts: tuple[str, ...]
    since: datetime
    until: datetime | None


def who_can_see(subjects: Sequence[UUID], at: datetime) -> list[OpenLine]:
    """Return the open grants on the subjects; one line for each who, ground and set of parts."""
    grants = list(policy.who_can_see(subjects, at))
    names = _names(grants)
    lines: dict[tuple[str, str, tuple[str, ...]], OpenLine] = {}
    for grant in grants:
        to = names[grant.to_user or grant.to_unit or grant.to_organisation]  # type: ignore[index]  # exactly one is set
        parts = tuple(grant.parts.split())
        lines.setdefault(
            (to, grant.ground, parts),
            OpenLine(to, grant.ground, parts, grant.starts_at, grant.ends_at),
        )
    return sorted(lines.values(), key=lambda line: line.since)


def signed(name: str, email: str) -> str:
    """Return a person's shown name with the address of her sign-in.

    Everybody chooses the name that colleagues see: alone it would let one look as another.
    """
    return f"{name} · {email}" if email else name


def emails(users: Iterable[UUID], by: Actor) -> Mapping[UUID, str]:
    """Return the addresses with which the organisation's own people sign in."""
    seats = Membership.objects.filter(organisation_id=by.organisation_id, user_id__in=set(users))
    return dict(seats.values_list("user_id", "user__email"))


def houses(organisations: Iterable[UUID], by: Actor) -> Mapping[UUID, str]:
    """Return the names of other organisations, whose people looked or wrote here."""
    others = set(organisations) - {by.organisation_id}
    rows = Organisation.objects.filter(pk__in=others) if others else Organisation.objects.none()
    return {row.pk: row.name for row in rows}


def _names(grants: Sequence[Grant]) -> Mapping[UUID, str]:
    users = User.objects.filter(pk__in={g.to_user for g in grants if g.to_user})
    units = Unit.objects.filter(pk__in={g.to_unit for g in grants if g.to_unit})
    houses = Organisation.objects.filter(
        pk__in={g.to_organisation for g in grants if g.to_organisation}
    )
    named: dict[UUID, str] = {row.pk: row.name for rows in (units, houses) for row in rows}
    named |= {user.pk: signed(user.name, user.email) for user in users}
    for grant in grants:
        for one in (grant.to_user, grant.to_unit, grant.to_organisation):
            if one is not None:
                named.setdefault(one, "—")  # a token, or somebody who is gone
    return named


def _owner(subject_id: UUID) -> UUID:
    return top(subject_id)
