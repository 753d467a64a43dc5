"""Words of closing a case."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.cases.closure.codes import CloseReason, Fact, Told

Words = str | Promise

REASON: Mapping[CloseReason, Words] = {
    CloseReason.GOALS: _("Goals met, stable"),
    CloseReason.CLIENT: _("The client's wish"),
    CloseReason.TRANSFER: _("Transferred to another agency"),
    CloseReason.LOST: _("Contact lost (3 attempts within 60 days)"),
    CloseReason.MOVED: _("Moved, or migrated again"),
    CloseReason.DECEASED: _("Died"),
    CloseReason.NOTELIG: _("Not eligible after the assessment, and referred elsewhere"),
    CloseReason.DUP: _("Double record"),
    CloseReason.TIME: _("Programme ended, with a hand-over"),
}
TOLD: Mapping[Told, Words] = {
    Told.AGREED: _("The person agrees"),
    Told.INFORMED: _("The person was informed"),
    Told.NOT_POSSIBLE: _("Not possible (lost, died, double record)"),
}
FACT: Mapping[Fact, Words] = {
    Fact.SEX: _("Sex"),
    Fact.AGE_BAND: _("Age group"),
    Fact.ORIGIN: _("Origin"),
    Fact.EXPLOITATION_PLACE: _("Place of exploitation"),
    Fact.FORM: _("Form of exploitation"),
    Fact.DECISION: _("Decision"),
}
