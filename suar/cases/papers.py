"""Files on a case and on a line of consent: whose they are, and how they are listed.

They hang on the case's own subject with the part ``case``: the team opens them, a receiver of a
referral never does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from suar.cases import scope
from suar.cases.models import Case, ConsentLine
from suar.files import prepare
from suar.files import scope as files_scope
from suar.files.cleaning.cleaned import refused
from suar.files.cleaning.codes import MAX_UPLOAD, MIB
from suar.files.listing import shown_rows
from suar.files.prepare import Prepared
from suar.files.slots import Holder
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.policy import Part, Permission

CASE, CONSENT = "case", "consent"  # kinds of holders, as they stand in addresses


def holder_of_case(case: Case) -> Holder:
    """Return a case as the holder of its files."""
    back = reverse("cases:case", args=[case.pk])
    return _holder(case, CASE, case.pk, case.code, back)


def holder_of_line(line: ConsentLine, case: Case) -> Holder:
    """Return a line of consent as the holder of its evidence; its code tells lines apart."""
    back = reverse("cases:consent", args=[case.pk])
    return _holder(case, CONSENT, line.pk, f"{case.code}-{line.pk.hex[-4:].upper()}", back)


def _holder(case: Case, kind: str, record_id: UUID, code: str, back: str) -> Holder:
    return Holder(
        record_type=kind,
        record_id=record_id,
        subject_id=case.subject_id,
        organisation_id=case.organisation_id,
        code=code,
        part=Part.CASE.value,
        back=back,
        why_not_add=(Because(Reason.CASE_IS_CLOSED),) if case.is_closed else (),
    )


def case_by_id(case_id: UUID, actor: Actor, at: datetime) -> Holder:
    """Answer the files' question: the case, if it is open to the actor."""
    if not actor.may(Permission.CASE_VIEW):
        raise Problem.not_found()
    return holder_of_case(scope.get(case_id, actor, at))


def line_by_id(line_id: UUID, actor: Actor, at: datetime) -> Holder:
    """Answer the files' question: the line, if its case is open to who keeps the ledger."""
    line = ConsentLine.objects.filter(pk=line_id).first()
    if line is None or not actor.may(Permission.CONSENT_RECORD):
        raise Problem.not_found()
    return holder_of_line(line, scope.get(line.case_id, actor, at))


def shown(records: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, list[dict[str, Any]]]:
    """Return the files of several records for ``files/_list.html``, in one query; none unasked."""
    if not by.may(Permission.FILE_VIEW):
        return {}
    rows = files_scope.visible_to(by, at).filter(record_id__in=list(records))
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for line in shown_rows(rows.order_by("record_id", "number"), by):
        found[line["row"].record_id].append(line)
    return dict(found)


def ready(
    upload: UploadedFile[Any] | None, case: Case, *, by: Actor, at: datetime
) -> Prepared | None:
    """Clean and seal an uploaded file for a case, before any transaction; None where none came.

    Raises ``Problem`` beside the field "file". Discard what is not attached afterwards.
    """
    if upload is None:
        return None
    if not by.may(Permission.FILE_UPLOAD):
        raise Problem.forbidden()
    if (upload.size or 0) > MAX_UPLOAD:
        raise refused(Reason.FILE_TOO_LARGE, limit=MAX_UPLOAD // MIB)
    scope.get(case.pk, by, at)
    return prepare.from_upload(
        upload.read(), upload.name or "", row_id=new_id(), subject_id=case.subject_id
    )
