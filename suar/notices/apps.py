"""Django app of the notices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from suar.ui import slots as ui_slots


class NoticesConfig(AppConfig):
    """Puts the number of unread notices into the page's head."""

    name = "suar.notices"
    label = "notices"

    def ready(self) -> None:
        """Fill the slots and register the work."""
        from suar.notices import queries, tasks  # noqa: F401 - tasks register themselves
        from suar.policy import Permission

        entry = ui_slots.MenuEntry(
            _("Notices"), "notices:mine", "bell", permission=Permission.NOTICE_VIEW,
            count=queries.unread,
        )  # fmt: skip
        ui_slots.top.fill("notices", entry, order=10)
