"""The whole system at work as the role that owns nothing, row-level security before every table."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from suar import audit, vault
from suar.agenda.models import Task
from suar.api import actions as tokens
from suar.api.codes import Scope
from suar.cases import actions as cases
from suar.cases import scope
from suar.cases.closure import actions as closing
from suar.cases.consent.codes import Purpose
from suar.cases.identification import deciding_actions as deciding
from suar.cases.identification.codes import Decision
from suar.cases.models import Case, InboxMark, Referral
from suar.cases.notes import actions as notes
from suar.cases.referral import receiving
from suar.cases.referral.codes import Outcome, RefState
from suar.jobs import due
from suar.kit import clock
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.network.codes import ServiceCode
from suar.network.models import ServiceOffer
from suar.people import actions as people
from suar.people.codes import Sex
from suar.policy import rls
from suar.store.tenancy import acting_for, current_organisation
from tests.support.case_way import Way
from tests.support.cast import client_for, make_cast, make_unit
from tests.support.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
STRONG = {"ACT_RECRUIT": "", "MNS_DECEIVE": "RECRUITMENT", "PRP_FL": ""}


@pytest.fixture
def walk(app_role) -> Way:
    """A case of Ani's and B's shelter, all of it made behind the walls, at this very moment."""
    cast = make_cast(at=clock.now())
    ani, at = cast.actor(cast.ani), cast.at
    with acting_for(cast.b.pk):
        ServiceOffer.objects.create(
            organisation=cast.b, unit=cast.unit_b, service="SHL_EMG", sexes=["female"],
            min_age=18, coverage="nationwide", made_at=at, made_by=cast.admin_b.pk,
            verified_on=at.date(),
        )  # fmt: skip
    with acting_for(cast.a.pk):
        person = make_person(
            ani, at, name="Sulastri Canary", born=PartialDate(1995, 2), sex=Sex.FEMALE,
            country="ID", province="52",
        )  # fmt: skip
        case = cases.open_case(id=new_id(), person=person, unit=cast.unit_a, by=ani, at=at)
        case = scope.get(case.pk, ani, at)
    return Way(
        cast=cast, person=person, case=case, ani=ani, beni=cast.actor(cast.beni),
        citra=cast.actor(cast.citra), eko=cast.actor(cast.eko), fitri=cast.actor(cast.fitri),
        at=at,
    )  # fmt: skip


def sent(walk: Way) -> Referral:
    """Send the referral, as A."""
    with acting_for(walk.cast.a.pk):
        return walk.sent()


# --- who is refused ---------------------------------------------------------------------------


def test_unset_the_database_shows_nothing_that_an_organisation_owns(walk):
    sent(walk)
    with acting_for(None):
        for model, form in rls.protected_models():
            if form != "shared":
                assert not model._base_manager.exists(), model


def test_the_outsider_finds_pages_and_search_empty(walk):
    referral = sent(walk)
    eko = client_for(walk.cast.eko)
    for path in (f"/cases/{walk.case.pk}/", f"/people/{walk.person.pk}/",
                 f"/referrals/{referral.pk}/"):  # fmt: skip
        assert eko.get(path).status_code in (403, 404), path
    with acting_for(walk.cast.c.pk):
        found = people.run_search(id=new_id(), text="Sulastri Canary", by=walk.eko, at=walk.at)
    assert not found.hits


def test_a_form_that_names_anothers_row_is_told_that_there_is_none(walk):
    with acting_for(walk.cast.a.pk):
        line = walk.agree()
    with acting_for(walk.cast.c.pk):
        person = make_person(walk.eko, walk.at, name="Orang Lain")
        unit = make_unit(walk.cast.c, "Kantor C")
        theirs = cases.open_case(id=new_id(), person=person, unit=unit, by=walk.eko, at=walk.at)
        walk.case = scope.get(theirs.pk, walk.eko, walk.at)
        with pytest.raises(Problem) as answer:
            walk.agree(id=line.pk, by=walk.eko)
        assert answer.value.status == 404


# --- who is served ----------------------------------------------------------------------------


def test_the_way_goes_from_the_check_to_the_reopened_case(walk):
    with acting_for(walk.cast.a.pk):
        walk.check({"U01": "YES"})
        walk.agree()
        walk.agree(Purpose.INTERVIEW)
        walk.sit(STRONG)
        deciding.decide(
            id=new_id(), case_id=walk.case.pk, decision=Decision.PRESUMED, reason="Ditipu",
            order_reason="", by=walk.ani, at=walk.at,
        )  # fmt: skip
        notes.add(
            id=new_id(), case_id=walk.case.pk, on=walk.at.date(), text="Ia tidur nyenyak",
            by=walk.ani, at=walk.at,
        )  # fmt: skip
    referral = sent(walk)
    _answer_as_citra(walk, referral)
    with acting_for(walk.cast.a.pk):
        assert scope.outgoing(referral.pk, walk.ani, walk.at).outcome == "MET"
        walk.check(expected=1)  # nothing is urgent any more
        closure = closing.ask(
            id=new_id(), case_id=walk.case.pk, wish=walk.wish(), by=walk.ani, at=walk.at
        )
        closing.approve(
            case_id=walk.case.pk, closure_id=closure.pk, by=walk.beni, at=walk.at
        )  # fmt: skip
        closing.reopen(
            id=new_id(), case_id=walk.case.pk, reason="Ancaman baru", by=walk.beni, at=walk.at
        )
        assert not walk.again().is_closed
    for organisation in (walk.cast.a, walk.cast.b):
        with acting_for(organisation.pk):
            assert audit.verify(organisation.pk).ok


def _answer_as_citra(walk: Way, referral: Referral) -> None:
    """B takes the referral to its end; afterwards it has its mark and nothing else."""
    as_citra = {"referral_id": referral.pk, "by": walk.citra, "at": walk.at}
    with acting_for(walk.cast.b.pk):
        receiving.acknowledge(**as_citra)
        receiving.accept(**as_citra, note="Siap")
        receiving.report_service(
            **as_citra, id=new_id(), service=ServiceCode.SHL_EMG, started_on=walk.at.date()
        )
        receiving.finish(**as_citra, outcome=Outcome.MET)
        assert not Referral.objects.exists()
        assert not Case.objects.exists()
        assert InboxMark.objects.get().ended_as == "DONE"


def test_the_pages_of_both_sides_open_while_the_door_is_open(walk):
    referral = sent(walk)
    case, person = f"/cases/{walk.case.pk}/", f"/people/{walk.person.pk}/"
    ani, beni, citra = (client_for(u) for u in (walk.cast.ani, walk.cast.beni, walk.cast.citra))
    for client in (ani, beni):
        for path in ("/", "/cases/", case, person, "/tasks/", "/notices/", case + "consent/",
                     case + "interview/", f"{case}referrals/{referral.pk}/"):  # fmt: skip
            assert client.get(path).status_code == 200, path
    assert "/cases/" in ani.get("/cases/").content.decode()
    assert walk.case.code in ani.get("/cases/").content.decode()
    incoming = f"/referrals/{referral.pk}/"
    assert referral.code in citra.get("/referrals/").content.decode()
    assert citra.get(incoming).status_code == 200
    assert citra.post(incoming + "accept/", {"note": "Siap"}).status_code == 302
    assert citra.get(case).status_code in (403, 404)
    with acting_for(walk.cast.a.pk):
        assert Referral.objects.get().state == RefState.ACCEPTED
    assert current_organisation() is None


def test_a_look_from_both_sides_stands_on_the_page_of_who_looked(walk):
    referral = sent(walk)
    client_for(walk.cast.citra).get(f"/referrals/{referral.pk}/")
    page = client_for(walk.cast.gilang).get(f"/access/{referral.subject_id}/")
    assert page.status_code == 200
    assert "Citra" in page.content.decode()


def test_the_tick_does_what_is_due_in_every_organisation(walk, caplog):
    referral = sent(walk)
    with caplog.at_level(logging.ERROR, logger="suar.jobs"):
        assert due.tick(walk.at + timedelta(days=60))
        due.take_up_everywhere(walk.at + timedelta(days=61))
    assert caplog.records == []
    with acting_for(walk.cast.a.pk):
        assert Referral.objects.get(pk=referral.pk).state == RefState.EXPIRED
        assert Task.objects.filter(kind="case.look_at_answer").exists()
        assert Task.objects.filter(overdue_at__isnull=False).exists()
    with acting_for(walk.cast.b.pk):
        assert InboxMark.objects.get().ended_at is not None
        assert not Referral.objects.exists()


def test_an_erased_person_is_unreadable_and_found_by_nobody(walk):
    gilang = walk.cast.actor(walk.cast.gilang)
    with acting_for(walk.cast.a.pk):
        vault.erase(walk.person.subject_id, by=gilang, at=walk.at, reason="asked")
        with pytest.raises(Problem), vault.opened(walk.person, by=walk.ani, at=walk.at):
            pass
        found = people.run_search(id=new_id(), text="Sulastri Canary", by=walk.ani, at=walk.at)
    assert not found.hits


def test_a_token_of_another_system_reads_as_its_organisation_and_leaves_nothing_set(walk, client):
    admin = walk.cast.actor(walk.cast.admin_a)
    with acting_for(walk.cast.a.pk):
        _row, secret = tokens.issue_token(
            token_id=new_id(), name="hotline", scopes=[Scope.DIRECTORY_READ], unit=None,
            expires_at=walk.at + timedelta(days=30), by=admin, at=walk.at,
        )  # fmt: skip
    key = {"Authorization": f"Bearer {secret}"}
    answer = client.get("/api/directory/services", headers=key)
    assert answer.status_code == 200
    assert [offer["service"] for offer in answer.json()["items"]] == ["SHL_EMG"]
    assert current_organisation() is None
