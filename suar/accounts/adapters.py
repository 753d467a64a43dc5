"""How allauth speaks of us when it makes and checks passkeys."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Names for passkeys; the rest of allauth's factor pages is not used."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the site that a passkey is bound to: this host."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Suar"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Return what the phone shows beside the passkey: the e-mail, no organisation."""
        return {
            "id": str(user.pk).encode(),
            "display_name": user.email,
            "name": user.email,
        }
