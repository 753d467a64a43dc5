"""Signing in under row-level security: nobody has an organisation yet when it begins."""

import pytest
from django.test import Client

from suar.accounts.models import SignedSession, User
from suar.agenda.models import Task
from suar.audit.models import Event
from suar.kit.ids import new_id
from suar.store import tenancy
from tests.support.cast import PASSWORD, client_for

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NEW = "sebuah kalimat panjang sekali"


def test_signing_in_and_out_works_as_the_application(cast, app_role):
    client = Client()
    wrong = client.post("/sign-in/", {"email": cast.dewi.email, "password": "no"})
    assert wrong.status_code == 422
    right = client.post("/sign-in/", {"email": cast.dewi.email, "password": PASSWORD})
    assert right.status_code == 302
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert SignedSession.objects.get().ended_at is not None
    with tenancy.acting_for(cast.a.pk):
        verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"sign_in.refused", "session.started", "session.ended"} <= verbs


def test_inviting_joining_and_suspending_work_as_the_application(cast, app_role):
    admin = client_for(cast.admin_a)
    answer = admin.post(
        "/settings/people/invite/",
        {"name": "Mira", "roles": ["analyst"], "language": "id", "id": str(new_id())},
    )
    link = answer.content.decode().split("<textarea")[1].split("/link/")[1].split("<")[0]
    client = Client()
    client.get(f"/link/{link}")
    given = {"name": "Mira", "email": "m@x.example", "password": NEW, "again": NEW}
    assert client.post("/link/", given).status_code == 302
    assert client.get("/account/").status_code == 200
    page = f"/settings/people/{cast.ani.pk}/"
    assert admin.post(page + "sheet/", {"id": str(new_id())}).status_code == 200
    assert admin.post(page + "suspend/").status_code == 302
    assert admin.post(page + "restore/").status_code == 302


def test_a_role_waits_and_is_confirmed_as_the_application(cast, app_role):
    """Whoever follows a link acts for no organisation yet; the task for the second person does."""
    admin = client_for(cast.admin_a)
    answer = admin.post(
        "/settings/people/invite/",
        {"name": "Mira", "roles": ["caseworker"], "language": "id", "id": str(new_id())},
    )
    link = answer.content.decode().split("<textarea")[1].split("/link/")[1].split("<")[0]
    client = Client()
    client.get(f"/link/{link}")
    given = {"name": "Mira", "email": "m@x.example", "password": NEW, "again": NEW}
    assert client.post("/link/", given).status_code == 302
    user = User.objects.get(email="m@x.example")
    page = f"/settings/people/{user.pk}/confirm/"
    with tenancy.acting_for(cast.a.pk):
        assert Task.objects.get(kind="accounts.role_waits").record_id == user.pk
    beni = client_for(cast.beni)
    assert beni.get(page).status_code == 200
    assert beni.post(page, {"answer": "confirm"}).status_code == 302
    with tenancy.acting_for(cast.a.pk):
        assert Task.objects.get(kind="accounts.role_waits").state == "done"
    other = f"/settings/people/{cast.ani.pk}/"
    assert admin.post(other + "link/").status_code == 200
    assert admin.post(other + "sheet/", {"id": str(new_id())}).status_code == 200
