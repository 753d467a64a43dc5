"""What is being written while a person is erased goes with her, or is refused; nothing hangs."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection

from suar.cases.models import Case, ReferralEvent
from suar.cases.referral import receiving
from suar.cases.referral.codes import Outcome, RefState
from suar.cases.triage import actions as triage
from suar.intake import actions as intake
from suar.intake import opening
from suar.intake.actions import FirstContact
from suar.intake.opening import Who
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import rebuilding
from suar.people.actions import contact, glass, lists
from suar.people.codes import GlassReason, Holder
from suar.people.models import PersonKeys, Phone
from suar.policy import Grant, Role
from suar.site import erasing
from suar.store.work import act
from suar.ui import drafts
from suar.ui.models import Draft
from suar.vault.models import Subject
from tests.support.cast import make_user
from tests.support.overtaking import overtaken

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.postgres,
]


@pytest.fixture
def both(way, cast, monkeypatch):
    """Stop some work at a call, begin the erasure, let both come to their end; return both."""

    def told(owner, name, work, *, after, house=None, report=None):
        wanted = report or way.person

        def erase():
            return erasing.erase(
                subject_id=wanted.subject_id, code=wanted.code, why=erasing.Why.ASKED,
                by=cast.actor(cast.gilang), at=now(),
            )  # fmt: skip

        seat = house or cast.a.pk
        return overtaken(
            monkeypatch, owner, name, after=after, slow=(seat, work), other=(cast.a.pk, erase)
        )

    return told


@pytest.fixture
def meanwhile(both):
    """Do the same; the work was done or refused in words, and she is erased."""

    def told(*what, **how):
        answer, erased = both(*what, **how)
        assert isinstance(answer, Problem) or not isinstance(answer, Exception), answer
        assert not isinstance(erased, Exception), erased
        assert Subject.objects.filter(pk=erased, erased_at__isnull=False).exists()

    return told


def tokens(way):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_searchkey WHERE ref = %s", [way.person.ref])
        return cursor.fetchone()[0]


def open_lines():
    hers = Subject.objects.filter(erased_at__isnull=False).values("pk")
    return Grant.objects.filter(subject_id__in=hers, ended_at=None)


def keep(key, by):
    return drafts.keep(form_key=key, fields={"text": ["Sulastri ..."]}, by=by, at=now())


def test_a_draft_goes_with_her(way, meanwhile):
    key = f"cases.note:{way.case.pk}"
    meanwhile(drafts, "_require_open", lambda: keep(key, way.ani), after=True)
    assert not Draft.objects.filter(form_key=key).exists()


def test_a_draft_of_her_receiver_goes_with_her(way, cast, meanwhile):
    key = f"cases.report:{way.sent().pk}"
    work = partial(keep, key, way.citra)
    meanwhile(drafts, "_require_open", work, after=True, house=cast.b.pk)
    assert not Draft.objects.filter(form_key=key).exists()


def test_a_number_leaves_neither_row_nor_token(way, meanwhile):
    work = partial(
        contact.add_phone, id=new_id(), person_id=way.person.pk, number="0812 3456 7890",
        holder=Holder.UNKNOWN, by=way.ani, at=now(),
    )  # fmt: skip
    meanwhile(lists, "put_numbers", work, after=False)
    assert (tokens(way), Phone.objects.count(), PersonKeys.objects.count()) == (0, 0, 0)


def test_a_rebuilt_index_does_not_bring_her_back(way, meanwhile):
    @act
    def rebuild(*, by, at):
        rebuilding.rebuild_batch([way.person], at=at)

    meanwhile(rebuilding, "_tokens", lambda: rebuild(by=way.ani, at=now()), after=True)
    assert (tokens(way), PersonKeys.objects.count()) == (0, 0)


def test_where_she_is_now_is_coarsened_with_the_rest(way, meanwhile):
    work = partial(
        triage.set_now_country, case_id=way.case.pk, country="MY", shown="", by=way.ani, at=now()
    )
    meanwhile(Case, "save_change", work, after=False)
    assert way.again().now_country == ""


def test_a_glass_broken_meanwhile_shows_nothing_of_her(way, cast, meanwhile):
    lia = cast.actor(make_user("Lia", cast.a, Role.CASEWORKER, unit=cast.unit_a))
    work = partial(
        glass.break_glass, person_id=way.person.pk, reason=GlassReason.DANGER, by=lia, at=now()
    )
    meanwhile(glass, "_tell", work, after=False)
    assert not open_lines().exists()


def test_the_receivers_last_answer_and_the_erasure_do_not_block_each_other(way, cast, meanwhile):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    work = partial(
        receiving.finish, referral_id=referral.pk, outcome=Outcome.MET, by=way.citra, at=now(),
        note="selesai",
    )  # fmt: skip
    meanwhile(ReferralEvent, "save", work, after=True, house=cast.b.pk)
    referral.refresh_from_db()
    assert referral.state == RefState.DONE
    assert not open_lines().exists()


def test_a_report_that_becomes_a_case_first_goes_with_its_person_and_not_alone(way, cast, both):
    heard = FirstContact(
        channel="phone", speaker="self", where="at_sea", call_name="Sri", no_safe_number=True
    )
    report = intake.take_report(
        report_id=new_id(), heard=heard, unit_id=cast.unit_a.pk, by=way.beni, at=way.at
    )
    intake.note_search(report=report, by=way.beni, at=way.at)
    work = partial(
        opening.open_case, case_id=new_id(), report_id=report.pk, who=Who(way.person.pk),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=way.beni, at=now(),
    )  # fmt: skip
    made, refused = both(opening, "_person", work, after=False, report=report)
    assert isinstance(made, Case), made
    assert [because.code for because in refused.reasons] == [Reason.NOT_ALONE]
