"""Law, emergency numbers, working days and thresholds as of a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from suar.reference import queries
from suar.reference.codes import Emergency, Mark, Threshold
from suar.reference.load import Loaded, load
from suar.reference.models import (
    DatedThreshold,
    EmergencyNumber,
    LegalText,
    PublicHoliday,
)
from suar.store.models import classes_of

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
TODAY = AT.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    return load(at=AT)


def test_a_provision_is_not_found_before_or_after_its_time(loaded):
    assert queries.law_on(date(2007, 4, 18), "UU 21/2007", "2") is None
    assert queries.law_on(date(2026, 1, 2), "UU 21/2007", "2") is None
    assert queries.law_on(date(2026, 1, 1), "UU 1/2023", "455") is None
    assert queries.law_on(TODAY, "UU 21/2007", "999") is None


def test_the_day_of_the_act_picks_the_provision(loaded):
    old = queries.law_on(date(2026, 1, 1), "UU 21/2007", "2")
    new = queries.law_on(date(2026, 1, 2), "UU 1/2023", "455")
    assert (old.mark, new.mark) == (Mark.GENERAL, Mark.GENERAL)
    assert queries.law_on(date(2025, 12, 31), "UU 8/1981", "*") is not None
    assert queries.law_on(TODAY, "UU 27/2022", "22").text("en").startswith("Consent is written")


def test_every_provision_speaks_both_languages_and_names_its_source(loaded):
    rows = LegalText.objects.all()
    assert rows.count() > 80
    for row in rows:
        assert row.text_id.strip(), row
        assert row.text_en.strip(), row
        assert row.source.strip(), row
        assert row.mark in {"S", "GK"}, row


def test_the_law_of_consent_is_complete(loaded):
    articles = set(queries.laws_on(TODAY, "UU 27/2022").values_list("article", flat=True))
    wanted = {*range(18, 27), 30, 31, 34, 40, 41, 43, 46, 53, 56, 2, 4, 9} - {19, 23}
    assert articles == {str(number) for number in wanted}


def test_a_place_that_we_do_not_know_has_no_number(loaded):
    assert queries.numbers_for("ZZ", today=TODAY) == []


def test_the_numbers_of_a_place_come_most_urgent_first(loaded):
    found = [(n.row.service, n.row.number) for n in queries.numbers_for("id", today=TODAY)]
    assert found[:3] == [("police", "110"), ("ambulance", "119"), ("women_children", "129")]
    assert ("witness_protection", "148") in found


def test_a_number_of_the_region_stands_before_that_of_the_country(loaded):
    EmergencyNumber.objects.create(
        country="MY", region="Sabah", service=Emergency.POLICE, number="088-000000",
        valid_from=TODAY, source="test", mark="S", rank=10,
    )  # fmt: skip
    sabah = [n.row.number for n in queries.numbers_for("MY", "sabah", today=TODAY)]
    dialled = [number for number in sabah if not number.startswith("+")]
    assert dialled[:2] == ["088-000000", "999"]
    assert "088-000000" not in [n.row.number for n in queries.numbers_for("MY", today=TODAY)]


def test_a_number_never_checked_or_checked_long_ago_is_stale(loaded):
    assert all(n.stale for n in queries.numbers_for("SG", today=TODAY))
    row = EmergencyNumber.objects.get(country="SG", service="police")
    for days, stale in ((180, False), (181, True)):
        row.checked_on = TODAY - timedelta(days=days)
        row.save()
        assert queries.numbers_for("SG", today=TODAY)[0].stale is stale


def test_a_number_that_has_ended_is_not_shown(loaded):
    EmergencyNumber.objects.filter(country="BN").update(valid_to=TODAY - timedelta(days=1))
    assert queries.numbers_for("BN", today=TODAY) == []


def test_working_days_skip_weekends_and_holidays_but_not_joint_leave(loaded):
    friday = date(2026, 3, 6)
    assert queries.working_days_after(friday, 1) == date(2026, 3, 9)
    assert queries.working_days_after(friday, 3) == date(2026, 3, 11)
    # Nyepi is Thursday 19 March, Idul Fitri falls on a weekend; 18, 20, 23, 24 are joint leave
    assert queries.working_days_after(date(2026, 3, 18), 1) == date(2026, 3, 20)


def test_a_deadline_of_no_days_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        queries.working_days_after(TODAY, 0)


@pytest.mark.parametrize("n", [1, 5, 44, 260])
def test_the_nth_working_day_has_n_working_days_behind_it(loaded, n):
    end = queries.working_days_after(TODAY, n)
    off = set(
        queries.holidays_between(TODAY, end)
        .filter(kind="public")
        .values_list("valid_from", flat=True)
    )
    days = [TODAY + timedelta(days=i) for i in range(1, (end - TODAY).days + 1)]
    assert sum(d.weekday() < 5 and d not in off for d in days) == n


def test_holidays_of_2020_to_2028_are_there_and_estimates_are_marked(loaded):
    years = {row.valid_from.year for row in PublicHoliday.objects.filter(kind="public")}
    assert years == set(range(2020, 2029))
    assert PublicHoliday.objects.get(valid_from="2026-08-17").estimated is False
    assert PublicHoliday.objects.filter(valid_from__year=2028, estimated=True).exists()
    assert not PublicHoliday.objects.filter(checked_on=None).exists()


def test_a_threshold_comes_from_the_table_and_else_as_delivered():
    assert queries.threshold_on(Threshold.STALE_DIRECTORY_DAYS, TODAY) == 180
    DatedThreshold.objects.create(
        code="stale_directory_days", value=90, valid_from=TODAY, source="test", mark="P"
    )
    assert queries.threshold_on(Threshold.STALE_DIRECTORY_DAYS, TODAY) == 90
    assert queries.threshold_on(Threshold.STALE_DIRECTORY_DAYS, TODAY - timedelta(days=1)) == 180


def test_loading_again_changes_nothing(loaded):
    assert loaded.added > 300
    assert load(at=AT + timedelta(days=30)) == Loaded()


def test_loading_keeps_what_a_person_checked_and_mends_the_rest(loaded):
    ours = EmergencyNumber.objects.get(country="ID", number="148")
    ours.name, ours.checked_by, ours.checked_on = "LPSK pusat", "Kantor pusat", TODAY
    ours.save()
    LegalText.objects.filter(instrument="UU 27/2022", article="22").update(text_en="spoilt")
    again = load(at=AT)
    assert (again.added, again.changed, again.kept) == (0, 1, 1)
    ours.refresh_from_db()
    assert ours.name == "LPSK pusat"
    mended = queries.law_on(TODAY, "UU 27/2022", "22")
    assert (mended.version, mended.text_en != "spoilt") == (2, True)


def test_a_fact_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        DatedThreshold.objects.create(
            code="x", value=1, valid_from=TODAY, valid_to=TODAY - timedelta(days=1), source="t",
            mark="P",
        )  # fmt: skip


@pytest.mark.parametrize("model", [LegalText, EmergencyNumber, PublicHoliday, DatedThreshold])
def test_every_field_of_a_fact_has_its_class(model):
    assert {f.name for f in model._meta.concrete_fields} <= set(classes_of(model))
