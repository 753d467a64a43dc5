"""Issue a letter from number to papers; printing happens between two transactions, in none."""

from __future__ import annotations

from datetime import datetime

from suar.documents import actions, queries
from suar.documents.codes import State
from suar.documents.models import IssuedLetter
from suar.documents.render_docx import render as render_docx
from suar.documents.render_pdf import can_pdf, render_pdf
from suar.files import prepare
from suar.files.cleaning import Cleaned
from suar.files.cleaning.codes import MEDIA_TYPE_OF, Format, Kind
from suar.files.prepare import Prepared
from suar.files.slots import Holder
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem


def put_on_paper(*, row: IssuedLetter, holder: Holder, by: Actor, at: datetime) -> IssuedLetter:
    """Print a numbered letter as .docx and, where the machine can, PDF; keep both sealed.

    Call it after ``actions.number_referral``. If it was cut off, call it again: the number stays,
    the papers are made anew. A letter that is issued already comes back as it is. Papers of a
    letter that may not go out any more are thrown away; it stays numbered, to be voided.
    """
    if row.organisation_id != by.organisation_id:
        raise Problem.not_found()  # a receiver prints nothing into somebody else's record
    if row.state == State.ISSUED:
        return row
    letter = queries.opened(row, by=by, at=at)
    docx = _ready(render_docx(letter), Format.DOCX, row)
    pdf = _ready(render_pdf(letter), Format.PDF, row) if can_pdf() else None
    issued = None
    try:
        issued = actions.finish(letter=row, holder=holder, docx=docx, pdf=pdf, by=by, at=at)
    finally:
        _throw_away_unused(issued, docx, pdf)
    return issued


def _ready(data: bytes, form: Format, row: IssuedLetter) -> Prepared:
    copy = Cleaned(Kind.LETTER, data, MEDIA_TYPE_OF[form], form.value)
    return prepare.from_ours(copy, row_id=new_id(), subject_id=row.subject_id)


def _throw_away_unused(issued: IssuedLetter | None, *papers: Prepared | None) -> None:
    """Take papers off the disk that were refused, or that another printing came before."""
    kept = {issued.docx_id, issued.pdf_id} if issued is not None else set()
    for paper in papers:
        if paper is not None and paper.row_id not in kept:
            prepare.discard(paper)
