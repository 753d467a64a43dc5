"""Doors of erasure: the question before it, and its receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from suar import policy
from suar.cases.consent.codes import Ground
from suar.cases.consent.labels import GROUND
from suar.kit import clock
from suar.policy import Permission
from suar.site import erasing, holding, labels
from suar.site.erasing import Why
from suar.ui import saving
from suar.ui.forms import SuarForm
from suar.ui.parts import Confirm, Crumb
from suar.vault.holds import RESTORED


class EraseForm(SuarForm):
    """Why, and the code once more, so that nobody is erased by a slip."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[(w.value, labels.ERASE_WHY[w]) for w in Why],
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label=gettext_lazy("Type the code once more"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


@policy.door(Permission.PERSON_ERASE)
@require_http_methods(["GET", "POST"])
def erase(request: Any, subject_id: UUID) -> HttpResponse:
    """Say what goes and what law keeps; erase after a second look."""
    subject = erasing.owner(subject_id, request.actor)
    if subject.erased_at is not None:
        return redirect("site:receipt", subject.pk)
    form, at = EraseForm(request.POST or None), clock.now()

    def words() -> dict[str, Any]:
        found = erasing.before(subject)
        return {
            "before": found,
            "grounds": [(GROUND[Ground(g.ground)], g.review_on) for g in found.grounds],
            "held_by": labels.HOLD_GROUND.get(found.held, found.held),  # type: ignore[call-overload]  # a code is its own text
            "paper_lost": found.held == RESTORED,
            "holds": holding.in_force(subject.pk),
            "confirm": _confirm(found),
            "crumbs": _crumbs(subject.pk, _("Erase")),
        }

    return saving.form_page(
        request, form, "site/erase.html", words,
        save=lambda: erasing.erase(
            subject_id=subject.pk, code=form.cleaned_data["code"],
            why=Why(form.cleaned_data["why"]), by=request.actor, at=at,
        ),
        to=lambda _done: redirect("site:receipt", subject.pk), at=at,
    )  # fmt: skip


@policy.door(Permission.PERSON_ERASE)
@require_GET
def receipt(request: Any, subject_id: UUID) -> HttpResponse:
    """Show the receipt: what is gone, when the last copy goes, what is out of reach."""
    subject = erasing.owner(subject_id, request.actor)
    found = erasing.receipt(subject)
    context = {
        "receipt": found,
        "out_of_reach": [labels.OUT_OF_REACH[code] for code in found.out_of_reach],
        "house": request.actor.organisation_label,
        "crumbs": _crumbs(subject.pk, _("Receipt of the erasure")),
    }
    return render(request, "site/receipt.html", context)


def _confirm(found: erasing.Before) -> Confirm:
    return Confirm(
        title=_("Erase %(code)s") % {"code": found.code},
        text=_("Nobody can read these records any more, and nobody can take it back."),
        submit=_("Erase for good"),
        back=reverse("site:access", args=[found.subject.pk]),
        consequences=[
            _("Records that go: %(count)s (the person, and every case, report, letter and file).")
            % {"count": found.records},
            _("Our backups still hold the keys for at most 30 days; then the last copy is gone."),
            _("Out of reach: what partners received, paper, telephones, published figures."),
            _("Counts without a name stay: year, province, child or adult."),
        ],
        danger=True,
    )


def _crumbs(subject_id: UUID, last: str) -> list[Crumb]:
    return [
        Crumb(_("Who looked"), reverse("site:access_find")),
        Crumb(_("Access"), reverse("site:access", args=[subject_id])),
        Crumb(last),
    ]
