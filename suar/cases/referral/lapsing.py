"""A consent that is over carries no referral any longer: the receiver's access ends.

It is over after its last day, and when a later answer to the same question was a no or was
withdrawn. Where a newer answer or ground lets the same data go to the same receiver, that one
carries on; a no to other data does not end what runs.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from suar.cases.consent.rules import SHARES
from suar.cases.models import Case, ConsentLine, Referral
from suar.cases.referral import moves, queries, rules
from suar.cases.referral.codes import Side, Verb
from suar.documents.codes import Datum
from suar.kit.actor import Actor
from suar.kit.problem import Kind, Problem
from suar.network.queries import local_day
from suar.store.work import act


@act
def close_lapsed(*, by: Actor, at: datetime) -> list[Referral]:
    """Close the organisation's referrals whose consent is over (due work)."""
    return _close(Referral.objects.filter(organisation_id=by.organisation_id), by, at)


def when_consent_ended(case: Case, line_id: UUID, by: Actor, at: datetime) -> None:
    """What carried on a referral after its own consent was over has ended (the consent's slot)."""
    _close(Referral.objects.filter(case=case), by, at)
    line = ConsentLine.objects.filter(pk=line_id, purpose__in=[p.value for p in SHARES]).first()
    if line is None:
        return
    same = Referral.objects.filter(case=case, receiver_id=line.receiver_id, ground_id=None)
    asked_again = [r.pk for r in same if set(r.data) & set(line.data)]
    _end(same.filter(pk__in=asked_again), by, at)


def _close(rows: QuerySet[Referral], by: Actor, at: datetime) -> list[Referral]:
    today = local_day(by.organisation_id, at)
    over = ConsentLine.objects.filter(organisation_id=by.organisation_id, valid_until__lt=today)
    return _end(rows.filter(consent_id__in=over.values("pk")), by, at)


def _end(rows: QuerySet[Referral], by: Actor, at: datetime) -> list[Referral]:
    """End those that no answer or ground carries, asked again once the persons are held."""
    resting = rows.filter(state__in=[s.value for s in rules.OPEN_STATES])
    resting = resting.select_related("case__organisation", "receiver").order_by("id")
    ended = []
    for referral in moves.held_for_the_clock(r for r in resting if not _carried(r, at)):
        if _carried(referral, at):
            continue
        try:
            ended.append(moves.move(referral, Verb.REVOKE, Side.SENDER, by=by, at=at))
        except Problem as problem:
            if problem.kind is not Kind.CONFLICT:
                raise
            # somebody answered meanwhile: the next round closes it
    return ended


def _carried(referral: Referral, at: datetime) -> bool:
    data = frozenset(Datum(d) for d in referral.data)
    return queries.basis_of(referral.case, referral.receiver_id, data, at).line is not None
