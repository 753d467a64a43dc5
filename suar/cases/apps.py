"""Django app of the cases."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """One case of one person: from the urgent check to closing."""

    name = "suar.cases"
    label = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        """Fill the slots of this package and of lower ones."""
        from suar.cases import shell

        shell.fill()
