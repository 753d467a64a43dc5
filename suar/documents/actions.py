"""Writes of the letters: take a number, put the papers to it, void it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from suar import audit, policy
from suar.documents import queries, rules, scope, slots
from suar.documents.codes import LetterCode, State
from suar.documents.letter import COPIED_TO
from suar.documents.models import IssuedLetter, LetterRegister
from suar.documents.referral import Office, ReferralContent, compose
from suar.documents.rules import IssueFacts, Receiver
from suar.files import actions as files
from suar.files import scope as files_scope
from suar.files.prepare import Prepared
from suar.files.slots import Holder
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation, Unit
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act

_TRIES = 200  # numbers already taken under another pattern or unit


@act
def number_referral(
    *, id: UUID, content: ReferralContent, holder: Holder, to: Receiver,  # noqa: A002
    copies: tuple[Receiver, ...], signer_name: str, signer_office: str, on: date, by: Actor,
    at: datetime, unit: Unit | None = None,
) -> IssuedLetter:  # fmt: skip
    """Give a referral letter its number and seal its words; the papers follow outside.

    ``to`` and ``copies`` carry the caller's reasons against each receiver (no consent, who must
    not know): one reason refuses the whole letter. Raises ``Problem``.
    """
    policy.require(by, Permission.LETTER_ISSUE)
    done: IssuedLetter | None = replayed(IssuedLetter, id, by, record_id=holder.record_id)
    if done is not None:
        return done
    own = holder.organisation_id == by.organisation_id  # a letterhead is one's own
    if not own or not files_scope.opens(holder.subject_id, holder.part, by, at):
        raise Problem.not_found()
    owner = Organisation.objects.get(pk=by.organisation_id)
    facts = IssueFacts(LetterCode.L_REF, to, copies, signer_name, owner.letter_number)
    if reasons := rules.why_not_issue(facts):
        raise Problem.refused(reasons)
    office = queries.office_of(owner.pk, signer_name=signer_name, signer_office=signer_office)
    row = IssuedLetter(
        id=id, organisation_id=holder.organisation_id, subject_id=holder.subject_id, made_at=at,
        made_by=by.user_id, code=LetterCode.L_REF.value, dated=on, language=content.language,
        copies=len(copies), record_type=holder.record_type, record_id=holder.record_id,
        record_code=holder.code, part=holder.part,
    )  # fmt: skip
    row.serial, row.number = _next_number(owner, unit, LetterCode.L_REF, on, by, at)
    row.content = _sealed(content, copies, office, row.number, on)
    row.save(force_insert=True)
    audit.record(
        by, "letter.numbered", row, at=at,
        facts={"letter": row.code, "copies": len(copies), "to": to.organisation_id},
    )  # fmt: skip
    return row


@act
def finish(
    *, letter: IssuedLetter, holder: Holder, docx: Prepared, pdf: Prepared | None, by: Actor,
    at: datetime,
) -> IssuedLetter:  # fmt: skip
    """Put the papers to a numbered letter: now it is issued. Twice is once.

    Whether it may go out is asked again: a consent may have ended while it was printed.
    """
    policy.require(by, Permission.LETTER_ISSUE)
    why_not = slots.why_not_go_out.get(letter.record_type)
    reasons = list(why_not(letter, by, at)) if why_not else []
    row = _own(letter, by, at)
    if row.state == State.ISSUED:
        return row
    if row.state != State.NUMBERED:
        raise Problem.refused(Reason.LETTER_NOT_OPEN)
    if reasons:
        raise Problem.refused(reasons)
    row.docx = files.keep_ours(prepared=docx, holder=holder, by=by, at=at)
    row.pdf = files.keep_ours(prepared=pdf, holder=holder, by=by, at=at) if pdf else None
    row.state, row.issued_at = State.ISSUED.value, at
    row.save_change(expected=row.version, fields=["docx", "pdf", "state", "issued_at"])
    audit.record(by, "letter.issued", row, at=at, facts={"letter": row.code})
    return row


@act
def void(*, letter: IssuedLetter, by: Actor, at: datetime) -> IssuedLetter:
    """Take a letter back that did not go out; its number stays used."""
    policy.require(by, Permission.LETTER_ISSUE)
    row = _own(letter, by, at)
    if row.state == State.VOID:
        return row
    row.state = State.VOID.value
    row.save_change(expected=row.version, fields=["state"])
    audit.record(by, "letter.voided", row, at=at, facts={"letter": row.code})
    return row


def _own(letter: IssuedLetter, by: Actor, at: datetime) -> IssuedLetter:
    """Return a letter of the own organisation: who received one reads it and changes nothing."""
    row = scope.get(letter.pk, by, at)
    if row.organisation_id != by.organisation_id:
        raise Problem.not_found()
    return row


def _sealed(
    content: ReferralContent, copies: tuple[Receiver, ...], office: Office, number: str, on: date
) -> dict[str, object]:
    """Return the words of the letter; the copies are those that were checked, and no others."""
    if content.copies != tuple(copy.name for copy in copies):
        raise ValueError("the copies on the letter are not those that were checked")
    ids = [str(copy.organisation_id) for copy in copies if copy.organisation_id is not None]
    return {**compose(content, office=office, number=number, on=on).as_json(), COPIED_TO: ids}


def _next_number(
    owner: Organisation, unit: Unit | None, code: LetterCode, on: date, by: Actor, at: datetime
) -> tuple[int, str]:
    """Count the register up by one and return serial and number.

    The update locks the register's row until the commit, so that two letters at once wait for each
    other. A number that is taken already (the pattern was changed, two units share a sign) is
    skipped.
    """
    pattern = owner.letter_number
    where, year = rules.register_key(
        pattern, office=owner.pk, unit=unit.pk if unit else None, on=on
    )
    register, _new = LetterRegister.objects.get_or_create(
        organisation=owner, office=where, year=year,
        defaults={"id": new_id(), "made_at": at, "made_by": by.user_id},
    )  # fmt: skip
    for _try in range(_TRIES):
        LetterRegister.objects.filter(pk=register.pk).update(last=F("last") + 1)
        register.refresh_from_db(fields=["last"])
        text = rules.number(
            pattern, register.last, code=code, office=owner.short_name,
            unit=unit.name if unit else "", on=on,
        )  # fmt: skip
        if not IssuedLetter.objects.filter(organisation=owner, number=text).exists():
            return register.last, text
    raise Problem.refused(Reason.LETTER_NUMBER_PATTERN)
