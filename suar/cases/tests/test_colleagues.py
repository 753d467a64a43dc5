"""A colleague of the same unit reads neither the case nor what hangs on it; nor does one before."""

from datetime import timedelta

import pytest
from django.urls import reverse

import suar.people.scope as people_scope
import suar.policy as policy
from suar.cases import actions
from suar.cases.referral import letters
from suar.documents import queries as papers
from suar.documents import scope as papers_scope
from suar.files import scope as files_scope
from suar.intake import scope as reports
from suar.intake.actions import FirstContact, take_report
from suar.intake.opening import Who, open_case
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.people.actions import NewPerson, run_search
from suar.policy import Ground, Part, Role
from suar.policy.models import Grant
from suar.vault import slots as vault_slots
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(cast):
    """A second caseworker of the unit, with a case load of her own."""
    return make_user("Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a)


def opened_to(actor, subjects, at):
    found = frozenset()
    for answer in vault_slots.may_open:
        found |= answer(actor, frozenset(subjects), at, None)
    return found


@pytest.fixture
def letter(way):
    referral = way.sent()
    return letters.issue(
        row_id=new_id(), referral=referral, case=way.again(), signer_name="Ani",
        signer_office="Pendamping", by=way.ani, at=way.at,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["mira", "fitri"])
def test_a_colleague_of_the_unit_opens_neither_the_person_nor_her_letters(way, mira, letter, who):
    actor = way.cast.actor(mira if who == "mira" else way.cast.fitri)
    with pytest.raises(Problem):
        people_scope.get(way.person.pk, actor, way.at, Part.IDENTITY)
    assert not papers_scope.visible_to(actor, way.at).exists()
    assert not files_scope.visible_to(actor, way.at).exists()
    register = papers.register(actor=actor, at=way.at, year=2026)
    assert [line.letter_id for line in register.lines] == [None]
    subjects = {way.person.subject_id, way.case.subject_id, letter.subject_id}
    assert not opened_to(actor, subjects, way.at)


def test_a_colleague_finds_her_client_by_name_without_seeing_the_name(way, mira):
    hit = run_search(id=new_id(), text="Sulastri Canary", by=way.cast.actor(mira), at=way.at).hits[
        0
    ]
    assert (hit.name, hit.unit) == ("", "Kantor A")


def test_no_page_of_a_colleagues_letter_or_client_opens(way, mira, letter):
    browser = way.cast.client_for(mira)
    for address in (
        reverse("documents:letter", args=[letter.pk]),
        reverse("files:download", args=[letter.docx_id]),
        reverse("people:identity", args=[way.person.pk]),
        reverse("people:contact", args=[way.person.pk]),
        reverse("cases:case", args=[way.case.pk]),
    ):
        assert browser.get(address).status_code == 404, address


def test_whoever_answers_for_the_unit_opens_all_of_it(way, letter):
    assert people_scope.get(way.person.pk, way.beni, way.at, Part.IDENTITY)
    assert papers_scope.get(letter.pk, way.beni, way.at)


def _from_report(cast, at, ani):
    heard = FirstContact(
        channel="phone", speaker="person", where="indonesia", call_name="Yanti Contoh",
        contact_number="0812 0000 111", story="Kenari kuning",
    )  # fmt: skip
    report = take_report(report_id=new_id(), heard=heard, unit_id=cast.unit_a.pk, by=ani, at=at)
    ticket = run_search(id=new_id(), text="Yanti Contoh", by=ani, at=at).ticket
    report.searched_at = at
    report.save_change(expected=report.version, fields=["searched_at"])
    case = open_case(
        case_id=new_id(), report_id=report.pk,
        who=Who(new_id(), NewPerson(name="Yanti Contoh"), ticket), unit=cast.unit_a,
        worker_id=cast.ani.pk, by=ani, at=at,
    )  # fmt: skip
    return report, case


def test_the_worker_before_keeps_nothing_of_a_case_that_was_given_on(cast, mira):
    at, ani = cast.at, cast.actor(cast.ani)
    report, case = _from_report(cast, at, ani)
    later = at + timedelta(hours=1)
    actions.assign(
        id=new_id(), case_id=case.pk, worker_id=mira.pk, unit_id=cast.unit_a.pk,
        expected=1, by=cast.actor(cast.beni), at=later,
    )  # fmt: skip
    new_worker = cast.actor(mira)
    assert reports.get(report.pk, new_worker, later), "the report goes with the case"
    Grant.objects.filter(ground=Ground.INTAKE, to_unit=cast.unit_a.pk).update(ended_at=at)  # desk
    with pytest.raises(Problem):
        people_scope.get(case.person_id, ani, later, Part.IDENTITY)
    with pytest.raises(Problem):
        reports.get(report.pk, ani, later)
    assert not policy.open_subjects(ani, later).exists()
    assert reports.get(report.pk, new_worker, later)
