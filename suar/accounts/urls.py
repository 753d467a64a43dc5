"""Addresses of sign-in, the own account and the people of an organisation.

None of allauth's own pages is routed: its stored factors and their arithmetic are used, in
``factors``; so the authorization harness needs no exception for them.
"""

from __future__ import annotations

from django.urls import path

from suar.accounts.views import confirming, links, own, people, signing

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.sign_in_page, name="sign_in"),
    path("sign-in/step/", signing.second_step, name="second_step"),
    path("sign-in/help/", signing.forgotten, name="forgotten"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("link/", links.use_link, name="use_link"),
    path("link/<str:secret>/", links.open_link, name="open_link"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password, name="password"),
    path("account/seat/", own.choose_seat, name="choose_seat"),
    path("account/sessions/end/", own.end_others, name="end_others"),
    path("account/sessions/<uuid:session_id>/end/", own.end_session, name="end_session"),
    path("account/devices/<uuid:device_id>/forget/", own.forget_device, name="forget_device"),
    path("account/second-step/", own.enrol, name="enrol"),
    path("account/second-step/app/", own.add_app, name="add_app"),
    path("account/second-step/key/", own.add_key, name="add_key"),
    path("account/second-step/<int:factor_id>/remove/", own.remove_factor, name="remove_factor"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invite/", people.invite, name="invite"),
    path("settings/people/links/<uuid:invitation_id>/withdraw/", people.withdraw, name="withdraw"),
    path("settings/people/roles/<uuid:membership_id>/take/", people.take_role, name="take_role"),
    path("settings/people/<uuid:user_id>/", people.person, name="person"),
    path("settings/people/<uuid:user_id>/confirm/", confirming.answer, name="confirm"),
    path("settings/people/<uuid:user_id>/roles/", people.give_roles, name="give_roles"),
    path("settings/people/<uuid:user_id>/link/", people.reset, name="reset"),
    path("settings/people/<uuid:user_id>/sheet/", people.sheet, name="sheet"),
    *(
        path(
            f"settings/people/<uuid:user_id>/{verb}/",
            people.change,
            {"verb": verb},
            name={"sign-out": "sign_out_person"}.get(verb, verb.replace("-", "_")),
        )
        for verb in people.CHANGES
    ),
]
