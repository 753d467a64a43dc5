"""Scopes of a token: what another system may do, in words an administrator understands."""

from __future__ import annotations

from enum import StrEnum

from suar.policy.permissions import OPENS_PERSONS, Permission


class Scope(StrEnum):
    """One thing that a token may be given."""

    DIRECTORY_READ = "directory:read"
    REPORT_WRITE = "report:write"
    REPORT_READ = "report:read"
    REFERRAL_READ = "referral:read"
    REFERRAL_ANSWER = "referral:answer"


GIVES: dict[Scope, frozenset[Permission]] = {
    Scope.DIRECTORY_READ: frozenset({Permission.DIRECTORY_VIEW}),
    Scope.REPORT_WRITE: frozenset({Permission.REPORT_TAKE}),
    Scope.REPORT_READ: frozenset({Permission.REPORT_VIEW}),
    Scope.REFERRAL_READ: frozenset({Permission.REFERRAL_RECEIVE}),
    Scope.REFERRAL_ANSWER: frozenset({Permission.REFERRAL_ACCEPT, Permission.SERVICE_REPORT}),
}

# A system that passes something on reads nothing: no operation behind this answers with a person.
ONLY_WRITES = frozenset({Permission.REPORT_TAKE})


class News(StrEnum):
    """What is told of tokens that open persons' data: kinds of notices, and of the task."""

    WAITS = "api.token_waits"  # a second person is asked
    ALONE = "api.token_alone"  # holds without a second person: there is none yet
    ANSWERED = "api.token_answered"  # confirmed or declined


def permissions_of(scopes: frozenset[Scope]) -> frozenset[Permission]:
    """Return what the scopes give together."""
    return frozenset().union(*(GIVES[s] for s in scopes))


def open_persons(scopes: frozenset[Scope]) -> bool:
    """Say whether the scopes open persons' data: it follows from what they permit."""
    return bool(permissions_of(scopes) & (OPENS_PERSONS - ONLY_WRITES))
