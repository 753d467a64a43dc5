"""Rows that stand apart: drafts, choices, openings, an erasure, a reopening."""

from __future__ import annotations

from datetime import timedelta

from suar import vault
from suar.api import actions as tokens
from suar.api.auth import actor_of
from suar.api.models import Token
from suar.cases.closure import actions as closing
from suar.cases.services import actions as services
from suar.cases.triage import actions as triage
from suar.files import actions as files
from suar.files.models import StoredFile
from suar.kit.ids import new_id
from suar.network.codes import ServiceCode
from suar.notices import actions as notices
from suar.notices.actions import Choice
from suar.notices.models import NoticePreference
from suar.people import index
from suar.people.codes import AgeBand, Sex
from suar.policy import Role
from suar.site import holding
from suar.ui import drafts
from tests.harness import things_cases, things_people
from tests.harness.things_people import worker
from tests.harness.world import AT, House, World, makers


def small_rows(world: World, house: House) -> None:
    """What somebody typed and did not send, chose, opened, called twice."""
    by = worker(house)
    drafts.keep(form_key="harness.note:1", fields={"text": [house.canary()]}, by=by, at=AT)
    if not NoticePreference.objects.filter(user_id=by.user_id).exists():
        choice = Choice(mail=False, quiet_from=21, quiet_to=6, language="id")
        notices.choose(choice=choice, expected=0, by=by, at=AT)
    token = Token.objects.select_related("organisation").get(pk=house.things["token"])
    tokens.row_for_repeat(
        token=token, operation="harness", key=str(new_id()), content=b"x", by=actor_of(token), at=AT
    )
    files.open_original(
        file=StoredFile.objects.get(pk=house.things["file"]), reason=house.canary(),
        by=house.actor(Role.SUPERVISOR), at=AT, id=new_id(),
    )  # fmt: skip
    index.ensure_state(house.organisation.pk, by=by, at=AT)


def case_rows(world: World, house: House) -> None:
    """A case that was closed and reopened, a barred receiver reached, a service without a name."""
    by = worker(house)
    case = things_cases.open_case(house, things_people.person(house))
    closure = things_cases.ask_to_close(house, case)
    supervisor = house.actor(Role.SUPERVISOR)
    closing.approve(case_id=case.pk, closure_id=closure, by=supervisor, at=AT)
    closing.reopen(id=new_id(), case_id=case.pk, reason=house.canary(), by=supervisor, at=AT)
    triage.decide_contact(
        id=new_id(), case_id=house.things["case"], receiver_id=world["D"].organisation.pk,
        about="referral", reason=house.canary(), by=by, at=AT,
    )  # fmt: skip
    services.record_nameless(
        id=new_id(), service=ServiceCode.SHL_EMG, given_on=AT.date(), sex=Sex.FEMALE,
        age_band=AgeBand.B24_26, by=by, at=AT,
    )  # fmt: skip


def erased(world: World, house: House) -> None:
    """A person who asked to be forgotten."""
    row = things_people.person(house)
    by = house.actor(Role.SAFEGUARDING_OFFICER)
    vault.erase(row.subject_id, by=by, at=AT, reason="asked")
    house.add("erased_subject", row.subject_id)


def held(world: World, house: House) -> None:
    """A person whose records a court asks for: they must not be erased."""
    row = things_people.person(house)
    hold = holding.place(
        id=new_id(), subject_id=row.subject_id, code=row.code, ground=holding.Ground.COURT_ORDER,
        authority=house.canary(), number=house.canary(), review_on=AT.date() + timedelta(days=90),
        by=house.actor(Role.SAFEGUARDING_OFFICER), at=AT,
    )  # fmt: skip
    house.add("held_subject", row.subject_id)
    house.add("hold", hold.pk)


makers.fill("small rows", small_rows, order=80)
makers.fill("case rows", case_rows, order=85)
makers.fill("erased", erased, order=90)
makers.fill("held", held, order=95)
