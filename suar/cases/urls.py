"""Addresses of the cases: codes and ids, never a word of what they are about."""

from __future__ import annotations

from django.urls import path

from suar.cases import views
from suar.cases.closure import views as closure
from suar.cases.consent import views as consent
from suar.cases.followup import views as followup
from suar.cases.identification import views as identification
from suar.cases.notes import views as notes
from suar.cases.referral import handing_on_views as handing_on
from suar.cases.referral import reaching_views as reaching
from suar.cases.referral import receiving_views as receiving
from suar.cases.referral import views as referral
from suar.cases.services import views as services
from suar.cases.triage import views as triage

app_name = "cases"
C = "cases/<uuid:case_id>/"
R = C + "referrals/<uuid:referral_id>/"
I = "referrals/<uuid:referral_id>/"  # noqa: E741 - incoming

urlpatterns = [
    path("cases/", views.case_list, name="list"),
    path("services/without-name/", services.nameless, name="nameless"),
    path(C, views.case_page, name="case"),
    path(C + "assign/", views.assign, name="assign"),
    path(C + "check/", triage.check, name="triage"),
    path(C + "check/<str:item>/", triage.handled, name="triage_handled"),
    path(C + "where/", triage.now_country, name="now_country"),
    path(C + "safety/", triage.safety_plan, name="safety"),
    path(C + "reach/", triage.before_call, name="before_call"),
    path(C + "reach/<uuid:receiver_id>/", triage.contact_decision, name="contact_decision"),
    path(C + "consent/", consent.ledger, name="consent"),
    path(C + "consent/new/", consent.record, name="consent_new"),
    path(C + "consent/<uuid:line_id>/withdraw/", consent.withdraw, name="consent_withdraw"),
    path(C + "ground/new/", consent.ground, name="ground_new"),
    path(C + "ground/<uuid:line_id>/end/", consent.end_ground, name="ground_end"),
    path(C + "interview/", identification.interview, name="interview"),
    path(C + "proposal/", identification.proposal, name="proposal"),
    path(C + "decide/", identification.decide, name="decide"),
    path(C + "second/<uuid:decision_id>/", identification.second, name="second"),
    path(C + "services/new/", services.record, name="service_new"),
    path(C + "services/<uuid:row_id>/", services.change, name="service"),
    path(C + "follow-up/new/", followup.plan, name="follow_up_new"),
    path(C + "follow-up/<uuid:row_id>/", followup.finish, name="follow_up"),
    path(C + "notes/new/", notes.add, name="note_new"),
    path(C + "close/", closure.ask, name="close"),
    path(C + "closing/", closure.closing, name="closing"),
    path(C + "close/<uuid:closure_id>/", closure.answer, name="close_answer"),
    path(C + "reopen/", closure.reopen, name="reopen"),
    path(C + "referrals/new/", referral.choose, name="referral_new"),
    path(C + "referrals/new/<uuid:receiver_id>/", referral.draft, name="referral_draft"),
    path(R, referral.referral, name="referral"),
    path(R + "change/", referral.change, name="referral_change"),
    path(R + "send/", referral.send, name="referral_send"),
    path(R + "end/", referral.revoke, name="referral_revoke"),
    path(R + "hand-over/", referral.hand_over, name="referral_hand_over"),
    path(R + "reach/", reaching.reach, name="referral_reach"),
    path(R + "letter/", referral.letter, name="referral_letter"),
    path("sent/<uuid:referral_id>/", referral.sent, name="sent"),
    path("referrals/", receiving.inbox, name="inbox"),
    path(I, receiving.incoming, name="incoming"),
    path(I + "over/", handing_on.incoming_over, name="incoming_over"),
    path(I + "acknowledge/", receiving.acknowledge, name="acknowledge"),
    path(I + "accept/", receiving.accept, name="accept"),
    path(I + "decline/", receiving.decline, name="decline"),
    path(I + "hand-over/", receiving.hand_over, name="hand_over"),
    path(I + "feedback/", receiving.feedback, name="feedback"),
    path(I + "services/new/", receiving.report, name="report"),
    path(I + "finish/", receiving.finish, name="finish"),
]
