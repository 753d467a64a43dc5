"""The interview items: which exist, which count for OPEN, which the short interview asks.

An item asked per phase counts once. The full interview asks all of them in sittings; the short
one asks the age, the intent and the elements of the definition, and leaves the rest not asked.
"""

from __future__ import annotations

ITEMS: tuple[str, ...] = (
    "A01", "A02", "A03", "A04", "A05",
    "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09",
    "C01", "C02", "C03",
    "D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08",
    "D09", "D10", "D11", "D12", "D13", "D14", "D15", "D16",
    "E01", "F01", "F02",
)  # fmt: skip
COUNTED: tuple[str, ...] = tuple(i for i in ITEMS if "A03" <= i <= "D16")  # 31 items
# Facts of an episode that the rule needs beside the items; no item of the list, and never counted.
TIMES, WORKED = "TIMES", "WORKED"  # first act and last day; whether any work was done
PER_PHASE: frozenset[str] = frozenset({"D05", "D06", "D07", "D08", "D09", "D10", "D11"})
REPEATED_PER_EPISODE: frozenset[str] = frozenset(i for i in ITEMS if i[0] in "CD")
SHORT_INTERVIEW: tuple[str, ...] = ("A03", "A04", "E01")
