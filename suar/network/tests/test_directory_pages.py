"""The directory, page by page: those who take the person first, a fixed number of queries."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from suar.kit.ids import new_id
from suar.network.models import ServiceOffer
from suar.network.tests.conftest import AT, make_organisation, seat
from suar.store import tenancy
from suar.ui.paging import SIZE
from tests.support.stage import seated

URLS = "suar.config.urls"


def offers(house, how_many, sexes=("female",)):
    with tenancy.acting_for(house.pk):
        ServiceOffer.objects.bulk_create(
            ServiceOffer(
                id=new_id(), organisation=house, service="SHL_EMG", sexes=list(sexes),
                coverage="nationwide", verified_on=AT.date(), made_at=AT, made_by=new_id(),
                how_to_refer="Telepon",
            )
            for _n in range(how_many)
        )  # fmt: skip


def shown(answer):
    tables = [answer.context[name] for name in ("accepting", "others")]
    return [len(table.rows) if table else 0 for table in tables]


def test_who_may_not_see_the_directory_turns_no_page(house_a, house_b):
    offers(house_b, 1)
    with seated(seat(house_a), urls=URLS):
        assert Client().get("/directory/", {"cursor": "x"}).status_code == 403


def test_the_list_leads_on_and_a_cursor_that_nobody_was_given_means_the_first_page(ani, house_b):
    offers(house_b, SIZE + 3)
    with seated(ani, urls=URLS):
        first = Client().get("/directory/")
        again = Client().get("/directory/", {"cursor": str(new_id())})
        last = Client().get("/directory/", {"cursor": first.context["page"].older})
    assert shown(first) == shown(again) == [SIZE, 0]
    assert shown(last) == [3, 0]
    ids = {match.offer.pk for page in (first, last) for match in page.context["page"].rows}
    assert len(ids) == SIZE + 3


def test_a_search_goes_on_by_post_and_those_who_refuse_come_last(ani, house_b):
    offers(house_b, SIZE)
    offers(house_b, 2, sexes=["male"])
    search = {"service": "SHL_EMG", "sex": "female", "age": "31"}
    with seated(ani, urls=URLS):
        first = Client().post("/directory/", search)
        last = Client().post("/directory/", search | {"cursor": first.context["page"].older})
    assert (shown(first), shown(last)) == ([SIZE, 0], [0, 2])
    page = first.content.decode()
    assert '<input type="hidden" name="age" value="31"' in page
    assert "?cursor=" not in page, "who is looked for stands in no address"


def test_the_page_costs_the_same_for_many(ani, house_b):
    def cost():
        with seated(ani, urls=URLS), CaptureQueriesContext(connection) as counted:
            Client().get("/directory/")
        return len(counted)

    offers(house_b, 2)
    cost()
    few = cost()
    offers(house_b, SIZE + 10)
    for _n in range(5):
        offers(make_organisation(f"Rumah {_n}"), 1)
    assert cost() == few
