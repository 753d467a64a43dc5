"""What was urgent and is so no longer leaves no task behind; what nobody answered keeps its own."""

from suar.agenda.models import Task
from suar.cases.reminders import Kind


def open_sources(way):
    rows = Task.objects.filter(record_id=way.case.pk, kind=Kind.URGENT.value, state="open")
    return sorted(rows.values_list("source", flat=True))


def test_an_item_that_was_only_not_asked_again_stays_a_task(way):
    way.check({"U01": "YES", "U07": "YES"})
    way.check({"U07": "DECLINES"}, expected=1)
    assert open_sources(way) == ["triage.U01", "triage.U07"]


def test_an_item_answered_with_no_closes_its_task(way):
    way.check({"U01": "YES", "U07": "YES"})
    way.check({"U01": "NO", "U07": "YES"}, expected=1)
    assert open_sources(way) == ["triage.U07"]


def test_it_is_urgent_again_where_it_comes_back(way):
    way.check({"U01": "YES"})
    way.check({"U01": "NO"}, expected=1)
    way.check({"U01": "YES"}, expected=2)
    assert open_sources(way) == ["triage.U01"]
