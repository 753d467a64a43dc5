"""Relations between persons, and links between two records of one person.

A link moves nothing: both records stay as they are, and ending it leaves everything as before.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import suar.policy as policy
import suar.vault as vault
from suar import audit
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import rules, scope
from suar.people.codes import RelationKind, Verdict
from suar.people.models import MergeLink, Person, Relation
from suar.people.queries import linked_group
from suar.people.queries.duplicates import between, root_of
from suar.people.slots import linked, unlinked
from suar.policy import Part, Permission
from suar.store.models import replayed
from suar.store.work import act


@act
def add_relation(
    *, id: UUID, person_id: UUID, other_id: UUID, kind: RelationKind, by: Actor, at: datetime,  # noqa: A002
    note: str = "",
) -> Relation:  # fmt: skip
    """Say what a person is to another one of the same organisation; shown on both pages."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.get(person_id, by, at, Part.IDENTITY)
    done: Relation | None = replayed(Relation, id, by, person_id=person.pk)
    if done is not None:
        return done
    other = scope.in_own_organisation(by).filter(pk=other_id).first()
    if other is None:
        raise Problem.not_found()
    vault.lock_living(person.subject_id, other.subject_id)
    if reasons := rules.why_not_relate(person=person.pk, other=other.pk):
        raise Problem.refused(reasons)
    if Relation.objects.filter(person=person, other=other, kind=kind.value, ended_at=None).exists():
        raise Problem.refused(Reason.ALREADY_DONE)
    row = Relation(
        id=id, organisation_id=person.organisation_id, subject_id=person.subject_id,
        person=person, other=other, kind=kind.value, note=note.strip(), made_at=at,
        made_by=by.user_id,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(
        by, "relation.added", row, at=at, subjects=[person.subject_id, other.subject_id],
        facts={"kind": row.kind},
    )  # fmt: skip
    return row


@act
def end_relation(
    *, person_id: UUID, row_id: UUID, expected: int, by: Actor, at: datetime
) -> Relation:
    """Say that a relation holds no longer; it stays as history."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, Part.IDENTITY)
    row = scope.entry(Relation, person, row_id)
    row.ended_at, row.ended_by = at, by.user_id
    row.save_change(expected=expected)
    subjects = [row.subject_id, *([row.other.subject_id] if row.other else [])]
    audit.record(by, "relation.ended", row, at=at, subjects=subjects)
    return row


@act
def merge(*, id: UUID, kept_id: UUID, merged_id: UUID, by: Actor, at: datetime) -> MergeLink:  # noqa: A002
    """Link two records of one person; the search then shows the kept one."""
    row, fresh = _link(id, kept_id, merged_id, Verdict.SAME, by, at)
    if fresh:
        audit.record(by, "person.merged", row, at=at, subjects=_both(row))
        for tell in linked:
            tell(row, by, at)
    return row


@act
def say_different(
    *, id: UUID, first_id: UUID, second_id: UUID, by: Actor, at: datetime  # noqa: A002
) -> MergeLink:  # fmt: skip
    """Note that two records that look alike are two people, so that nobody asks again."""
    row, fresh = _link(id, first_id, second_id, Verdict.DIFFERENT, by, at)
    if fresh:
        audit.record(by, "person.told_apart", row, at=at, subjects=_both(row))
    return row


@act
def unmerge(*, link_id: UUID, expected: int, by: Actor, at: datetime) -> MergeLink:
    """End a link: both records are again what they always were."""
    policy.require(by, Permission.PERSON_MERGE)
    row = (
        MergeLink.objects.filter(pk=link_id, organisation_id=by.organisation_id)
        .select_related("kept", "merged")
        .first()
    )
    if row is None or not _open_ids([row.kept_id, row.merged_id], by, at):
        raise Problem.not_found()
    vault.lock_living(*_both(row))
    row.refresh_from_db()
    if row.ended_at is not None:
        raise Problem.refused(Reason.ALREADY_DONE)
    row.ended_at, row.ended_by = at, by.user_id
    row.save_change(expected=expected)
    audit.record(by, "person.unmerged", row, at=at, subjects=_both(row))
    for tell in unlinked:
        tell(row, by, at)
    return row


def _link(
    row_id: UUID, first_id: UUID, second_id: UUID, verdict: Verdict, by: Actor, at: datetime
) -> tuple[MergeLink, bool]:
    """Return the link and whether it is new."""
    policy.require(by, Permission.PERSON_MERGE)
    done: MergeLink | None = replayed(MergeLink, row_id, by, kept_id=first_id, merged_id=second_id)
    if done is not None:
        return done, False
    both = scope.in_own_organisation(by).filter(pk__in={first_id, second_id})
    subjects = list(both.values_list("subject_id", flat=True))
    if len(subjects) < len({first_id, second_id}) or not _open_ids([first_id, second_id], by, at):
        raise Problem.not_found()
    vault.lock_living(*subjects)
    reasons = rules.why_not_link(
        first=first_id, second=second_id, verdict=verdict,
        linked=second_id in linked_group(first_id),
        said_different=between(first_id, second_id, Verdict.DIFFERENT) is not None,
        into_another=root_of(second_id) != second_id,
    )  # fmt: skip
    if reasons:
        raise Problem.refused(reasons)
    _withdraw_other_verdict(first_id, second_id, verdict, by, at)
    row = MergeLink.objects.create(
        id=row_id, organisation_id=by.organisation_id, kept_id=first_id, merged_id=second_id,
        verdict=verdict.value, made_at=at, made_by=by.user_id,
    )  # fmt: skip
    return row, True


def _withdraw_other_verdict(
    first_id: UUID, second_id: UUID, verdict: Verdict, by: Actor, at: datetime
) -> None:
    """Linking two that were once told apart ends that note."""
    if verdict is Verdict.SAME and (old := between(first_id, second_id, Verdict.DIFFERENT)):
        old.ended_at, old.ended_by = at, by.user_id
        old.save_change(expected=old.version)


def _open_ids(person_ids: list[UUID], by: Actor, at: datetime) -> set[UUID]:
    visible = scope.visible_to(by, at, Part.IDENTITY).filter(pk__in=person_ids)
    return set(visible.values_list("pk", flat=True))


def _both(row: MergeLink) -> list[UUID]:
    pair = Person.objects.filter(pk__in=[row.kept_id, row.merged_id])
    return list(pair.values_list("subject_id", flat=True))
