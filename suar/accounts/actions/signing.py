"""Signing in and out, and what happens to a session."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

import suar.audit as audit
from suar.accounts.codes import Ending, Factor
from suar.accounts.models import Device, SignedSession, User
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.store.work import act


@act
def sign_in(*, user: User, factor: Factor, label: str, by: Actor, at: datetime) -> SignedSession:
    """Begin a session of one shift in the actor's organisation."""
    row = SignedSession.objects.create(
        user=user,
        organisation_id=by.organisation_id,
        label=label,
        factor=factor,
        started_at=at,
        seen_at=at,
        ends_at=at + settings.ACCOUNTS_SHIFT,
    )
    audit.record(
        by, "session.started", row, at=at, organisation_id=by.organisation_id,
        facts={"factor": factor.value},
    )  # fmt: skip
    return row


@act
def note_refused(*, user: User, step: str, by: Actor, at: datetime) -> None:
    """Note a failed sign-in of a known user: ``password``, ``factor``, ``locked_out``.

    ``by`` is Suar itself: nobody has shown yet who is there.
    """
    verb = "sign_in.locked" if step == "locked_out" else "sign_in.refused"
    audit.record(
        by, verb, user, at=at, organisation_id=by.organisation_id, facts={"step": step},
    )  # fmt: skip


@act
def locked(*, by: Actor, session: SignedSession, at: datetime, idle: bool) -> None:
    """Note that the screen was locked, by hand or because nobody was there."""
    audit.record(by, "session.locked", session, at=at, facts={"idle": idle})


@act
def unlocked(*, by: Actor, session: SignedSession, at: datetime) -> None:
    """Note that the screen was opened again."""
    SignedSession.objects.filter(pk=session.pk).update(seen_at=at)
    audit.record(by, "session.unlocked", session, at=at)


@act
def end_session(*, session_id: UUID, by: Actor, at: datetime, why: Ending) -> None:
    """End one of one's own sessions; the browser there is signed out at its next request."""
    row = SignedSession.objects.filter(
        pk=session_id, user_id=by.user_id, ended_at__isnull=True
    ).first()
    if row is None:
        raise Problem.not_found()
    end(SignedSession.objects.filter(pk=row.pk), at, why)
    audit.record(by, "session.ended", row, at=at, facts={"why": why.value})


@act
def end_other_sessions(*, keep: UUID, by: Actor, at: datetime) -> int:
    """End all of one's sessions but the one in use; return how many."""
    rows = SignedSession.objects.filter(user_id=by.user_id, ended_at__isnull=True).exclude(pk=keep)
    kept = SignedSession.objects.get(pk=keep, user_id=by.user_id)
    count = end(rows, at, Ending.REVOKED)
    audit.record(by, "sessions.ended", kept, at=at, facts={"count": count})
    return count


@act
def choose_seat(
    *, session: SignedSession, organisation_id: UUID, by: Actor, at: datetime
) -> SignedSession:
    """Work in another organisation where one has a seat, too; ``by`` is the actor there."""
    session.organisation_id = organisation_id
    session.save(update_fields=["organisation_id"])
    audit.record(by, "seat.chosen", session, at=at, organisation_id=organisation_id)
    return session


@act
def register_device(*, user: User, label: str, by: Actor, at: datetime) -> Device:
    """Remember a browser for one shift: no second factor is asked of it again."""
    device = Device.objects.create(
        user=user, label=label, made_at=at, ends_at=at + settings.ACCOUNTS_SHIFT
    )
    audit.record(by, "device.registered", device, at=at)
    return device


@act
def forget_device(*, device_id: UUID, by: Actor, at: datetime) -> None:
    """Stop remembering a device."""
    device = Device.objects.filter(pk=device_id, user_id=by.user_id, ended_at__isnull=True).first()
    if device is None:
        raise Problem.not_found()
    device.ended_at = at
    device.save(update_fields=["ended_at"])
    audit.record(by, "device.forgotten", device, at=at)


def end(rows: QuerySet[SignedSession], at: datetime, why: Ending) -> int:
    """End some sessions at once; return how many."""
    return rows.update(ended_at=at, ended_why=why.value)


def end_all_of(
    user: User,
    at: datetime,
    why: Ending,
    *,
    organisation_id: UUID | None = None,
    keep: UUID | None = None,
) -> int:
    """End a user's sessions (in one organisation, or everywhere) and forget the devices.

    ``keep`` is left as it is: the session in use, open or ended by somebody else at this moment.
    """
    rows = SignedSession.objects.filter(user=user, ended_at__isnull=True)
    if keep is not None:
        rows = rows.exclude(pk=keep)
    if organisation_id is not None:
        rows = rows.filter(organisation_id=organisation_id)
    forget_devices(user, at)
    return end(rows, at, why)


def forget_devices(user: User, at: datetime) -> None:
    """Stop remembering every device of a user."""
    Device.objects.filter(user=user, ended_at__isnull=True).update(ended_at=at)
