"""The bases of rows that an organisation owns, and the organisation that owns itself."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.network.models import Organisation, OwnedRow, OwnedSubjectRow, Unit
from suar.store.models import classes_of

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def organisation(name="Rumah Aman Melati"):
    return Organisation.objects.create(
        name=name, short_name="RAM", kind="cso", level="civil_society", made_at=AT, made_by=new_id()
    )


def unit(owner, name="Kantor Mataram", **more):
    return Unit.objects.create(
        organisation_id=owner.id, name=name, made_at=AT, made_by=new_id(), **more
    )


@pytest.mark.django_db(transaction=True)
def test_a_row_of_an_organisation_that_does_not_exist_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.create(organisation_id=new_id(), name="X", made_at=AT, made_by=new_id())


@pytest.mark.django_db
def test_an_organisation_cannot_be_owned_by_another():
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(
            organisation_id=new_id(), name="X", short_name="X", made_at=AT, made_by=new_id()
        )


@pytest.mark.django_db
def test_an_organisation_with_units_cannot_be_deleted():
    owner = organisation()
    unit(owner)
    with pytest.raises(ProtectedError):
        owner.delete()


@pytest.mark.django_db
def test_two_open_units_of_one_organisation_never_share_a_name():
    owner = organisation()
    unit(owner, closed_on=AT.date())
    unit(owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        unit(owner, name="KANTOR MATARAM")


@pytest.mark.django_db
def test_an_organisation_owns_itself_and_deferred_loading_asks_nothing(django_assert_num_queries):
    owner = organisation()
    assert owner.organisation_id == owner.id
    with django_assert_num_queries(1):
        assert Organisation.objects.only("name").get().name == owner.name


@pytest.mark.django_db
def test_the_second_of_two_savers_is_told():
    row = unit(organisation())
    other = Unit.objects.get(pk=row.pk)
    row.name = "Kantor Praya"
    row.save_change(expected=1)
    other.name = "Kantor Selong"
    with pytest.raises(Problem, match="conflict"):
        other.save_change(expected=1)
    assert Unit.objects.get().name == "Kantor Praya"


@pytest.mark.parametrize("base", [OwnedRow, OwnedSubjectRow])
def test_the_owner_is_a_foreign_key_in_the_kernels_column(base):
    field = base._meta.get_field("organisation")
    assert (field.attname, field.remote_field.model) == ("organisation_id", Organisation)
    assert [f.name for f in base._meta.local_fields].count("organisation_id") == 0


@pytest.mark.parametrize("model", [Organisation, Unit])
def test_every_field_has_its_class(model):
    assert {f.name for f in model._meta.concrete_fields} <= set(classes_of(model))
