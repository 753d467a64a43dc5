"""Indonesian personal names: reading, blind-index keys and likeness. Knows no framework."""

from suar.people.names.keys import deletions, query_keys, record_keys, ticket_keys
from suar.people.names.score import Likeness, likeness
from suar.people.names.spelling import Name, Part, initials, read_name, split_aliases

__all__ = [
    "Likeness",
    "Name",
    "Part",
    "deletions",
    "initials",
    "likeness",
    "query_keys",
    "read_name",
    "record_keys",
    "split_aliases",
    "ticket_keys",
]
