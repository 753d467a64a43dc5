"""Dated facts that a domain lead keeps: law, emergency numbers, holidays, thresholds."""

from suar.reference.models.emergency import EmergencyNumber
from suar.reference.models.fact import Fact
from suar.reference.models.holiday import PublicHoliday
from suar.reference.models.law import LegalText
from suar.reference.models.threshold import DatedThreshold

__all__ = ["DatedThreshold", "EmergencyNumber", "Fact", "LegalText", "PublicHoliday"]
