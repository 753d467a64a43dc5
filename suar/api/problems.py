"""Refusals as problem+json (RFC 9457): code, sentence in the language asked for, field.

Every code comes from the one catalogue (``kit.reasons``); ``title`` is the stable word of the whole
answer, ``detail`` and the texts of the reasons are its sentences and may change.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from suar.api.parsing import NotJson
from suar.kit import faults
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.store.errors import STATUS, trouble_of
from suar.ui import refusals
from suar.ui.troubles import TRY_AGAIN_IN

log = logging.getLogger("suar.api")
KIND = "application/problem+json"
# what the framework calls a fault of a field -> our word for it; the first beginning that fits
FAULTS: tuple[tuple[str, Reason], ...] = (
    ("missing", Reason.FIELD_MISSING),
    ("enum", Reason.FIELD_NOT_OFFERED),
    ("literal_error", Reason.FIELD_NOT_OFFERED),
    ("date", Reason.FIELD_NOT_A_DAY),
    ("string_too_long", Reason.FIELD_TOO_LONG),
)
OF_STATUS: dict[int, Reason] = {
    400: Reason.BODY_BROKEN,
    401: Reason.TOKEN_NEEDED,
    403: Reason.NO_PERMISSION,
    404: Reason.NOT_FOUND,
    405: Reason.METHOD_NOT_ALLOWED,
    413: Reason.BODY_TOO_LARGE,
    415: Reason.BODY_NOT_JSON,
    503: Reason.TRY_AGAIN,
    507: Reason.TRY_AGAIN,
}


def respond(
    status: int, title: str, reasons: Iterable[Because] = (), **members: str
) -> HttpResponse:
    """Return one problem document; ``members`` are further ones of its own."""
    told = [{"code": b.code.value, "field": b.field, "text": refusals.sentence(b)} for b in reasons]
    body: dict[str, Any] = {
        "type": f"urn:suar:problem:{title}", "title": title, "status": status, **members,
    }  # fmt: skip
    if told:
        body |= {"detail": " ".join(dict.fromkeys(one["text"] for one in told)), "reasons": told}
    return JsonResponse(body, status=status, content_type=KIND)


def of_status(status: int, **members: str) -> HttpResponse:
    """Return the document of a refusal that has a status and nothing else to tell."""
    code = OF_STATUS.get(status, Reason.FAULT if status >= 500 else Reason.BODY_BROKEN)
    return respond(status, code.value, [Because(code)], **members)


def handle(api: NinjaAPI) -> None:
    """Teach an API to answer refusals in this form."""
    handlers: list[tuple[type[Exception], Any]] = [
        (Problem, _problem),
        (ValidationError, _invalid),
        (AuthenticationError, _unknown),
        (HttpError, _unread),
        (Http404, _absent),
        (RequestDataTooBig, _too_large),
        (Exception, _broken),
    ]
    for kind, answer in handlers:
        api.add_exception_handler(kind, answer)


def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return respond(problem.status, problem.kind.value, problem.reasons)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the fields and the kind of fault; never give back what was sent."""
    reasons = [
        Because(
            _code_of(str(fault.get("type", ""))),
            field=".".join(str(part) for part in fault.get("loc", ())[1:]),
        )
        for fault in error.errors
    ]
    return respond(422, "invalid", reasons)


def _code_of(kind: str) -> Reason:
    return next((ours for begins, ours in FAULTS if kind.startswith(begins)), Reason.FIELD_WRONG)


def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = of_status(401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def _unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Say what the framework could not read: of its own words none goes out."""
    return of_status(415 if isinstance(error.__cause__, NotJson) else error.status_code)


def _absent(request: HttpRequest, error: Http404) -> HttpResponse:
    return of_status(404)


def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return of_status(413)


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer a fault of ours with a reference that stands in the log, and nothing else.

    A trouble of the database that passes is no fault: the same request may be sent again.
    """
    trouble = trouble_of(error)
    if trouble is not None:
        log.warning("the database was %s", trouble)
        answer = of_status(STATUS[trouble])
        answer["Retry-After"] = str(TRY_AGAIN_IN[trouble])
        return answer
    reference = secrets.token_hex(4)
    log.error("api fault %s: %s", reference, faults.told(error))
    return of_status(500, reference=reference)
