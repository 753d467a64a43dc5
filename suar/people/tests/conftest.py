"""The cast of these tests: Ani and Beni at A, Eko at another organisation."""

from dataclasses import replace

import pytest

from tests.support.cast import Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def at(cast):
    return cast.at


@pytest.fixture
def ani(cast):
    return replace(cast.actor(cast.ani), assured=True)


@pytest.fixture
def beni(cast):
    return replace(cast.actor(cast.beni), assured=True)


@pytest.fixture
def fitri(cast):
    return replace(cast.actor(cast.fitri), assured=True)


@pytest.fixture
def dewi(cast):
    return cast.actor(cast.dewi)


@pytest.fixture
def eko(cast):
    return replace(cast.actor(cast.eko), assured=True)
