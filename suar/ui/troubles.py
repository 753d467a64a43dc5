"""Troubles of the database that pass, in words: busy, no room, not reached.

Asked by the page for 500, and therefore for whatever part of the server met the trouble. Like that
page it reads no database and no session.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from suar.store.errors import STATUS, Trouble, trouble_of
from suar.ui.words import ErrorWords

log = logging.getLogger("suar.errors")
TRY_AGAIN_IN = {Trouble.BUSY: 5, Trouble.FULL: 300, Trouble.AWAY: 30}  # seconds

WORDS: dict[Trouble, ErrorWords] = {
    Trouble.BUSY: ErrorWords(
        _("Many people are saving at this moment"),
        _("Nothing of this step was saved yet."),
        _("Go back: what you typed is still there. Wait a few seconds and save again."),
    ),
    Trouble.FULL: ErrorWords(
        _("There is no room left on the server"),
        _("Nothing of this step was saved. What was saved before is safe."),
        _(
            "Tell your administrator at once. Keep what you typed: leave the page open, "
            "or write it on paper, and save again later."
        ),
    ),
    Trouble.AWAY: ErrorWords(
        _("The database cannot be reached"),
        _("Nothing of this step was saved yet."),
        _("Go back: what you typed is still there. Wait a minute and save again."),
    ),
}


def answer(request: HttpRequest) -> HttpResponse | None:
    """Answer the error that is being handled now, or None where it is no passing trouble."""
    error = sys.exc_info()[1]
    trouble = trouble_of(error) if error is not None else None
    if trouble is None:
        return None
    log.warning("the database was %s", trouble)
    words = WORDS[trouble]
    if request.headers.get("HX-Request") == "true":
        context: dict[str, Any] = {"words": words, "happened": words.happened, "reasons": []}
        response = HttpResponse(render_to_string("ui/_problem.html", context))
        response["HX-Retarget"] = "#problems"
        response["HX-Reswap"] = "innerHTML show:window:top"
    else:
        context = {"words": words, "language": get_language() or "id", "reference": ""}
        response = HttpResponse(render_to_string("ui/500.html", context))
    response.status_code = STATUS[trouble]
    response["Retry-After"] = str(TRY_AGAIN_IN[trouble])
    return response
