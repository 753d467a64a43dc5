"""An estimate walked in Chromium: from a file to a published figure with its limits, and back.

Both widths and both languages; once without scripts. The worker's part is done by the test, so
that the page is seen while the work waits, while the range is unknown, and when all is known.
"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from suar.jobs import asking
from suar.jobs.execution import execute
from suar.kit.clock import now
from suar.statistics import actions, keeping, tasks
from suar.statistics.models import Estimate
from suar.store import tenancy
from tests.browser.test_way_walk_short import seat
from tests.support import estimates
from tests.support.estimates import APART, CSV

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(400),
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
WITH_NAMES = b"nama,list\nSiti Aminah,kantor\n"
WRONG_COUNT = b"kantor,panti,count\n1,0,12\n0,1,banyak\n"
WORDS = {
    "title": "Awak kapal ikan di Pelabuhan Rekaan",
    "population": "Awak kapal dewasa yang bekerja paksa",
    "place": "Pelabuhan Rekaan dan sekitarnya", "period": "Januari–Desember 2025",
}  # fmt: skip


@pytest.fixture
def queued(monkeypatch):
    """Leave work in the queue, as where a worker runs."""
    monkeypatch.setattr(asking, "has_worker", lambda: True)
    monkeypatch.setattr(asking, "_queue", lambda _job: None)


def choose(walker, name, content):
    """Choose a file."""
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    walker.page.locator('main [name="file"]').set_input_files(file)


def half(row, by):
    """Keep the point and the panel, as the job does before it resamples."""
    with tenancy.acting_for(row.organisation_id):
        taken = tasks.reading.kept(row.table, row.sha256)
        found = tasks.prevalence.estimate(
            taken.table, tasks.replace(tasks.options_of(row), nboot=0)
        )
        actions.keep(
            estimate_id=row.pk, result=keeping.kept(found), groups=[], complete=False, by=by,
            at=now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("width", "language", "js"),
    [("wide", "id", True), ("phone", "en", True), ("phone", "id", False), ("wide", "en", True)],
)
def test_from_a_file_to_a_published_figure(open_page, cast, queued, width, language, js):
    dewi = seat(open_page, cast.dewi, width=width, language=language, js=js)
    faults = dewi.faults
    dewi.go(reverse("statistics:list"))
    dewi.look("estimates-none")
    dewi.follow("/estimates/new/")
    dewi.look("estimate-new")
    refused_then_taken(dewi)
    row = Estimate.objects.get()
    compute_before(dewi, row, cast)
    ask(dewi, row, cast)
    approve(seat(open_page, cast.hana, width=width, language=language, js=js, faults=faults), row)
    read(seat(open_page, cast.admin_a, width=width, language=language, js=js, faults=faults), row)
    withdraw(dewi, row)
    reader = seat(open_page, cast.admin_a, width=width, language=language, js=js, faults=faults)
    reader.go(reverse("statistics:estimate", args=[row.pk]))
    reader.sees("Sebagian daftar ternyata ganda")
    reader.look("estimate-withdrawn")
    assert not faults, "\n".join(faults)


def refused_then_taken(dewi):
    """Two files that are refused in words, what was typed kept; then the right one."""
    dewi.answer(**WORDS)
    for number, (content, place) in enumerate(((WITH_NAMES, "nama"), (WRONG_COUNT, "count"))):
        choose(dewi, "tabel.csv", content)
        dewi.save()
        expect(dewi.page.locator("#form-errors")).to_contain_text(place)
        expect(dewi.page.locator("main")).not_to_contain_text("Siti")
        expect(dewi.page.locator("#id_place")).to_have_value(WORDS["place"])
        dewi.look(f"estimate-refused-{number}")
    choose(dewi, "tabel.csv", CSV)
    dewi.save()
    dewi.at(r"/estimates/[0-9a-f-]{36}/$")


def compute_before(dewi, row, cast):
    """The page while the work waits, with the point alone, and at its end."""
    dewi.sees("552")
    dewi.look("estimate-waits")
    half(row, cast.actor(cast.dewi, at=now()))
    renewed(dewi)
    dewi.look("estimate-half")
    execute(row.job_id, row.organisation_id)
    renewed(dewi)
    expect(dewi.page.locator("#work progress")).to_have_count(0)
    expect(dewi.page.locator("main svg[role=img]")).to_have_count(3)
    dewi.page.locator("main details summary").click()
    dewi.look("estimate-computed")


def renewed(walker):
    """Wait until the page drew itself anew; without scripts press its link."""
    if walker.js:
        expect(walker.page.locator("#limits")).to_be_visible()
        walker.page.wait_for_timeout(2500)
    else:
        walker.page.reload()


def ask(dewi, row, cast):
    """Ask a named colleague."""
    dewi.follow("/ask/")
    dewi.answer(approver=str(cast.hana.pk), note="Mohon dicek masanya.")
    dewi.look("estimate-ask")
    dewi.save()
    dewi.at(rf"/estimates/{row.pk}/$")
    dewi.sees("Hana")
    dewi.look("estimate-asked")


def approve(hana, row):
    """The second person finds it among her tasks, returns nothing, approves."""
    hana.go("/tasks/")
    hana.sees(row.code)
    hana.follow(f"/estimates/{row.pk}/answer/")
    hana.sees("Mohon dicek masanya.")
    expect(hana.page.locator("main")).not_to_contain_text("552")
    hana.answer(verdict="return")
    hana.save()
    expect(hana.page.locator("#form-errors")).to_be_visible()
    hana.look("estimate-answer-refused")
    hana.answer(verdict="approve")
    hana.look("estimate-answer")
    hana.save()
    hana.at(rf"/estimates/{row.pk}/$")


def read(reader, row):
    """A reader finds it in the menu, reads it rounded, takes the report in both languages."""
    reader.go("/")
    reader.page.locator('#menu a[href="/estimates/"]').click(force=True) if (
        reader.width == "wide"
    ) else reader.go("/estimates/")
    reader.sees(row.title)
    reader.look("estimates-published")
    reader.go(reverse("statistics:estimate", args=[row.pk]))
    expect(reader.page.locator("main")).not_to_contain_text("552")
    expect(reader.page.locator("main svg[role=img]")).to_have_count(2)
    reader.look("estimate-published")
    reader.follow(f"/report/{reader.language}/")
    reader.look("estimate-report")
    with reader.page.expect_download() as sent:
        reader.follow(f"/file/{reader.language}/")
    text = sent.value.path().read_text(encoding="utf-8")
    assert sent.value.suggested_filename == f"{row.code}-{reader.language}.html"
    assert WORDS["population"] in text
    other = "en" if reader.language == "id" else "id"
    reader.follow(f"/report/{other}/")
    expect(reader.page.locator("html")).to_have_attribute("lang", other)


def withdraw(dewi, row):
    """Take it back, with the reason."""
    dewi.go(reverse("statistics:estimate", args=[row.pk]))
    dewi.follow("/withdraw/")
    dewi.answer(reason="Sebagian daftar ternyata ganda.")
    dewi.look("estimate-withdraw")
    dewi.save()
    dewi.at(rf"/estimates/{row.pk}/$")


@pytest.mark.parametrize(("width", "language"), [("wide", "en"), ("phone", "id")])
def test_what_is_withheld_and_what_has_groups_is_readable(open_page, cast, width, language):
    by = cast.actor(cast.dewi)
    apart = estimates.computed(by, cast.at, APART)
    forced = estimates.computed(by, cast.at, APART, force="Diminta tim kajian", before=apart)
    groups = estimates.computed(
        by, cast.at,
        b"kantor,panti,tahun,count\n1,0,2024,90\n0,1,2024,70\n1,1,2024,19\n1,0,2025,5\n"
        b"0,1,2025,4\n1,1,2025,1\n",
        by_group="tahun",
    )  # fmt: skip
    failed = estimates.computed(by, cast.at, options={**estimates.OPTIONS, "method": "chapman"})
    dewi = seat(open_page, cast.dewi, width=width, language=language)
    for name, row in {
        "withheld": apart,
        "forced": forced,
        "groups": groups,
        "failed": failed,
    }.items():
        dewi.go(reverse("statistics:estimate", args=[row.pk]))
        dewi.look(f"estimate-{name}")
    dewi.go(reverse("statistics:again", args=[apart.pk]))
    for summary in dewi.page.locator("main details summary").all():
        summary.click()
    dewi.look("estimate-version")
    dewi.go(reverse("statistics:discard", args=[failed.pk]))
    dewi.look("estimate-discard")
    dewi.page.locator("main form button[type=submit]").click()
    expect(dewi.page).to_have_url(re.compile("/estimates/$"))
    hana = seat(open_page, cast.hana, width=width, language=language, faults=dewi.faults)
    hana.go(reverse("statistics:report", args=[groups.pk, language]))
    hana.look("estimate-groups-report")
    assert not dewi.faults, "\n".join(dewi.faults)
