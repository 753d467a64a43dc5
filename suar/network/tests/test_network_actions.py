"""Verbs of the network: who is refused, who is served, what the log says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from suar.audit.models import Event
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.network import actions, queries, scope, slots
from suar.network.answers import (
    AgreementAnswers,
    OfferAnswers,
    OrganisationAnswers,
    UnitAnswers,
)
from suar.network.models import Agreement, Organisation, ServiceOffer, Unit
from suar.network.rules import Place, holds_on
from suar.network.tests.conftest import AT, make_organisation
from suar.policy import Permission
from suar.store import tenancy

TODAY = AT.date()
SHELTER = OfferAnswers(
    service="SHL_EMG", sexes=("female",), min_age=18, foreigners=False, regencies=("5203",),
    beds_total=6, beds_free=2, languages=("ind",),
)  # fmt: skip
OFFICE = OrganisationAnswers(name="Lembaga A", short_name="LA", province="52", regency="5203")
PAPER = AgreementAnswers(
    kind="referral", valid_from=TODAY, document="01/PKS/2026", signed_by="Ketua"
)


def verbs(noun):
    return list(Event.objects.filter(verb__startswith=noun).values_list("verb", flat=True))


def reasons(caught):
    return [(b.field, b.code) for b in caught.value.reasons]


def add_offer(by, answers=SHELTER, **more):
    return actions.add_offer(
        **{"row_id": new_id(), "unit_id": None, "today": TODAY, **more},
        answers=answers, by=by, at=AT,
    )  # fmt: skip


@pytest.fixture
def shelter(citra, as_house):
    as_house(citra)
    return add_offer(citra)


# --- organisation and units


def test_a_caseworker_changes_no_organisation(ani, as_house):
    as_house(ani)
    with pytest.raises(Problem) as caught:
        actions.change_organisation(answers=OFFICE, version=1, by=ani, at=AT)
    assert caught.value.kind is Kind.FORBIDDEN
    assert verbs("organisation") == []


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"name": " "}, "name", Reason.REQUIRED),
        ({"time_zone": "Mars/Base"}, "time_zone", Reason.TIME_ZONE_UNKNOWN),
        ({"letter_number": "{no}"}, "letter_number", Reason.LETTER_PATTERN_UNSOUND),
        ({"province": "51"}, "regency", Reason.REGENCY_ELSEWHERE),
        ({"kind": "cult"}, "kind", Reason.CODE_UNKNOWN),
        ({"contexts": ("cases", "spying")}, "contexts", Reason.CODE_UNKNOWN),
        ({"language": "fr"}, "language", Reason.CODE_UNKNOWN),
    ],
)
def test_what_cannot_be_an_organisation_is_said_beside_its_field(
    admin_a, as_house, change, field, reason
):
    as_house(admin_a)
    with pytest.raises(Problem) as caught:
        actions.change_organisation(answers=replace(OFFICE, **change), version=1, by=admin_a, at=AT)
    assert reasons(caught) == [(field, reason)]


def test_the_second_of_two_administrators_meets_a_conflict(admin_a, as_house):
    as_house(admin_a)
    actions.change_organisation(answers=OFFICE, version=1, by=admin_a, at=AT)
    with pytest.raises(Problem) as caught:
        actions.change_organisation(
            answers=replace(OFFICE, name="Lembaga Z"), version=1, by=admin_a, at=AT
        )
    assert caught.value.kind is Kind.CONFLICT
    assert scope.own_organisation(admin_a).name == "Lembaga A"


def test_an_administrator_changes_the_own_organisation_and_the_log_names_the_fields(
    admin_a, house_b, as_house
):
    as_house(admin_a)
    row = actions.change_organisation(answers=OFFICE, version=1, by=admin_a, at=AT)
    assert (row.short_name, row.version) == ("LA", 2)
    event = Event.objects.get(verb="organisation.changed")
    assert event.facts == {"fields": "short_name+province+regency"}
    assert Organisation.objects.get(pk=house_b.pk).version == 1


def test_an_organisation_is_created_once_however_often_it_is_sent(admin_a):
    row_id = new_id()
    with tenancy.acting_for(row_id):
        first = actions.create_organisation(row_id=row_id, answers=OFFICE, by=admin_a, at=AT)
        again = actions.create_organisation(row_id=row_id, answers=OFFICE, by=admin_a, at=AT)
        assert first == again
        assert verbs("organisation.created") == ["organisation.created"]


def test_a_unit_of_another_organisation_is_not_found(admin_a, admin_b, as_house):
    as_house(admin_b)
    theirs = actions.add_unit(
        row_id=new_id(), answers=UnitAnswers(name="Kantor"), by=admin_b, at=AT
    )
    as_house(admin_a)
    for call in (
        lambda: actions.change_unit(
            unit_id=theirs.id, answers=UnitAnswers(name="X"), version=1, by=admin_a, at=AT
        ),
        lambda: actions.close_unit(unit_id=theirs.id, version=1, today=TODAY, by=admin_a, at=AT),
    ):
        with pytest.raises(Problem) as caught:
            call()
        assert caught.value.kind is Kind.NOT_FOUND


def test_two_open_units_never_share_a_name(admin_a, as_house):
    as_house(admin_a)
    actions.add_unit(row_id=new_id(), answers=UnitAnswers(name="Praya"), by=admin_a, at=AT)
    with pytest.raises(Problem) as caught:
        actions.add_unit(row_id=new_id(), answers=UnitAnswers(name="PRAYA "), by=admin_a, at=AT)
    assert reasons(caught) == [("name", Reason.UNIT_NAME_TAKEN)]


def test_a_unit_in_use_is_not_closed(admin_a, as_house, monkeypatch):
    as_house(admin_a)
    row = actions.add_unit(row_id=new_id(), answers=UnitAnswers(name="Praya"), by=admin_a, at=AT)
    monkeypatch.setattr(slots.unit_uses, "_entries", {"test": (1, lambda unit_id: 3)})
    with pytest.raises(Problem) as caught:
        actions.close_unit(unit_id=row.id, version=1, today=TODAY, by=admin_a, at=AT)
    assert caught.value.reasons[0].code is Reason.UNIT_IN_USE
    assert Unit.objects.get().is_open


def test_a_unit_is_renamed_and_closed_and_its_name_is_free_again(admin_a, as_house, monkeypatch):
    as_house(admin_a)
    monkeypatch.setattr(slots.unit_uses, "_entries", {})
    row = actions.add_unit(row_id=new_id(), answers=UnitAnswers(name="Praya"), by=admin_a, at=AT)
    row = actions.change_unit(
        unit_id=row.id, answers=UnitAnswers(name="Selong"), version=1, by=admin_a, at=AT
    )
    row = actions.close_unit(unit_id=row.id, version=2, today=TODAY, by=admin_a, at=AT)
    actions.add_unit(row_id=new_id(), answers=UnitAnswers(name="Selong"), by=admin_a, at=AT)
    assert row.closed_on == TODAY
    assert [u.name for u in queries.open_units(admin_a.organisation_id)] == ["Selong"]
    assert verbs("unit") == ["unit.added", "unit.changed", "unit.closed", "unit.added"]


# --- directory


def test_a_caseworker_edits_no_entry_and_another_organisation_finds_none(
    ani, admin_a, shelter, as_house
):
    as_house(ani)
    with pytest.raises(Problem) as caught:
        add_offer(ani)
    assert caught.value.kind is Kind.FORBIDDEN
    as_house(admin_a)
    for call in (
        lambda: actions.count_beds(offer_id=shelter.id, free=0, version=1, by=admin_a, at=AT),
        lambda: actions.verify_offer(
            offer_id=shelter.id, version=1, today=TODAY, by=admin_a, at=AT
        ),
        lambda: actions.close_offer(
            offer_id=shelter.id, version=1, today=TODAY, by=admin_a, at=AT
        ),
        lambda: actions.change_offer(
            offer_id=shelter.id, answers=SHELTER, unit_id=None, version=1, today=TODAY,
            by=admin_a, at=AT,
        ),
    ):  # fmt: skip
        with pytest.raises(Problem) as caught:
            call()
        assert caught.value.kind is Kind.NOT_FOUND


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"service": "SPY"}, "service", Reason.CODE_UNKNOWN),
        ({"sexes": ("unknown",)}, "sexes", Reason.CODE_UNKNOWN),
        ({"max_age": 12}, "max_age", Reason.AGES_TURNED_ROUND),
        ({"beds_free": 7}, "beds_free", Reason.BEDS_MORE_FREE),
        ({"regencies": ()}, "provinces", Reason.COVERAGE_NEEDS_PLACE),
        ({"coverage": "abroad"}, "countries", Reason.COVERAGE_NEEDS_PLACE),
        ({"nationals": False}, "nationals", Reason.NOBODY_TAKEN),
        ({"languages": ("xx",)}, "languages", Reason.CODE_UNKNOWN),
    ],
)
def test_what_cannot_be_an_entry_is_said_beside_its_field(citra, as_house, change, field, reason):
    as_house(citra)
    with pytest.raises(Problem) as caught:
        add_offer(citra, replace(SHELTER, **change))
    assert reasons(caught) == [(field, reason)]


def test_an_entry_sent_twice_stands_once(citra, as_house):
    as_house(citra)
    row_id = new_id()
    assert add_offer(citra, row_id=row_id) == add_offer(citra, row_id=row_id)
    assert ServiceOffer.objects.count() == 1
    assert verbs("offer") == ["offer.added"]


def test_saving_an_entry_verifies_it_and_a_new_count_is_dated(citra, shelter):
    later = AT + timedelta(days=200)
    assert (shelter.verified_on, shelter.beds_at) == (TODAY, AT)
    row = actions.change_offer(
        offer_id=shelter.id, answers=replace(SHELTER, hours="08-16"), unit_id=None, version=1,
        today=later.date(), by=citra, at=later,
    )  # fmt: skip
    assert (row.verified_on, row.beds_at) == (later.date(), AT)
    row = actions.count_beds(offer_id=row.id, free=0, version=2, by=citra, at=later)
    assert (row.beds_free, row.beds_at) == (0, later)
    with pytest.raises(Problem):
        actions.count_beds(offer_id=row.id, free=7, version=3, by=citra, at=later)
    assert verbs("beds") == ["beds.counted"]


def test_the_directory_says_who_takes_a_person_and_who_not_and_why(shelter, ani, as_house):
    as_house(ani)
    woman = queries.offers_for("SHL_EMG", sex="female", age=24, place=Place(regency="5203"),
                               nationality="national", language="ind", at=AT)  # fmt: skip
    assert [m.offer for m in woman.accepting] == [shelter]
    assert woman.accepting[0].doubts == ()
    man = queries.offers_for("SHL_EMG", sex="male", age=15, place=Place("MY"), at=AT)
    assert man.accepting == []
    assert man.not_accepting[0].reasons == ("sex", "age_under", "area")
    assert queries.offers_for("MED_URG", at=AT).accepting == []


def test_an_entry_is_stale_after_the_days_of_the_threshold(shelter):
    for days, stale in ((180, False), (181, True)):
        found = queries.offers_for("SHL_EMG", at=AT + timedelta(days=days))
        assert found.accepting[0].stale is stale


def test_a_closed_entry_leaves_the_directory(citra, shelter):
    actions.close_offer(offer_id=shelter.id, version=1, today=TODAY, by=citra, at=AT)
    assert queries.offers_for("SHL_EMG", at=AT).accepting == []
    with pytest.raises(Problem):
        scope.offer(shelter.id)


def test_the_directory_is_read_with_the_same_queries_however_long(
    citra, shelter, django_assert_num_queries
):
    with django_assert_num_queries(3):
        queries.offers_for("SHL_EMG", at=AT)
    for _ in range(5):
        add_offer(citra)
    with django_assert_num_queries(3):
        assert len(queries.offers_for("SHL_EMG", at=AT).accepting) == 6


# --- agreements


def test_an_agreement_needs_a_permission_and_two_organisations(ani, admin_a, house_b, as_house):
    as_house(admin_a)
    with pytest.raises(Problem) as caught:
        actions.add_agreement(row_id=new_id(), partner_id=house_b.id, answers=PAPER, by=ani, at=AT)
    assert caught.value.kind is Kind.FORBIDDEN
    with pytest.raises(Problem) as caught:
        actions.add_agreement(
            row_id=new_id(), partner_id=admin_a.organisation_id, answers=PAPER, by=admin_a, at=AT
        )
    assert reasons(caught) == [("partner", Reason.AGREEMENT_NEEDS_TWO)]
    with pytest.raises(Problem) as caught:
        actions.add_agreement(
            row_id=new_id(), partner_id=new_id(), answers=PAPER, by=admin_a, at=AT
        )
    assert reasons(caught) == [("partner", Reason.CODE_UNKNOWN)]


def test_no_entry_is_put_into_a_unit_that_is_closed(admin_a, as_house):
    as_house(admin_a)
    unit = actions.add_unit(
        row_id=new_id(), answers=UnitAnswers(name="Kantor lama"), by=admin_a, at=AT
    )
    actions.close_unit(unit_id=unit.id, version=1, today=TODAY, by=admin_a, at=AT)
    focal = replace(admin_a, permissions=frozenset(Permission))
    with pytest.raises(Problem) as caught:
        add_offer(focal, unit_id=unit.id)
    assert reasons(caught) == [("unit", Reason.CODE_UNKNOWN)]


def test_no_agreement_is_made_with_an_organisation_that_is_closed(admin_a, as_house):
    gone = make_organisation("Lembaga Lama", closed_on=TODAY)
    as_house(admin_a)
    with pytest.raises(Problem) as caught:
        actions.add_agreement(row_id=new_id(), partner_id=gone.id, answers=PAPER, by=admin_a, at=AT)
    assert reasons(caught) == [("partner", Reason.CODE_UNKNOWN)]


def holds(row, on):
    return holds_on(row.valid_from, row.valid_to, on)


def test_an_agreement_holds_in_its_time(admin_a, house_b, as_house):
    as_house(admin_a)
    row = actions.add_agreement(
        row_id=new_id(), partner_id=house_b.id, answers=PAPER, by=admin_a, at=AT
    )
    assert not holds(row, TODAY - timedelta(days=1))
    assert holds(row, TODAY)
    actions.end_agreement(
        agreement_id=row.id, last_day=date(2026, 3, 31), version=1, by=admin_a, at=AT
    )
    row.refresh_from_db()
    assert holds(row, date(2026, 3, 31))
    assert not holds(row, date(2026, 4, 1))
    assert verbs("agreement") == ["agreement.added", "agreement.ended"]


def test_the_partner_reads_an_agreement_but_does_not_end_it(admin_a, admin_b, as_house):
    as_house(admin_a)
    row = actions.add_agreement(
        row_id=new_id(), partner_id=admin_b.organisation_id, answers=PAPER, by=admin_a, at=AT
    )
    as_house(admin_b)
    assert list(scope.agreements(admin_b)) == [row]
    with pytest.raises(Problem) as caught:
        actions.end_agreement(agreement_id=row.id, last_day=TODAY, version=1, by=admin_b, at=AT)
    assert caught.value.kind is Kind.NOT_FOUND
    assert Agreement.objects.get().valid_to is None


@pytest.mark.parametrize(("days", "field"), [(-1, "valid_to")])
def test_an_agreement_cannot_end_before_it_begins(admin_a, house_b, as_house, days, field):
    as_house(admin_a)
    turned = replace(PAPER, valid_to=TODAY + timedelta(days=days))
    with pytest.raises(Problem) as caught:
        actions.add_agreement(
            row_id=new_id(), partner_id=house_b.id, answers=turned, by=admin_a, at=AT
        )
    assert reasons(caught) == [(field, Reason.ENDS_BEFORE_START)]
