"""Erasure: nobody but the safeguarding officer, nobody by a slip, and a receipt that stays."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from suar import vault
from suar.agenda.models import Task
from suar.cases.consent import actions as consent
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Purpose, State
from suar.cases.models import Case
from suar.cases.reminders import Kind
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people.models import Person
from suar.site import erasing
from suar.vault.models import Erasure, Subject

pytestmark = pytest.mark.django_db


def tasks():
    return Task.objects.filter(kind=Kind.ERASE.value)


def withdraw(way, line):
    return consent.withdraw(
        case_id=way.case.pk, line_id=line.pk, how="phone", by=way.ani, at=way.at
    )


def page(way, end="erase"):
    return f"/access/{way.person.subject_id}/{end}/"


def order(way, **more):
    return {"id": str(new_id()), "why": "consent_withdrawn", "code": way.person.code, **more}


def test_others_are_refused_and_another_house_finds_nothing(way, cast):
    for user in (cast.ani, cast.beni, cast.admin_a):
        client = cast.client_for(user)
        for end in ("erase", "receipt"):
            assert client.get(page(way, end)).status_code == 403
        assert client.post(page(way), order(way)).status_code == 403
    theirs = vault.new_subject(kind="person", by=cast.actor(cast.eko), at=cast.at)
    officer = cast.client_for(cast.gilang)
    for subject in (theirs, new_id()):
        for end in ("erase", "receipt"):
            assert officer.get(f"/access/{subject}/{end}/").status_code == 404
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("wrong", [{"code": "O-AAAA-AAAA"}, {"code": ""}, {"why": ""}])
def test_without_the_code_or_a_reason_nothing_goes(way, cast, wrong):
    answer = cast.client_for(cast.gilang).post(page(way), order(way, **wrong))
    assert answer.status_code == 422
    assert not Erasure.objects.exists()


def test_the_verb_itself_asks_for_her_code_whatever_the_form_did(way, cast):
    with pytest.raises(Problem) as refused:
        erasing.erase(
            subject_id=way.person.subject_id, code="O-AAAA-AAAA", why=erasing.Why.ASKED,
            by=cast.actor(cast.gilang), at=way.at,
        )  # fmt: skip
    assert [b.code for b in refused.value.reasons] == [Reason.NO_SUCH_CODE]
    assert not Erasure.objects.exists()


def test_what_a_law_holds_is_said_and_stays(way, cast):
    vault.hold(way.person.subject_id, law="KUHAP", by=cast.actor(cast.gilang), at=way.at)
    officer = cast.client_for(cast.gilang)
    shown = officer.get(page(way)).content.decode()
    assert "KUHAP" in shown
    assert "btn-danger" not in shown
    assert officer.post(page(way), order(way)).status_code == 422
    assert not Erasure.objects.exists()


def test_no_receipt_before_an_erasure(way, cast):
    assert cast.client_for(cast.gilang).get(page(way, "receipt")).status_code == 404


def test_a_first_no_to_keeping_data_asks_for_no_erasure(way):
    way.agree(Purpose.STORE, state=State.REFUSED, asked=Asked())
    assert not tasks().exists()


def test_withdrawing_another_consent_asks_for_no_erasure(way):
    withdraw(way, way.agree(Purpose.INTERVIEW))
    assert not tasks().exists()


@pytest.mark.parametrize("how", ["withdrawn", "refused"])
def test_a_no_after_a_yes_is_a_task_of_the_safeguarding_officer_within_three_days(way, cast, how):
    line = way.agree(Purpose.STORE)
    if how == "withdrawn":
        withdraw(way, line)
        withdraw(way, line)
    else:
        way.agree(Purpose.STORE, state=State.REFUSED, asked=Asked())
    task = tasks().get()
    assert (task.role, task.state) == ("safeguarding_officer", "open")
    assert (task.due_at - way.at).days == 3
    assert page(way) in cast.client_for(cast.gilang).get("/tasks/").content.decode()
    assert page(way) not in cast.client_for(cast.beni).get("/tasks/").content.decode()


def test_a_later_yes_drops_the_task(way):
    withdraw(way, way.agree(Purpose.STORE))
    way.agree(Purpose.STORE)
    assert tasks().get().state == "cancelled"


def test_erased_is_closed_everywhere_and_the_receipt_stays(way, cast):
    withdraw(way, way.agree(Purpose.STORE))
    officer = cast.client_for(cast.gilang)
    found = officer.get(f"/access/{way.person.subject_id}/").content.decode()
    assert page(way) in found
    typed = way.person.code.lower().replace("-", " ")
    for _twice in range(2):
        answer = officer.post(page(way), order(way, code=typed))
        assert answer["Location"] == page(way, "receipt")
    assert Erasure.objects.get().reason == "consent_withdrawn"
    assert not Subject.objects.filter(
        pk__in=[way.person.subject_id, way.case.subject_id], erased_at=None
    ).exists()
    with pytest.raises(Problem), vault.opened(way.case, by=way.ani, at=way.at, purpose="view"):
        pass
    assert tasks().get().state == "done"
    receipt = officer.get(page(way, "receipt")).content.decode()
    gone = len(Erasure.objects.get().subjects)
    assert gone == Subject.objects.exclude(erased_at=None).count()
    for words in (way.person.code, f"{gone} catatan", "kertas", "surat yang sudah dikirim"):
        assert words in receipt, words
    assert "Sulastri" not in receipt


def test_what_stays_plain_is_province_and_year_of_the_office(way, cast):
    new_year = datetime(2025, 12, 31, 18, tzinfo=UTC)  # 1 January in Jakarta
    Person.objects.filter(pk=way.person.pk).update(made_at=new_year)
    Case.objects.filter(pk=way.case.pk).update(
        made_at=new_year, place_province="52", now_country="ID", now_regency="5202"
    )
    way.agree(Purpose.STORE)
    cast.client_for(cast.gilang).post(page(way), order(way))
    case, person = way.again(), Person.objects.get(pk=way.person.pk)
    jakarta = ZoneInfo("Asia/Jakarta")
    for moment in (case.made_at, case.stage_at, person.made_at):
        assert moment.astimezone(jakarta).strftime("%Y-%m-%d %H:%M") == "2026-01-01 00:00"
    assert (case.place_province, case.now_country, case.source_id) == ("52", "", None)
    assert case.now_regency == ""
    assert (person.province, person.regency, person.description) == ("52", "", None)
