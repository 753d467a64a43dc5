"""Whatever answers for an address of the API, a refusal is a problem document and no page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from suar.api import problems

ROOT = "/api/"
PAGES = "/api/docs"  # for people: it meets its refusals as pages
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class ProblemDocuments:
    """Turn a refusal that an operation did not answer into its document, in the language asked for.

    An unknown address, a method that is not taken and a fault before the operation are answered by
    the framework or by our pages; other systems read neither. It stands outside all of them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        answered = self.get_response(request)
        ours = request.path.startswith(ROOT) and not request.path.startswith(PAGES)
        if not ours or answered.status_code < 400 or answered["Content-Type"] == problems.KIND:
            return answered
        with translation.override(translation.get_language_from_request(request)):
            document = problems.of_status(answered.status_code)
        for name in KEPT:
            if answered.has_header(name):
                document[name] = answered[name]
        return document
