"""The network's tables, and the bases of every row that an organisation owns."""

from suar.network.models.agreement import Agreement
from suar.network.models.offer import ServiceOffer
from suar.network.models.organisation import Organisation
from suar.network.models.owned import OwnedRow, OwnedSubjectRow
from suar.network.models.unit import Unit

__all__ = ["Agreement", "Organisation", "OwnedRow", "OwnedSubjectRow", "ServiceOffer", "Unit"]
