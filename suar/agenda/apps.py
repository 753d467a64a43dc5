"""Django app of the agenda."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from suar.jobs import slots as jobs_slots
from suar.ui import refusals
from suar.ui import slots as ui_slots


class AgendaConfig(AppConfig):
    """Puts tasks on the home page and into the menu, and is called every minute."""

    name = "suar.agenda"
    label = "agenda"

    def ready(self) -> None:
        """Fill the slots."""
        from suar.agenda import labels, panels, ticking  # models exist only now
        from suar.policy import Permission

        refusals.add(labels.REFUSALS)
        jobs_slots.tick.fill("agenda", ticking.tick, order=50)
        ui_slots.home_panels.fill(
            "agenda.mine",
            ui_slots.Panel(_("My tasks"), "agenda/_panel.html", panels.mine, Permission.TASK_VIEW),
            order=10,
        )
        ui_slots.home_panels.fill(
            "agenda.team",
            ui_slots.Panel(
                _("Overdue in the team"), "agenda/_panel.html", panels.of_team, Permission.TASK_TEAM
            ),
            order=40,
        )
        ui_slots.user_menu.fill(
            "agenda",
            ui_slots.MenuEntry(
                _("My tasks"), "agenda:mine", "list-check", permission=Permission.TASK_VIEW
            ),
            order=10,
        )
