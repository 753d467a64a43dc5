"""Objects of the lower packages: seats, links, tokens, the directory, jobs, tasks, notices."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator

import suar.jobs as jobs
from suar.accounts.actions import links, people, signing
from suar.accounts.models import Membership, SignedSession
from suar.agenda import actions as agenda
from suar.agenda import slots as agenda_slots
from suar.agenda.actions import About
from suar.agenda.slots import TaskKind
from suar.api import actions as tokens
from suar.api.codes import Scope
from suar.jobs import registry
from suar.jobs.models import Job
from suar.kit.ids import new_id
from suar.network import actions as network
from suar.network.answers import AgreementAnswers, OfferAnswers, UnitAnswers
from suar.notices import actions as notices
from suar.notices import slots as notice_slots
from suar.notices.models import Notice
from suar.notices.rules import Audience
from suar.notices.slots import NoticeKind
from suar.policy import Role
from tests.harness.world import AT, LETTERS, House, World, makers
from tests.support import cast

KIND = "harness.call"
WORK = "harness.work"


def accounts(world: World, house: House) -> None:
    """A colleague, her seat, her session, her device, her sheet, links, and one who waits."""
    admin = house.actor(Role.ORGANISATION_ADMIN)
    worker = house.users[Role.CASEWORKER]
    seat = Membership.objects.filter(user=worker, organisation=house.organisation).first()
    house.add("user", worker.pk)
    house.add("membership", seat.pk)
    house.client(Role.CASEWORKER)
    session = SignedSession.objects.filter(user=worker).order_by("-started_at").first()
    house.add("session", session.pk)
    device = signing.register_device(
        user=worker, label=house.canary(), by=house.actor(Role.CASEWORKER), at=AT
    )
    house.add("device", device.pk)
    people.issue_sheet(sheet_id=new_id(), user_id=worker.pk, by=admin, at=AT)
    made = new_id()
    links.invite(
        invitation_id=made, name=house.canary(), email=f"{house.canary()}@x.example",
        roles=[Role.ANALYST.value], unit_id=None, language="id", by=admin, at=AT,
    )  # fmt: skip
    house.add("invitation", made)
    factor, _made = Authenticator.objects.get_or_create(  # her sheet stays
        user=worker, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    house.add("factor", factor.pk)
    away = cast.make_user(
        house.canary(), house.organisation, Role.INSPECTOR, email=f"{house.canary()}@x.example"
    )
    people.suspend(user_id=away.pk, by=admin, at=AT)
    house.add("suspended", away.pk)
    waiting = cast.make_user(
        house.canary(), house.organisation, Role.INSPECTOR, email=f"{house.canary()}@x.example"
    )
    people.give_roles(
        user_id=waiting.pk, roles=[Role.CASEWORKER.value], unit_id=None, by=admin, at=AT
    )
    house.add("waiting", waiting.pk)


def network_rows(world: World, house: House) -> None:
    """A unit, an entry of the directory (shared, so without a canary), agreements."""
    admin = house.actor(Role.ORGANISATION_ADMIN)
    unit = network.add_unit(
        row_id=new_id(), answers=UnitAnswers(name=house.canary()), by=admin, at=AT
    )
    house.add("unit", unit.pk)
    offer = network.add_offer(
        row_id=new_id(), unit_id=house.unit.pk, today=AT.date(), by=admin, at=AT,
        answers=OfferAnswers(service="SHL_EMG", coverage="nationwide", sexes=("female",)),
    )  # fmt: skip
    house.add("offer", offer.pk)
    if house.letter not in LETTERS:
        return
    agreement = network.add_agreement(
        row_id=new_id(), partner_id=world["D"].organisation.pk, by=admin, at=AT,
        answers=AgreementAnswers(
            kind="referral", valid_from=AT.date(), document=house.canary(), signed_by=house.canary()
        ),
    )  # fmt: skip
    house.add("agreement", agreement.pk)


def api(world: World, house: House) -> None:
    """Tokens: one with every scope, one for each scope alone, one that waits to be confirmed."""
    admin, second = house.actor(Role.ORGANISATION_ADMIN), house.actor(Role.SUPERVISOR)
    for scopes in (list(Scope), *([scope] for scope in Scope)):
        token, secret = tokens.issue_token(
            token_id=new_id(), name=house.canary(), scopes=scopes, unit=house.unit,
            expires_at=AT + timedelta(days=9), by=admin, at=AT,
        )  # fmt: skip
        house.secrets[scopes[0].value if len(scopes) == 1 else "all"] = secret
        if token.waits:
            tokens.confirm_token(token_id=token.pk, by=second, at=AT)
        house.add("token", token.pk)
    waiting, _secret = tokens.issue_token(
        token_id=new_id(), name=house.canary(), scopes=[Scope.REFERRAL_READ], unit=house.unit,
        expires_at=AT + timedelta(days=9), by=admin, at=AT,
    )  # fmt: skip
    house.add("token_waiting", waiting.pk)


def work(world: World, house: House) -> None:
    """A job of the caseworker, a task of hers, a notice to her."""
    worker = house.actor(Role.CASEWORKER)
    jobs.enqueue(WORK, new_id(), by=worker, at=AT)
    mine = Job.objects.filter(kind=WORK, organisation_id=house.organisation.pk)
    house.add("job", mine.latest("made_at").pk)
    task = agenda.add_task(
        kind=KIND, about=About("harness.record", new_id(), house.canary()[:12]), source="harness",
        due_at=AT + timedelta(hours=4), user=worker.user_id, by=worker, at=AT,
    )  # fmt: skip
    house.add("task", task.pk)
    audience = Audience(house.organisation.pk, user_id=worker.user_id)
    notices.deliver(
        audience=audience, kind=KIND, record_id=new_id(), record_code=house.canary()[:12],
        but=new_id(), by=house.actor(Role.SUPERVISOR), at=AT,
    )  # fmt: skip
    house.add("notice", Notice.objects.filter(user_id=worker.user_id).latest("made_at").pk)


def fill_slots() -> None:
    """Give the harness's own kinds of work, task and notice their words."""
    registry.register(WORK, label="Harness")(lambda run, record_id: None)
    agenda_slots.kinds.fill(KIND, TaskKind("Harness", lambda record_id: "/"))
    notice_slots.kinds.fill(KIND, NoticeKind("Harness", lambda record_id: "/"))


fill_slots()
makers.fill("accounts", accounts, order=10)
makers.fill("network", network_rows, order=15)
makers.fill("api", api, order=20)
makers.fill("work", work, order=25)
