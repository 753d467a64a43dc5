"""Writing a note."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import rows, scope
from suar.cases.models import Note
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@act
def add(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    text: str,
    on: date,
    by: Actor,
    at: datetime,
) -> Note:
    """Add a note; also on a closed case, where late papers arrive."""
    if done := replayed(Note, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_EDIT)
    case = scope.for_change(case_id, by, at)
    if not text.strip():
        raise Problem.invalid("text", Reason.REQUIRED)
    note = Note(**rows.base(case, id, by, at), text=text.strip(), on=on)
    note.save(force_insert=True)
    audit.record(by, "note.added", note, at=at)
    return note
