"""The plan of a run: who signs in, which cases and names are asked for."""

from __future__ import annotations

import random
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings

from suar.accounts import seats as accounts
from suar.accounts.models import Membership, User
from suar.audit.models import Event
from suar.cases.consent import actions as consent
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Form, Purpose, State
from suar.cases.models import Case
from suar.documents.codes import Datum
from suar.kit import clock
from suar.kit.ids import new_id
from suar.network.models import Organisation
from suar.people.codes import AgeBand
from suar.people.models import Person, SearchKey
from suar.policy import Role
from suar.policy.models import Grant
from suar.store import tenancy
from suar.store.postgresql.roles import as_owner
from tests.bench.build import SEED, STAFF
from tests.bench.offices import SHARES
from tests.support.cast import client_for
from tests.support.made_up_names import misspelt, people

DATA = (Datum.NAME, Datum.SEX, Datum.AGE, Datum.SITUATION)
REFERRED = 12  # cases a worker may refer in one run
ASKED = Asked(
    form=Form.WRITTEN, text_version="1", language="id", explained_by="Pendamping",
    understood=True, evidence="Lemari A, map 3",
)  # fmt: skip
# A child is heard and has a guardian first; of whom an earlier run registered no age is known.
NOT_SURELY_GROWN = (AgeBand.B0_8, AgeBand.B9_17, AgeBand.B18_20, AgeBand.UNKNOWN)


def make(chance: random.Random, *, size: int, seats: int, asked: int) -> dict[str, Any]:
    """Sign people of the largest organisation in and choose what they will ask for."""
    at = clock.now()
    house = Organisation.objects.get(short_name=SHARES[0][0])
    partner = Organisation.objects.get(short_name=SHARES[1][0])
    with tenancy.acting_for(house.pk):
        workers = _people(house, Role.CASEWORKER)
        chance.shuffle(workers)
        readers, writers = workers[:seats], workers[seats : 2 * seats] or workers[:seats]
        return {
            "workers": [_worker(user, chance) for user in readers],
            "supervisors": [_worker(u, chance) for u in _people(house, Role.SUPERVISOR)[:seats]],
            "writers": [_writer(user, house, partner, chance, at) for user in writers],
            "partner": str(partner.pk),
            "names": _names(chance, round(size * SHARES[0][1]), asked),
            "counts": _counts(),
        }


def _people(house: Organisation, role: Role) -> list[User]:
    held = Membership.objects.filter(organisation=house, role=role.value).order_by("id")
    return [seat.user for seat in held.select_related("user")]


def _worker(user: User, chance: random.Random) -> dict[str, Any]:
    mine = [str(pk) for pk in Case.objects.filter(worker=user).values_list("pk", flat=True)]
    chance.shuffle(mine)
    seat = Membership.objects.filter(user=user).first()
    assert seat is not None
    team = Membership.objects.filter(unit_id=seat.unit_id, role=Role.CASEWORKER.value)
    return {
        "cookie": _cookie(user), "user": str(user.pk), "unit": str(seat.unit_id), "cases": mine,
        "team": [str(pk) for pk in team.values_list("user_id", flat=True)],
    }  # fmt: skip


def _writer(
    user: User, house: Organisation, partner: Organisation, chance: random.Random, at: datetime
) -> dict[str, Any]:
    """A worker whose open cases have the person's consent to be referred to the partner."""
    found = _worker(user, chance)
    by = accounts.actor_for(user, at)
    grown = Case.objects.filter(worker=user, closed_at=None).exclude(
        person__age_band__in=[b.value for b in NOT_SURELY_GROWN]
    )
    rows = grown.order_by("-made_at")[:REFERRED]
    found["refer"] = [str(case.pk) for case in rows]
    for case_id in found["refer"]:
        consent.record(
            id=new_id(), case_id=case_id, purpose=Purpose.SHARE_REF, state=State.GIVEN,
            given_on=at.date(), asked=ASKED, receiver_id=partner.pk, data=DATA, by=by, at=at,
        )  # fmt: skip
    return found


def _cookie(user: User) -> str:
    cookie = client_for(user).cookies[settings.SESSION_COOKIE_NAME]
    return f"{settings.SESSION_COOKIE_NAME}={cookie.value}"


def _names(chance: random.Random, people_here: int, asked: int) -> list[dict[str, Any]]:
    """Return names of people who are there, as written and with one or two errors."""
    here = list(islice(people(SEED), STAFF, STAFF + people_here))
    return [
        {"name": name, "year": year, "misspelt": misspelt(name, chance.choice((1, 1, 2)), chance)}
        for name, year in chance.sample(here, min(asked, len(here)))
    ]


def _counts() -> dict[str, int]:
    """Return how many rows the largest tables hold, all organisations together, for the page."""
    with as_owner():
        return {
            "people": Person.objects.count(), "cases": Case.objects.count(),
            "open cases": Case.objects.filter(closed_at=None).count(),
            "grants": Grant.objects.count(), "events": Event.objects.count(),
            "postings": SearchKey.objects.count(),
        }  # fmt: skip
