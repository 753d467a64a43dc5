"""Pages of the files: the list of a record, attach, download, open an original."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from suar import policy
from suar.files import actions, prepare, queries, scope, slots
from suar.files.cleaning.cleaned import refused
from suar.files.cleaning.codes import MAX_UPLOAD, MIB, Kind
from suar.files.forms import OriginalForm, UploadForm
from suar.files.listing import shown_rows
from suar.files.models import StoredFile
from suar.files.queries import Body
from suar.files.slots import Holder
from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Permission
from suar.store.models import replayed
from suar.ui import problems, saving
from suar.ui.parts import Crumb

_CHUNK = 64 * 1024


@require_GET
@policy.door(Permission.FILE_VIEW)
def of_record(request: Any, kind: str, record_id: UUID) -> HttpResponse:
    """List the files of one record, without their names."""
    at = clock.now()
    holder = _holder(kind, record_id, request.actor, at)
    rows = shown_rows(queries.files_of(record_id, actor=request.actor, at=at), request.actor)
    may_add = request.actor.may(Permission.FILE_UPLOAD) and not holder.why_not_add
    context = {
        "holder": holder, "files": rows, "trail": _crumbs(holder, _("Files")),
        "add_url": reverse("files:add", args=[kind, record_id]) if may_add else "",
    }  # fmt: skip
    return render(request, "files/list.html", context)


@require_http_methods(["GET", "POST"])
@policy.door(Permission.FILE_UPLOAD)
def add(request: Any, kind: str, record_id: UUID) -> HttpResponse:
    """Attach a file to a record."""
    at = clock.now()
    holder = _holder(kind, record_id, request.actor, at)
    form = UploadForm(request.POST or None, request.FILES or None)
    return saving.form_page(
        request, form, "files/add.html",
        {"holder": holder, "trail": _crumbs(holder, _("Attach a file"))},
        save=lambda: _attach(form, holder, request.actor, at), to=holder.back, at=at,
        saved=_("The file is kept."),
    )  # fmt: skip


@require_GET
@policy.door(Permission.FILE_VIEW)
def download(request: Any, file_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Send the clean copy as a download."""
    at = clock.now()
    file = scope.get(file_id, request.actor, at)
    return sent(queries.clean_body(file, by=request.actor, at=at))


@require_GET
@policy.door(Permission.FILE_VIEW)
def show(request: Any, file_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Show a picture in the browser, so that nothing lands in the download folder."""
    at = clock.now()
    file = scope.get(file_id, request.actor, at)
    if file.kind != Kind.PICTURE:
        raise Problem.not_found()
    return sent(queries.clean_body(file, by=request.actor, at=at), inline=True)


@require_http_methods(["GET", "POST"])
@policy.door(Permission.FILE_ORIGINAL)
def original(request: Any, file_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """Ask for the reason, then send the bytes as they came."""
    at = clock.now()
    file = scope.get(file_id, request.actor, at)
    form = OriginalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_original(
                file=file, reason=form.answers["reason"], by=request.actor, at=at, id=form.row_id
            )
            return sent(queries.original_body(file, by=request.actor, at=at))
        except Problem as problem:
            problems.onto_form(problem, form)
    status = 422 if form.errors else 200
    return render(request, "files/original.html", {"form": form, "file": file}, status=status)


def sent(body: Body, *, inline: bool = False) -> StreamingHttpResponse:
    """Answer with bytes under a neutral name, kept in no cache, taken for nothing else."""
    answer = StreamingHttpResponse(_pieces(body.data), content_type=body.media_type)
    how = "inline" if inline else "attachment"
    answer["Content-Disposition"] = f'{how}; filename="{body.name}"'
    answer["Content-Length"] = str(len(body.data))
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    return answer


def _pieces(data: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    for start in range(0, len(view), _CHUNK):
        yield bytes(view[start : start + _CHUNK])


def _attach(form: UploadForm, holder: Holder, by: Actor, at: Any) -> None:
    """Clean first, then save; a form sent twice is not cleaned twice."""
    if replayed(StoredFile, form.row_id, by, record_id=holder.record_id):
        return
    if holder.why_not_add:
        raise Problem.refused(holder.why_not_add)
    upload: UploadedFile[Any] = form.answers["file"]
    if (upload.size or 0) > MAX_UPLOAD:
        raise refused(Reason.FILE_TOO_LARGE, limit=MAX_UPLOAD // MIB)
    if not scope.opens(holder.subject_id, holder.part, by, at):
        raise Problem.not_found()
    ready = prepare.from_upload(
        upload.read(), upload.name or "", row_id=form.row_id, subject_id=holder.subject_id
    )
    try:
        actions.attach(prepared=ready, holder=holder, by=by, at=at, remark=form.answers["remark"])
    except Problem:
        prepare.discard(ready)
        raise


def _holder(kind: str, record_id: UUID, actor: Actor, at: Any) -> Holder:
    """Ask the context that owns this kind of record."""
    find = slots.holders.get(kind)
    if find is None:
        raise Problem.not_found()
    return find(record_id, actor, at)


def _crumbs(holder: Holder, here: str) -> list[Crumb]:
    return [Crumb(holder.code, holder.back), Crumb(here)]
