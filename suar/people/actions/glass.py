"""Breaking the glass: three hours without a grant, with a reason, and a second person told."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

import suar.policy as policy
import suar.vault as vault
from suar import audit
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.notices import telling
from suar.notices.rules import Audience
from suar.people import scope
from suar.people.codes import GlassReason
from suar.people.models import Person
from suar.policy import Ground, Part, Permission
from suar.store.work import act
from suar.vault.models import Subject

LASTS = timedelta(hours=3)
NOTICE = "glass.broken"


@act
def break_glass(*, person_id: UUID, reason: GlassReason, by: Actor, at: datetime) -> Person:
    """Open a person of the own organisation, and all that is tied to her, for three hours.

    Told at once: whoever answers for the unit, and the safeguarding officer. Doing it twice while
    it is open changes nothing. Raises ``Problem``: forbidden, not found.
    """
    policy.require(by, Permission.BREAK_GLASS)
    person: Person | None = (
        scope.in_own_organisation(by).filter(pk=person_id).select_related("unit").first()
    )
    if person is None:
        raise Problem.not_found()
    vault.lock_living(person.subject_id)
    owned = Subject.objects.filter(
        Q(pk=person.subject_id) | Q(person_id=person.subject_id), organisation_id=by.organisation_id
    )
    subjects = list(owned.values_list("pk", flat=True))
    given = policy.grant(
        ground=Ground.BREAK_GLASS, subjects=subjects, parts=list(Part), to_user=by.user_id,
        rests_on=person.pk, by=by, at=at, ends_at=at + LASTS,
    )  # fmt: skip
    if not given:
        return person
    audit.record(
        by, "glass.broken", person, at=at, subjects=subjects, facts={"reason": reason.value}
    )
    _tell(person, by, at)
    return person


def _tell(person: Person, by: Actor, at: datetime) -> None:
    owner = person.organisation_id
    officers = Audience(organisation_id=owner, permission=Permission.AUDIT_VIEW.value)
    unit = person.unit_id
    supervisors = Audience(
        organisation_id=owner, unit_id=unit, permission=Permission.TASK_TEAM.value
    )
    for audience in (officers, supervisors):
        telling.tell(
            audience, kind=NOTICE, record_id=person.pk, record_code=person.code, by=by, at=at
        )
