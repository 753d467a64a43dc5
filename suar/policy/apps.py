"""Django app of the policy."""

from django.apps import AppConfig
from django.db.models import signals  # noqa: TID251 - post_migrate is infrastructure, no domain flow

from suar.vault import slots as vault_slots


class PolicyConfig(AppConfig):
    """Gives the vault its answer to "may this seat open it" and installs row-level security."""

    name = "suar.policy"
    label = "policy"

    def ready(self) -> None:
        """Fill the slot; after each migration write the policies anew, so no table is forgotten."""
        from suar.policy import ledger, rls  # models exist only now

        vault_slots.may_open.fill("policy", ledger.may_open)
        signals.post_migrate.connect(rls.after_migrate, sender=self)
