"""What intake puts into the shell: the menu, the waiting reports on the home page, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.agenda import slots as agenda_slots
from suar.agenda.slots import TaskKind
from suar.api import slots as api_slots
from suar.cases import slots as cases_slots
from suar.cases.referral import slots as referral_slots
from suar.cases.slots import CasePanel
from suar.intake import due, endpoints, on_case, panels, reporters, scope
from suar.kit.actor import Actor
from suar.kit.reasons import Reason
from suar.people import slots as people_slots
from suar.policy import Permission
from suar.ui import refusals, slots
from suar.ui.slots import Words
from suar.vault import slots as vault_slots

SENTENCES: Mapping[Reason, str | Promise] = {
    Reason.CALL_NAME_OR_NAMELESS: _(
        "Write any name to call the person, or tick “No name for now”."
    ),
    Reason.CONTACT_OR_NONE: _(
        "Write a safe way to reach the person, or tick “No safe number yet” or “Do not contact”."
    ),
    Reason.COUNTRY_NEEDED: _("Choose the country, so that the right emergency numbers are shown."),
    Reason.REGENCY_ONLY_INDONESIA: _(
        "A regency can be chosen only when the place is in Indonesia."
    ),
    Reason.REPORT_IS_SETTLED: _(
        "This report is settled already. Open it to see what became of it."
    ),
}


def fill() -> None:
    """Fill the slots."""
    refusals.add(SENTENCES)
    api_slots.routers.fill("reports", endpoints.router)
    agenda_slots.kinds.fill(due.RECEIVE, _kind(_("Receive a report: search, then open the case")))
    agenda_slots.kinds.fill(due.GROUND_ENDS, _kind(_("Decide on a report whose ground has ended")))
    agenda_slots.due.fill("intake", due.run)
    referral_slots.reporters.fill("intake", reporters.of_case)
    cases_slots.panels.fill("heard", CasePanel("heard", "intake/_on_case.html", on_case.heard))
    people_slots.page_of_code.fill("intake", _page_of_code, order=20)  # its case comes first
    vault_slots.on_erase.fill("intake", due.forget)
    slots.home_panels.fill(
        "reports",
        slots.Panel(
            _("Reports that wait"), "intake/_home.html", panels.waiting,
            permission=Permission.REPORT_VIEW,
        ),
        order=slots.PANEL_ORDER["reports"],
    )  # fmt: skip
    slots.menu.fill(
        "intake",
        slots.MenuEntry(
            pgettext_lazy("menu", "Intake"), "intake:list", "phone",
            permission=Permission.REPORT_VIEW, context="intake",
        ),
        order=slots.ORDER["intake"],
    )  # fmt: skip


def _page_of_code(spellings: tuple[str, ...], actor: Actor, at: datetime) -> str | None:
    """Return the page of the report with this code, where it is open to the actor."""
    if not actor.may(Permission.REPORT_VIEW):
        return None
    report = scope.visible_to(actor, at).filter(code__in=spellings).first()
    return reverse("intake:report", args=[report.pk]) if report else None


def _kind(label: Words) -> TaskKind:
    """Return a kind of task that only its own step closes."""
    return TaskKind(label, lambda record_id: reverse("intake:report", args=[record_id]), False)
