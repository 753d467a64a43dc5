"""Django app of the event log."""

from django.apps import AppConfig

from suar.store import work


class AuditConfig(AppConfig):
    """Writes the collected events as the last statements of each unit of work."""

    name = "suar.audit"
    label = "audit"

    def ready(self) -> None:
        """Fill the before-commit slot."""
        from suar.audit.chain import write_collected  # models exist only now

        work.before_commit.fill("audit", write_collected, order=1000)
