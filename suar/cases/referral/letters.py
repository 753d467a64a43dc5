"""The referral letter: the sealed content of a referral put on the office's letterhead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse

import suar.documents.actions as documents
import suar.documents.queries as letter_queries
from suar.cases import scope
from suar.cases.models import Case, Referral
from suar.cases.referral import handing_on, queries, rules
from suar.cases.referral.codes import RefState
from suar.cases.triage.queries import why_not_reach
from suar.documents.codes import Datum, NotToDo
from suar.documents.codes import Urgency as LetterUrgency
from suar.documents.issuing import put_on_paper
from suar.documents.models import IssuedLetter
from suar.documents.referral import ReferralContent
from suar.documents.rules import Receiver
from suar.files.slots import Holder
from suar.kit.actor import Actor
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode
from suar.network.models import Organisation
from suar.network.queries import local_day
from suar.policy import Part, Permission
from suar.store.work import act


def holder_of(referral: Referral, back: str = "") -> Holder:
    """Return the referral as the holder of its letter: whoever may open the letter's part."""
    return Holder(
        record_type="referral",
        record_id=referral.pk,
        subject_id=referral.subject_id,
        organisation_id=referral.organisation_id,
        code=referral.code,
        part=Part.LETTER.value,
        back=back,
    )


def issue(
    *,
    row_id: UUID,
    referral: Referral,
    case: Case,
    signer_name: str,
    signer_office: str,
    by: Actor,
    at: datetime,
    copies: Sequence[UUID | None] = (),
) -> IssuedLetter:
    """Number the letter of a referral and put it on paper; printing holds no transaction.

    ``copies`` are organisations that get a copy (*tembusan*). Each of them is a receiver like the
    first: who has no consent or ground for these data, or must not know, refuses the whole letter.
    The reasons against the n-th copy stand in the field ``copy_n``. A draft has no letter yet, and
    what is over gets no new one.
    """
    _may_be_written(referral)
    others = _copies(referral, case, copies, by, at)
    content = _content(referral, tuple(c.name for c in others), by, at)
    signer = (signer_name, signer_office)
    row = _number(
        row_id=row_id, referral_id=referral.pk, content=content, copies=copies, signer=signer,
        by=by, at=at,
    )  # fmt: skip
    return put_on_paper(row=row, holder=holder_of(referral), by=by, at=at)


@act
def _number(
    *, row_id: UUID, referral_id: UUID, content: ReferralContent, copies: Sequence[UUID | None],
    signer: tuple[str, str], by: Actor, at: datetime,
) -> IssuedLetter:  # fmt: skip
    """Ask every receiver's consent while the case is held, and number the letter on the answer."""
    case, referral = _held(referral_id, by, at)
    _may_be_written(referral)
    name, office = signer
    return documents.number_referral(
        id=row_id, content=content, holder=holder_of(referral),
        to=_receiver(referral, case, referral.receiver, by, at),
        copies=_copies(referral, case, copies, by, at), signer_name=name, signer_office=office,
        on=local_day(case.organisation, at), by=by, at=at, unit=case.unit,
    )  # fmt: skip


def why_not_go_out(letter: IssuedLetter, by: Actor, at: datetime) -> list[Because]:
    """Answer the documents' question before the papers are kept: does a consent carry it still?

    Holds the case, so that a withdrawal waits for the papers or has come first.
    """
    case, referral = _held(letter.record_id, by, at)
    if RefState(referral.state) not in rules.OPEN_STATES:
        return [Because(Reason.REFERRAL_NOT_AT_THIS_STEP)]
    copies = Organisation.objects.filter(pk__in=letter_queries.copied_to(letter, by=by, at=at))
    everybody = [referral.receiver, *copies.order_by("pk")]
    return [why for to in everybody for why in _receiver(referral, case, to, by, at).reasons]


def _held(referral_id: UUID, by: Actor, at: datetime) -> tuple[Case, Referral]:
    found = scope.outgoing(referral_id, by, at)
    case = scope.for_change(found.case_id, by, at)
    return case, scope.outgoing(referral_id, by, at)


def _may_be_written(referral: Referral) -> None:
    if RefState(referral.state) not in rules.OPEN_STATES:
        raise Problem.refused(Reason.REFERRAL_NOT_AT_THIS_STEP)


def _receiver(
    referral: Referral, case: Case, organisation: Organisation, by: Actor, at: datetime
) -> Receiver:
    """Return an organisation with the reasons why it may not read this letter."""
    data = frozenset(Datum(d) for d in referral.data)
    basis = queries.basis_of(case, organisation.pk, data, at)
    contact = why_not_reach(case, organisation, about="referral", by=by, at=at)
    return Receiver(organisation.name, (*basis.why_not, *contact), organisation.pk)


def _copies(
    referral: Referral, case: Case, wanted: Sequence[UUID | None], by: Actor, at: datetime
) -> tuple[Receiver, ...]:
    """Return who gets a copy, each once; reasons are tied to the field in which she was named."""
    ids = [pk for pk in wanted if pk is not None]
    known = Organisation.objects.filter(pk__in=ids, closed_on__isnull=True).in_bulk()
    found, taken = [], {referral.receiver_id}
    for number, pk in enumerate(wanted, 1):
        if pk is None or pk in taken:
            continue
        taken.add(pk)
        field = f"copy_{number}"
        if pk not in known or pk == referral.organisation_id:
            raise Problem.invalid(field, Reason.RECEIVER_CANNOT_RECEIVE)
        to = _receiver(referral, case, known[pk], by, at)
        found.append(replace(to, reasons=tuple(replace(r, field=field) for r in to.reasons)))
    return tuple(found)


def _content(
    referral: Referral, copies: tuple[str, ...], by: Actor, at: datetime
) -> ReferralContent:
    """Return what the letter says: what was sealed for this receiver, and nothing else."""
    opened = queries.open_referral(referral, by=by, at=at)
    receiver = referral.receiver
    return ReferralContent(
        case_code=referral.code,
        to=(receiver.name,),
        data=tuple(opened.letter),
        need=opened.need,
        urgency=LetterUrgency(referral.urgency.lower()),
        services=(ServiceCode(referral.service),),
        escort=opened.escort,
        hand_over_on=referral.hand_over_on,
        contact=opened.contact,
        phone=_our_number(referral),
        not_to_do=tuple(NotToDo(code) for code in opened.not_to_do),
        not_to_do_more=opened.not_to_do_more,
        must_not_know_asked=opened.must_not_know_asked,
        acknowledge_by=_still_due(referral, "acknowledge_by"),
        answer_by=_still_due(referral, "answer_by"),
        copies=copies,
        by_consent=referral.ground_id is None,
        language=receiver.language,
    )


def _our_number(referral: Referral) -> str:
    """Return the office's number in the directory, that of the case's own unit first."""
    known = handing_on.contacts_of(referral.organisation_id)
    known.sort(key=lambda offer: offer.unit_id != referral.case.unit_id)
    return known[0].focal_phone if known else ""


def _still_due(referral: Referral, field: str) -> datetime | None:
    """Return by when the receiver does a step that it has not done, on its own clock."""
    due = queries.still_due(referral, field)
    return due.astimezone(ZoneInfo(referral.receiver.time_zone)) if due else None


def holder_by_id(referral_id: UUID, actor: Actor, at: datetime) -> Holder:
    """Answer the files' question: the referral, seen from either side, or not found."""
    mine = scope.sent_by(actor, at).filter(pk=referral_id).first()
    if mine is not None:
        return holder_of(mine, reverse("cases:referral", args=[mine.case_id, mine.pk]))
    if not actor.may(Permission.REFERRAL_RECEIVE):
        raise Problem.not_found()
    found = scope.incoming(referral_id, actor, at)
    return holder_of(found, reverse("cases:incoming", args=[found.pk]))
