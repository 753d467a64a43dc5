"""What the sealed fields refuse, and what they serve."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from suar import policy, vault
from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.store.models import SubjectRow
from suar.vault import keyring

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


with isolate_apps("suar.vault"):  # no other test sees this model

    class Diary(SubjectRow):
        """A row of tests only."""

        text = vault.SealedText(max_length=50)
        born = vault.SealedDate()
        more = vault.SealedJSON()
        plain = models.CharField(max_length=10, blank=True)
        objects = vault.SealedManager()

        class Meta:
            app_label = "vault"


@pytest.fixture
def actor():
    return Actor(user_id=new_id(), organisation_id=new_id(), label="Ani")


@pytest.fixture
def table(db):
    editor = connection.schema_editor() if connection.vendor == "postgresql" else _plain_editor()
    with editor as opened_editor:
        opened_editor.create_model(Diary)
    # the test's own transaction takes the table away again


class _plain_editor:  # noqa: N801 - used as a context manager
    """SQLite's schema editor refuses a transaction; one new table needs none of its care."""

    def __enter__(self):
        self.editor = connection.SchemaEditorClass(connection, atomic=False)
        self.editor.deferred_sql = []
        return self.editor

    def __exit__(self, *exc):
        for sql in self.editor.deferred_sql:
            self.editor.execute(sql, None)


def _diary(actor, **values):
    subject = vault.new_subject(kind="person", by=actor, at=AT)
    policy.grant(
        ground=policy.Ground.INTAKE, subjects=[subject], parts=["identity"], rests_on=subject,
        to_user=actor.user_id, by=actor, at=AT,
    )  # fmt: skip
    row = Diary(
        id=new_id(), organisation_id=actor.organisation_id, subject_id=subject, made_at=AT,
        made_by=actor.user_id, **values,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def test_a_value_cannot_be_read_outside_an_opening_block(table, actor):
    row = Diary.objects.get(pk=_diary(actor, text="Siti").pk)
    assert str(row.text) == "•••"
    with pytest.raises(keyring.NotOpened):
        row.text.open()


def test_a_stranger_opens_nothing(table, actor):
    row = _diary(actor, text="Siti")
    stranger = Actor(user_id=new_id(), organisation_id=actor.organisation_id)
    with pytest.raises(Problem) as refused, vault.opened(row, by=stranger, at=AT):
        pass
    assert refused.value.status == 404


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Diary.objects.update(text="x"),
        lambda: Diary.objects.values("text"),
        lambda: Diary.objects.values(),
        lambda: Diary.objects.values_list("text", flat=True),
        lambda: Diary.objects.filter(text="x"),
        lambda: Diary.objects.filter(text__icontains="x"),
        lambda: Diary.objects.order_by("text"),
        lambda: Diary.objects.bulk_update([], ["text"]),
    ],
)
def test_shortcuts_past_the_seal_raise(table, attempt):
    with pytest.raises(FieldError):
        attempt()


def test_plaintext_past_the_guarded_queryset_raises_too(table, actor):
    _diary(actor, text="Siti")
    with pytest.raises(TypeError):
        models.QuerySet(Diary).update(text="x")


def test_the_database_itself_refuses_plaintext(table, actor):
    row = _diary(actor, text="Siti")
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE vault_diary SET text = %s WHERE id = %s", [b"Siti", _key(row)])


def _key(row):
    return row.pk if connection.vendor == "postgresql" else row.pk.hex


def test_a_ciphertext_moved_to_another_row_field_or_subject_does_not_open(table, actor):
    first, second = _diary(actor, text="Siti"), _diary(actor, text="Budi")
    with pytest.raises(TypeError):
        second.text = first.text
    stolen = bytes(first.text.sealed)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_diary SET text = %s WHERE id = %s", [stolen, _key(second)])
    second = Diary.objects.get(pk=second.pk)
    from suar.vault.crypto import DoesNotOpen

    with vault.opened(second, by=actor, at=AT), pytest.raises(DoesNotOpen):
        second.text.open()


def test_it_is_sealed_at_once_and_opens_in_the_block(table, actor):
    row = _diary(actor, text="Siti Aminah", born=PartialDate(1999, 5), more={"a": [1]})
    row = Diary.objects.get(pk=row.pk)
    with vault.opened(row, by=actor, at=AT):
        assert row.text.open() == "Siti Aminah"
        assert row.born.open() == PartialDate(1999, 5)
        assert row.more.open() == {"a": [1]}
    row.text = "Siti A."
    row.save_change(expected=1)
    again = Diary.objects.get(pk=row.pk)
    assert again.version == 2
    with vault.opened(again, by=actor, at=AT):
        assert again.text.open() == "Siti A."


def test_an_empty_text_is_no_value(table, actor):
    assert _diary(actor, text="").text is None


def test_too_long_a_text_is_refused_when_it_is_assigned(table, actor):
    with pytest.raises(ValueError, match="longer than 50"):
        _diary(actor, text="x" * 51)


def test_a_sealed_value_cannot_be_pickled(table, actor):
    import pickle

    with pytest.raises(TypeError):
        pickle.dumps(_diary(actor, text="Siti").text)
