"""Words of the letters on the page (the words on the paper stand in ``words.py``)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.documents.codes import State
from suar.kit.reasons import Reason
from suar.ui.parts import Pill

STATES: Mapping[State, Pill] = {
    State.NUMBERED: Pill(_("number taken"), "wait", "hourglass"),
    State.ISSUED: Pill(_("issued"), "ok", "circle-check"),
    State.VOID: Pill(_("void"), "stop", "circle-x"),
}

REFUSALS: Mapping[Reason, Promise] = {
    Reason.LETTER_NEEDS_RECEIVER: _("Please say to whom the letter goes."),
    Reason.LETTER_NEEDS_SIGNER: _("Please say who signs the letter."),
    Reason.LETTER_NOT_BUILT: _("This kind of letter cannot be made here yet."),
    Reason.LETTER_NOT_OPEN: _("This letter is void. Please make a new one."),
    Reason.LETTER_NUMBER_PATTERN: _(
        "The organisation's pattern for letter numbers cannot be used. An administrator can "
        "correct it in Settings."
    ),
    Reason.LETTER_PDF_NOT_HERE: _(
        "This server cannot make PDF files. Please print the page instead."
    ),
}
