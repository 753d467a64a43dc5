"""Django app of the API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Puts the tokens into the settings."""

    name = "suar.api"
    label = "api"

    def ready(self) -> None:
        """Fill the slots of the shell."""
        from suar.api import shell  # words and models exist only now

        shell.fill()
