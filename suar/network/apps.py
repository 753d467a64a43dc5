"""Django app of the network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.policy import Permission


class NetworkConfig(AppConfig):
    """Organisations, units, services directory, agreements."""

    name = "suar.network"
    label = "network"

    def ready(self) -> None:
        """Give the shell our menu entries and sentences, and say which contexts are on."""
        from suar.jobs import slots as work
        from suar.network import queries, scope, sentences, tasks
        from suar.network.slots import settings_tabs
        from suar.ui import refusals, slots

        entry = slots.MenuEntry
        refusals.add(sentences.SENTENCES)
        slots.context_is_on.fill("network", queries.actor_uses)
        slots.draft_records.fill("network", scope.is_open)
        work.organisations.fill("network", tasks.organisation_ids)
        slots.menu.fill(
            "directory",
            entry(
                pgettext_lazy("menu", "Services directory"), "network:directory",
                "building-community", permission=Permission.DIRECTORY_VIEW,
            ),
            order=slots.ORDER["find"] + 5,
        )  # fmt: skip
        slots.menu.fill(
            "settings",
            entry(
                pgettext_lazy("menu", "Settings"), "network:organisation", "settings",
                permission=Permission.ORGANISATION_MANAGE,
            ),
            order=slots.ORDER["settings"],
        )  # fmt: skip
        manage = Permission.ORGANISATION_MANAGE
        for order, tab in enumerate(
            (
                entry(_("Organisation"), "network:organisation", permission=manage),
                entry(_("Units"), "network:units", permission=manage),
                entry(
                    _("Agreements"), "network:agreements", permission=Permission.AGREEMENT_MANAGE
                ),
            )
        ):
            settings_tabs.fill(tab.url_name, tab, order=order)
