"""Doors of service records."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.cases import frame, scope, words
from suar.cases.models import ServiceRecord
from suar.cases.services import actions, queries
from suar.cases.services.forms import NamelessServiceForm, ServiceRecordForm
from suar.kit import clock
from suar.network.codes import ServiceCode
from suar.network.queries import local_day
from suar.network.services import SERVICES
from suar.people.codes import AgeBand, Sex
from suar.people.labels import AGE_BAND, SEX
from suar.policy import Permission
from suar.ui import saving
from suar.ui.parts import Cell, Crumb, Table

KEPT = ("planned_on", "started_on", "ended_on", "units", "cost", "funding", "outcome",
        "satisfaction", "service", "state")  # fmt: skip


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def record(request: Any, case_id: UUID) -> HttpResponse:
    """Write down one service."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    tab = request.GET.get("tab", "")
    first = next((s.value for s, found in SERVICES.items() if found.tab == tab), "")
    form = ServiceRecordForm(
        request.POST or None,
        draft_key=f"cases.service:{case.pk}",
        initial={"service": first},
    )

    def save() -> object:
        details = form.details()
        return actions.record(
            id=form.row_id, case_id=case.pk, details=details, by=request.actor, at=at
        )

    return frame.form_page(
        request,
        case,
        form,
        at,
        title=_("Record a service"),
        save=save,
        to=_back(case.pk, form),
        saved=_("The service is saved."),
    )


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def change(request: Any, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Change a service record."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    row = scope.row(ServiceRecord, row_id, case)
    form = ServiceRecordForm(
        request.POST or None,
        draft_key=f"cases.service:{row.pk}:{case.pk}",
        version=row.version,
        initial=_initial(request, case, row_id, at),
    )

    def save() -> object:
        return actions.change(
            case_id=case.pk, row_id=row_id, details=form.details(),
            expected=form.expected_version, by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = scope.row(ServiceRecord, row_id, case)
        return _initial(request, case, row_id, at), now.version

    return frame.form_page(
        request, case, form, at, title=_("Change a service record"), save=save, current=current,
        to=_back(case.pk, form), saved=_("The service is saved."),
    )  # fmt: skip


def _initial(request: Any, case: Any, row_id: UUID, at: Any) -> dict[str, Any]:
    lines = queries.services_of(case, None, by=request.actor, at=at)
    line = next(found for found in lines if found.row.pk == row_id)
    texts = {"need": line.need, "declined_because": line.declined_because, "note": line.note}
    return {**{name: getattr(line.row, name) for name in KEPT}, **texts}


def _back(case_id: UUID, form: ServiceRecordForm) -> str:
    """Return the case page under the heading of the service."""
    chosen = form.data.get("service") or form.initial.get("service", "")
    known = chosen in set(ServiceCode)
    tab = SERVICES[ServiceCode(chosen)].tab.value if known else ""
    return reverse("cases:case", args=[case_id]) + (f"?tab={tab}" if tab else "")


@policy.door(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "POST"])
def nameless(request: Any) -> HttpResponse:
    """Write down a service to somebody who let no data be kept: no person, no case, no story."""
    at = clock.now()
    today = local_day(request.actor.organisation_id, at)
    form = NamelessServiceForm(request.POST or None, initial={"given_on": today})

    def save() -> object:
        given = form.answers
        return actions.record_nameless(
            id=form.row_id, service=ServiceCode(given["service"]), sex=Sex(given["sex"]),
            given_on=given["given_on"], age_band=AgeBand(given["age_band"]),
            by=request.actor, at=at,
        )  # fmt: skip

    title = _("Service without a name")
    return saving.form_page(
        request, form, "cases/services/nameless.html",
        lambda: {
            "page_title": title, "table": _nameless(request, title), "crumbs": [Crumb(title)],
        },
        save=save, to=reverse("cases:nameless"), at=at,
        saved=_("Written down, without a name."),
    )  # fmt: skip


def _nameless(request: Any, title: str) -> Table:
    heads = [_("Day"), _("Service"), _("Sex"), _("Age group")]
    rows = [
        [
            Cell(date_format(row.given_on, "SHORT_DATE_FORMAT")),
            Cell(words.service(row.service)),
            Cell(SEX[Sex(row.sex)]),
            Cell(AGE_BAND[AgeBand(row.age_band)]),
        ]
        for row in queries.nameless_by(request.actor)
    ]
    return Table(title, heads, rows)
