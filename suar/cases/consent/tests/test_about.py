"""What a consent is about is in words: sealed, read on the ledger, moved there by its migration."""

from __future__ import annotations

import importlib

import pytest
from django.urls import reverse

from suar.cases.consent.codes import Purpose
from suar.cases.models import ConsentLine
from suar.store.tenancy import acting_for

pytestmark = pytest.mark.django_db
WORDS = "pemeriksaan paru"


def test_it_is_sealed_and_read_on_the_ledger(way, cast):
    line = way.agree(Purpose.STORE, about=WORDS)
    assert str(line.about) == "•••"
    page = cast.client_for(cast.ani).get(reverse("cases:consent", args=[way.case.pk]))
    assert WORDS in page.content.decode()


def test_what_stood_in_plain_is_sealed_under_the_key_of_its_case(way, cast):
    migration = importlib.import_module("suar.cases.migrations.0002_consent_about_sealed")
    line = way.agree(Purpose.STORE)
    assert line.about is None
    line.about_plain = WORDS
    with acting_for(cast.a.pk):
        migration.seal([line])
    page = cast.client_for(cast.ani).get(reverse("cases:consent", args=[way.case.pk]))
    assert WORDS in page.content.decode()
    assert ConsentLine.objects.get(pk=line.pk).about is not None


def test_nothing_is_taken_over_of_somebody_whose_key_is_gone():
    migration = importlib.import_module("suar.cases.migrations.0002_consent_about_sealed")

    class Erased:
        about_plain = WORDS

        @property
        def about(self):
            raise AssertionError("nobody reads it")

        @about.setter
        def about(self, _words):
            raise migration.KeyDestroyed("gone")

    migration.seal([Erased()])
