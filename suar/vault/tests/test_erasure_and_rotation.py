"""Erasure, holds, rotation of the master key and the search keys."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from suar import audit, policy, vault
from suar.kit.actor import Actor, system_actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.vault import erasure, holds, keyring, master
from suar.vault.models import Erasure, Subject, WrappedKey

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    return Actor(user_id=new_id(), organisation_id=new_id(), label="Ani")


@pytest.fixture
def person(ani):
    subject = vault.new_subject(kind="person", by=ani, at=AT)
    policy.grant(
        ground=policy.Ground.INTAKE, subjects=[subject], parts=["identity"], rests_on=subject,
        to_user=ani.user_id, by=ani, at=AT,
    )  # fmt: skip
    return subject


@pytest.fixture
def own_list(tmp_path, settings):
    settings.ERASURE_LIST = tmp_path / "erasures.list"


def test_another_organisation_cannot_erase(ani, person):
    eko = Actor(user_id=new_id(), organisation_id=new_id())
    with pytest.raises(Problem) as refused:
        vault.erase(person, by=eko, at=AT, reason="request")
    assert refused.value.status == 404


def test_what_the_law_keeps_is_not_erased_until_it_is_released(ani, person):
    vault.hold(person, law="KUHAP-46", by=ani, at=AT)
    with pytest.raises(Problem):
        vault.erase(person, by=ani, at=AT, reason="request")
    vault.release(person, by=ani, at=AT)
    assert vault.erase(person, by=ani, at=AT, reason="request").subjects == 1


def test_what_hung_on_a_report_moves_with_it_and_is_erased_with_her(ani, person):
    report = vault.new_subject(kind="report", by=ani, at=AT)
    paper = vault.new_subject(kind="file", by=ani, at=AT, person_subject=report)
    with pytest.raises(Problem) as refused:
        vault.tie(report, paper, by=ani, at=AT)
    assert [b.code for b in refused.value.reasons] == [Reason.NOT_ALONE]
    vault.tie(report, person, by=ani, at=AT)
    assert Subject.objects.get(pk=paper).person_id == person
    late = vault.new_subject(kind="file", by=ani, at=AT, person_subject=report)
    assert Subject.objects.get(pk=late).person_id == person
    vault.erase(person, by=ani, at=AT, reason="request")
    assert not Subject.objects.filter(pk__in=[report, paper, late], erased_at=None).exists()


def test_what_an_older_tie_left_a_step_deeper_is_held_and_erased_all_the_same(ani, person):
    report = vault.new_subject(kind="report", by=ani, at=AT, person_subject=person)
    paper = vault.new_subject(kind="file", by=ani, at=AT)
    Subject.objects.filter(pk=paper).update(person_id=report, held_by="court_order")
    assert vault.held_by(person) == vault.held_by(paper) == "court_order"
    with pytest.raises(Problem):
        vault.erase(person, by=ani, at=AT, reason="request")
    vault.release(paper, by=ani, at=AT)
    assert vault.erase(person, by=ani, at=AT, reason="request").subjects == 3


def test_a_hold_made_after_a_backup_stands_again_until_its_paper_is_entered(
    ani, person, own_list, django_capture_on_commit_callbacks
):
    freed, gone = (vault.new_subject(kind="person", by=ani, at=AT) for _ in range(2))
    for subject in (person, freed, gone):
        vault.hold(subject, law="court_order", by=ani, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        vault.release(freed, by=ani, at=AT)
    lines = holds.listed()
    assert [json.loads(x)["law"] for x in lines] == [*["court_order"] * 3, ""]
    Subject.objects.update(held_by="")  # as a backup from before knows it
    Subject.objects.filter(pk=gone).update(erased_at=AT)
    elsewhere = json.dumps({"subject": str(new_id()), "law": "law", "at": AT.isoformat()})
    assert holds.replay([*lines, elsewhere], at=AT) == [person]
    assert holds.replay(lines, at=AT) == []
    assert vault.held_by(person) == holds.RESTORED
    with pytest.raises(Problem) as refused:
        vault.erase(person, by=ani, at=AT, reason="request")
    assert [b.code for b in refused.value.reasons] == [Reason.HELD_BY_LAW]


def test_a_release_is_noted_only_once_it_is_committed_a_hold_at_once(ani, person, own_list):
    vault.hold(person, law="court_order", by=ani, at=AT)
    vault.release(person, by=ani, at=AT)  # the test's own transaction never ends
    assert [json.loads(x)["law"] for x in holds.listed()] == ["court_order"]


def test_what_is_tied_to_her_is_not_erased_alone_and_she_is_erased_once(ani, person):
    tied = vault.new_subject(kind="case", by=ani, at=AT, person_subject=person)
    with pytest.raises(Problem) as refused:
        vault.erase(tied, by=ani, at=AT, reason="request")
    assert [b.code for b in refused.value.reasons] == [Reason.NOT_ALONE]
    vault.erase(person, by=ani, at=AT, reason="request")
    with pytest.raises(Problem) as refused:
        vault.erase(person, by=ani, at=AT, reason="request")
    assert [b.code for b in refused.value.reasons] == [Reason.ALREADY_DONE]


def test_erasing_a_person_destroys_the_keys_of_all_that_is_tied_to_her(
    ani, person, django_capture_on_commit_callbacks
):
    tied = vault.new_subject(kind="case", by=ani, at=AT, person_subject=person)
    report = vault.new_subject(kind="report", by=ani, at=AT)
    vault.tie(report, person, by=ani, at=AT)
    other = vault.new_subject(kind="person", by=ani, at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        receipt = vault.erase(person, by=ani, at=AT, reason="request")
    assert receipt.subjects == 3
    assert "phones" in receipt.out_of_reach
    left = set(WrappedKey.objects.values_list("subject_id", flat=True))
    assert not left & {person, tied, report}
    assert other in left
    lines = erasure.list_path().read_text().splitlines()
    assert set(json.loads(lines[-1])["subjects"]) == {str(person), str(tied), str(report)}


def test_nothing_opens_between_the_order_and_the_end_of_an_erasure(ani, person):
    vault.erase(person, by=ani, at=AT, reason="request")  # the keys wait for the commit
    with pytest.raises(Problem), vault.opened(person, by=ani, at=AT):
        pass


def test_nothing_new_is_tied_to_a_person_who_was_erased(ani, person):
    report = vault.new_subject(kind="report", by=ani, at=AT)
    vault.erase(person, by=ani, at=AT, reason="request")
    for late in (
        lambda: vault.new_subject(kind="case", by=ani, at=AT, person_subject=person),
        lambda: vault.tie(report, person, by=ani, at=AT),
    ):
        with pytest.raises(Problem) as refused:
            late()
        assert [b.code for b in refused.value.reasons] == [Reason.ERASED]


def test_nobody_holds_what_is_absent_or_erased(ani, person):
    case = vault.new_subject(kind="case", by=ani, at=AT, person_subject=person)
    other = vault.new_subject(kind="report", by=ani, at=AT)
    with pytest.raises(Problem) as refused:
        vault.lock_living(case, new_id())
    assert refused.value.reasons[0].code is Reason.NOT_FOUND
    vault.erase(person, by=ani, at=AT, reason="request")
    for late in ((case,), (person,), (other, case)):
        with pytest.raises(Problem) as refused:
            vault.lock_living(*late)
        assert refused.value.reasons[0].code is Reason.ERASED
    vault.lock_living(other)
    assert vault.lock_those_living([case, person, other, new_id()]) == {other}


def test_what_is_tied_to_another_one_is_held_by_its_person(ani, person):
    case = vault.new_subject(kind="case", by=ani, at=AT, person_subject=person)
    with CaptureQueriesContext(connection) as asked:
        assert vault.lock_those_living([case]) == {case}
    held = [q["sql"] for q in asked if 'ORDER BY "vault_subject"."id" ASC' in q["sql"]]
    assert len(held) == 1
    assert str(person).replace("-", "") in held[0].replace("-", "")
    assert case.hex not in held[0].replace("-", "")


def test_sealing_under_a_key_that_is_gone_is_refused_in_words(ani, person):
    keyring.forget([person])
    WrappedKey.objects.filter(subject_id=person).delete()
    with pytest.raises(Problem) as refused:
        vault.seal_bytes(person, "table", new_id(), "part", b"x")
    assert refused.value.reasons[0].code is Reason.ERASED


def test_what_has_lost_its_key_does_not_open(ani, person):
    WrappedKey.objects.filter(pk=person).delete()
    with pytest.raises(Problem) as refused, vault.opened(person, by=ani, at=AT):
        pass
    assert [b.code for b in refused.value.reasons] == [Reason.ERASED]


def test_an_erasure_that_a_crash_cut_off_is_finished_later(ani, person):
    vault.erase(person, by=ani, at=AT, reason="request")
    assert WrappedKey.objects.filter(pk=person).exists()
    assert vault.finish_erasures() == 1
    assert not WrappedKey.objects.filter(pk=person).exists()
    assert Erasure.objects.get().done_at is not None


def test_a_restored_system_closes_again_what_was_erased_after_the_backup(ani, person):
    line = json.dumps({"subjects": [str(person)]})
    assert vault.replay_erasures([line, ""], at=AT) == 1
    assert Subject.objects.get(pk=person).erased_at == AT
    assert not WrappedKey.objects.filter(pk=person).exists()
    assert vault.replay_erasures([line], at=AT) == 0


def test_a_report_tied_to_one_person_cannot_be_tied_to_another(ani, person):
    report = vault.new_subject(kind="report", by=ani, at=AT, person_subject=person)
    other = vault.new_subject(kind="person", by=ani, at=AT)
    with pytest.raises(Problem):
        vault.tie(report, other, by=ani, at=AT)


def test_a_person_cannot_pass_as_the_system(ani, person):
    with pytest.raises(Problem), vault.opened_by_system([person], by=ani, at=AT, why="index"):
        pass
    with vault.opened_by_system([person], by=system_actor(ani.organisation_id), at=AT, why="index"):
        assert keyring.for_opening(person)


def test_rotation_rewraps_every_key_and_seals_every_head_and_may_be_cut_off(ani, person):
    sealed = vault.seal_bytes(person, "t", person, "f", b"content")
    tokens = vault.index_tokens(ani.organisation_id, "name", ["siti"])
    changed = vault.rotate()
    assert changed >= 1
    assert vault.rotate(new_key=False) == 0
    version = master.current_version()
    assert set(WrappedKey.objects.values_list("master", flat=True)) == {version}
    with vault.opened(person, by=ani, at=AT):
        assert vault.open_bytes(person, "t", person, "f", sealed) == b"content"
    assert vault.index_tokens(ani.organisation_id, "name", ["siti"]) == tokens
    assert audit.verify(ani.organisation_id).ok


def test_equal_names_of_two_organisations_have_different_tokens(ani):
    mine = vault.index_tokens(ani.organisation_id, "name", ["siti"])
    theirs = vault.index_tokens(new_id(), "name", ["siti"])
    assert mine != theirs
    assert mine != vault.index_tokens(ani.organisation_id, "phone", ["siti"])
