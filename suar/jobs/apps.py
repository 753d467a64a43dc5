"""Django app of long work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from suar.jobs import slots
from suar.kit.reasons import Reason
from suar.ui import refusals
from suar.ui import slots as ui_slots


class JobsConfig(AppConfig):
    """Work in the background with progress, cancel and resume."""

    name = "suar.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Put in what jobs themselves need every minute, the menu line and the refusals."""
        from suar.jobs import due
        from suar.policy import Permission
        from suar.store.upkeep import Care

        slots.tick.fill("jobs.forget_finished", due.forget_finished, order=900)
        slots.tick_installation.fill("jobs.forget_queue_entries", due.forget_queue_entries)
        slots.tick_installation.fill("store.statistics", Care().daily, order=900)
        refusals.add({Reason.JOB_FINISHED: _("This work is already finished.")})
        entry = ui_slots.MenuEntry(
            _("Work in the background"), "jobs:list", "hourglass", permission=Permission.JOB_VIEW
        )
        ui_slots.user_menu.fill("jobs", entry, order=80)
