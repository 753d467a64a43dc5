"""Issue a letter from number to papers; printing happens between two transactions, in none."""

from __future__ import annotations

from datetime import datetime

from suar.documents import actions, queries
from suar.documents.codes import State
from suar.documents.letter import Letter
from suar.documents.models import IssuedLetter
from suar.documents.render_docx import render as render_docx
from suar.documents.render_pdf import can_pdf, render_pdf
from suar.files import actions as files
from suar.files import prepare
from suar.files.cleaning import Cleaned
from suar.files.cleaning.codes import MEDIA_TYPE_OF, Format, Kind
from suar.files.models import StoredFile
from suar.files.slots import Holder
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem


def put_on_paper(*, row: IssuedLetter, holder: Holder, by: Actor, at: datetime) -> IssuedLetter:
    """Print a numbered letter as .docx and, where the machine can, PDF; keep both sealed.

    Call it after ``actions.number_referral``. If it was cut off, call it again: the number stays,
    the papers are made anew. A letter that is issued already comes back as it is.
    """
    if row.organisation_id != by.organisation_id:
        raise Problem.not_found()  # a receiver prints nothing into somebody else's record
    if row.state == State.ISSUED:
        return row
    letter = queries.opened(row, by=by, at=at)
    docx = _kept(render_docx(letter), Format.DOCX, row, holder, by, at)
    pdf = _pdf(letter, row, holder, by, at)
    return actions.finish(letter=row, docx=docx, pdf=pdf, by=by, at=at)


def _pdf(
    letter: Letter, row: IssuedLetter, holder: Holder, by: Actor, at: datetime
) -> StoredFile | None:
    if not can_pdf():
        return None
    return _kept(render_pdf(letter), Format.PDF, row, holder, by, at)


def _kept(
    data: bytes, form: Format, row: IssuedLetter, holder: Holder, by: Actor, at: datetime
) -> StoredFile:
    copy = Cleaned(Kind.LETTER, data, MEDIA_TYPE_OF[form], form.value)
    ready = prepare.from_ours(copy, row_id=new_id(), subject_id=row.subject_id)
    return files.keep_ours(prepared=ready, holder=holder, by=by, at=at)
