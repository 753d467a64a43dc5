"""Django app of the accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from suar.jobs import slots as work
from suar.policy import Permission
from suar.ui import refusals, slots
from suar.vault import slots as vault_slots


class AccountsConfig(AppConfig):
    """Users, their seats, sign-in."""

    name = "suar.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Fill the shell's slots: addresses, account menu, banner, language, time zone."""
        from suar.accounts import checks, demo, factors, labels, shell, tasks  # noqa: F401 - models exist

        refusals.add(labels.SENTENCES)
        slots.addresses.fill("sign_in", "accounts:sign_in")
        slots.addresses.fill("sign_out", "accounts:sign_out")
        slots.user_menu.fill(
            "account", slots.MenuEntry(_("My account"), "accounts:account", "user"), order=10
        )
        slots.user_menu.fill(
            "people",
            slots.MenuEntry(
                _("People of the organisation"),
                "accounts:people",
                "users",
                permission=Permission.USER_MANAGE,
            ),
            order=20,
        )
        slots.banners.fill("demo", demo.banner, order=10)
        slots.banners.fill("resting", shell.resting_banner, order=20)
        slots.remembered.fill("accounts", shell.is_remembered)
        slots.time_zone_of.fill("accounts", shell.time_zone_of)
        slots.language_chosen.fill("accounts", shell.language_chosen)
        vault_slots.on_rotate.fill("accounts", factors.reseal_all)
        work.actor_of.fill("accounts", tasks.actor_of)
        work.tick_installation.fill("accounts", tasks.every_minute)
