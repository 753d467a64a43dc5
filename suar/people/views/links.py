"""Pages: relations, records that look alike, and links between two records of one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.ids import new_id, parse_id
from suar.kit.problem import Problem
from suar.kit.readable import spellings
from suar.kit.reasons import Reason
from suar.people import actions, queries, scope
from suar.people.codes import INVERSE, RelationKind
from suar.people.forms import RelationForm
from suar.people.models import MergeLink, Person, Relation
from suar.people.views.record import form_page
from suar.policy import Part, Permission
from suar.ui.parts import Confirm


@policy.door(Permission.PERSON_MERGE)
@require_GET
def duplicates(request: Any, person_id: UUID) -> HttpResponse:
    """List the records that look like this one; leaves a look at this one."""
    actor, at = request.actor, clock.now()
    person = scope.get(person_id, actor, at, Part.IDENTITY)
    alike = queries.alike(person, by=actor, at=at)
    return render(request, "people/duplicates.html", {"person": person, "hits": alike})


@policy.door(Permission.PERSON_MERGE)
@require_http_methods(["GET", "POST"])
def compare(request: Any, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Compare two records, and decide: one person, or two."""
    actor, at = request.actor, clock.now()
    if request.method == "POST":
        row_id = parse_id(request.POST.get("id")) or new_id()
        if request.POST.get("verdict") == "same":
            actions.merge(id=row_id, kept_id=person_id, merged_id=other_id, by=actor, at=at)
            messages.success(request, _("Linked. Nothing was moved; the link can be ended."))
        else:
            actions.say_different(
                id=row_id, first_id=person_id, second_id=other_id, by=actor, at=at
            )
            messages.success(request, _("Noted: two different people."))
        return redirect("people:person", person_id)
    found = queries.compare(person_id, other_id, by=actor, at=at)
    return render(request, "people/compare.html", {"pair": found, "row_id": new_id()})


@policy.door(Permission.PERSON_MERGE)
@require_http_methods(["GET", "POST"])
def unmerge(request: Any, person_id: UUID, link_id: UUID) -> HttpResponse:
    """End a link: both records are again what they were."""
    actor, at = request.actor, clock.now()
    person = scope.get(person_id, actor, at, Part.IDENTITY)
    link = MergeLink.objects.filter(pk=link_id, organisation_id=actor.organisation_id).first()
    if link is None or person.pk not in (link.kept_id, link.merged_id):
        raise Problem.not_found()
    if request.method == "POST":
        actions.unmerge(link_id=link_id, expected=link.version, by=actor, at=at)
        messages.success(request, _("The link is ended. Both records are as they were."))
        return redirect("people:person", person_id)
    question = Confirm(
        title=_("End the link?"),
        text=_("Both records become two people again. Nothing else changes."),
        submit=_("End the link"),
        back=reverse("people:person", args=[person_id]),
    )
    return render(request, "ui/confirm.html", {"confirm": question})


def _with_code(code: str, actor: Actor) -> Person:
    known = scope.in_own_organisation(actor)
    found = known.filter(code__in=spellings(code)).first()
    if found is None:
        raise Problem.invalid("other", Reason.NO_SUCH_CODE)
    return found


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def relate(request: Any, person_id: UUID) -> HttpResponse:
    """Say who another person is to this one."""
    actor, at = request.actor, clock.now()
    person = scope.get(person_id, actor, at, Part.IDENTITY)
    form = RelationForm(request.POST or None, draft_key=f"people.relate:{person.pk}")

    def save() -> object:
        answers = form.answers
        other = _with_code(answers["other"], actor)
        said: RelationKind = answers["kind"]
        return actions.add_relation(
            id=form.row_id, person_id=person_id, other_id=other.pk,
            kind=INVERSE.get(said, said), note=answers["note"], by=actor, at=at,
        )  # fmt: skip

    return form_page(request, form, person, _("Relation"), "people:identity", save=save, at=at)


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def end_relation(request: Any, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Say that a relation holds no longer."""
    actor, at = request.actor, clock.now()
    person = scope.get(person_id, actor, at, Part.IDENTITY)
    row = scope.entry(Relation, person, row_id)
    if request.method == "POST":
        actions.end_relation(
            person_id=person_id, row_id=row_id, expected=row.version, by=actor, at=at
        )
        messages.success(request, _("The entry is kept as history."))
        return redirect("people:identity", person_id)
    question = Confirm(
        title=_("Relation"),
        text=_("Does this entry hold no longer? It stays as history and can still be found."),
        submit=_("It holds no longer"),
        back=reverse("people:identity", args=[person_id]),
    )
    return render(request, "ui/confirm.html", {"confirm": question})
