"""Django app of the page parts."""

from django.apps import AppConfig

from suar.vault import slots as vault_slots


class UiConfig(AppConfig):
    """Templates, static files, forms and drafts that every page shares."""

    name = "suar.ui"
    label = "ui"

    def ready(self) -> None:
        """Let a seat open its own drafts."""
        from suar.ui import drafts  # models exist only now

        vault_slots.may_open.fill("ui.drafts", drafts.own_boxes)
