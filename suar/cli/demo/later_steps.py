"""The later steps of an invented case: referral and its answer, services, follow-up, closing."""

from __future__ import annotations

from datetime import datetime, timedelta

from suar.cases.closure import actions as closing
from suar.cases.closure.actions import Wish
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Purpose, State
from suar.cases.followup import actions as followup
from suar.cases.models import Case, Closure, FollowUp, Referral
from suar.cases.referral import actions as referring
from suar.cases.referral import receiving
from suar.cases.referral.actions import Content
from suar.cases.referral.codes import DeclineReason, Outcome, Urgency
from suar.cases.services import actions as services
from suar.cases.services.actions import Details
from suar.cases.services.codes import ServiceState
from suar.cli.demo.chance import Fate
from suar.cli.demo.first_steps import asked_of, worker_of
from suar.cli.demo.office import Office
from suar.documents.codes import Datum
from suar.kit.ids import new_id
from suar.network.codes import ServiceCode
from suar.people.codes import Sex

KEPT = timedelta(days=5 * 365)


def letter(fate: Fate) -> dict[Datum, str]:
    """Return what the receiver needs to know, and no more."""
    return {
        Datum.NAME: fate.name,
        Datum.SEX: "perempuan" if fate.sex is Sex.FEMALE else "laki-laki",
        Datum.AGE: str(fate.age),
        Datum.LANGUAGE: "Indonesia, Sasak" if fate.home[0] == "52" else "Indonesia",
        Datum.SITUATION: fate.story.interview,
    }


def draft(fate: Fate, case: Case, office: Office, at: datetime) -> Referral:
    """Consent for this receiver and these data, then the draft."""
    by = office.actor(worker_of(fate), at)
    consent.record(
        id=new_id(),
        case_id=case.pk,
        purpose=Purpose.SHARE_REF,
        state=State.GIVEN,
        given_on=at.date(),
        asked=asked_of(fate, at),
        receiver_id=office.shelter.pk,
        data=tuple(letter(fate)),
        by=by,
        at=at,
    )
    return referring.draft(
        id=new_id(),
        case_id=case.pk,
        receiver_id=office.shelter.pk,
        content=Content(
            service=fate.story.service,
            urgency=Urgency.RED if fate.story.urgent else Urgency.GREEN,
            need=fate.story.need,
            letter=letter(fate),
            not_to_do=("call_family",) if fate.story.must_not_know else (),
            contact="Ani Rahmawati, Kantor Mataram",
        ),
        by=by,
        at=at,
    )


def send(fate: Fate, referral: Referral, office: Office, at: datetime) -> None:
    """The referral goes to the shelter."""
    referring.send(referral_id=referral.pk, by=office.actor(worker_of(fate), at), at=at)


def accept(referral: Referral, office: Office, at: datetime) -> None:
    """Citra acknowledges, and accepts half an hour later."""
    receiving.acknowledge(referral_id=referral.pk, by=office.actor("citra", at), at=at)
    later = at + timedelta(minutes=30)
    receiving.accept(referral_id=referral.pk, by=office.actor("citra", later), at=later)


def decline(referral: Referral, office: Office, at: datetime) -> None:
    """Citra has no place now."""
    receiving.decline(
        referral_id=referral.pk,
        reason=DeclineReason.CAPACITY,
        note="Penuh sampai minggu depan.",
        by=office.actor("citra", at),
        at=at,
    )


def serve(fate: Fate, referral: Referral, office: Office, at: datetime) -> None:
    """Citra reports the service and calls it done."""
    by = office.actor("citra", at)
    receiving.hand_over(referral_id=referral.pk, by=by, at=at)
    receiving.report_service(
        id=new_id(),
        referral_id=referral.pk,
        service=fate.story.service,
        started_on=at.date(),
        note="Layanan diberikan sesuai kebutuhan.",
        by=by,
        at=at + timedelta(minutes=5),
    )


def finish(referral: Referral, office: Office, at: datetime) -> None:
    """The service is done; the shelter's access ends."""
    by = office.actor("citra", at)
    receiving.finish(referral_id=referral.pk, outcome=Outcome.MET, by=by, at=at)


def own_service(fate: Fate, case: Case, office: Office, at: datetime) -> None:
    """What the own organisation gives: information on rights, or first aid of the soul."""
    urgent = bool(fate.story.urgent)
    services.record(
        id=new_id(),
        case_id=case.pk,
        details=Details(
            service=ServiceCode.PSY_PFA if urgent else ServiceCode.LEG_INF,
            state=ServiceState.GIVEN,
            started_on=at.date(),
            ended_on=at.date(),
            outcome="MET",
        ),
        by=office.actor(worker_of(fate), at),
        at=at,
    )


def plan_contact(fate: Fate, case: Case, office: Office, at: datetime, *, in_days: int) -> FollowUp:
    """Plan the next contact."""
    return followup.plan(
        id=new_id(),
        case_id=case.pk,
        due_on=(at + timedelta(days=in_days)).date(),
        plan_text="Menanyakan keamanan, kesehatan, dan sekolah anak.",
        by=office.actor(worker_of(fate), at),
        at=at,
    )


def make_contact(fate: Fate, case: Case, row: FollowUp, office: Office, at: datetime) -> None:
    """Write down what came of it."""
    followup.finish(
        case_id=case.pk,
        row_id=row.pk,
        done_on=at.date(),
        reached=True,
        safe=True,
        note="Terhubung pada jam aman; kondisi baik.",
        expected=row.version,
        by=office.actor(worker_of(fate), at),
        at=at,
    )


def ask_to_close(fate: Fate, case: Case, office: Office, at: datetime) -> Closure:
    """Ani asks; goals are reached and the person agreed."""
    return closing.ask(
        id=new_id(),
        case_id=case.pk,
        wish=Wish(
            reason=CloseReason.GOALS,
            told=Told.AGREED,
            safety_checked_on=at.date(),
            retention_until=(at + KEPT).date(),
            facts_unknown=list(Fact),
            summary="Tujuan pendampingan tercapai.",
        ),
        by=office.actor(worker_of(fate), at),
        at=at,
    )


def close(case: Case, row: Closure, office: Office, at: datetime) -> None:
    """Beni closes."""
    closing.approve(case_id=case.pk, closure_id=row.pk, by=office.actor("beni", at), at=at)
