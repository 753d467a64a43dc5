"""Autosave on the server: keep, offer again, throw away.

A draft is no record: nobody but its writer reads it, it is not copied to the timeline, it is at
most 14 days old. The first keeping and the throwing away are events; the keystrokes between are
not, or the log would hold nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

import suar.audit as audit
import suar.vault as vault
from suar.kit.actor import Actor
from suar.kit.ids import new_id, parse_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.store.work import act
from suar.ui import slots
from suar.ui.answers import as_text, words_of
from suar.ui.forms import SuarForm
from suar.ui.models import Draft, DraftBox
from suar.ui.parts import SetAside

KEPT_FOR = timedelta(days=14)
LARGEST = 64 * 1024  # characters of one form, values together
MOST_FIELDS = 400
MOST_KEPT = 50  # forms of one seat: whoever begins more loses the oldest
KEY = re.compile(r"^[a-z][a-z0-9_]*(?:[.:][a-z0-9_-]{1,60}){0,4}$")
NEVER_KEPT = re.compile(r"csrf|password|^otp|^code$|token|^id$", re.IGNORECASE)
VERSION = "version"  # of the row that was shown when the typing began

Fields = Mapping[str, list[str]]


@act
def keep(*, form_key: str, fields: Fields, by: Actor, at: datetime) -> datetime:
    """Keep what was typed into a form, in the place of what was kept before; returns the time.

    Raises ``Problem`` (invalid) for a key that is none and for a form that is too large; (not
    found) where the record in the key is not open to the writer now: a tab that was left open
    would go on keeping words about a person who was erased meanwhile. Whoever answers for the
    record holds its person, so that her erasure waits and finds the draft.
    """
    kept = _bounded(form_key, fields)
    _require_open(form_key, by, at)
    box = _box(by=by, at=at)
    draft = _own(by).filter(form_key=form_key).select_for_update().first()
    if draft is not None:
        draft.fields = kept
        draft.saved_at = at
        draft.save_change(expected=draft.version)
        return at
    draft = Draft(
        id=new_id(), organisation_id=by.organisation_id, subject_id=box.subject_id,
        made_at=at, made_by=by.user_id, form_key=form_key, saved_at=at, fields=kept,
    )  # fmt: skip
    draft.save(force_insert=True)
    audit.record(by, "draft.kept", draft, at=at)
    beyond = _own(by).order_by("-saved_at", "-pk")[MOST_KEPT:]
    for oldest in sorted(beyond, key=lambda row: row.pk):
        audit.record(by, "draft.expired", oldest, at=at)
        oldest.delete()
    return at


@act
def discard(*, form_key: str, by: Actor, at: datetime) -> bool:
    """Throw a draft away: the form was saved, or the writer does not want it; say if there was."""
    draft = _own(by).filter(form_key=form_key).first()
    if draft is None:
        return False
    audit.record(by, "draft.discarded", draft, at=at)
    draft.delete()
    return True


@act
def sweep(*, by: Actor, at: datetime) -> int:
    """Remove the organisation's drafts that are older than 14 days; returns how many."""
    old = Draft.objects.filter(organisation_id=by.organisation_id, saved_at__lt=at - KEPT_FOR)
    found = list(old.order_by("pk"))
    for draft in found:
        audit.record(by, "draft.expired", draft, at=at)
        draft.delete()
    return len(found)


@act
def forget(record_ids: Iterable[UUID], *, by: Actor, at: datetime) -> int:
    """Throw away everybody's drafts about records of an erased person; returns how many."""
    about = Q(pk__in=[])
    for record_id in record_ids:
        about |= Q(form_key__endswith=f":{record_id}")
    found = list(Draft.objects.filter(about, organisation_id=by.organisation_id).order_by("pk"))
    for draft in found:
        audit.record(by, "draft.discarded", draft, at=at)
        draft.delete()
    return len(found)


def lay_over(form: SuarForm, *, by: Actor, at: datetime, asked: Collection[str] = ()) -> bool:
    """Lay the kept draft over the first values of a form that is shown empty; say if there was one.

    Only fields that the form has are taken; what is typed comes back as it was typed. ``asked``
    names what the link to this page filled in (its query): there the link wins, and what the draft
    held instead is shown above the form (``form.set_aside``), so that nothing is lost in silence.
    """
    if form.is_bound or not form.draft_key:
        return False
    fresh = _own(by).filter(form_key=form.draft_key, saved_at__gte=at - KEPT_FOR)
    draft = fresh.first()
    if draft is None:
        return False
    with vault.opened(draft, by=by, at=at, purpose="draft"):
        kept: dict[str, list[str]] = draft.fields.open()
    form.draft_behind = _take_version(form, kept)
    for name, field in form.fields.items():
        values = kept.get(form.add_prefix(name))
        if values is None or name == VERSION or NEVER_KEPT.search(name):
            continue
        many = getattr(field.widget, "allow_multiple_selected", False)
        if name in asked and form.initial.get(name):
            if not form[name].is_hidden:  # what nobody typed is not shown
                form.set_aside += _differing(form, name, values, form.initial[name])
        else:
            form.initial[name] = values if many else (values[-1] if values else "")
    form.draft = draft
    return True


def _take_version(form: SuarForm, kept: Fields) -> bool:
    """Give the form the version that was typed upon; say if somebody saved since.

    With the version of now, an old draft would overwrite what somebody else saved meanwhile
    without a word: an old "no" would take away the danger that a colleague has heard of.
    """
    values = kept.get(form.add_prefix(VERSION))
    if values is None or VERSION not in form.fields:
        return False
    then = values[-1] if values else ""
    behind = then != str(form.initial.get(VERSION) or "")
    form.initial[VERSION] = then
    return behind


def _differing(form: SuarForm, name: str, kept: list[str], asked: Any) -> list[SetAside]:
    """Return what the draft held in a field, in words, where the link asks for something else."""
    wanted = asked if isinstance(asked, list | tuple) else [asked]
    typed = [value for value in kept if value]
    if not typed or set(typed) == {str(one) for one in wanted}:
        return []
    words = words_of(getattr(form.fields[name], "choices", ()) or ())
    return [SetAside(form[name].label, as_text(typed, words))]


def own_boxes(
    actor: Actor, subjects: frozenset[UUID], at: datetime, part: str | None
) -> frozenset[UUID]:
    """Answer the vault's "may this seat open it": one's own box of drafts, nobody else's.

    A box has no parts; whoever asks for one asks for something else.
    """
    if part is not None:
        return frozenset()
    boxes = DraftBox.objects.filter(
        subject_id__in=subjects, made_by=actor.user_id, organisation_id=actor.organisation_id
    )
    return frozenset(boxes.values_list("subject_id", flat=True))


def _own(by: Actor) -> QuerySet[Draft]:
    return Draft.objects.filter(organisation_id=by.organisation_id, made_by=by.user_id)


def _box(*, by: Actor, at: datetime) -> DraftBox:
    """Return the seat's box, made with its key at the first draft."""
    box = DraftBox.objects.filter(organisation_id=by.organisation_id, made_by=by.user_id).first()
    if box is not None:
        return box
    subject = vault.new_subject(kind="file", by=by, at=at)
    box = DraftBox(
        id=new_id(), organisation_id=by.organisation_id, subject_id=subject,
        made_at=at, made_by=by.user_id,
    )  # fmt: skip
    box.save(force_insert=True)
    return box


def _require_open(form_key: str, by: Actor, at: datetime) -> None:
    """Refuse a key whose record is not open; a key that names no record opens with the form.

    The record is the last word of the key, by which ``forget`` finds it. An id may stand before it
    (an entry of the record); one in another place or writing would escape the erasure.
    """
    head, *parts = form_key.split(":")
    ids = [parse_id(part) for part in parts]
    if not any(ids):
        return
    record_id, package = ids[-1], head.split(".")[0]
    is_open = slots.draft_records.get(package)
    plain = record_id is not None and str(record_id) == parts[-1]
    if not plain or record_id is None or is_open is None or not is_open(record_id, by, at):
        raise Problem.not_found()


def _bounded(form_key: str, fields: Fields) -> dict[str, list[Any]]:
    """Return the fields worth keeping; refuses what is too large or has no proper key."""
    if len(form_key) > 120 or not KEY.match(form_key):
        raise Problem.invalid("key", Reason.DRAFT_KEY)
    kept = {name: list(v) for name, v in fields.items() if not NEVER_KEPT.search(name)}
    size = sum(len(name) + sum(map(len, values)) for name, values in kept.items())
    if size > LARGEST or len(kept) > MOST_FIELDS:
        raise Problem.invalid("fields", Reason.DRAFT_TOO_LARGE)
    return kept
