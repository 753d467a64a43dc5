"""Django app of the first contact."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Puts Intake into the menu and its waiting reports on the home page."""

    name = "suar.intake"
    label = "intake"

    def ready(self) -> None:
        """Fill the slots of the shell."""
        from suar.intake import shell  # words and models exist only now

        shell.fill()
