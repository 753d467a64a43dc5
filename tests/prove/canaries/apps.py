"""Makes what can break known to the server and the worker of the proof."""

from django.apps import AppConfig


class CanariesConfig(AppConfig):
    """Registers the job that fails."""

    name = "tests.prove.canaries"
    label = "canaries"

    def ready(self) -> None:
        """Take the broken work in once the models are there."""
        from tests.prove.canaries import faults  # noqa: F401 - registers itself
