"""Django app of the files."""

from django.apps import AppConfig

from suar.jobs import slots as jobs_slots
from suar.ui import refusals
from suar.vault import slots as vault_slots


class FilesConfig(AppConfig):
    """Gives the words of its refusals and takes the bodies of the erased off the disk."""

    name = "suar.files"
    label = "files"

    def ready(self) -> None:
        """Fill the slots."""
        from suar.files import actions, labels, sweep  # models exist only now

        refusals.add(labels.REFUSALS)
        jobs_slots.tick_installation.fill("files.sweep", sweep.nightly, order=800)
        vault_slots.on_erase.fill("files", actions.forget_erased)
