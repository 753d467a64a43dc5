"""Search: who is refused, what is shown with and without a grant, and that others are silent."""

import random
from datetime import timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

import suar.audit as audit
import suar.policy as policy
import suar.vault as vault
from suar.audit.models import Event
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import actions, index, queries, rebuilding
from suar.people.actions import searching
from suar.people.codes import DocumentKind, Holder, NameKind, Source
from suar.people.models import IndexState, PersonKeys, SearchKey, SearchRun
from suar.store.work import act
from suar.vault.models import SearchKey as VaultSearchKey
from tests.support.made_up_names import misspelt
from tests.support.made_up_names import people as made_up
from tests.support.people import load_people, make_person

pytestmark = pytest.mark.django_db


def found(by, at, text="", **more):
    return actions.run_search(id=new_id(), text=text, by=by, at=at, **more).hits


def test_an_analyst_cannot_search(dewi, at):
    with pytest.raises(Problem) as refused:
        found(dewi, at, "Sulastri")
    assert refused.value.status == 403
    with pytest.raises(Problem):
        queries.search("Sulastri", by=dewi, at=at)


def test_one_letter_is_too_little(ani, at):
    with pytest.raises(Problem) as refused:
        found(ani, at, "S")
    assert [r.code for r in refused.value.reasons] == [Reason.SEARCH_TOO_SHORT]


def test_another_house_learns_nothing(ani, eko, at):
    make_person(ani, at, name="Sulastri Handayani")
    assert found(eko, at, "Sulastri Handayani") == []


def test_the_answer_is_the_same_whether_or_not_others_know_the_person(ani, eko, at):
    before = repr(found(eko, at, "Sulastri Handayani", birth_year=1995))
    events = list(Event.objects.filter(organisation_id=eko.organisation_id).values_list("verb"))
    make_person(ani, at, name="Sulastri Handayani")
    assert repr(found(eko, at, "Sulastri Handayani", birth_year=1995)) == before
    later = list(Event.objects.filter(organisation_id=eko.organisation_id).values_list("verb"))
    assert later[len(events) :] == [("person.searched",)]


def test_a_hit_without_a_grant_shows_code_initials_age_and_unit(ani, beni, cast, at):
    person = make_person(ani, at, name="Sulastri Handayani")
    policy.end_grants(rests_on=person.pk, by=ani, at=at, why="test")
    later = at + timedelta(minutes=1)
    (hit,) = found(beni, later, "Sulastry Handayani")
    assert (hit.code, hit.initials, hit.name) == (person.code, "S.H.", "")
    assert (hit.age_band, hit.unit) == ("30-38", cast.unit_a.name)
    assert not audit.events_about([person.subject_id]).filter(verb="looked").exists()


def test_a_hit_with_a_grant_shows_the_name_and_is_a_look(ani, at):
    person = make_person(ani, at, name="Sulastri Handayani")
    later = at + timedelta(hours=1)
    (hit,) = found(ani, later, "Soelastri Handajani")
    assert hit.name == "Sulastri Handayani"
    looks = audit.events_about([person.subject_id]).filter(verb="looked", at=later)
    assert [look.facts["purpose"] for look in looks] == ["search"]


def test_a_person_is_found_by_alias_passport_telephone_and_old_spelling(ani, at):
    person = make_person(ani, at, name="Tjahjo alias Bejo")
    other = make_person(ani, at, name="Wagiyem")
    actions.add_name(
        id=new_id(), person_id=person.pk, text="Cahyo Cahyo", kind=NameKind.PASSPORT,
        source=Source.PASSPORT, by=ani, at=at,
    )  # fmt: skip
    actions.add_document(
        id=new_id(), person_id=person.pk, kind=DocumentKind.PASSPORT, number="c 123 4567", by=ani,
        at=at,
    )  # fmt: skip
    actions.add_phone(
        id=new_id(), person_id=person.pk, number="+62 812-3456-7890", holder=Holder.SELF, by=ani,
        at=at,
    )  # fmt: skip
    for text in ("Cahyo", "Bejo", "Tjahjo", "cahjo"):
        assert found(ani, at, text)[0].person_id == person.pk, text
    for number in ("C1234567", "081234567890", "6281234567890"):
        (hit,) = found(ani, at, number=number)
        assert hit.person_id == person.pk
        assert hit.by_number
    assert found(ani, at, "Wagiyem")[0].person_id == other.pk


def test_a_birth_year_puts_the_right_one_of_many_first(ani, at):
    for year in range(1980, 1995):
        make_person(ani, at, name="Siti Aminah", born=PartialDate(year))
    hits = found(ani, at, "Siti Aminah", birth_year=1987)
    first = queries.search("Siti Aminah", by=ani, at=at, birth_year=1987)[0]
    assert hits[0].person_id == first.person_id
    born = PersonKeys.objects.get(person_id=first.person_id)
    wanted = index.name_tokens(ani.organisation_id, ["Siti Aminah"], [1987])
    assert set(index.unpack(born.packed)) == wanted


def test_a_search_leaves_its_event_and_no_text(ani, at):
    make_person(ani, at, name="Sulastri Handayani")
    run = SearchRun.objects.get()
    assert run.hits == 0
    assert all(isinstance(token, int) for token in run.tokens)
    event = Event.objects.get(verb="person.searched")
    assert event.facts == {"hits": 0}
    assert "ulastri" not in repr(event.__dict__)


def test_an_erased_person_is_out_of_the_search_and_of_the_index(ani, cast, at):
    person = make_person(ani, at, name="Sulastri Handayani", regency="5203", province="52")
    assert SearchKey.objects.filter(ref=person.ref).exists()
    vault.erase(
        person.subject_id, by=cast.actor(cast.gilang), at=at + timedelta(days=1), reason="asked"
    )
    assert not SearchKey.objects.filter(ref=person.ref).exists()
    assert found(ani, at + timedelta(days=1), "Sulastri Handayani") == []
    person.refresh_from_db()
    assert (person.province, person.regency, person.age_band) == ("52", "", "18+")
    kept = person.made_at.astimezone(ZoneInfo(person.organisation.time_zone))
    assert (kept.month, kept.day, kept.hour) == (1, 1, 0)


def test_a_lost_search_key_is_said_and_the_rebuild_finds_everybody_again(ani, at):
    person = make_person(ani, at, name="Sulastri Handayani")
    make_person(ani, at, name="Wagiyem")
    old = set(SearchKey.objects.values_list("key", flat=True))
    VaultSearchKey.objects.filter(pk=ani.organisation_id).delete()
    later = at + timedelta(minutes=5)
    answer = actions.run_search(id=new_id(), text="Sulastri", by=ani, at=later)
    assert (list(answer.hits), answer.complete) == ([], False)
    rebuild(ani.organisation_id, later)
    answer = actions.run_search(id=new_id(), text="Sulastri", by=ani, at=later)
    assert ([h.person_id for h in answer.hits], answer.complete) == ([person.pk], True)
    assert not old & set(SearchKey.objects.values_list("key", flat=True))


def rebuild(organisation_id, at, size=1):
    """Do what the job does, a person at a time, stopped and taken up again in between."""
    cursor = ""
    while people := rebuilding.next_people(organisation_id, cursor, size):
        act(lambda rows=people: rebuilding.rebuild_batch(rows, at=at))()
        cursor = str(people[-1].ref)
    rebuilding.rebuilt(organisation_id, at=at)


def test_the_tick_asks_for_a_rebuild_once_and_forgets_old_searches(ani, at):
    make_person(ani, at, name="Sulastri Handayani")
    VaultSearchKey.objects.filter(pk=ani.organisation_id).delete()
    vault.index_tokens(ani.organisation_id, index.NAMES, [])
    first = rebuilding.rebuild_index(ani.organisation_id, at=at)
    again = rebuilding.rebuild_index(ani.organisation_id, at=at)
    assert first.pk == again.pk
    rebuilding.tick(ani.organisation_id, at + timedelta(days=2))
    assert not SearchRun.objects.exists()
    assert IndexState.objects.get().people == 1


def test_a_searcher_keeps_the_newest_tickets_only(ani, beni, at, monkeypatch):
    monkeypatch.setattr(searching, "MOST_TICKETS", 3)
    hers = [actions.run_search(id=new_id(), text="Yanti", by=beni, at=at).ticket]
    made = [
        actions.run_search(
            id=new_id(), text="Siti Aminah", by=ani, at=at + timedelta(seconds=n)
        ).ticket
        for n in range(5)
    ]
    assert set(SearchRun.objects.values_list("pk", flat=True)) == {*made[2:], *hers}
    assert Event.objects.filter(verb="person.searched").count() == 6


def test_frequent_tokens_are_counted_and_a_common_part_is_asked_only_in_pairs(ani, at, monkeypatch):
    monkeypatch.setattr(index, "FREQUENT", 20)
    load_people([("Siti Aminah", 1990)] * 30 + [("Siti Zubaidah", 1991)] * 30, by=ani, at=at)
    target = load_people([("Siti Wungo", 1992)], by=ani, at=at)
    assert index.recount() > 0
    index.count_people(ani.organisation_id, at=at)
    assert found(ani, at, "Siti Wungo")[0].person_id == target[0]
    assert len(found(ani, at, "Siti")) == 10, "nothing rarer is known: the common part is asked"


@pytest.mark.timeout(600)
def test_misspelt_names_are_found_in_the_first_ten(ani, at):
    everybody = list(islice(made_up(seed=7), 5000))
    ids = load_people(everybody, by=ani, at=at)
    chance = random.Random(3)
    plain = with_year = tries = 0
    for person in chance.sample(range(len(ids)), 300):
        name, year = everybody[person]
        alike = {i for i, (n, _y) in zip(ids, everybody, strict=True) if n == name}
        typed = misspelt(name, chance.choice((1, 2)), chance)
        tries += 1
        hits = {h.person_id for h in queries.search(typed, by=ani, at=at)}
        plain += bool(alike & hits)
        hits = {h.person_id for h in queries.search(typed, by=ani, at=at, birth_year=year)}
        with_year += ids[person] in hits
    assert plain / tries >= 0.95
    assert with_year / tries >= 0.97
