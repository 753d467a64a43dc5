"""Who may do what: permissions, roles, doors and the grant ledger. This is the package's face.

The ledger's names are loaded at first use: Django imports this package before its models may be.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from suar.policy.decide import require, require_in
from suar.policy.doors import Door, SignInNeeded, door, pass_door, public, signed_in
from suar.policy.permissions import Permission
from suar.policy.roles import (
    ROLES,
    Role,
    identity_roles,
    needs_second_factor,
    permissions_of,
    roles_with,
)

if TYPE_CHECKING:
    from suar.policy.ledger import (
        end_grants,
        grant,
        open_grants,
        open_subjects,
        visible,
        who_can_see,
    )
    from suar.policy.models import Grant, Ground, Part

__all__ = [
    "ROLES",
    "Door",
    "Grant",
    "Ground",
    "Part",
    "Permission",
    "Role",
    "SignInNeeded",
    "door",
    "end_grants",
    "grant",
    "identity_roles",
    "needs_second_factor",
    "open_grants",
    "open_subjects",
    "pass_door",
    "permissions_of",
    "public",
    "require",
    "require_in",
    "roles_with",
    "signed_in",
    "visible",
    "who_can_see",
]
_HOME = dict.fromkeys(
    ("end_grants", "grant", "open_grants", "open_subjects", "visible", "who_can_see"), "ledger"
) | dict.fromkeys(("Grant", "Ground", "Part"), "models")


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"suar.policy.{_HOME[name]}"), name)
