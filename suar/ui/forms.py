"""Forms of the house: accessible, repeatable, kept while they are typed.

A form that makes a row carries the row's future id, one that edits carries its version; both are
hidden fields. Draw it with ``{% include "ui/form.html" %}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from suar.kit.ids import new_id, parse_id
from suar.ui.fields import RowSelect
from suar.ui.parts import Section, SetAside
from suar.ui.plain_errors import say_plainly

Words = str | Promise
NOT_ASKED = "not_asked"


class SuarForm(forms.Form):
    """Base of every form: hidden ``id`` and ``version``, errors first, required fields marked.

    ``draft_key`` names the form for autosave ("cases.note:<id>"); a kept draft is laid over the
    first values by ``drafts.lay_over`` before the page is drawn.
    """

    error_css_class = "suar-field-wrong"
    required_css_class = "suar-field-required"

    # fields that are needed unless another one is ticked: {"call_name": "nameless"}
    unless: ClassVar[Mapping[str, str]] = {}
    # fields that the action refuses when empty, together with all else that stands in the way
    needed: ClassVar[frozenset[str]] = frozenset()
    # fields that are needed with some answers only: {"note": _("required to send back")}
    needed_when: ClassVar[Mapping[str, Words]] = {}

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, draft_key: str = "", version: int | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _number_as_text(field)
            _cut_nothing(field)
        self.draft_key = draft_key
        self.draft: Any = None  # the draft laid over the first values, if there was one
        self.draft_behind = False  # somebody saved the row since that draft was begun
        self.set_aside: list[SetAside] = []  # what it held where the link asked for something else
        self.initial.setdefault("id", new_id())
        if version is not None:
            self.initial["version"] = version
        for name, other in self.unless.items():
            self.fields[name].unless = self.fields[other].label  # type: ignore[attr-defined]
        for name in self.needed:
            self.fields[name].needed = True  # type: ignore[attr-defined]
        for name, said in self.needed_when.items():
            self.fields[name].needed_when = said  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name not in ("id", "version")])

    def full_clean(self) -> None:
        """Clean; what is wrong is said in the words of the house."""
        for field in self.fields.values():
            say_plainly(field)
        super().full_clean()

    @property
    def mixes(self) -> bool:
        """Say whether some fields are needed and some are not: then a line explains the mark."""
        some = {*self.unless, *self.needed, *self.needed_when}
        needed = {f.field.required or f.name in some for f in self.visible_fields()}
        return len(needed) == 2

    @cached_property
    def helper(self) -> FormHelper:
        """Return how the form is drawn; made at first use, when all its fields are there."""
        helper = FormHelper(self)
        helper.form_tag = False  # the page draws <form>, token and buttons
        helper.disable_csrf = True
        return helper

    def grouping(self) -> Iterable[Section]:
        """Return the sections of a long form, with the names of their fields; none: one list."""
        return ()

    @property
    def sections(self) -> list[Section]:
        """Return the sections with their fields as drawn; a field that is in none comes last.

        A folded section opens where one of its fields is filled in or refused.
        """
        left = {f.name: f for f in self.visible_fields()}
        found = []
        for part in self.grouping():
            here = [left.pop(name) for name in part.fields if name in left]
            if here:
                shut = part.folded and not any(_is_used(f) for f in here)
                found.append(replace(part, fields=here, folded=shut))
        return [*found, Section("", list(left.values()))] if found and left else found

    @property
    def row_id(self) -> UUID:
        """Return the id that the new row will have: the one sent back, else the one offered."""
        sent = parse_id(self.data.get(self.add_prefix("id"))) if self.is_bound else None
        return sent or self.initial["id"]

    @property
    def expected_version(self) -> int:
        """Return the version that the edited row had when the page was drawn (0 when not sent)."""
        return int(self.cleaned_data.get("version") or 0)

    @property
    def answers(self) -> dict[str, Any]:
        """Return the cleaned values without the two hidden ones."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("id", "version")}

    def error_list(self) -> list[dict[str, str]]:
        """Return every message with the place to jump to, in the order of the page."""
        found = [{"href": "", "label": "", "text": str(e)} for e in self.non_field_errors()]
        for name in self.fields:
            bound = self[name]
            for text in bound.errors:
                found.append(
                    {"href": _anchor(bound), "label": str(bound.label or ""), "text": str(text)}
                )
        return found


def _is_used(bound: forms.BoundField) -> bool:
    return bool(bound.errors) or bound.value() not in (None, "", [], False, bound.field.initial)


def _anchor(bound: forms.BoundField) -> str:
    """Return the id of the first control of a field, where the focus goes."""
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def with_not_asked(
    choices: Iterable[tuple[str, Words]], label: Words | None = None
) -> list[tuple[str, Words]]:
    """Put "not asked" behind the choices: it is an answer of its own and never means no."""
    return [*choices, (NOT_ASKED, label or _("not asked"))]


class AskedChoiceField(forms.ChoiceField):
    """A row of answers of which the last is "not asked"; nothing chosen is "not asked" too.

    Cleans to the chosen code or to ``NOT_ASKED``, never to an empty text and never to "no".
    """

    widget = RowSelect

    def __init__(self, *, choices: Iterable[tuple[str, Words]], **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("initial", NOT_ASKED)
        super().__init__(choices=with_not_asked(choices), **kwargs)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show "not asked" as chosen where a form was sent without an answer."""
        return super().bound_data(data, initial) or NOT_ASKED

    def clean(self, value: Any) -> str:
        """Return the code; no answer is ``NOT_ASKED``."""
        return super().clean(value) or NOT_ASKED


YES_NO: Mapping[str, Words] = {"yes": _("yes"), "no": _("no")}


def _cut_nothing(field: forms.Field) -> None:
    """Let a long text in: a browser would cut what is pasted, and tell nobody; we say how long."""
    if longest := field.widget.attrs.pop("maxlength", None):
        field.widget.attrs["data-longest"] = longest


def _number_as_text(field: forms.Field) -> None:
    """Type whole numbers as text: the browser's own field makes "2,5" into 25 and tells nobody."""
    if type(field.widget) is forms.NumberInput:
        kept = {k: v for k, v in field.widget.attrs.items() if k not in ("min", "max", "step")}
        field.widget = forms.TextInput(
            attrs={"autocomplete": "off", **kept, "inputmode": "numeric"}
        )
