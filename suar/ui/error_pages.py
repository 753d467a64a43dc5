"""Error pages: what happened, what to do next, never a stack trace.

One table holds the words of every status; the templates only lay them out. The page for 500 reads
no database and no session, so that it stands when they do not.
"""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from suar.kit import faults
from suar.ui import troubles
from suar.ui.words import ErrorWords

log = logging.getLogger("suar.errors")


WORDS: dict[int, ErrorWords] = {
    400: ErrorWords(
        _("The request could not be read"),
        _("Something in the address or in what was sent could not be read."),
        _("Go back and try again. If you followed a link, ask its sender for a new one."),
    ),
    403: ErrorWords(
        _("No permission"),
        _("Your role does not allow this page or this step."),
        _("If you need it for your work, ask your supervisor or your administrator."),
    ),
    404: ErrorWords(
        _("Not found"),
        _("There is nothing at this address, or it is not open to you."),
        _("Check the code, look for it from the menu, or ask the person who sent you the link."),
    ),
    405: ErrorWords(
        _("This address only takes what a form sends"),
        _("A page was opened that cannot be shown by itself. Nothing was changed."),
        _("Go back to the page with the form; what was saved is kept."),
    ),
    409: ErrorWords(
        _("This step cannot be taken now"),
        _("The record does not allow this step at the moment."),
        _("Read the reasons, do what is missing, then try again."),
    ),
    422: ErrorWords(
        _("Something needs to be corrected"),
        _("Some answers could not be taken as they were typed."),
        _("Go back: what you typed is kept. Correct it and save again."),
    ),
    429: ErrorWords(
        _("Too many attempts"),
        _("There were too many requests in a short time."),
        _("Wait a few minutes, then try again."),
    ),
    500: ErrorWords(
        _("Something broke on our side"),
        _("The step was not finished. Nothing of it was half saved."),
        _("Try again. If it happens again, give the reference number to your administrator."),
    ),
    503: ErrorWords(
        _("Suar is being maintained"),
        _("The system is closed for a short time."),
        _("Wait a few minutes, then reload the page. Keep urgent notes on paper until then."),
    ),
}


def page(
    request: HttpRequest,
    status: int,
    *,
    reasons: Sequence[str] = (),
    happened: str | Promise | None = None,
) -> HttpResponse:
    """Return the page, or for htmx the fragment, of one status with the reasons to be read."""
    words = WORDS[status]
    context = {
        "status": status,
        "words": words,
        "happened": happened or words.happened,
        "reasons": list(reasons),
        "shell": shell_of(request),
    }
    if request.headers.get("HX-Request") == "true":
        response = render(request, "ui/_problem.html", context, status=status)
        response["HX-Retarget"] = "#problems"
        response["HX-Reswap"] = "innerHTML show:window:top"
        return response
    return render(request, "ui/problem.html", context, status=status)


def shell_of(request: HttpRequest) -> str:
    """Return the template that a page stands in: the staff shell for a seat, else the plain one."""
    seated = getattr(request, "actor", None) is not None and not getattr(request, "locked", False)
    return "ui/base.html" if seated else "ui/plain.html"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return page(request, 403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 where the form's token is missing or too old; what to do is to reload."""
    return page(
        request,
        403,
        happened=_(
            "The form was open too long, or cookies are switched off. "
            "Go back, reload the page and send it again."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: absent and outside one's scope look alike."""
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a reference number that stands in the log beside class and place.

    What the error says is not logged: it may quote what was typed, or what the database held. A
    trouble of the database that passes (busy, no room) gets its own words, and 503 or 507.
    """
    passing = troubles.answer(request)
    if passing is not None:
        return passing
    reference = secrets.token_hex(4).upper()
    error = sys.exc_info()[1]
    log.error("unhandled, reference %s: %s", reference, faults.told(error) if error else "")
    context = {
        "words": WORDS[500],
        "reference": reference,
        "language": get_language() or "id",
    }
    return HttpResponse(render_to_string("ui/500.html", context), status=500)
