"""Writes of the person record: one function a verb."""

from suar.people.actions.ages import agree_not_credible, mark_not_credible
from suar.people.actions.contact import MustNotEntry, add_phone, set_must_not_know, set_safe_contact
from suar.people.actions.glass import break_glass
from suar.people.actions.links import (
    add_relation,
    end_relation,
    merge,
    say_different,
    unmerge,
)
from suar.people.actions.lists import (
    add_address,
    add_birth_date,
    add_document,
    add_name,
    correct,
    edit_basics,
    end_entry,
)
from suar.people.actions.registering import NewPerson, create_person
from suar.people.actions.searching import Answer, run_search

__all__ = [
    "Answer",
    "MustNotEntry",
    "NewPerson",
    "add_address",
    "add_birth_date",
    "add_document",
    "add_name",
    "add_phone",
    "add_relation",
    "agree_not_credible",
    "break_glass",
    "correct",
    "create_person",
    "edit_basics",
    "end_entry",
    "end_relation",
    "mark_not_credible",
    "merge",
    "run_search",
    "say_different",
    "set_must_not_know",
    "set_safe_contact",
    "unmerge",
]
