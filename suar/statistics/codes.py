"""Codes of an estimate; their words stand in ``labels.py``."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an estimate stands."""

    RUNNING = "running"  # asked for; its job says whether it still works
    COMPUTED = "computed"
    ASKED = "asked"  # waits for a second person
    PUBLISHED = "published"
    REPLACED = "replaced"  # a later version was published
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"  # never published; its table and numbers are gone


FOR_READERS = frozenset({State.PUBLISHED, State.REPLACED, State.WITHDRAWN})
WITH_NUMBERS = frozenset({State.PUBLISHED, State.REPLACED})  # what a reader may be told


class Verb(StrEnum):
    """What somebody did with an estimate."""

    BEGUN = "begun"
    RUN_AGAIN = "run_again"
    ASKED = "asked"
    RETURNED = "returned"
    APPROVED = "approved"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class Verdict(StrEnum):
    """What the second person says."""

    APPROVE = "approve"
    RETURN = "return"


class Unfit(StrEnum):
    """Why a file is not taken although its table could be read."""

    IDENTITY_COLUMN = "identity_column"
    IDENTITY_VALUE = "identity_value"
    TOO_MANY_GROUPS = "too_many_groups"
    TOO_LARGE = "too_large"
