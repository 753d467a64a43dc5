"""Django app of the policy."""

from django.apps import AppConfig
from django.db.models import signals  # noqa: TID251 - post_migrate is infrastructure, no domain flow

from suar.vault import slots as vault_slots


class PolicyConfig(AppConfig):
    """Tells the vault who may open, ends lines on what is erased, installs row-level security."""

    name = "suar.policy"
    label = "policy"

    def ready(self) -> None:
        """Fill slots; after each migration write the policies anew, so no table is forgotten."""
        from suar.policy import ledger, rls  # models exist only now

        vault_slots.may_open.fill("policy", ledger.may_open)
        # last: what ends a record of hers ends its lines with it and names its own ground
        vault_slots.on_erase.fill("policy", ledger.end_for_erased, order=900)
        signals.post_migrate.connect(rls.after_migrate, sender=self)
