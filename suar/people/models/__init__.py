"""The tables of the person record."""

from suar.people.models.contact import MustNotKnow, Phone, SafeContact
from suar.people.models.index import IndexState, KeyCount, PersonKeys, SearchKey, SearchRun
from suar.people.models.links import MergeLink, Relation
from suar.people.models.lists import Address, BirthDate, IdentityDocument, PersonName
from suar.people.models.person import ListRow, Person

__all__ = [
    "Address",
    "BirthDate",
    "IdentityDocument",
    "IndexState",
    "KeyCount",
    "ListRow",
    "MergeLink",
    "MustNotKnow",
    "Person",
    "PersonKeys",
    "PersonName",
    "Phone",
    "Relation",
    "SafeContact",
    "SearchKey",
    "SearchRun",
]
