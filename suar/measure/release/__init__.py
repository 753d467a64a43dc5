"""Release of tables: hide small counts so that nothing gives them back, not even subtraction."""

from suar.measure.release.codes import (
    SMALLEST_DENOMINATOR,
    SMALLEST_SHOWN,
    Audience,
    Fault,
    Refused,
    Shown,
)
from suar.measure.release.protect import Verdict, attacked, protected
from suar.measure.release.published import Figure, Published, exactly, only_the_small_hidden, share
from suar.measure.release.table import Axis, Cell, Dimension, Snapshot, Spec

__all__ = [
    "SMALLEST_DENOMINATOR",
    "SMALLEST_SHOWN",
    "Audience",
    "Axis",
    "Cell",
    "Dimension",
    "Fault",
    "Figure",
    "Published",
    "Refused",
    "Shown",
    "Snapshot",
    "Spec",
    "Verdict",
    "attacked",
    "exactly",
    "only_the_small_hidden",
    "protected",
    "share",
]
