"""Reads of the person record, shaped for pages and for the packages above."""

from suar.people.queries.cells import NameCell, initials_of, names_in_list
from suar.people.queries.duplicates import Comparison, compare, linked_group, root_of
from suar.people.queries.lines import BirthLine, Contact, Header, Identity, Line
from suar.people.queries.record import (
    age_of,
    contact,
    header,
    identity,
    main_name,
    must_not_know,
    recipients_in_conflict,
    relations,
)
from suar.people.queries.search import Hit, alike, search

__all__ = [
    "BirthLine",
    "Comparison",
    "Contact",
    "Header",
    "Hit",
    "Identity",
    "Line",
    "NameCell",
    "age_of",
    "alike",
    "compare",
    "contact",
    "header",
    "identity",
    "initials_of",
    "linked_group",
    "main_name",
    "must_not_know",
    "names_in_list",
    "recipients_in_conflict",
    "relations",
    "root_of",
    "search",
]
