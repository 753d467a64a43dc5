"""The walls in the database: what each organisation's session may read and write of a referral."""

from __future__ import annotations

import pytest

from suar import vault
from suar.agenda.models import Task
from suar.cases import scope
from suar.cases.consent import actions as consent
from suar.cases.models import Case, ConsentLine, InboxMark, Referral, ReferralEvent
from suar.cases.referral import inbox, receiving
from suar.cases.referral.codes import Outcome
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.network.codes import ServiceCode
from suar.people.models import Person
from suar.policy import rls
from suar.store.postgresql import roles
from suar.store.tenancy import acting_for
from suar.ui import drafts
from suar.ui.models import Draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_receiver_reads_the_referral_alone_and_others_nothing(way, cast):
    referral = way.sent()
    with roles.as_role(rls.APP_ROLE):
        with acting_for(cast.b.pk):
            assert Referral.objects.get() == referral
            assert ReferralEvent.objects.count() == 1
            assert InboxMark.objects.count() == 1
            for model in (Case, Person, ConsentLine):
                assert not model.objects.exists(), model
        with acting_for(cast.c.pk):
            for model in (Referral, ReferralEvent, InboxMark, Case, Person, ConsentLine):
                assert not model.objects.exists(), model
        with acting_for(None):
            assert not Referral.objects.exists()


def test_the_whole_way_of_a_referral_goes_behind_the_walls(way, cast):
    with roles.as_role(rls.APP_ROLE):
        with acting_for(cast.a.pk):
            referral = way.sent()
        as_citra = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
        with acting_for(cast.b.pk):
            receiving.acknowledge(**as_citra)
            receiving.accept(**as_citra, note="Siap")
            receiving.report_service(
                **as_citra, id=new_id(), service=ServiceCode.SHL_EMG, started_on=way.at.date()
            )
            receiving.finish(**as_citra, outcome=Outcome.MET)
            assert not Referral.objects.exists()
            assert inbox.page_of(way.citra, way.at).lines[0].mark.ended_as == "DONE"
            assert not Task.objects.filter(state="open").exists()
        with acting_for(cast.a.pk):
            row = scope.outgoing(referral.pk, way.ani, way.at)
            assert row.outcome == "MET"
            assert Task.objects.filter(kind="case.look_at_answer").exists()


def test_an_erasure_behind_the_walls_reaches_the_receivers_list_and_draft(way, cast):
    with roles.as_role(rls.APP_ROLE):
        with acting_for(cast.a.pk):
            key = f"cases.report:{way.sent().pk}"
        with acting_for(cast.b.pk):
            drafts.keep(form_key=key, fields={"note": ["Sulastri"]}, by=way.citra, at=way.at)
            assert Draft.objects.filter(form_key=key).exists()
        with acting_for(cast.a.pk):
            officer = cast.actor(cast.gilang)
            vault.erase(way.person.subject_id, by=officer, at=way.at, reason="request")
        with acting_for(cast.b.pk):
            assert not Draft.objects.exists()
            assert not Referral.objects.exists()
            assert inbox.page_of(way.citra, way.at).lines[0].mark.ended_as == "ENDED"
            with pytest.raises(Problem):
                drafts.keep(form_key=key, fields={"note": ["Sulastri"]}, by=way.citra, at=way.at)


def test_a_withdrawn_consent_closes_the_wall_at_once(way, cast):
    with roles.as_role(rls.APP_ROLE):
        with acting_for(cast.a.pk):
            referral = way.sent()
        with acting_for(cast.b.pk):
            receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
        with acting_for(cast.a.pk):
            line = Referral.objects.get(pk=referral.pk).consent_id
            consent.withdraw(case_id=way.case.pk, line_id=line, how="phone", by=way.ani, at=way.at)
        with acting_for(cast.b.pk):
            assert not Referral.objects.exists()
            assert InboxMark.objects.get().hand_over
