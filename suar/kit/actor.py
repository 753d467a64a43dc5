"""Who acts: one person in one organisation, with the rights that this seat gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

SYSTEM_USER = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a token or the system itself, seated in one organisation.

    ``roles`` and ``permissions`` hold the string values of ``policy``'s enums: the kit knows none
    of them by name. ``label`` is what the event log shows ("Ani"). ``assured`` is true once a
    second factor was given (or the demo needs none).

    ``permissions`` is all that the seat may do somewhere: doors ask it. A right that was given for
    some units only stands in ``unit_rights``, too, as (unit, right), and a role in ``unit_roles``:
    whoever leads unit X and works in unit Y leads nobody in Y. What stands in neither holds in the
    whole organisation.
    """

    user_id: UUID
    organisation_id: UUID
    label: str = ""
    organisation_label: str = ""
    unit_ids: frozenset[UUID] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)
    permissions: frozenset[str] = field(default_factory=frozenset)
    unit_rights: frozenset[tuple[UUID, str]] = field(default_factory=frozenset)
    unit_roles: frozenset[tuple[UUID, str]] = field(default_factory=frozenset)
    assured: bool = True
    language: str = "id"

    @property
    def is_system(self) -> bool:
        """Say whether no person acts: a due task, a job without an owner."""
        return self.user_id == SYSTEM_USER

    def may(self, permission: str, unit_id: UUID | None = None) -> bool:
        """Say whether the seat holds a permission; a grant on the row is asked apart.

        With the unit that a row belongs to: whether it holds it there.
        """
        code = str(permission)
        if unit_id is None or code not in self.permissions:
            return code in self.permissions
        return _holds(code, unit_id, self.unit_rights)

    def units_where(self, permission: str) -> frozenset[UUID]:
        """Return those of the seat's units in which it holds a permission."""
        return frozenset(unit for unit in self.unit_ids if self.may(permission, unit))

    def units_by_roles(self) -> dict[frozenset[str], list[UUID]]:
        """Return the actor's units by the roles that she holds there."""
        found: dict[frozenset[str], list[UUID]] = {}
        for unit_id in self.unit_ids:
            found.setdefault(self.roles_in(unit_id), []).append(unit_id)
        return found

    def roles_in(self, unit_id: UUID) -> frozenset[str]:
        """Return the roles that count in a unit."""
        return frozenset(role for role in self.roles if _holds(role, unit_id, self.unit_roles))


def _holds(code: str, unit_id: UUID, bound: frozenset[tuple[UUID, str]]) -> bool:
    """Say whether something holds in a unit: it was given there, or for the whole organisation."""
    return (unit_id, code) in bound or all(code != other for _unit, other in bound)


def system_actor(organisation_id: UUID, permissions: frozenset[str] = frozenset()) -> Actor:
    """Return the actor for work that nobody started by hand, inside one organisation."""
    return Actor(
        user_id=SYSTEM_USER, organisation_id=organisation_id, label="Suar", permissions=permissions
    )
