"""Django app of the vault."""

from django.apps import AppConfig

from suar.audit import slots as audit_slots


class VaultConfig(AppConfig):
    """Seals the heads of the audit chains and checks that sealed fields stand on guarded models."""

    name = "suar.vault"
    label = "vault"

    def ready(self) -> None:
        """Fill the log's slots and register the checks."""
        from suar.vault import checks, heads  # noqa: F401 - registers itself; apps are ready now

        audit_slots.seal_head.fill("vault", heads.seal)
        audit_slots.check_head.fill("vault", heads.check)
