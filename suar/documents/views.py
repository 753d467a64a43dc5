"""Pages of the letters: the register, one letter to read and print, finish and void it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from suar import policy
from suar.documents import actions, issuing, queries, scope
from suar.documents.codes import LetterCode, State
from suar.documents.labels import STATES
from suar.documents.models import IssuedLetter
from suar.documents.words import LETTERS
from suar.files.slots import Holder
from suar.kit import clock
from suar.policy import Permission
from suar.ui import moments
from suar.ui.parts import Cell, Confirm, Crumb, Table


@require_GET
@policy.door(Permission.LETTER_ISSUE)
def register(request: Any) -> HttpResponse:
    """Show the organisation's register of a year: numbers, kinds, dates."""
    at = clock.now()
    year = _year(request.GET.get("year", ""), at.year)
    cursor = request.GET.get("cursor", "")
    found = queries.register(actor=request.actor, at=at, year=year, cursor=cursor)
    table = Table(
        caption=_("Letters of %(year)s") % {"year": year},
        heads=[_("Number"), _("Date"), _("Letter"), _("Copies"), _("State")],
        rows=[[
            Cell(line.number, _address(line.letter_id)), Cell(moments.day(line.dated)),
            Cell(LETTERS[LetterCode(line.code)].in_language(get_language() or "id")),
            Cell(line.copies, number=True), Cell(pill=STATES[State(line.state)]),
        ] for line in found.lines],
        note=_("Only letters of records that are open to you can be opened here."),
    )  # fmt: skip
    context = {
        "table": table, "page": found.page, "year": year, "before": year - 1,
        "trail": [Crumb(_("Letters"))],
    }  # fmt: skip
    return render(request, "documents/register.html", context)


@require_GET
@policy.door(Permission.FILE_VIEW)
def show(request: Any, letter_id: UUID) -> HttpResponse:
    """Show one letter as it stands on the paper; the browser can print it."""
    at = clock.now()
    row = scope.get(letter_id, request.actor, at)
    letter = queries.opened(row, by=request.actor, at=at)
    can_issue = request.actor.may(Permission.LETTER_ISSUE)
    own = row.organisation_id == request.actor.organisation_id
    context = {
        "row": row, "letter": letter, "pill": STATES[State(row.state)],
        "may_finish": can_issue and own and row.state == State.NUMBERED,
        "may_void": can_issue and own and row.state != State.VOID,
        "trail": [Crumb(_("Letters"), reverse("documents:register")), Crumb(row.number)],
    }  # fmt: skip
    return render(request, "documents/letter.html", context)


@require_POST
@policy.door(Permission.LETTER_ISSUE)
def finish(request: Any, letter_id: UUID) -> HttpResponse:
    """Print a letter whose printing was cut off."""
    at = clock.now()
    row = scope.get(letter_id, request.actor, at)
    issuing.put_on_paper(row=row, holder=_holder(row), by=request.actor, at=at)
    return redirect("documents:letter", letter_id=row.pk)


@require_http_methods(["GET", "POST"])
@policy.door(Permission.LETTER_ISSUE)
def void(request: Any, letter_id: UUID) -> HttpResponse:
    """Ask, then take a letter back that did not go out."""
    at = clock.now()
    row = scope.get(letter_id, request.actor, at)
    if request.method == "POST":
        actions.void(letter=row, by=request.actor, at=at)
        return redirect("documents:letter", letter_id=row.pk)
    confirm = Confirm(
        title=_("Void letter %(number)s?") % {"number": row.number},
        text=_("Only for a letter that did not go out."),
        submit=_("Void the letter"),
        back=reverse("documents:letter", args=[row.pk]),
        consequences=[_("The number stays in the register and is not used again.")],
        danger=True,
    )
    return render(request, "ui/confirm.html", {"confirm": confirm})


def _holder(row: IssuedLetter) -> Holder:
    """Return the record again as it was when the number was given."""
    return Holder(
        record_type=row.record_type, record_id=row.record_id, subject_id=row.subject_id,
        organisation_id=row.organisation_id, code=row.record_code, part=row.part, back="",
    )  # fmt: skip


def _address(letter_id: UUID | None) -> str:
    return reverse("documents:letter", args=[letter_id]) if letter_id else ""


def _year(text: str, this_year: int) -> int:
    """Return the year that an address names; anything but four digits is this year."""
    if len(text) != 4 or not text.isdecimal():
        return this_year
    return int(text) if 2000 <= int(text) <= this_year else this_year
