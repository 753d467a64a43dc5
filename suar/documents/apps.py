"""Django app of the letters."""

from django.apps import AppConfig

from suar.ui import refusals


class DocumentsConfig(AppConfig):
    """Gives the words of its refusals."""

    name = "suar.documents"
    label = "documents"

    def ready(self) -> None:
        """Fill the slots."""
        from suar.documents import labels  # words need the settings

        refusals.add(labels.REFUSALS)
