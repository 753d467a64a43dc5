"""The codes of a release: how a cell is shown, who may read a table, why one is refused."""

from enum import StrEnum

# data-and-statistics.md §8 (proposed there): a public cell under 11 is not shown, a percentage
# stands on 30 or more. The threshold is the one CTDC uses for its k-anonymous data (k = 11).
SMALLEST_SHOWN = 11
SMALLEST_DENOMINATOR = 30


class Shown(StrEnum):
    """How a cell stands in the table."""

    EXACT = "exact"
    SMALL = "small"  # under eleven, zero included: "<11"
    HIDDEN = "hidden"  # eleven or more, hidden so that subtraction does not find its neighbours
    WITHHELD = "withheld"  # one of the two, not said which, where saying so would tell too much


class Audience(StrEnum):
    """Who a table is for (data-and-statistics.md §8)."""

    OPERATIONAL = "AUD_OP"
    NAMED = "AUD_NAMED"
    PUBLIC = "AUD_PUBLIC"


class Fault(StrEnum):
    """Why a table cannot be made or released."""

    UNKNOWN_CODE = "unknown_code"
    OVERLAPPING_GROUPS = "overlapping_groups"
    TOO_MANY_AXES = "too_many_axes"
    TOO_LARGE_TO_CHECK = "too_large_to_check"
    EARLIER_RELEASES = "earlier_releases_disclose"
    NOT_PROTECTED = "not_protected"


class Refused(Exception):  # noqa: N818 - a refusal, as elsewhere in the house
    """A table that must not be made or released: a code and a sentence without any value."""

    def __init__(self, code: Fault, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
