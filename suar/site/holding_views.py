"""Doors of legal holds: those in force, placing one, looking again, lifting it with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from suar import policy
from suar.accounts.queries import names_of
from suar.kit import clock
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.queries import local_day
from suar.policy import Permission
from suar.site import erasing, holding, labels
from suar.site.holding import Ground
from suar.site.models import LegalHold
from suar.ui import moments, saving
from suar.ui.forms import SuarForm
from suar.ui.parts import Cell, Crumb, Pill, Table

QUIET = {"autocomplete": "off"}


def day_field() -> forms.DateField:
    """Return the day on which a hold ends or is looked at again."""
    return forms.DateField(
        label=gettext_lazy("Until when, or look at it again on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "Within a year. The hold does not end by itself: on that day a task asks you."
        ),
    )


class HoldForm(SuarForm):
    """The ground, whose paper it is, its number, and when it is looked at again."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"),
        choices=[(g.value, labels.HOLD_GROUND[g]) for g in Ground],
        widget=forms.RadioSelect,
    )
    authority = forms.CharField(
        label=gettext_lazy("Authority that asks, or law"), max_length=200,
        widget=forms.TextInput(QUIET),
        help_text=gettext_lazy("For instance a court, a police unit, or a law with its article."),
    )  # fmt: skip
    number = forms.CharField(
        label=gettext_lazy("Number and date of the document"), max_length=120,
        widget=forms.TextInput(QUIET),
    )  # fmt: skip
    review_on = day_field()


class ReviewForm(SuarForm):
    """The next day of review."""

    review_on = day_field()


class LiftForm(SuarForm):
    """Why the hold is lifted."""

    why = forms.CharField(
        label=gettext_lazy("Why it does not hold any more"), max_length=500,
        widget=forms.Textarea({"rows": 3, **QUIET}),
        help_text=gettext_lazy("For instance: the judgment is final; the authority wrote so."),
    )  # fmt: skip


@policy.door(Permission.HOLD_MANAGE)
@require_GET
def in_force(request: Any) -> HttpResponse:
    """List the holds in force, the soonest to be looked at first; codes only."""
    rows = holding.all_in_force(request.actor)
    today = local_day(request.actor.organisation_id, clock.now())
    table = Table(
        _("Legal holds in force"),
        [_("Code"), _("Ground"), _("Since"), _("Look at it again on")],
        [
            [
                Cell(row.code, reverse("site:hold", args=[row.pk])),
                Cell(labels.HOLD_GROUND[Ground(row.ground)]),
                Cell(moments.day(row.made_at)),
                _review(row, today),
            ]
            for row in rows
        ],
    )
    return render(request, "site/holds.html", {"table": table})


@policy.door(Permission.HOLD_MANAGE)
@require_GET
def show(request: Any, hold_id: UUID) -> HttpResponse:
    """Show one hold with its paper; leaves a look."""
    at = clock.now()
    row = holding.one(hold_id, request.actor)
    names = names_of([row.made_by, *([row.lifted_by] if row.lifted_by else [])])
    context = {
        "hold": holding.opened(row, by=request.actor, at=at),
        "ground": labels.HOLD_GROUND[Ground(row.ground)],
        "placed_by": names.get(row.made_by, ""),
        "lifted_by": names.get(row.lifted_by, "") if row.lifted_by else "",
        "late": row.review_on <= local_day(request.actor.organisation_id, at),
        "crumbs": _crumbs(row.code),
    }
    return render(request, "site/hold.html", context)


@policy.door(Permission.HOLD_MANAGE)
@require_http_methods(["GET", "POST"])
def place(request: Any, subject_id: UUID) -> HttpResponse:
    """Place a hold on all that is a person's."""
    at = clock.now()
    subject = holding.root(subject_id, request.actor)
    if subject.erased_at is not None:
        raise Problem.refused(Reason.ERASED)
    code = erasing.code_of(subject)
    form = HoldForm(request.POST or None, draft_key=f"site.hold:{subject.pk}")

    def save() -> object:
        given = form.answers
        return holding.place(
            id=form.row_id, subject_id=subject.pk, code=code, ground=Ground(given["ground"]),
            authority=given["authority"], number=given["number"], review_on=given["review_on"],
            by=request.actor, at=at,
        )  # fmt: skip

    words = {
        "title": _("Place a legal hold"), "code": code, "submit": _("Place the hold"),
        "back": reverse("site:access", args=[subject.pk]), "crumbs": _crumbs(code),
        "lines": [
            _("Everything of this person is kept: every case, report, letter and file."),
            _("As long as it stands, an erasure is refused with its ground."),
            _("It gives nobody access, and hands nothing over to anybody."),
        ],
    }  # fmt: skip
    return saving.form_page(
        request, form, "site/hold_form.html", words, save=save, to=reverse("site:holds"), at=at,
        saved=_("The hold is placed."),
    )  # fmt: skip


@policy.door(Permission.HOLD_MANAGE)
@require_http_methods(["GET", "POST"])
def review(request: Any, hold_id: UUID) -> HttpResponse:
    """Say that a hold still stands, until a new day of review."""
    at, row = clock.now(), holding.one(hold_id, request.actor)
    form = ReviewForm(
        request.POST or None, version=row.version, initial={"review_on": row.review_on}
    )
    return _change(
        request, row, form, at, title=_("The hold still stands"), submit=_("Save the new day"),
        saved=_("The new day is saved."),
        save=lambda: holding.keep_on(
            hold_id=row.pk, review_on=form.answers["review_on"], expected=form.expected_version,
            by=request.actor, at=at,
        ),
    )  # fmt: skip


@policy.door(Permission.HOLD_MANAGE)
@require_http_methods(["GET", "POST"])
def lift(request: Any, hold_id: UUID) -> HttpResponse:
    """Lift a hold, with the reason."""
    at, row = clock.now(), holding.one(hold_id, request.actor)
    form = LiftForm(
        request.POST or None, version=row.version,
        draft_key=f"site.lift:{row.pk}:{row.root_id}",
    )  # fmt: skip
    return _change(
        request, row, form, at, title=_("Lift the legal hold"), submit=_("Lift the hold"),
        saved=_("The hold is lifted."),
        lines=[
            _("Where no other hold stands, the person's data may be erased again."),
            _("The hold stays in the log, with its ground and this day."),
        ],
        save=lambda: holding.lift(
            hold_id=row.pk, why=form.answers["why"], expected=form.expected_version,
            by=request.actor, at=at,
        ),
    )  # fmt: skip


def _change(
    request: Any, row: LegalHold, form: SuarForm, at: datetime, *, title: str, submit: str,
    saved: str, save: Any, lines: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    back = reverse("site:hold", args=[row.pk])
    words = {
        "title": title, "code": row.code, "submit": submit, "back": back, "lines": lines or [],
        "ground": labels.HOLD_GROUND[Ground(row.ground)], "crumbs": _crumbs(row.code, back),
    }  # fmt: skip
    return saving.form_page(
        request, form, "site/hold_form.html", words, save=save, to=back, at=at, saved=saved
    )


def _review(row: LegalHold, today: Any) -> Cell:
    if row.review_on <= today:
        return Cell(pill=Pill(_("due since %(day)s") % {"day": moments.day(row.review_on)}, "wait"))
    return Cell(moments.day(row.review_on))


def _crumbs(last: str, url: str = "") -> list[Crumb]:
    return [
        Crumb(_("Who looked"), reverse("site:access_find")),
        Crumb(_("Legal holds"), reverse("site:holds")),
        Crumb(last, url),
    ]
