"""Django app of statistics."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Puts statistics into the menu and registers its work in the background."""

    name = "suar.statistics"
    label = "statistics"

    def ready(self) -> None:
        """Fill the slots of lower packages."""
        from suar.statistics import shell, tasks  # noqa: F401 - registers jobs

        shell.fill()
