"""The administrator: invitations, roles, suspension, sheets, and who may not."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from suar import policy
from suar.accounts import factors, resets
from suar.accounts.actions import links, people
from suar.accounts.codes import Factor, UserState
from suar.accounts.models import Invitation, Membership, ResetRequest, SignedSession, User
from suar.audit.models import Event
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Grant, Ground, Role
from tests.support.cast import PASSWORD, client_for, make_user
from tests.support.seen import seen

pytestmark = pytest.mark.django_db
NEW = "sebuah kalimat panjang sekali"
INVITE = "/settings/people/invite/"


def form(**more):
    return {"name": "Mira", "email": "", "roles": ["caseworker"], "unit": "", "language": "id",
            "id": str(new_id()), **more}  # fmt: skip


def made_link(answer):
    """Return the path of the link that the page shows."""
    return re.search(r"/link/[\w-]{43}/", answer.content.decode()).group()


def invited(cast, **more):
    return made_link(client_for(cast.admin_a).post(INVITE, form(**more)))


@pytest.mark.parametrize("who", ["ani", "beni", "dewi", "gilang", "hana", "sysadmin"])
def test_who_is_no_administrator_reaches_none_of_the_pages(cast, who):
    client = client_for(getattr(cast, who))
    person = f"/settings/people/{cast.fitri.pk}/"
    for page in ("/settings/people/", INVITE, person):
        assert client.get(page).status_code == 403, page
    for verb in ("suspend/", "leave/", "restore/", "link/", "sheet/", "sign-out/", "roles/"):
        assert client.post(person + verb).status_code == 403, verb


def test_an_administrator_of_another_organisation_finds_nobody(cast):
    client = client_for(cast.admin_b)
    person = f"/settings/people/{cast.ani.pk}/"
    assert client.get(person).status_code == 404
    for verb in ("suspend/", "leave/", "restore/", "link/", "sheet/", "sign-out/", "end-sheet/"):
        assert client.post(person + verb).status_code == 404, verb
    seat = Membership.objects.get(user=cast.ani)
    assert client.post(f"/settings/people/roles/{seat.pk}/take/").status_code == 404
    assert "Ani" not in seen(client.get("/settings/people/").content.decode())
    invited(cast)
    link = Invitation.objects.get()
    assert client.post(f"/settings/people/links/{link.pk}/withdraw/").status_code == 404


def test_nobody_changes_the_own_seat_or_sign_in(cast):
    client, by = client_for(cast.admin_a), cast.actor(cast.admin_a)
    person = f"/settings/people/{cast.admin_a.pk}/"
    for verb in ("suspend/", "leave/", "link/", "sheet/"):
        assert client.post(person + verb).status_code == 409, verb
    for refused in (
        lambda: people.give_roles(
            user_id=cast.admin_a.pk, roles=["caseworker"], unit_id=None, by=by, at=now()
        ),
        lambda: people.take_role(
            membership_id=Membership.objects.get(user=cast.admin_a).pk, by=by, at=now()
        ),
    ):
        with pytest.raises(Problem) as problem:
            refused()
        assert problem.value.reasons[0].code == Reason.NOT_ONESELF


def test_only_a_system_administrator_makes_another(cast):
    answer = client_for(cast.admin_a).post(INVITE, form(roles=["system_admin"]))
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_a_unit_of_another_organisation_cannot_be_chosen(cast):
    answer = client_for(cast.admin_a).post(INVITE, form(unit=str(cast.unit_b.pk)))
    assert answer.status_code == 422
    with pytest.raises(Problem):
        links.invite(
            invitation_id=new_id(), name="X", email="", roles=["caseworker"],
            unit_id=cast.unit_b.pk, language="id", by=cast.actor(cast.admin_a), at=now(),
        )  # fmt: skip


def test_an_actor_without_assurance_invites_nobody(cast):
    answer = client_for(cast.admin_a, factor=Factor.NONE).post(INVITE, form())
    assert answer["Location"] == "/account/second-step/"
    assert not Invitation.objects.exists()


def test_the_link_is_shown_once_and_kept_as_a_digest(cast):
    client, sent = client_for(cast.admin_a), form()
    link = made_link(client.post(INVITE, sent))
    secret = link.split("/")[2]
    assert secret not in str(Invitation.objects.values())
    again = client.post(INVITE, sent)
    assert "/link/" not in again.content.decode()
    assert Invitation.objects.count() == 1, "a repeated form invites once"
    assert Event.objects.get(verb="invitation.made").facts == {"roles": "caseworker"}


def test_mail_of_an_invitation_says_nothing(cast):
    invited(cast, email="mira@xyz.example")
    message = mail.outbox[0]
    text = (message.subject + message.body).lower()
    assert message.to == ["mira@xyz.example"]
    for telling in ("mira", "perkumpulan", "korban", "kasus", "suar ", "pendamping", "tppo"):
        assert telling not in text.split("/link/")[0], telling


@pytest.mark.parametrize("how", ["used", "over", "withdrawn", "invented"])
def test_a_link_that_is_over_opens_nothing(cast, how):
    link = invited(cast)
    row = Invitation.objects.get()
    if how == "used":
        Invitation.objects.update(used_at=now())
    elif how == "over":
        Invitation.objects.update(ends_at=now())
    elif how == "withdrawn":
        client_for(cast.admin_a).post(f"/settings/people/links/{row.pk}/withdraw/")
    else:
        link = "/link/" + "x" * 43 + "/"
    client = Client()
    assert client.get(link)["Location"] == "/link/"
    assert client.get("/link/").status_code == 410
    answer = client.post("/link/", {"name": "M", "email": "m@x.example", "password": NEW})
    assert answer.status_code == 410
    assert not User.objects.filter(email="m@x.example").exists()


def test_joining_makes_the_login_and_leads_to_the_second_factor(cast):
    client = Client()
    client.get(invited(cast))
    page = client.get("/link/").content.decode()
    assert "Perkumpulan Mitra A" in page
    answer = client.post(
        "/link/", {"name": "Mira", "email": "Mira@X.example", "password": NEW, "again": NEW}
    )
    assert answer["Location"] == "/"
    user = User.objects.get(email="mira@x.example")
    assert Membership.objects.get(user=user).role == "caseworker"
    assert client.get("/account/")["Location"] == "/account/second-step/"
    client.get("/account/second-step/app/")
    secret = client.session["accounts.app_secret"]
    code = factors.totp.format_hotp_value(
        factors.totp.hotp_value(secret, int(now().timestamp()) // 30)
    )
    assert client.post("/account/second-step/app/", {"code": "1"}).status_code == 422
    assert client.post("/account/second-step/app/", {"code": code}).status_code == 302
    assert client.get("/account/").status_code == 200
    kinds = set(Event.objects.values_list("verb", flat=True))
    assert {"invitation.accepted", "session.started", "factor.added"} <= kinds


def test_joining_twice_with_the_same_link_is_refused(cast):
    link = invited(cast)
    first, second = Client(), Client()
    first.get(link)
    second.get(link)
    given = {"name": "Mira", "password": NEW, "again": NEW}
    first.post("/link/", {**given, "email": "m1@x.example"})
    assert second.post("/link/", {**given, "email": "m2@x.example"}).status_code == 410
    assert not User.objects.filter(email="m2@x.example").exists()


def test_the_email_of_somebody_else_is_not_taken_over(cast):
    client = Client()
    client.get(invited(cast))
    answer = client.post(
        "/link/", {"name": "Mira", "email": cast.citra.email, "password": NEW, "again": NEW}
    )
    assert answer.status_code == 422
    cast.citra.refresh_from_db()
    assert cast.citra.check_password(PASSWORD)
    assert not Membership.objects.filter(user=cast.citra, organisation=cast.a).exists()


def test_who_has_a_login_already_adds_the_role_with_its_password(cast):
    client = Client()
    client.get(invited(cast))
    wrong = client.post("/link/?known=1", {"email": cast.citra.email, "password": "no"})
    assert wrong.status_code == 422
    right = client.post("/link/?known=1", {"email": cast.citra.email, "password": PASSWORD})
    assert right.status_code == 200
    assert Membership.objects.filter(user=cast.citra, organisation=cast.a).exists()
    assert not SignedSession.objects.filter(user=cast.citra).exists(), "the factor is still asked"


def test_an_invitation_to_an_address_is_not_used_with_another_login(cast):
    client = Client()
    client.get(invited(cast, email="mira@x.example"))
    answer = client.post("/link/?known=1", {"email": cast.eko.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert not Membership.objects.filter(user=cast.eko, organisation=cast.a).exists()


def test_a_reset_link_changes_the_password_ends_sessions_and_keeps_the_factor(cast):
    factors.keep_totp(cast.ani, factors.new_totp_secret(), 0)
    signed_in = client_for(cast.ani)
    answer = client_for(cast.admin_a).post(f"/settings/people/{cast.ani.pk}/link/")
    link = made_link(answer)
    client = Client()
    client.get(link)
    assert client.post("/link/", {"password": NEW, "again": NEW}).status_code == 200
    assert signed_in.get("/account/").status_code == 302
    old = Client().post("/sign-in/", {"email": cast.ani.email, "password": PASSWORD})
    assert old.status_code == 422
    new = Client().post("/sign-in/", {"email": cast.ani.email, "password": NEW})
    assert new["Location"] == "/sign-in/step/"


def test_a_second_reset_link_ends_the_first(cast):
    admin = client_for(cast.admin_a)
    first = made_link(admin.post(f"/settings/people/{cast.ani.pk}/link/"))
    admin.post(f"/settings/people/{cast.ani.pk}/link/")
    client = Client()
    client.get(first)
    assert client.get("/link/").status_code == 410


def test_asking_for_a_new_password_says_the_same_for_every_email(cast):
    pages = [
        re.sub(
            r"csrfmiddlewaretoken.*?>", "",
            Client().post("/sign-in/help/", {"email": email}).content.decode(),
        )
        for email in (cast.ani.email, "nobody@x.example")
    ]  # fmt: skip
    assert pages[0] == pages[1]
    assert ResetRequest.objects.count() == 2
    assert mail.outbox == [], "nothing is sent while the page is answered"
    assert resets.answer_open(at=now()) == 1
    assert mail.outbox[0].to == [cast.ani.email]
    assert resets.answer_open(at=now()) == 0


def test_who_is_suspended_is_sent_no_link(cast):
    people.suspend(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    Client().post("/sign-in/help/", {"email": cast.ani.email})
    assert resets.answer_open(at=now()) == 0


def test_links_are_asked_for_a_few_times_an_hour_only(cast):
    for _try in range(6):
        Client().post("/sign-in/help/", {"email": cast.ani.email})
    assert ResetRequest.objects.count() == 3


def grant_to(cast, user, owner, admin):
    return policy.grant(
        ground=Ground.ASSIGNMENT, subjects=[new_id()], parts=["case"], rests_on=new_id(),
        to_user=user.pk, by=cast.actor(admin, organisation=owner), at=now() - timedelta(minutes=1),
    )[0]  # fmt: skip


def test_suspending_ends_sessions_and_grants_at_once(cast):
    client = client_for(cast.ani)
    grant = grant_to(cast, cast.ani, cast.a, cast.admin_a)
    client_for(cast.admin_a).post(f"/settings/people/{cast.ani.pk}/suspend/")
    assert client.get("/account/").status_code == 302
    assert Grant.objects.get(pk=grant.pk).ended_at is not None
    cast.ani.refresh_from_db()
    assert cast.ani.state == UserState.SUSPENDED
    answer = Client().post("/sign-in/", {"email": cast.ani.email, "password": PASSWORD})
    assert answer.status_code == 422


def test_what_another_organisation_gave_stays(cast):
    make_user("Citra", cast.a, Role.ANALYST, email=cast.citra.email)
    at_b = grant_to(cast, cast.citra, cast.b, cast.admin_b)
    people.suspend(user_id=cast.citra.pk, by=cast.actor(cast.admin_a), at=now())
    assert Grant.objects.get(pk=at_b.pk).ended_at is None
    cast.citra.refresh_from_db()
    assert cast.citra.state == UserState.ACTIVE
    assert client_for(cast.citra, organisation=cast.b).get("/account/").status_code == 200


def test_a_suspension_is_lifted_and_grants_stay_ended(cast):
    grant = grant_to(cast, cast.ani, cast.a, cast.admin_a)
    admin = client_for(cast.admin_a)
    admin.post(f"/settings/people/{cast.ani.pk}/suspend/")
    admin.post(f"/settings/people/{cast.ani.pk}/restore/")
    assert client_for(cast.ani).get("/account/").status_code == 200
    assert Grant.objects.get(pk=grant.pk).ended_at is not None


def test_who_left_comes_back_only_by_an_invitation(cast):
    admin = client_for(cast.admin_a)
    admin.post(f"/settings/people/{cast.ani.pk}/leave/")
    assert admin.post(f"/settings/people/{cast.ani.pk}/restore/").status_code == 404
    client = Client()
    client.get(invited(cast, email=cast.ani.email))
    client.post("/link/", {"name": "Ani", "password": NEW, "again": NEW})
    cast.ani.refresh_from_db()
    assert cast.ani.state == UserState.ACTIVE
    assert cast.ani.check_password(NEW)


def test_taking_the_last_role_shuts_the_person_out(cast):
    client = client_for(cast.ani)
    seat = Membership.objects.get(user=cast.ani)
    client_for(cast.admin_a).post(f"/settings/people/roles/{seat.pk}/take/")
    assert client.get("/account/").status_code == 302
    event = Event.objects.get(verb="role.taken")
    assert event.facts == {"role": "caseworker", "user": str(cast.ani.pk)}


def test_a_role_is_not_given_twice(cast):
    admin, address = client_for(cast.admin_a), f"/settings/people/{cast.dewi.pk}/roles/"
    assert admin.post(address, {"roles": ["analyst"], "unit": ""}).status_code == 422
    assert admin.post(address, {"roles": ["inspector"], "unit": ""}).status_code == 302
    assert Membership.objects.filter(user=cast.dewi).count() == 2


def test_the_sheet_is_printed_once(cast):
    admin, address = client_for(cast.admin_a), f"/settings/people/{cast.ani.pk}/sheet/"
    sent = {"id": str(new_id())}
    assert admin.post(address, sent).content.decode().count("fs-3") == 20
    assert admin.post(address, sent).content.decode().count("fs-3") == 0
    assert cast.ani.code_sheets.count() == 1
    assert Event.objects.get(verb="sheet.issued").facts["codes"] == 20


def test_a_lost_sheet_is_ended(cast):
    admin = client_for(cast.admin_a)
    admin.post(f"/settings/people/{cast.ani.pk}/sheet/", {"id": str(new_id())})
    admin.post(f"/settings/people/{cast.ani.pk}/end-sheet/")
    assert factors.kinds_of(cast.ani) == []


def test_the_last_factor_stays_where_the_role_needs_one(cast):
    number = factors.keep_totp(cast.ani, factors.new_totp_secret(), 0)
    client = client_for(cast.ani)
    address = f"/account/second-step/{number}/remove/"
    assert client.post(address, {"present": "no"}).status_code == 422
    assert client.post(address, {"present": PASSWORD}).status_code == 422
    assert factors.kinds_of(cast.ani) == [Factor.TOTP]
    foreign = client_for(cast.beni)
    assert foreign.get(address).status_code == 404


def test_the_list_costs_the_same_queries_however_many_people(cast, django_assert_num_queries):
    client = client_for(cast.admin_a)
    client.get("/settings/people/")
    with CaptureQueriesContext(connection) as counted:
        client.get("/settings/people/")
    assert len(counted) < 20
    for number in range(5):
        make_user(f"P{number}", cast.a, Role.ANALYST)
    with django_assert_num_queries(len(counted)):
        client.get("/settings/people/")


def test_each_change_leaves_one_event(cast):
    before = set(Event.objects.values_list("id", flat=True))
    people.suspend(user_id=cast.fitri.pk, by=cast.actor(cast.admin_a), at=now())
    made = Event.objects.exclude(id__in=before)
    assert [e.verb for e in made] == ["user.suspended"]
    assert made.get().actor_id == cast.admin_a.pk
