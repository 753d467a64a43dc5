"""A consent's last day does not end a stay without a word: the worker is asked some days before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from suar.agenda import actions as agenda
from suar.agenda.models import Task
from suar.agenda.ticking import tick
from suar.cases.consent import actions as consent
from suar.cases.consent import rules
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Purpose, State
from suar.cases.referral import actions as referring
from suar.cases.referral import receiving
from suar.cases.reminders import Kind
from tests.support.case_way import LETTER

LAST = 30  # days until the consent's last day


def test_a_reminder_comes_seven_and_two_days_before_the_last_day_and_at_no_other_time():
    table, ends = rules.ending_on(date(2026, 6, 1)), date(2026, 6, 30)
    due = {
        left: rules.reminder_due(ends, ends - timedelta(days=left), table) for left in range(-2, 10)
    }
    assert due == {
        -2: None, -1: None, 0: 2, 1: 2, 2: 2, 3: 7, 4: 7, 5: 7, 6: 7, 7: 7, 8: None, 9: None,
    }  # fmt: skip
    assert "proposed" in table.source


@pytest.fixture
def stay(way):
    """She lives at the shelter, on a consent that ends in a month."""
    way.agree_to_share(valid_until=way.at.date() + timedelta(days=LAST))
    referral = referring.send(referral_id=way.draft().pk, by=way.ani, at=way.at)
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    return referral


def after(way, days):
    return way.at + timedelta(days=days)


def ticked(way, days):
    tick(way.cast.a.pk, after(way, days))
    return list(Task.objects.filter(kind=Kind.CONSENT_ENDS.value).order_by("made_at"))


def again(way, **more):
    return way.agree(Purpose.SHARE_REF, receiver_id=way.cast.b.pk, data=tuple(LETTER), **more)


@pytest.mark.django_db
def test_nobody_is_asked_too_early_nor_where_nothing_runs(way, cast):
    way.agree_to_share(valid_until=way.at.date() + timedelta(days=LAST))
    assert ticked(way, LAST - 3) == []
    way.draft()  # a draft gives nobody access
    assert ticked(way, LAST - 3) == []


@pytest.mark.django_db
def test_another_house_is_asked_nothing(way, stay, cast):
    ticked(way, LAST - 7)
    assert set(Task.objects.filter(kind=Kind.CONSENT_ENDS.value).values_list(
        "organisation_id", flat=True)) == {cast.a.pk}  # fmt: skip


@pytest.mark.django_db
def test_the_worker_is_asked_seven_days_before_and_urgently_two_days_before(way, stay, cast):
    assert ticked(way, LAST - 8) == []
    (first,) = ticked(way, LAST - 7)
    assert (first.user_id, first.urgent, first.state) == (cast.ani.pk, False, "open")
    assert first.due_at.date() < way.at.date() + timedelta(days=LAST - 2)
    assert ticked(way, LAST - 4) == [first]  # once is enough
    _done, second = ticked(way, LAST - 2)
    assert (_done.state, second.state, second.urgent) == ("done", "open", True)
    assert second.due_at.date() == way.at.date() + timedelta(days=LAST)
    assert "/consent/" in cast.client_for(cast.ani).get("/tasks/").content.decode()


@pytest.mark.django_db
def test_who_ticks_it_off_is_asked_once_more_two_days_before_and_then_no_more(way, stay, cast):
    (first,) = ticked(way, LAST - 7)
    agenda.complete(task=first, by=way.ani, at=after(way, LAST - 7))
    assert len(ticked(way, LAST - 6)) == 1
    second = ticked(way, LAST - 1)[-1]
    agenda.complete(task=second, by=way.ani, at=after(way, LAST - 1))
    assert [t.state for t in ticked(way, LAST - 1)] == ["done", "done"]


@pytest.mark.django_db
def test_a_newer_consent_that_goes_further_clears_it_at_once(way, stay):
    ticked(way, LAST - 7)
    again(way, valid_until=way.at.date() + timedelta(days=LAST + 300))
    states = Task.objects.filter(kind=Kind.CONSENT_ENDS.value).values_list("state", flat=True)
    assert set(states) == {"done"}
    assert {t.state for t in ticked(way, LAST - 6)} == {"done"}


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["withdrawn", "refused", "finished"])
def test_a_no_or_the_end_of_the_stay_clears_it(way, stay, how):
    ticked(way, LAST - 7)
    if how == "withdrawn":
        consent.withdraw(
            case_id=way.case.pk, line_id=stay.consent_id, how="phone", by=way.ani, at=way.at
        )
    elif how == "refused":
        again(way, state=State.REFUSED, asked=Asked())
    else:
        stay.refresh_from_db()
        referring.revoke(referral_id=stay.pk, expected=stay.version, by=way.ani, at=way.at)
    assert {t.state for t in ticked(way, LAST - 6)} == {"done"}
