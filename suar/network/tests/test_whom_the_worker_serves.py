"""What is due is done for every organisation of the installation."""

from __future__ import annotations

import pytest

from suar.jobs import due
from suar.network.codes import Kind
from tests.support.cast import make_organisation

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_every_organisation_is_named_to_the_worker() -> None:
    first = make_organisation("PMA", "Perkumpulan Mitra A", Kind.CSO)
    second = make_organisation("RAB", "Rumah Aman B", Kind.UPTD_PPA)
    assert set(due.organisations()) == {first.pk, second.pk}
