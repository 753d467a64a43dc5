"""Operations for the receiver's own system: read what was sent here, and answer it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema, Status

from suar.api.doors import needs, repeatable
from suar.api.paging import PageOut, page_of
from suar.cases import scope
from suar.cases.models import Referral
from suar.cases.referral import queries, receiving
from suar.cases.referral.codes import DeclineReason, Outcome
from suar.kit import clock
from suar.network.codes import ServiceCode
from suar.policy import Permission

router = Router(tags=["referral"])


class ReferralOut(Schema):
    """One referral without its letter. Codes are those of ``docs/words.md``."""

    id: UUID
    code: str
    sender: str
    service: str
    urgency: str
    state: str
    sent_at: datetime | None
    acknowledge_by: datetime | None
    answer_by: datetime | None


class LetterOut(ReferralOut):
    """One referral with what was agreed to be sent; reading it is a look."""

    letter: dict[str, str]
    need: str
    must_not_know_asked: bool  # false: nothing in not_to_do means nothing; ask the sender first
    not_to_do: list[str]
    not_to_do_more: str
    escort: str
    contact: str


class DeclineIn(Schema):
    """Why the referral is declined."""

    reason: DeclineReason
    note: str = Field("", max_length=1000)


class ServiceIn(Schema):
    """A service that was given."""

    service: ServiceCode
    started_on: date
    help_first: bool = False  # help began before our yes
    ended_on: date | None = None
    outcome: Outcome | None = None
    note: str = Field("", max_length=1000)


class FinishIn(Schema):
    """With which outcome the service ended."""

    outcome: Outcome
    note: str = Field("", max_length=1000)


class MadeOut(Schema):
    """The id of the row that a write made."""

    id: UUID


@router.get("", response=PageOut[ReferralOut], summary="Referrals sent to us")
@needs(Permission.REFERRAL_RECEIVE)
def listed(request: Any, cursor: str = "") -> Any:
    """Return the referrals that are open to us, newest first, a page at a time."""
    rows = scope.sent_to(request.actor, clock.now()).select_related("organisation")
    return page_of(rows, _plain, order=("-sent_at",), cursor=cursor)


@router.get("/{referral_id}", response=LetterOut, summary="One referral with its letter")
@needs(Permission.REFERRAL_RECEIVE)
def one(request: Any, referral_id: UUID) -> Any:
    """Return what was sent, and nothing else; this is a look in the sender's log."""
    at = clock.now()
    row = scope.incoming(referral_id, request.actor, at)
    shown = queries.open_referral(row, by=request.actor, at=at)
    letter = {kind.value: text for kind, text in shown.letter}
    return {
        **_plain(row), "letter": letter, "need": shown.need, "not_to_do": shown.not_to_do,
        "not_to_do_more": shown.not_to_do_more, "contact": shown.contact, "escort": shown.escort,
        "must_not_know_asked": shown.must_not_know_asked,
    }  # fmt: skip


@router.post("/{referral_id}/acknowledge", response=ReferralOut, summary="It arrived")
@needs(Permission.REFERRAL_ACCEPT)
def acknowledge(request: Any, referral_id: UUID) -> Any:
    """Say that it arrived; saying it twice changes nothing."""
    at = clock.now()
    return _plain(receiving.acknowledge(referral_id=referral_id, by=request.actor, at=at))


@router.post("/{referral_id}/accept", response=ReferralOut, summary="We take it")
@needs(Permission.REFERRAL_ACCEPT)
def accept(request: Any, referral_id: UUID) -> Any:
    """Take responsibility for the service."""
    return _plain(receiving.accept(referral_id=referral_id, by=request.actor, at=clock.now()))


@router.post("/{referral_id}/decline", response={204: None}, summary="We cannot take it")
@needs(Permission.REFERRAL_ACCEPT)
def decline(request: Any, referral_id: UUID, body: DeclineIn) -> Any:
    """Say no with a reason; our access ends with it."""
    receiving.decline(
        referral_id=referral_id, reason=body.reason, note=body.note, by=request.actor,
        at=clock.now(),
    )  # fmt: skip
    return Status(204, None)


@router.post("/{referral_id}/services", response={201: MadeOut}, summary="A service was given")
@needs(Permission.SERVICE_REPORT)
def report(request: Any, referral_id: UUID, body: ServiceIn) -> Any:
    """Report a service; the same Idempotency-Key makes no second row."""
    at = clock.now()
    row_id = repeatable(request, "referral.service", at)
    row = receiving.report_service(
        id=row_id, referral_id=referral_id, service=body.service, started_on=body.started_on,
        ended_on=body.ended_on, outcome=body.outcome, note=body.note, help_first=body.help_first,
        by=request.actor, at=at,
    )  # fmt: skip
    return Status(201, {"id": row.pk})


@router.post("/{referral_id}/finish", response={204: None}, summary="The service is done")
@needs(Permission.SERVICE_REPORT)
def finish(request: Any, referral_id: UUID, body: FinishIn) -> Any:
    """Call the service done; our access ends with it."""
    receiving.finish(
        referral_id=referral_id, outcome=body.outcome, note=body.note, by=request.actor,
        at=clock.now(),
    )  # fmt: skip
    return Status(204, None)


def _plain(row: Referral) -> dict[str, Any]:
    return {
        "id": row.pk, "code": row.code, "sender": row.organisation.name, "service": row.service,
        "urgency": row.urgency, "state": row.state, "sent_at": row.sent_at,
        "acknowledge_by": row.acknowledge_by, "answer_by": row.answer_by,
    }  # fmt: skip
