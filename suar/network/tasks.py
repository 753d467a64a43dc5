"""What background work asks of the network: for whom something may be due."""

from __future__ import annotations

from uuid import UUID

from suar.network.models import Organisation


def organisation_ids() -> list[UUID]:
    """Return every organisation of the installation, also those that were switched off."""
    return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
