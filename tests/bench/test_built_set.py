"""A data set is what the actions would have left: whole chains, open cases, people found."""

import pytest

from suar import audit
from suar.audit.models import Event
from suar.cases.models import Case
from suar.kit import clock
from suar.network.models import Organisation
from suar.people import queries
from suar.people.models import Person
from suar.policy import Role
from suar.vault.models import Subject, WrappedKey
from tests.bench import measuring, plan, story
from tests.bench.build import SEED, STAFF, build
from tests.support.cast import client_for
from tests.support.made_up_names import people

SIZE = 40


@pytest.fixture
def built(db):
    build(SIZE, clock.now(), lambda _text: None)
    return Organisation.objects.get(short_name="PLB")


def test_every_chain_is_whole_and_every_subject_has_its_key(built):
    assert Person.objects.count() == Case.objects.count() == SIZE
    assert Event.objects.count() > 8 * SIZE
    for organisation in Organisation.objects.all():
        assert audit.verify(organisation.pk).ok
    subjects = set(Subject.objects.values_list("pk", flat=True))
    assert subjects == set(WrappedKey.objects.values_list("pk", flat=True))


def test_a_worker_sees_her_cases_and_finds_people_by_name(built):
    worker = plan._people(built, Role.CASEWORKER)[0]
    client = client_for(worker)
    hers = Case.objects.filter(worker=worker, closed_at=None)
    listed = client.get("/cases/").content.decode()
    assert hers.exists()
    assert all(case.code in listed for case in hers)
    for case in Case.objects.filter(worker=worker)[:6]:
        assert client.get(f"/cases/{case.pk}/").status_code == 200
    name = list(zip(range(STAFF + 1), people(SEED), strict=False))[-1][1][0]
    by = plan.accounts.actor_for(worker, clock.now())
    assert queries.search(name, by=by, at=clock.now())[0].name == name


def test_a_plan_signs_people_in_and_prepares_referrals(built):
    made = plan.make(plan.random.Random(1), size=SIZE, seats=2, asked=5)
    assert all(made[kind] for kind in ("workers", "supervisors", "writers"))
    assert made["counts"]["cases"] == SIZE
    assert all(entry["misspelt"] != entry["name"] for entry in made["names"])


def test_codes_do_not_repeat():
    assert len({story.code("K", number) for number in range(20_000)}) == 20_000


def test_shares_are_those_of_the_nearest_rank():
    values = [float(n) for n in range(1, 101)]
    assert measuring._share(values, 0.5) == 50
    assert measuring._share(values, 0.95) == 95
    assert measuring._share([7.0], 0.95) == 7
