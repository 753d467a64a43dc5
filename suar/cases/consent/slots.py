"""What a subject above does when a consent is given or ends: referrals resting on it close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from suar.cases.models import Case
from suar.kit.actor import Actor
from suar.kit.slots import Slot

# (case, id of the line or ground that was given or ended, actor, at); inside the unit of work
given: Slot[Callable[[Case, UUID, Actor, datetime], None]] = Slot("cases.consent_given")
# before the grants that rest on the line end: whoever moves a referral holds it before its grants
ending: Slot[Callable[[Case, UUID, Actor, datetime], None]] = Slot("cases.consent_ending")
ended: Slot[Callable[[Case, UUID, Actor, datetime], None]] = Slot("cases.consent_ended")
