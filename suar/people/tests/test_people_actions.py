"""Actions: who is refused, then what is written, with its event; repeats and conflicts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

import suar.audit as audit
import suar.policy as policy
import suar.vault as vault
from suar.agenda.models import Task
from suar.audit.models import Event
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.people import actions, queries, scope, slots
from suar.people.actions import MustNotEntry, NewPerson
from suar.people.codes import (
    AddressKind,
    DocumentKind,
    Holder,
    MustNot,
    NameKind,
    RelationKind,
    Section,
    Sex,
    Source,
    WithoutSearch,
)
from suar.people.contact import Receiver, SafeContactRules
from suar.people.models import (
    BirthDate,
    MergeLink,
    MustNotKnow,
    Person,
    PersonKeys,
    PersonName,
    Relation,
    SafeContact,
    SearchKey,
)
from tests.support.people import make_nameless, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(ani, at):
    return make_person(ani, at, name="Sulastri Handayani", born=PartialDate(1995, 4, 12))


def verbs(person):
    return set(audit.events_about([person.subject_id]).values_list("verb", flat=True))


def every_action(person_id, by, at):
    """Yield (name, call) of each verb on a person."""
    row = {"person_id": person_id, "by": by, "at": at}
    nobody = new_id()
    yield (
        "name",
        lambda: actions.add_name(
            id=new_id(), text="Lastri", kind=NameKind.ALIAS, source=Source.KTP, **row
        ),
    )
    yield (
        "birth",
        lambda: actions.add_birth_date(
            id=new_id(), born=PartialDate(1996), source=Source.KK, **row
        ),
    )
    yield (
        "paper",
        lambda: actions.add_document(id=new_id(), kind=DocumentKind.NIK, number="52", **row),
    )
    yield (
        "address",
        lambda: actions.add_address(id=new_id(), kind=AddressKind.HOME, text="Dusun", **row),
    )
    yield (
        "phone",
        lambda: actions.add_phone(id=new_id(), number="0812345678", holder=Holder.SELF, **row),
    )
    yield (
        "correct",
        lambda: actions.correct(
            id=new_id(),
            section=Section.NAMES,
            row_id=nobody,
            expected=1,
            values={"text": "X"},
            **row,
        ),
    )
    yield "end", lambda: actions.end_entry(section=Section.NAMES, row_id=nobody, expected=1, **row)
    yield (
        "basics",
        lambda: actions.edit_basics(
            expected=1, sex=Sex.FEMALE, country="", province="", regency="", description="", **row
        ),
    )
    yield "doubt", lambda: actions.mark_not_credible(row_id=nobody, reason="x", expected=1, **row)
    yield "agree", lambda: actions.agree_not_credible(row_id=nobody, expected=1, **row)
    yield (
        "safe",
        lambda: actions.set_safe_contact(id=new_id(), rules=SafeContactRules(), expected=0, **row),
    )
    yield "secret", lambda: actions.set_must_not_know(entries=[], expected=1, **row)
    yield (
        "relation",
        lambda: actions.add_relation(id=new_id(), other_id=nobody, kind=RelationKind.SPOUSE, **row),
    )
    yield "unrelate", lambda: actions.end_relation(row_id=nobody, expected=1, **row)
    yield (
        "merge",
        lambda: actions.merge(id=new_id(), kept_id=person_id, merged_id=nobody, by=by, at=at),
    )
    yield (
        "apart",
        lambda: actions.say_different(
            id=new_id(), first_id=person_id, second_id=nobody, by=by, at=at
        ),
    )
    yield "unmerge", lambda: actions.unmerge(link_id=nobody, expected=1, by=by, at=at)


def test_an_analyst_may_do_nothing(dewi, person, at):
    for name, call in every_action(person.pk, dewi, at):
        with pytest.raises(Problem) as refused:
            call()
        assert refused.value.kind is Kind.FORBIDDEN, name


def test_an_outsider_and_a_colleague_without_a_grant_find_nobody(eko, beni, person, at):
    before = Event.objects.count()
    for actor in (eko, beni):
        for name, call in every_action(person.pk, actor, at):
            if name == "agree" and actor is eko:
                continue  # his role may not be a second person at all
            with pytest.raises(Problem) as refused:
                call()
            assert refused.value.kind is Kind.NOT_FOUND, name
    assert Event.objects.count() == before


def test_without_a_second_factor_nothing_is_registered(ani, at):
    with pytest.raises(Problem):
        actions.create_person(
            id=new_id(), new=NewPerson(name="Wagiyem"), by=replace(ani, assured=False), at=at
        )


def test_another_ones_search_does_not_entitle(ani, fitri, at):
    ticket = actions.run_search(id=new_id(), text="Wagiyem Contoh", by=fitri, at=at).ticket
    with pytest.raises(Problem) as refused:
        actions.create_person(
            id=new_id(), new=NewPerson(name="Wagiyem Contoh"), search_ticket=ticket, by=ani, at=at
        )
    assert [r.code for r in refused.value.reasons] == [Reason.SEARCH_FIRST]
    assert not Person.objects.exists()


def test_a_search_for_another_name_or_an_old_one_does_not_entitle(ani, at):
    ticket = actions.run_search(id=new_id(), text="Wagiyem", by=ani, at=at).ticket
    for name, later, reason in (
        ("Sulastri", 0, Reason.SEARCHED_OTHER_NAME), ("Wagiyem", 31, Reason.SEARCH_TOO_OLD),
    ):  # fmt: skip
        with pytest.raises(Problem) as refused:
            actions.create_person(
                id=new_id(), new=NewPerson(name=name), search_ticket=ticket, by=ani,
                at=at + timedelta(minutes=later),
            )  # fmt: skip
        assert [r.code for r in refused.value.reasons] == [reason]


def test_a_person_is_registered_sealed_indexed_and_open_to_whoever_did(ani, cast, at):
    person = make_person(
        ani, at, name="Sulastri alias Lastri", born=PartialDate(2010, 5), sex=Sex.FEMALE,
        regency="5203", province="52", country="ID",
    )  # fmt: skip
    assert (person.age_band, person.sex, person.unit_id) == ("9-17", "female", cast.unit_a.pk)
    assert scope.get(person.pk, ani, at) == person
    assert {"person.registered", "grant.given"} <= verbs(person)
    opened = queries.identity(person, by=ani, at=at)
    assert [(n.text, n.kind) for n in opened.names] == [("Sulastri", "main"), ("Lastri", "alias")]
    assert opened.age.childhood.counts_as_child
    assert PersonKeys.objects.get(person=person).packed
    with connection.cursor() as cursor:
        for table in ("people_person", "people_personname", "people_birthdate"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "astri" not in repr(cursor.fetchall())


def test_the_same_form_twice_makes_one_person_and_a_foreign_id_is_absent(ani, beni, at):
    first = make_person(ani, at, name="Wagiyem Contoh")
    again = actions.create_person(id=first.pk, new=NewPerson(name="Lain"), by=ani, at=at)
    assert again.pk == first.pk
    assert Person.objects.count() == 1
    with pytest.raises(Problem) as refused:
        actions.create_person(id=first.pk, new=NewPerson(name="Lain"), by=beni, at=at)
    assert refused.value.kind is Kind.NOT_FOUND


def test_a_nameless_person_and_an_emergency_leave_the_search_owed(ani, at):
    owed = []
    slots.search_owed.fill("test", lambda person, why, by, at: owed.append((person.pk, why)))
    try:
        nameless = make_nameless(ani, at)
        urgent = actions.create_person(
            id=new_id(), new=NewPerson(name="Wagiyem"), without_search=WithoutSearch.EMERGENCY,
            by=ani, at=at,
        )  # fmt: skip
    finally:
        slots.search_owed.fill("test", lambda *_: None)
    assert owed == [(nameless.pk, "nameless"), (urgent.pk, "emergency")]
    assert nameless.nameless
    tasks = Task.objects.filter(kind="people.search", user_id=ani.user_id)
    assert set(tasks.values_list("record_id", flat=True)) == {nameless.pk, urgent.pk}
    actions.add_name(
        id=new_id(), person_id=nameless.pk, text="Melati", kind=NameKind.MAIN,
        source=Source.OWN_WORD, by=ani, at=at,
    )  # fmt: skip
    nameless.refresh_from_db()
    assert not nameless.nameless
    assert queries.search("Melati", by=ani, at=at)[0].person_id == nameless.pk


def test_each_entry_is_added_once_with_one_event(person, ani, at):
    row_id = new_id()
    for _time in (1, 2):
        actions.add_document(
            id=row_id, person_id=person.pk, kind=DocumentKind.NIK, number="5203", by=ani, at=at
        )
    events = audit.events_about([person.subject_id]).filter(verb="identitydocument.added")
    assert events.count() == 1
    (line,) = queries.identity(person, by=ani, at=at).documents
    assert (line.text, [o.value for o in line.odd]) == ("5203", ["length"])


def test_an_empty_entry_is_refused_beside_its_field(person, ani, at):
    with pytest.raises(Problem) as refused:
        actions.add_address(
            id=new_id(), person_id=person.pk, kind=AddressKind.HOME, text="  ", by=ani, at=at
        )
    (because,) = refused.value.reasons
    assert (because.code, because.field) == (Reason.REQUIRED, "text")


def test_a_corrected_name_stays_findable_and_history_keeps_it(person, ani, at):
    name = PersonName.objects.get(person=person)
    actions.correct(
        id=new_id(), section=Section.NAMES, person_id=person.pk, row_id=name.pk, expected=1,
        values={"text": "Wagiyem Contoh", "kind": "main", "source": "ktp"}, by=ani, at=at,
    )  # fmt: skip
    assert queries.main_name(person, by=ani, at=at) == "Wagiyem Contoh"
    for text in ("Sulastri Handayani", "Wagiyem Contoh"):
        assert queries.search(text, by=ani, at=at)[0].person_id == person.pk
    with pytest.raises(Problem) as refused:
        actions.correct(
            id=new_id(), section=Section.NAMES, person_id=person.pk, row_id=name.pk, expected=1,
            values={"text": "Lain"}, by=ani, at=at,
        )  # fmt: skip
    assert refused.value.kind is Kind.CONFLICT


def test_the_age_band_follows_the_youngest_credible_date(person, ani, beni, cast, at):
    policy.grant(
        ground=policy.Ground.UNIT, subjects=[person.subject_id], parts=["identity"],
        to_unit=cast.unit_a.pk, rests_on=person.pk, by=ani, at=at,
    )  # fmt: skip
    row = actions.add_birth_date(
        id=new_id(), person_id=person.pk, born=PartialDate(2010), source=Source.DIPLOMA, by=ani,
        at=at,
    )  # fmt: skip
    person.refresh_from_db()
    assert person.age_band == "9-17"
    where = {"person_id": person.pk, "row_id": row.pk}
    actions.mark_not_credible(**where, reason="Ijazah orang lain", expected=1, by=ani, at=at)
    person.refresh_from_db()
    assert person.age_band == "9-17", "one person alone sets nothing aside"
    second = replace(ani, permissions=ani.permissions | {policy.Permission.STATUS_SECOND})
    with pytest.raises(Problem) as refused:
        actions.agree_not_credible(**where, expected=2, by=second, at=at)
    assert [r.code for r in refused.value.reasons] == [Reason.SECOND_PERSON_NEEDED]
    actions.agree_not_credible(**where, expected=2, by=beni, at=at)
    person.refresh_from_db()
    assert person.age_band == "30-38"
    assert {"birthdate.doubted", "birthdate.set_aside"} <= verbs(person)


def test_the_database_itself_wants_a_second_person(person, ani):
    row = BirthDate.objects.get(person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        BirthDate.objects.filter(pk=row.pk).update(doubted_by=ani.user_id, agreed_by=ani.user_id)


def test_basics_saved_by_two_are_a_conflict(person, ani, at):
    def save(expected):
        return actions.edit_basics(
            person_id=person.pk, expected=expected, sex=Sex.FEMALE, country="ID", province="52",
            regency="5203", description="", by=ani, at=at,
        )  # fmt: skip

    person.refresh_from_db()
    version = person.version
    save(version)
    with pytest.raises(Problem) as refused:
        save(version)
    assert refused.value.kind is Kind.CONFLICT


def test_who_must_not_know_is_sealed_kept_and_stops_a_send(person, ani, cast, at):
    assert person.must_not_know_asked_at is None
    entries = [MustNotEntry(MustNot.SPOUSE), MustNotEntry(MustNot.OFFICE, "", cast.b.pk)]
    saved = actions.set_must_not_know(
        person_id=person.pk, entries=entries, expected=person.version, by=ani, at=at
    )
    kept = set(MustNotKnow.objects.values_list("pk", flat=True))
    saved = actions.set_must_not_know(
        person_id=person.pk, entries=[*entries, MustNotEntry(MustNot.NEIGHBOUR)],
        expected=saved.version, by=ani, at=at + timedelta(days=1),
    )  # fmt: skip
    now_there = MustNotKnow.objects.filter(ended_at=None)
    assert kept < set(now_there.values_list("pk", flat=True))
    assert saved.must_not_know_asked_at == at
    mine, other = Receiver(cast.b.pk), Receiver(cast.c.pk)
    found = queries.recipients_in_conflict(person, [mine, other], by=ani, at=at)
    assert found == [mine]
    actions.set_must_not_know(
        person_id=person.pk, entries=[], expected=saved.version, by=ani, at=at
    )
    assert queries.must_not_know(person, by=ani, at=at) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_mustnotknow")
        assert "spouse" not in repr(cursor.fetchall())


def test_do_not_contact_is_seen_before_anything_is_opened(person, ani, at):
    assert not queries.header(person.pk, by=ani, at=at).contact_known
    actions.set_safe_contact(
        id=new_id(), person_id=person.pk, rules=SafeContactRules(do_not_contact=True), expected=0,
        by=ani, at=at,
    )  # fmt: skip
    head = queries.header(person.pk, by=ani, at=at)
    assert (head.do_not_contact, head.contact_known) == (True, True)
    with pytest.raises(Problem) as refused:
        actions.set_safe_contact(
            id=new_id(), person_id=person.pk, rules=SafeContactRules(), expected=0, by=ani, at=at
        )
    assert refused.value.kind is Kind.CONFLICT
    assert SafeContact.objects.count() == 1


def everything():
    """Return every row of the two records as the database holds it."""
    found = {}
    with connection.cursor() as cursor:
        for table in ("people_person", "people_personname", "people_birthdate",
                      "people_personkeys", "people_searchkey", "policy_grant"):  # fmt: skip
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
            found[table] = repr(cursor.fetchall())
    return found


def test_a_link_moves_nothing_and_its_end_leaves_everything_as_before(person, ani, at):
    twin = make_person(ani, at, name="Soelastri Handajani")
    before = everything()
    row_id = new_id()
    link = actions.merge(id=row_id, kept_id=person.pk, merged_id=twin.pk, by=ani, at=at)
    assert (
        actions.merge(id=row_id, kept_id=person.pk, merged_id=twin.pk, by=ani, at=at).pk == link.pk
    )
    assert everything() == before
    assert queries.linked_group(twin.pk) == {person.pk, twin.pk}
    assert queries.root_of(twin.pk) == person.pk
    hits = queries.search("Soelastri Handajani", by=ani, at=at)
    assert [h.person_id for h in hits] == [person.pk], "one line for one person"
    with pytest.raises(Problem) as refused:
        actions.merge(id=new_id(), kept_id=twin.pk, merged_id=person.pk, by=ani, at=at)
    assert [r.code for r in refused.value.reasons] == [Reason.ALREADY_LINKED]
    third = make_person(ani, at, name="Budi Santoso")
    with pytest.raises(Problem) as refused:
        actions.merge(id=new_id(), kept_id=third.pk, merged_id=twin.pk, by=ani, at=at)
    assert [r.code for r in refused.value.reasons] == [Reason.LINKED_ELSEWHERE]
    before = everything()
    actions.unmerge(link_id=link.pk, expected=1, by=ani, at=at)
    assert everything() == before
    assert queries.linked_group(twin.pk) == {twin.pk}
    with pytest.raises(Problem) as refused:
        actions.unmerge(link_id=link.pk, expected=2, by=ani, at=at)
    assert [r.code for r in refused.value.reasons] == [Reason.ALREADY_DONE]
    events = Event.objects.filter(verb__in=["person.merged", "person.unmerged"])
    assert [set(e.subjects) for e in events] == [
        {str(person.subject_id), str(twin.subject_id)}
    ] * 2  # fmt: skip


def test_a_record_of_another_house_cannot_be_linked(person, ani, eko, at):
    foreign = make_person(eko, at, name="Sulastri Handayani")
    for first, second in ((person.pk, foreign.pk), (foreign.pk, person.pk)):
        with pytest.raises(Problem) as refused:
            actions.merge(id=new_id(), kept_id=first, merged_id=second, by=ani, at=at)
        assert refused.value.kind is Kind.NOT_FOUND
    assert not MergeLink.objects.exists()


def test_comparing_shows_the_name_only_of_the_record_that_is_open(person, ani, beni, at):
    other = make_person(ani, at, name="Soelastri Handajani")
    policy.end_grants(rests_on=other.pk, by=ani, at=at, why="test")
    later = at + timedelta(minutes=1)
    pair = queries.compare(person.pk, other.pk, by=ani, at=later)
    assert (pair.first_name, pair.second_name) == ("Sulastri Handayani", "")
    assert pair.likeness.band == "strong"
    with pytest.raises(Problem):
        queries.compare(person.pk, other.pk, by=beni, at=later)


def test_a_relation_is_one_row_for_both_and_ends(person, ani, at):
    child = make_person(ani, at, name="Melati Contoh")
    row = actions.add_relation(
        id=new_id(), person_id=person.pk, other_id=child.pk, kind=RelationKind.PARENT, by=ani,
        at=at,
    )  # fmt: skip
    (theirs,) = queries.relations(child, by=ani, at=at)
    assert (theirs.other.pk, theirs.kind) == (person.pk, RelationKind.PARENT)
    with pytest.raises(Problem):
        actions.add_relation(
            id=new_id(), person_id=person.pk, other_id=child.pk, kind=RelationKind.PARENT, by=ani,
            at=at,
        )  # fmt: skip
    actions.end_relation(person_id=person.pk, row_id=row.pk, expected=1, by=ani, at=at)
    assert queries.relations(child, by=ani, at=at) == []


def test_erasure_leaves_counts_only(person, ani, cast, at):
    child = make_person(ani, at, name="Melati Contoh")
    actions.add_relation(
        id=new_id(), person_id=child.pk, other_id=person.pk, kind=RelationKind.CHILD, by=ani,
        at=at,
    )  # fmt: skip
    actions.merge(id=new_id(), kept_id=person.pk, merged_id=child.pk, by=ani, at=at)
    vault.erase(
        person.subject_id, by=cast.actor(cast.gilang), at=at + timedelta(days=1), reason="asked"
    )
    for model in (PersonName, BirthDate, PersonKeys):
        assert not model.objects.filter(person=person).exists(), model
    assert Relation.objects.get().other_id is None  # the child's own line stays hers
    assert MergeLink.objects.get().ended_at == at + timedelta(days=1)
    assert not SearchKey.objects.filter(ref=person.ref).exists()
    with pytest.raises(Problem):
        scope.get(person.pk, ani, at + timedelta(days=1))
    assert PersonName.objects.filter(person=child).exists()


def test_lists_show_initials_with_one_event(person, ani, at):
    nameless = make_nameless(ani, at)
    before = Event.objects.filter(verb="list.shown").count()
    shown = queries.initials_of([person.pk, nameless.pk], by=ani, at=at, what="cases.list")
    assert shown == {person.pk: "S.H.", nameless.pk: "–"}
    assert Event.objects.filter(verb="list.shown").count() == before + 1
