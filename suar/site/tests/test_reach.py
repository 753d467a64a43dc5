"""How far an erasure and a hold reach: linked records, tied reports, other people, other units."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar import vault
from suar.cases.referral import receiving
from suar.intake import actions as intake
from suar.intake import opening
from suar.intake.opening import Who
from suar.intake.tests.test_reports import FIVE
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.people.actions import links
from suar.people.codes import RelationKind, Sex
from suar.people.models import MergeLink, Relation
from suar.policy import Role
from suar.site import erasing, holding
from suar.site.holding import Ground
from suar.ui.models import Draft
from suar.vault.holds import RESTORED
from suar.vault.models import Subject, WrappedKey
from tests.support.cast import make_unit, make_user
from tests.support.people import make_person

pytestmark = pytest.mark.django_db
PAPER = {"authority": "Pengadilan Negeri Mataram", "number": "12/Pid.Sus/2026/PN Mtr"}
GROUND = "Penetapan atau perintah pengadilan"


@pytest.fixture
def gilang(cast):
    return cast.actor(cast.gilang)


@pytest.fixture
def other(way):
    return make_person(
        way.ani, way.at, name="Sulastri Contoh", born=PartialDate(1995, 2), sex=Sex.FEMALE,
        country="ID", province="52",
    )  # fmt: skip


@pytest.fixture
def twin(way, other):
    links.merge(id=new_id(), kept_id=way.person.pk, merged_id=other.pk, by=way.ani, at=way.at)
    return other


def placed(way, by, subject_id, code):
    return holding.place(
        id=new_id(), subject_id=subject_id, code=code, ground=Ground.COURT_ORDER,
        review_on=(way.at + timedelta(days=90)).date(), **PAPER, by=by, at=way.at,
    )  # fmt: skip


def lifted(way, by, hold):
    holding.lift(hold_id=hold.pk, why="Inkrah", expected=hold.version, by=by, at=way.at)


def erase(way, by, person):
    erasing.erase(
        subject_id=person.subject_id, code=person.code, why=erasing.Why.ASKED, by=by, at=way.at
    )


def refused(verb):
    with pytest.raises(Problem) as problem:
        verb()
    return problem.value


def codes(problem):
    return [b.code for b in problem.reasons]


# --- other people -----------------------------------------------------------------------------


def test_no_line_of_a_person_goes_because_the_other_one_is_erased(way, cast, gilang, other):
    row = links.add_relation(
        id=new_id(), person_id=way.person.pk, other_id=other.pk, kind=RelationKind.OTHER,
        by=way.ani, at=way.at, note="dia yang merekrut",
    )  # fmt: skip
    links.say_different(
        id=new_id(), first_id=way.person.pk, second_id=other.pk, by=way.ani, at=way.at
    )
    placed(way, gilang, way.person.subject_id, way.person.code)
    erase(way, gilang, other)
    row.refresh_from_db()
    assert (row.other_id, row.ended_at) == (None, None)
    assert MergeLink.objects.get().ended_at == way.at
    page = reverse("people:identity", args=[way.person.pk])
    shown = cast.client_for(cast.ani).get(page).content.decode()
    assert "dia yang merekrut" in shown
    assert other.code not in shown


def test_the_erased_persons_own_line_goes_with_her(way, gilang, other):
    links.add_relation(
        id=new_id(), person_id=other.pk, other_id=way.person.pk, kind=RelationKind.OTHER,
        by=way.ani, at=way.at,
    )  # fmt: skip
    erase(way, gilang, other)
    assert not Relation.objects.exists()


# --- linked records ---------------------------------------------------------------------------


@pytest.mark.parametrize("held_first", [True, False])
def test_a_hold_on_one_record_keeps_the_linked_one(way, cast, gilang, twin, held_first):
    pair = (way.person, twin) if held_first else (twin, way.person)
    hold = placed(way, gilang, pair[0].subject_id, pair[0].code)
    assert codes(refused(lambda: erase(way, gilang, pair[1]))) == [Reason.HELD_BY_LAW]
    officer = cast.client_for(cast.gilang)
    shown = officer.get(reverse("site:erase", args=[pair[1].subject_id])).content.decode()
    assert GROUND in shown
    assert reverse("site:hold", args=[hold.pk]) in shown
    assert "btn-danger" not in shown
    assert GROUND in officer.get(f"/access/{pair[1].subject_id}/").content.decode()
    record = reverse("people:person", args=[pair[1].pk])
    assert "Ada larangan hapus" in cast.client_for(cast.ani).get(record).content.decode()
    lifted(way, gilang, hold)
    erase(way, gilang, pair[1])


def test_a_linked_record_is_named_before_and_on_the_receipt_and_can_be_erased_too(
    way, cast, gilang, twin
):
    third = make_person(way.ani, way.at, name="Lastri Contoh")
    links.merge(id=new_id(), kept_id=way.person.pk, merged_id=third.pk, by=way.ani, at=way.at)
    officer = cast.client_for(cast.gilang)

    def text(name, person):
        return officer.get(reverse(f"site:{name}", args=[person.subject_id])).content.decode()

    for stays in (way.person, third):
        assert reverse("site:erase", args=[stays.subject_id]) in text("erase", twin)
    erase(way, gilang, twin)
    for stays in (way.person, third):
        assert reverse("site:erase", args=[stays.subject_id]) in text("receipt", twin)
    erase(way, gilang, way.person)
    for receipt in (twin, way.person):
        assert third.code in text("receipt", receipt)
    erase(way, gilang, third)
    for receipt in (twin, way.person, third):
        assert "masih ada" not in text("receipt", receipt)


def test_records_whose_link_was_ended_are_not_named(way, cast, gilang, twin):
    link = MergeLink.objects.get()
    links.unmerge(link_id=link.pk, expected=1, by=way.ani, at=way.at)
    way.at += timedelta(hours=1)
    page = reverse("site:erase", args=[twin.subject_id])
    assert way.person.code not in cast.client_for(cast.gilang).get(page).content.decode()
    placed(way, gilang, way.person.subject_id, way.person.code)
    erase(way, gilang, twin)
    receipt = reverse("site:receipt", args=[twin.subject_id])
    assert way.person.code not in cast.client_for(cast.gilang).get(receipt).content.decode()


# --- reports that were tied later -------------------------------------------------------------


def test_a_hold_on_a_report_is_seen_on_its_person_and_its_words_go_with_her(way, cast, gilang):
    report = intake.take_report(
        report_id=new_id(), heard=FIVE, unit_id=cast.unit_a.pk, by=way.fitri, at=way.at
    )
    hold = placed(way, gilang, report.subject_id, report.code)
    person = opening.open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=way.fitri, at=way.at,
    ).person  # fmt: skip
    officer = cast.client_for(cast.gilang)
    here = reverse("site:hold", args=[hold.pk])
    assert GROUND in officer.get(f"/access/{person.subject_id}/").content.decode()
    assert here in officer.get(reverse("site:erase", args=[person.subject_id])).content.decode()
    record = cast.client_for(cast.ani).get(reverse("people:person", args=[person.pk]))
    assert "Ada larangan hapus" in record.content.decode()
    assert codes(refused(lambda: erase(way, gilang, person))) == [Reason.HELD_BY_LAW]
    lifted(way, gilang, hold)
    erase(way, gilang, person)
    assert Subject.objects.get(pk=hold.subject_id).erased_at == way.at
    shown = officer.get(here).content.decode()
    assert "Mataram" not in shown
    assert "Inkrah" not in shown


# --- other units ------------------------------------------------------------------------------


def test_an_officer_of_another_unit_holds_lifts_and_erases_nobody_here(way, cast, gilang):
    there = make_unit(cast.a, "Kantor Jauh")
    wati = make_user("Wati", cast.a, Role.SAFEGUARDING_OFFICER, unit=there)
    far = cast.actor(wati)
    hold = placed(way, gilang, way.person.subject_id, way.person.code)
    for verb in (
        lambda: placed(way, far, way.person.subject_id, way.person.code),
        lambda: lifted(way, far, hold),
        lambda: holding.opened(holding.one(hold.pk, far), by=far, at=way.at),
        lambda: erase(way, far, way.person),
    ):
        assert refused(verb).kind is Kind.FORBIDDEN
    with pytest.raises(Problem), vault.opened(hold, by=far, at=way.at, purpose="hold"):
        pass
    client = cast.client_for(wati)
    assert way.person.code not in client.get(reverse("site:holds")).content.decode()
    log = f"/access/{way.person.subject_id}/"
    assert client.get(log).status_code == 403
    yuni = make_user("Yuni", cast.a, Role.SAFEGUARDING_OFFICER, unit=cast.unit_a)
    near = cast.actor(yuni)
    assert cast.client_for(yuni).get(log).status_code == 200
    lifted(way, near, hold)
    erase(way, near, way.person)
    assert refused(lambda: erasing.owner(way.person.subject_id, far)).kind is Kind.FORBIDDEN


# --- after a restore --------------------------------------------------------------------------


def test_a_hold_whose_paper_came_after_the_backup_keeps_until_it_is_entered_again(
    way, cast, gilang
):
    Subject.objects.filter(pk=way.case.subject_id).update(held_by=RESTORED)
    assert codes(refused(lambda: erase(way, gilang, way.person))) == [Reason.HELD_BY_LAW]
    officer = cast.client_for(cast.gilang)
    page = reverse("site:erase", args=[way.person.subject_id])
    shown = officer.get(page).content.decode()
    assert reverse("site:hold_new", args=[way.person.subject_id]) in shown
    assert "btn-danger" not in shown
    lifted(way, gilang, placed(way, gilang, way.person.subject_id, way.person.code))
    assert "btn-danger" in officer.get(page).content.decode()
    erase(way, gilang, way.person)


# --- drafts -----------------------------------------------------------------------------------


def test_what_the_receiver_typed_and_did_not_save_goes_too(way, cast, gilang):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    draft = {"_draft_key": f"cases.report:{referral.pk}", "note": "Sulastri"}
    own = {"_draft_key": "intake.report", "note": "orang lain"}
    for typed in (draft, own):
        cast.client_for(cast.citra).post(reverse("ui:draft"), typed)
    assert Draft.objects.count() == 2
    erase(way, gilang, way.person)
    assert Draft.objects.get().form_key == own["_draft_key"]
    assert WrappedKey.objects.filter(subject_id=Draft.objects.get().subject_id).exists()
