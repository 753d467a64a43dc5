"""What the log refuses and notices, and what it keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from suar import audit, policy, vault
from suar.audit.chain import event_hash
from suar.audit.models import ChainHead, Event, EventSubject
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.store import tenancy
from suar.store.work import act
from suar.vault.models import Subject

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    return Actor(user_id=new_id(), organisation_id=new_id(), label="Ani")


def _subject(by):
    subject = vault.new_subject(kind="person", by=by, at=AT)
    policy.grant(
        ground=policy.Ground.INTAKE, subjects=[subject], parts=["identity"], rests_on=subject,
        to_user=by.user_id, by=by, at=AT,
    )  # fmt: skip
    return subject


@act
def _write(*, by, subject, verb="case.opened", facts=None):
    row = Subject.objects.get(pk=subject)
    audit.record(by, verb, row, at=AT, subjects=[subject], facts=facts)


def test_an_event_outside_a_unit_of_work_is_refused(ani):
    subject = _subject(ani)
    with pytest.raises(RuntimeError):
        audit.record(ani, "x.done", Subject.objects.get(pk=subject), at=AT)


def test_free_text_in_a_fact_is_refused(ani):
    with pytest.raises(ValueError, match="no content"):
        _write(by=ani, subject=_subject(ani), facts={"note": "she said that"})


def test_a_rolled_back_action_leaves_no_event(ani):
    subject = _subject(ani)
    before = Event.objects.count()

    @act
    def fails(*, by):
        _write(by=by, subject=subject)
        raise ValueError

    with pytest.raises(ValueError):
        fails(by=ani)
    assert Event.objects.count() == before


def test_an_inner_action_that_fails_alone_takes_its_event_with_it(ani):
    subject = _subject(ani)

    @act
    def inner(*, by):
        _write(by=by, subject=subject, verb="inner.done")
        raise ValueError

    @act
    def outer(*, by):
        try:
            inner(by=by)
        except ValueError:
            _write(by=by, subject=subject, verb="outer.done")

    outer(by=ani)
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert "outer.done" in verbs
    assert "inner.done" not in verbs


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda rows: rows.filter(number=2).update(verb="x.changed"), "event_altered"),
        (lambda rows: rows.filter(number=2).delete(), "event_missing"),
        (lambda rows: rows.order_by("-number")[:1].get().delete(), "events_cut_off"),
        (lambda rows: EventSubject.objects.all()[:1].get().delete(), "subject_index_altered"),
        (
            lambda rows: EventSubject.objects.update(at=AT - timedelta(days=400)),
            "subject_index_altered",
        ),
        (
            lambda rows: EventSubject.objects.update(organisation_id=new_id()),
            "subject_index_altered",
        ),
        (lambda rows: ChainHead.objects.update(seal=b"x" * 34), "head_not_ours"),
        (lambda rows: ChainHead.objects.all().delete(), "head_missing"),
    ],
)
def test_harm_to_the_chain_is_noticed(ani, harm, fault):
    subject = _subject(ani)
    for _ in range(3):
        _write(by=ani, subject=subject)
    assert audit.verify(ani.organisation_id).ok
    harm(Event.objects.filter(organisation_id=ani.organisation_id))
    assert audit.verify(ani.organisation_id).fault == fault


def _cut(rows):
    """Take the last two events away and set a head that fits, as somebody with SQL can."""
    for event in rows.order_by("-number")[:2]:
        event.delete()
        EventSubject.objects.filter(event_id=event.pk).delete()
    last = rows.order_by("-number")[0]
    ChainHead.objects.filter(pk=last.organisation_id).update(number=last.number, hash=last.hash)


def _rewrite(rows):
    """Change an event and calculate every hash after it anew."""
    previous = bytes(32)
    for event in rows.order_by("number"):
        event.verb = "x.changed" if event.number == 2 else event.verb
        event.previous, event.hash = previous, b""
        event.hash = previous = event_hash(event)
        event.save()
    ChainHead.objects.filter(pk=event.organisation_id).update(hash=previous)


@pytest.mark.parametrize("harm", [_cut, _rewrite])
def test_the_next_event_does_not_make_a_forged_chain_good(ani, harm):
    subject = _subject(ani)
    for _ in range(3):
        _write(by=ani, subject=subject)
    harm(Event.objects.filter(organisation_id=ani.organisation_id))
    assert audit.verify(ani.organisation_id).fault == "head_not_ours"
    _write(by=ani, subject=subject)
    _write(by=ani, subject=subject)
    assert audit.verify(ani.organisation_id).fault == "head_not_ours"


def test_the_owner_of_the_row_keeps_the_event_of_a_foreign_actor(ani):
    subject = _subject(ani)
    citra = Actor(user_id=new_id(), organisation_id=new_id(), label="Citra")
    with tenancy.acting_for(citra.organisation_id):
        _write(by=citra, subject=subject, verb="referral.accepted")
    event = Event.objects.get(verb="referral.accepted")
    assert event.organisation_id == ani.organisation_id
    assert event.actor_organisation_id == citra.organisation_id
    assert audit.verify(ani.organisation_id).ok


def test_two_looks_within_a_quarter_of_an_hour_are_one(ani):
    subject = _subject(ani)
    for minutes in (0, 5, 14):
        with vault.opened(subject, by=ani, at=AT + timedelta(minutes=minutes)):
            pass
    assert audit.looks_at([subject]).count() == 1
    with vault.opened(subject, by=ani, at=AT + timedelta(minutes=16)):
        pass
    assert audit.looks_at([subject]).count() == 2


def test_who_looked_at_a_person_is_answered_by_her_subject(ani):
    subject, other = _subject(ani), _subject(ani)
    with vault.opened(subject, by=ani, at=AT):
        pass
    assert [e.actor_label for e in audit.looks_at([subject])] == ["Ani"]
    assert not audit.looks_at([other])


def test_a_search_names_whom_it_showed_and_not_whom_it_only_scored(ani):
    shown, scored = _subject(ani), _subject(ani)
    with vault.opened_for_scoring([shown, scored], by=ani, at=AT, what="people.search") as seen:
        seen.append(shown)
    event = audit.looks_at([shown]).get()
    assert event.facts == {"scored": 2, "shown": 1}
    assert not audit.looks_at([scored])


def test_a_search_scores_nobody_of_another_organisation(ani):
    from suar.vault import keyring

    foreign = _subject(Actor(user_id=new_id(), organisation_id=new_id()))
    with (
        vault.opened_for_scoring([foreign], by=ani, at=AT, what="people.search"),
        pytest.raises(keyring.NotOpened),
    ):
        keyring.for_opening(foreign)
