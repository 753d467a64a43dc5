"""An address may ask for any episode; what is no number of one shows the first."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("strange", ["9" * 5000, "-1", "\u00b2", "1.0"])
def test_a_crafted_episode_shows_the_first(way, cast, strange):
    address = reverse("cases:interview", args=[way.case.pk])
    page = cast.client_for(cast.ani).get(address, {"episode": strange})
    assert page.status_code == 200
    assert str(page.context["form"].initial["episode"]) == "1"
