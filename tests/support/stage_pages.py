"""Pages of the stage: each part of the shell with words as long as real ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

import suar.policy as policy
from suar.kit import clock
from suar.kit.dates import PartialDate
from suar.ui import drafts, problems
from suar.ui.fields import PartialDateField, PhoneField
from suar.ui.forms import YES_NO, AskedChoiceField, SuarForm
from suar.ui.paging import CursorPage
from suar.ui.parts import Cell, Confirm, Crumb, Pill, Progress, Tab, Table, TimelineItem

AT = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
PARTS = Path(__file__).with_name("stage_parts.html")


class StageForm(SuarForm):
    """One field of every sort."""

    title = forms.CharField(label="Judul singkat", max_length=20, help_text="Tanpa nama orang.")
    born = PartialDateField(label="Tanggal lahir")
    phone = PhoneField(label="Nomor telepon", required=False)
    held = AskedChoiceField(label="Apakah paspor ditahan?", choices=list(YES_NO.items()))
    kind = forms.ChoiceField(
        label="Jenis", choices=[("", "–"), ("a", "Melalui telepon"), ("b", "Datang sendiri")]
    )
    needs = forms.MultipleChoiceField(
        label="Kebutuhan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("m", "Makanan"), ("s", "Tempat aman"), ("h", "Layanan kesehatan")],
    )
    agreed = forms.BooleanField(label="Sudah dijelaskan", required=False)
    story = forms.CharField(label="Uraian", widget=forms.Textarea(attrs={"rows": 4}))


@policy.signed_in("stage")
def parts(request: HttpRequest) -> HttpResponse:
    rows = [
        [Cell("K-2026-00017", url="#a"), Cell(pill=Pill("Merah", "stop", "alert-triangle")),
         Cell("Rumah aman, layanan kesehatan dan pendampingan hukum"), Cell(3, number=True)],
        [Cell("K-2026-00018", url="#b"), Cell(pill=Pill("Hijau", "ok", "check")),
         Cell("Pemulangan"), Cell(12, number=True)],
    ]  # fmt: skip
    context: dict[str, Any] = {
        "trail": [Crumb("Kasus", "/"), Crumb("K-2026-00017")],
        "pill": Pill("Berjalan", "live"),
        "pills": [Pill("Tenang"), Pill("Baik", "ok", "check"), Pill("Menunggu", "wait", "clock"),
                  Pill("Berhenti", "stop", "x"), Pill("Berjalan", "live")],
        "tabs": [Tab("Ringkasan", "?t=1", active=True), Tab("Layanan", "?t=2", count=4),
                 Tab("Rujukan", "?t=3", count=0), Tab("Pemulangan dan reintegrasi", "?t=4")],
        "table": Table("Kasus terbuka", ["Kode", "Risiko", "Layanan", "Tugas"], rows, "Dua kasus."),
        "timeline": [TimelineItem(AT, "Rujukan dikirim", "Ani", url="#x", pill=Pill("baru")),
                     TimelineItem(AT, "Persetujuan dicatat", "Ani", "Untuk rumah aman.")],
        "page": CursorPage([], older="x", newer="y"),
        "jobs": [Progress("Impor daftar mitra", 120, 400, url="/stage/progress/", cancel_url="#"),
                 Progress("Ekspor", 0, 0, "waiting"),
                 Progress("Ekspor", 9, 9, "done", result_url="#"),
                 Progress("Impor", 3, 9, "failed", message="Berkas tidak dapat dibaca.")],
    }  # fmt: skip
    template = engines["django"].from_string(PARTS.read_text(encoding="utf-8"))
    return HttpResponse(template.render(context, request))


@policy.signed_in("stage")
def progress(request: HttpRequest) -> HttpResponse:
    """Answer the card that renews itself: the part alone, as the page of a job does."""
    going = Progress("Impor daftar mitra", 121, 400, url="/stage/progress/", cancel_url="#")
    return render(request, "ui/_progress.html", {"progress": going})


@policy.signed_in("stage")
def form(request: Any) -> HttpResponse:
    key = "stage.form:1"
    if request.method == "POST":
        shown = StageForm(request.POST, draft_key=key)
        if shown.is_valid():
            drafts.discard(form_key=key, by=request.actor, at=clock.now())
            return HttpResponse(f"saved {shown.answers['title']}")
        return _form_page(request, shown, status=422)
    shown = StageForm(draft_key=key, version=3)
    drafts.lay_over(shown, by=request.actor, at=clock.now())
    return _form_page(request, shown)


def _form_page(request: HttpRequest, shown: StageForm, status: int = 200) -> HttpResponse:
    text = (
        '{% extends "ui/base.html" %}{% block title %}K-2026-00017{% endblock %}{% block content %}'
        '<h1 class="mb-3">K-2026-00017</h1>'
        '<p><input class="form-control" type="search" data-search aria-label="Cari"></p>'
        '{% include "ui/form.html" with cancel="/" %}{% endblock %}'
    )
    template = engines["django"].from_string(text)
    return HttpResponse(template.render({"form": shown}, request), status=status)


@policy.signed_in("stage")
def confirm(request: HttpRequest) -> HttpResponse:
    words = Confirm(
        "Cabut persetujuan", "Akses penerima berakhir seketika.", "Cabut persetujuan", "/",
        consequences=["Rujukan ke rumah aman berakhir.", "Penerima diberi tahu tanpa isi."],
        danger=True,
    )  # fmt: skip
    return render(request, "ui/confirm.html", {"confirm": words})


@policy.signed_in("stage")
def conflict(request: HttpRequest) -> HttpResponse:
    typed = {
        "title": "Judul saya",
        "story": "Teks saya.\nBaris kedua.",
        "kind": "a",
        "version": "3",
        "born": "2009",
    }
    current = {"title": "Judul lain", "story": "Teks orang lain.", "kind": "b",
               "born": PartialDate(2008, 5)}  # fmt: skip
    return problems.show_conflict(
        request, StageForm(typed), current, version=4, title="K-2026-00017", back="/"
    )
