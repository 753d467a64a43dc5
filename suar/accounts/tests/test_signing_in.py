"""Signing in: who is refused, and who is let in."""

import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client

from suar.accounts import demo, factors, seats
from suar.accounts.actions import own, people
from suar.accounts.codes import Factor, UserState
from suar.accounts.forms import KeyForm, NewKeyForm
from suar.accounts.models import Membership, SignedSession
from suar.audit.models import Event
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.store.installation import mark_demo
from tests.support.cast import PASSWORD, client_for

pytestmark = pytest.mark.django_db


def code_now(secret, ahead=0):
    step = int(time.time()) // 30 + ahead
    return factors.totp.format_hotp_value(factors.totp.hotp_value(secret, step))


def enrol_app(user):
    secret = factors.new_totp_secret()
    factors.keep_totp(user, secret, int(time.time()) // 30 - 5)
    return secret


def give_password(client, user, password=PASSWORD, **more):
    return client.post("/sign-in/", {"email": user.email, "password": password}, **more)


def verbs():
    return list(Event.objects.order_by("at", "number").values_list("verb", flat=True))


def test_a_wrong_password_is_refused_and_noted(cast):
    answer = give_password(Client(), cast.ani, "not the word")
    assert answer.status_code == 422
    assert not SignedSession.objects.exists()
    event = Event.objects.get(verb="sign_in.refused")
    assert event.facts == {"step": "password"}
    assert event.organisation_id == cast.a.pk


def test_an_unknown_email_gets_the_same_page(cast):
    known = give_password(Client(), cast.ani, "not the word").content.decode()
    answer = Client().post("/sign-in/", {"email": "ani@xyz.example", "password": "not the word"})
    unknown = answer.content.decode()
    assert answer.status_code == 422
    for page in (known, unknown):
        assert page.count("invalid-feedback") == known.count("invalid-feedback")
    assert strip(known, cast.ani.email) == strip(unknown, "ani@xyz.example")


def strip(page, email):
    """Leave out what differs from one rendering to the next: tokens, ids, what was typed."""
    lines = [line for line in page.splitlines() if "csrf" not in line and 'name="id"' not in line]
    return "\n".join(lines).replace(email, "")


def test_a_refusal_takes_its_floor_of_time_for_known_and_unknown(cast, settings):
    settings.ACCOUNTS_ANSWER_FLOOR = 0.3
    for email in (cast.ani.email, "nobody@xyz.example"):
        began = time.monotonic()
        Client().post("/sign-in/", {"email": email, "password": "not the word"})
        assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize("state", [UserState.SUSPENDED, UserState.LEFT])
def test_who_is_suspended_or_has_left_gets_the_answer_of_a_wrong_password(cast, state):
    cast.ani.state = state.value
    cast.ani.save()
    answer = give_password(Client(), cast.ani)
    assert answer.status_code == 422
    assert "accounts.pending" not in answer.wsgi_request.session


def test_who_has_no_open_seat_is_told_so_after_the_right_password(cast):
    Membership.objects.filter(user=cast.dewi).update(ends_at=now() - timedelta(days=1))
    answer = give_password(Client(), cast.dewi)
    assert answer.status_code == 422
    assert "admin" in answer.content.decode().lower()


def test_five_wrong_passwords_lock_this_user_at_this_address_only(cast):
    here, there = {"REMOTE_ADDR": "10.0.0.1"}, {"REMOTE_ADDR": "10.0.0.2"}
    for _try in range(5):
        last = give_password(Client(), cast.dewi, "not the word", **here)
    assert last.status_code == 429
    assert give_password(Client(), cast.dewi, **here).status_code == 429
    assert give_password(Client(), cast.hana, **here).status_code == 302
    assert give_password(Client(), cast.dewi, **there).status_code == 302
    assert Event.objects.filter(verb="sign_in.locked").exists()


def test_an_unknown_email_is_locked_alike(cast):
    for _try in range(5):
        last = Client().post("/sign-in/", {"email": "x@y.example", "password": "no"})
    assert last.status_code == 429


def test_the_lock_stands_in_the_database(cast):
    give_password(Client(), cast.dewi, "not the word")
    assert AccessAttempt.objects.get().username == cast.dewi.email


def test_many_wrong_passwords_for_many_people_close_the_address_for_a_while(cast, settings):
    settings.AXES_ENABLED = False
    for number in range(60):
        Client().post("/sign-in/", {"email": f"x{number}@y.example", "password": "no"})
    assert give_password(Client(), cast.dewi).status_code == 429


def test_a_stranger_address_in_a_header_does_not_help_the_guesser(cast):
    for number in range(5):
        give_password(Client(), cast.dewi, "no", HTTP_X_FORWARDED_FOR=f"10.1.1.{number}")
    assert give_password(Client(), cast.dewi, HTTP_X_FORWARDED_FOR="10.9.9.9").status_code == 429


def test_the_password_alone_opens_nothing_where_a_factor_is_enrolled(cast):
    enrol_app(cast.ani)
    client = Client()
    answer = give_password(client, cast.ani)
    assert answer["Location"] == "/sign-in/step/"
    assert client.get("/account/").status_code == 302
    assert not SignedSession.objects.exists()


def test_without_a_factor_a_role_that_sees_identity_can_only_enrol(cast):
    client = Client()
    assert give_password(client, cast.ani).status_code == 302
    for page in ("/account/", "/settings/people/", "/account/password/"):
        assert client.get(page)["Location"] == "/account/second-step/", page
    assert client.get("/account/second-step/app/").status_code == 200


def test_an_administrator_needs_a_second_factor_too(cast):
    client = Client()
    give_password(client, cast.admin_a)
    assert client.get("/settings/people/")["Location"] == "/account/second-step/"


def test_a_role_given_meanwhile_that_sees_identity_stops_a_session_without_a_factor(cast):
    client = client_for(cast.dewi, factor=Factor.NONE)
    assert client.get("/account/").status_code == 200
    people.give_roles(
        user_id=cast.dewi.pk, roles=["caseworker"], unit_id=None,
        by=cast.actor(cast.admin_a), at=now(),
    )  # fmt: skip
    assert client.get("/account/")["Location"] == "/account/second-step/"


def test_an_analyst_signs_in_with_the_password_alone(cast):
    client = Client()
    answer = give_password(client, cast.dewi)
    assert answer["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert "session.started" in verbs()


def test_a_wrong_code_is_refused_and_the_right_one_opens(cast):
    secret = enrol_app(cast.ani)
    client = Client()
    give_password(client, cast.ani)
    wrong = "000000" if code_now(secret) != "000000" else "111111"
    assert client.post("/sign-in/step/?kind=totp", {"code": wrong}).status_code == 422
    assert Event.objects.get(verb="sign_in.refused").facts == {"step": "factor"}
    answer = client.post("/sign-in/step/?kind=totp", {"code": code_now(secret)})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200
    assert SignedSession.objects.get().factor == Factor.TOTP


def test_a_code_of_the_app_opens_once(cast):
    secret = enrol_app(cast.ani)
    code = code_now(secret)
    assert factors.use_totp(cast.ani, code)
    assert not factors.use_totp(cast.ani, code)
    assert not factors.use_totp(cast.ani, code_now(secret, ahead=-1)), "an older one neither"


def test_five_wrong_codes_end_the_sign_in_before_the_right_one(cast):
    secret = enrol_app(cast.ani)
    client = Client()
    give_password(client, cast.ani)
    for _try in range(5):
        client.post("/sign-in/step/?kind=totp", {"code": "12"})
    assert client.post("/sign-in/step/?kind=totp", {"code": code_now(secret)}).status_code == 429
    assert client.get("/sign-in/step/")["Location"] == "/sign-in/"


def test_the_second_step_without_the_first_leads_back(cast):
    assert Client().get("/sign-in/step/")["Location"] == "/sign-in/"
    assert Client().post("/sign-in/step/?kind=totp", {"code": "1"})["Location"] == "/sign-in/"


def test_the_second_step_is_over_after_ten_minutes(cast):
    enrol_app(cast.ani)
    client = Client()
    give_password(client, cast.ani)
    session = client.session
    session["accounts.pending"] = {**session["accounts.pending"], "at": time.time() - 601}
    session.save()
    assert client.get("/sign-in/step/")["Location"] == "/sign-in/"


def test_a_password_changed_between_the_steps_ends_the_sign_in(cast):
    enrol_app(cast.ani)
    client = Client()
    give_password(client, cast.ani)
    cast.ani.set_password("another long sentence")
    cast.ani.save()
    assert client.get("/sign-in/step/")["Location"] == "/sign-in/"


def issue(cast, user):
    _sheet, codes = people.issue_sheet(
        sheet_id=new_id(), user_id=user.pk, by=cast.actor(cast.admin_a), at=now()
    )
    return dict(codes)


def test_the_sheet_asks_for_one_number_and_takes_it_once(cast):
    codes = issue(cast, cast.ani)
    client = Client()
    give_password(client, cast.ani)
    assert (
        "no. 1" in client.get("/sign-in/step/", headers={"accept-language": "en"}).content.decode()
    )
    other = client.post("/sign-in/step/?kind=sheet&number=1", {"code": codes[2]})
    assert other.status_code == 422, "another number's code is no good"
    asked_other = client.post("/sign-in/step/?kind=sheet&number=2", {"code": codes[2]})
    assert asked_other.status_code == 422, "nobody chooses the number"
    right = client.post("/sign-in/step/?kind=sheet&number=1", {"code": codes[1].lower()})
    assert right.status_code == 302
    again = Client()
    give_password(again, cast.ani)
    assert again.post("/sign-in/step/?kind=sheet&number=1", {"code": codes[1]}).status_code == 422
    assert again.post("/sign-in/step/?kind=sheet&number=2", {"code": codes[2]}).status_code == 302


def test_a_new_sheet_ends_the_one_before(cast):
    old, new = issue(cast, cast.ani), issue(cast, cast.ani)
    client = Client()
    give_password(client, cast.ani)
    address = "/sign-in/step/?kind=sheet&number=1"
    assert client.post(address, {"code": old[1]}).status_code == 422
    assert client.post(address, {"code": new[1]}).status_code == 302


def test_codes_of_a_sheet_are_not_in_the_database(cast):
    codes = issue(cast, cast.ani)
    kept = set(cast.ani.code_sheets.get().codes.values_list("digest", flat=True))
    assert not kept & set(codes.values())
    assert len(kept) == len(codes) == 20


def test_the_secret_of_an_app_is_sealed_and_bound_to_its_user(cast):
    secret = enrol_app(cast.ani)
    row = factors.Authenticator.objects.get(user=cast.ani)
    assert secret not in str(row.data)
    factors.Authenticator.objects.create(user=cast.beni, type="totp", data=row.data)
    with pytest.raises(factors.crypto.DoesNotOpen):
        factors.use_totp(cast.beni, code_now(secret))


def test_a_remembered_device_is_not_asked_again_in_the_shift(cast):
    secret = enrol_app(cast.ani)
    client = Client()
    give_password(client, cast.ani)
    client.post("/sign-in/step/?kind=totp", {"code": code_now(secret), "remember": "on"})
    client.post("/sign-out/")
    assert give_password(client, cast.ani)["Location"] == "/"
    assert SignedSession.objects.latest("started_at").factor == Factor.DEVICE


def test_a_remembered_device_is_nobody_elses(cast):
    secret = enrol_app(cast.ani)
    enrol_app(cast.beni)
    client = Client()
    give_password(client, cast.ani)
    client.post("/sign-in/step/?kind=totp", {"code": code_now(secret), "remember": "on"})
    client.post("/sign-out/")
    assert give_password(client, cast.beni)["Location"] == "/sign-in/step/"


def remembered(user):
    secret = enrol_app(user)
    client = Client()
    give_password(client, user)
    client.post("/sign-in/step/?kind=totp", {"code": code_now(secret), "remember": "on"})
    return client


def test_signing_out_forgets_the_device_where_that_is_wished(cast):
    client = remembered(cast.ani)
    assert 'name="forget"' in client.get("/account/").content.decode()
    client.post("/sign-out/", {"forget": "1"})
    assert give_password(client, cast.ani)["Location"] == "/sign-in/step/"
    assert {"device.forgotten", "session.ended"} <= set(verbs())


def test_the_device_is_forgotten_from_the_locked_screen_too(cast):
    client = remembered(cast.ani)
    client.post("/lock/")
    assert 'name="forget"' in client.get("/lock/").content.decode()
    client.post("/sign-out/", {"forget": "1"})
    assert give_password(client, cast.ani)["Location"] == "/sign-in/step/"


def test_forgetting_leaves_the_devices_of_others_at_the_same_computer(cast):
    client = remembered(cast.ani)
    client.post("/sign-out/")
    secret = enrol_app(cast.beni)
    give_password(client, cast.beni)
    client.post("/sign-in/step/?kind=totp", {"code": code_now(secret), "remember": "on"})
    client.post("/sign-out/", {"forget": "1"})
    assert give_password(client, cast.beni)["Location"] == "/sign-in/step/"
    assert give_password(client, cast.ani)["Location"] == "/"


def test_forgetting_is_offered_only_where_the_device_is_remembered(cast):
    assert 'name="forget"' not in client_for(cast.ani).get("/account/").content.decode()


@pytest.mark.parametrize("how", ["forgotten", "over", "altered", "factor removed"])
def test_a_device_that_is_over_is_asked_again(cast, how):
    secret = enrol_app(cast.ani)
    client = Client()
    give_password(client, cast.ani)
    client.post("/sign-in/step/?kind=totp", {"code": code_now(secret), "remember": "on"})
    device = cast.ani.devices.get()
    if how == "forgotten":
        client.post(f"/account/devices/{device.pk}/forget/")
    elif how == "over":
        cast.ani.devices.update(ends_at=now())
    elif how == "altered":
        client.cookies["suar_device"] = client.cookies["suar_device"].value + "x"
    else:
        issue(cast, cast.ani)
        line = factors.lines_of(cast.ani)[0]
        own.remove_factor(
            user=cast.ani, factor_id=line.id, required=True, by=cast.actor(cast.ani), at=now()
        )
    client.post("/sign-out/")
    assert give_password(client, cast.ani)["Location"] == "/sign-in/step/"


def test_after_signing_in_one_comes_to_the_page_that_was_asked_for(cast):
    client = Client()
    asked = client.get("/account/password/")
    assert asked["Location"] == "/sign-in/?next=%2Faccount%2Fpassword%2F"
    answer = client.post(asked["Location"], {"email": cast.dewi.email, "password": PASSWORD})
    assert answer["Location"] == "/account/password/"


def test_the_way_back_never_leads_to_another_site(cast):
    client = Client()
    answer = client.post(
        "/sign-in/?next=https://evil.example/", {"email": cast.dewi.email, "password": PASSWORD}
    )
    assert answer["Location"] == "/"


def test_signing_in_begins_a_new_session_key(cast):
    client = Client()
    client.get("/account/")
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    give_password(client, cast.dewi)
    assert client.session.session_key != before


def test_demo_asks_no_second_factor_and_says_so(cast):
    mark_demo(at=now())
    enrol_app(cast.ani)
    client = Client()
    assert "?as=ani%40pma.example" in client.get("/sign-in/").content.decode()
    filled = client.get("/sign-in/?as=ani%40pma.example").content.decode()
    assert 'value="ani@pma.example"' in filled
    assert f'value="{demo.PASSWORD}"' in filled
    assert give_password(client, cast.ani)["Location"] == "/"
    page = client.get("/account/").content.decode()
    assert "suar-banner" in page


def test_outside_a_demo_nobody_is_listed(cast):
    page = Client().get(f"/sign-in/?as={cast.ani.email}").content.decode()
    assert cast.ani.email not in page
    assert demo.PASSWORD not in page


def test_production_settings_do_not_serve_a_demo(cast, settings):
    mark_demo(at=now())
    settings.DEMO_ALLOWED = False
    answer = Client().get("/sign-in/")
    assert answer.status_code == 503


def test_a_demo_session_is_worth_nothing_where_demo_is_not_allowed(cast, settings):
    client = client_for(cast.ani, factor=Factor.DEMO)
    settings.DEMO_ALLOWED = False
    assert client.get("/account/")["Location"] == "/account/second-step/"


def test_rights_are_the_union_of_the_roles_in_one_organisation_only(cast):
    people.give_roles(
        user_id=cast.dewi.pk, roles=["domain_lead"], unit_id=None,
        by=cast.actor(cast.admin_a), at=now(),
    )  # fmt: skip
    actor = seats.actor_for(cast.dewi, now())
    assert actor.may("notice.view")
    assert actor.may("rule.edit")
    assert not actor.may("case.view")
    with pytest.raises(LookupError):
        seats.actor_for(cast.dewi, now(), organisation_id=cast.b.pk)


@pytest.mark.parametrize("text", ["[" * 3000, '{"a":' * 3000, "1" * 5000, "x", "[]", '"x"'])
def test_what_no_key_signed_is_refused_and_breaks_no_form(text):
    for form in (KeyForm({"credential": text}), NewKeyForm({"credential": text, "name": "x"})):
        assert form["credential"].as_widget()
        if isinstance(form, NewKeyForm) or text not in ("[]", '"x"'):
            assert "credential" in form.errors, form


def test_a_number_of_a_code_without_end_breaks_no_page(cast):
    issue(cast, cast.ani)
    client = Client()
    give_password(client, cast.ani)
    for asked in ("9" * 5000, "²", "99999"):
        answer = client.post(f"/sign-in/step/?kind=sheet&number={asked}", {"code": "AAAA-BBBB"})
        assert answer.status_code == 422, asked
