"""Jobs as their pages show them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suar.jobs import registry, scope
from suar.jobs.codes import GIVEN_UP, UNKNOWN_KIND, State
from suar.jobs.models import Job
from suar.kit.actor import Actor
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.ui import refusals
from suar.ui.parts import Pill, Progress, Words

STATES: dict[str, Pill] = {
    State.QUEUED: Pill(_("waiting"), "wait", "hourglass"),
    State.RUNNING: Pill(_("running"), "live", "clock"),
    State.DONE: Pill(_("done"), "ok", "check"),
    State.FAILED: Pill(_("failed"), "stop", "alert-triangle"),
    State.CANCELLED: Pill(_("cancelled"), "calm", "x"),
}
_FAILURES: dict[str, Words] = {
    GIVEN_UP: _("It was tried several times without success. Tell your administrator."),
    UNKNOWN_KIND: _("This installation does not know this kind of work any more."),
    "no_seat": _("The account that asked for it has no role in this organisation any more."),
}


def mine(actor: Actor) -> QuerySet[Job]:
    """Return the jobs of this seat."""
    return scope.visible_to(actor)


def progress(job: Job) -> Progress:
    """Return how far a job is, in words."""
    kind = registry.find(job.kind)
    result_url = ""
    if kind and kind.result_url and job.result_id and job.state == State.DONE:
        result_url = kind.result_url(job.result_id)
    address = reverse("jobs:job", args=[job.pk])
    return Progress(
        label=registry.label_of(job.kind),
        done=job.done,
        total=job.total or 0,
        state="waiting" if job.state == State.QUEUED else job.state,
        url=address,
        cancel_url="" if job.cancel_asked_at else reverse("jobs:cancel", args=[job.pk]),
        result_url=result_url,
        message=_sentence(job),
    )


def _sentence(job: Job) -> Words:
    """Return what is to be said: why it failed, that it is stopping, or the work's own word."""
    if job.state == State.FAILED:
        return _failure(job)
    if job.cancel_asked_at and not job.is_finished:
        return _("It stops after the part in hands. What was done stays.")
    return registry.message_of(job.kind, job.message)


def _failure(job: Job) -> Words:
    own = registry.message_of(job.kind, job.error) or _FAILURES.get(job.error)
    if own:
        return own
    if job.error in list(Reason):
        return refusals.sentence(Because(Reason(job.error)))
    return _("It could not be finished. What was done before stays; you may start it again.")


def how_far(job: Job) -> str:
    """Return "12 of 500", or nothing where nobody counts."""
    if not job.total:
        return str(job.done) if job.done else ""
    return gettext("%(done)s of %(total)s") % {"done": job.done, "total": job.total}


def moment(at: datetime) -> str:
    """Return a moment in the reader's zone and manner."""
    return formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
