"""Indonesian dates with the month in letters, one shape for days and one for moments."""

from __future__ import annotations

DATE_FORMAT = "j M Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H.i"
SHORT_DATETIME_FORMAT = "j M Y, H.i"
MONTH_DAY_FORMAT = "j M"
TIME_FORMAT = "H.i"
