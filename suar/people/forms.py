"""Forms of the person record: they parse and clean, and decide nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from suar.network.models import Organisation
from suar.people import labels
from suar.people.actions import MustNotEntry
from suar.people.codes import (
    AddressKind,
    Channel,
    DocumentKind,
    Holder,
    MustNot,
    NameKind,
    RelationKind,
    Sex,
    Source,
)
from suar.people.contact import EVERY, SafeContactRules, Secret, days_of, noted_hours, ticks_of
from suar.reference.choices import all_regency_choices, country_choices
from suar.ui.fields import PartialDateField, ReachField
from suar.ui.forms import SuarForm
from suar.ui.parts import Section

QUIET = {"autocomplete": "off"}  # names leave no trace in the browser of a shared computer
NAMED_ROWS = 3


def code_field(
    enum: Any, words: labels.Labels, label: Any, **kwargs: Any
) -> forms.TypedChoiceField:
    """Return a select that cleans to a member of the enum."""
    return forms.TypedChoiceField(label=label, choices=labels.choices(words), coerce=enum, **kwargs)


def text_field(label: Any, most: int, *, lines: int = 1, **kwargs: Any) -> forms.CharField:
    """Return a text field that the browser keeps no history of."""
    kwargs.setdefault("required", False)
    attrs = dict(QUIET)
    widget: forms.Widget = (
        forms.Textarea(attrs={**attrs, "rows": lines}) if lines > 1 else forms.TextInput(attrs)
    )
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


def _countries() -> list[tuple[str, Any]]:
    return [("", "—"), *country_choices(get_language() or "id")]


def _regencies() -> list[tuple[str, Any]]:
    return [("", "—"), *all_regency_choices(get_language() or "id")]


class SearchForm(SuarForm):
    """What is known of whom one looks for. Sent by POST: a name never stands in an address."""

    text = text_field(
        _("Name or code"), 150,
        help_text=_(
            "Any spelling and order; several names with “alias” between them. "
            "The code of a person, case or report leads straight to it."
        ),
    )  # fmt: skip
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, min_value=1900, max_value=2100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", **QUIET}),
        help_text=_("If known, even roughly."),
    )  # fmt: skip
    number = text_field(
        _("Number"), 60, help_text=_("NIK, passport or telephone: exact, spaces do not matter.")
    )


class NewPersonForm(SuarForm):
    """Registering somebody: a name or “without a name”, everything else may follow."""

    unless: ClassVar = {"name": "nameless"}

    name = text_field(_("What to call the person"), 150)
    nameless = forms.BooleanField(label=_("Without a name so far"), required=False)
    emergency = forms.BooleanField(
        label=_("Emergency: register now, search later"), required=False,
        help_text=_("The search stays as a task."),
    )  # fmt: skip
    description = text_field(
        _("Description"), 1000, lines=3,
        help_text=_("Needed without a name: what tells this person from others."),
    )  # fmt: skip
    sex = code_field(Sex, labels.SEX, _("Sex"), initial=Sex.UNKNOWN.value)
    born = PartialDateField(label=_("Date of birth"), required=False, past=True)
    born_source = code_field(
        Source, labels.SOURCE, _("Where the date is from"), initial=Source.OWN_WORD.value
    )
    country = forms.ChoiceField(label=_("Country of origin"), required=False, choices=_countries)
    regency = forms.ChoiceField(label=_("Regency of origin"), required=False, choices=_regencies)
    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)


class EntryForm(SuarForm):
    """Base of the forms of list entries; ``row`` names the entry that is being corrected."""

    row = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def values(self) -> dict[str, Any]:
        """Return the answers without the hidden row."""
        return {name: value for name, value in self.answers.items() if name != "row"}


class NameForm(EntryForm):
    """A name, what it is, where it was read or heard."""

    text = text_field(_("Name"), 150, required=True)
    kind = code_field(NameKind, labels.NAME_KIND, _("Kind"), initial=NameKind.ALIAS.value)
    source = code_field(Source, labels.SOURCE, _("Source"), initial=Source.OWN_WORD.value)


class BirthForm(EntryForm):
    """A birth date as one source gives it."""

    born = PartialDateField(label=_("Date of birth"), required=True, past=True)
    source = code_field(Source, labels.SOURCE, _("Source"), initial=Source.OWN_WORD.value)


class DocumentForm(EntryForm):
    """A paper with a number: typed as it was read."""

    kind = code_field(DocumentKind, labels.DOCUMENT_KIND, _("Identity document"))
    number = text_field(
        _("Number"), 60, required=True,
        help_text=_("As it stands on the paper. An unusual number is kept and marked."),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=_("Issued by"), required=False, choices=_countries, initial="ID"
    )
    issued_on = PartialDateField(label=_("Issued on"), required=False, past=True)
    valid_until = PartialDateField(label=_("Valid until"), required=False)
    note = text_field(_("Note"), 500, lines=2)


class AddressForm(EntryForm):
    """An address, as exact as it is known."""

    kind = code_field(AddressKind, labels.ADDRESS_KIND, _("Kind"), initial=AddressKind.HOME.value)
    text = text_field(_("Address"), 500, lines=3, required=True)
    regency = forms.ChoiceField(label=_("Regency or city"), required=False, choices=_regencies)
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=_countries, initial="ID"
    )


class PhoneForm(EntryForm):
    """A telephone number or an e-mail address, and whose it is."""

    number = ReachField(label=_("Telephone number or e-mail"), max_length=120)
    holder = code_field(Holder, labels.HOLDER, _("Whose it is"), initial=Holder.SELF.value)
    note = text_field(_("Note"), 300)


class BasicsForm(SuarForm):
    """Sex, place of origin, description."""

    sex = code_field(Sex, labels.SEX, _("Sex"))
    country = forms.ChoiceField(label=_("Country of origin"), required=False, choices=_countries)
    regency = forms.ChoiceField(label=_("Regency of origin"), required=False, choices=_regencies)
    description = text_field(_("Description"), 1000, lines=3)


class DoubtForm(SuarForm):
    """Why a birth date is not believed."""

    reason = text_field(_("Why is this date not credible?"), 500, lines=3, required=True)


class RelationForm(SuarForm):
    """What this person is to another one, known by her code."""

    other = text_field(_("Code of the other person"), 20, required=True)
    kind = code_field(RelationKind, labels.RELATION, _("The other person is"))
    note = text_field(_("Note"), 300)


class SafeContactForm(SuarForm):
    """How the person can be reached without danger."""

    do_not_contact = forms.BooleanField(label=_("Do not contact"), required=False)
    channels = forms.MultipleChoiceField(
        label=_("Safe ways"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=labels.choices(labels.CHANNEL),
        help_text=_("What is not ticked is not safe."),
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label=_("Safe days"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(EVERY, _("every day")), *labels.choices(labels.DAYS)],
        help_text=_("None ticked: nobody asked on which days."),
    )  # fmt: skip
    start = forms.TimeField(
        label=_("Safe from"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    until = forms.TimeField(
        label=_("Safe until"), required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    any_hour = forms.BooleanField(
        label=_("Any hour is safe"), required=False,
        help_text=_("Only where the person said so; hours left empty mean: not asked."),
    )  # fmt: skip
    hours_said = text_field(_("Hours as the person says it"), 120)
    who_answers = text_field(_("Who answers"), 120)
    code_word = text_field(_("Code word"), 60)
    neutral_text = text_field(
        _("Neutral words for messages"), 300, lines=2,
        help_text=_("No case, no organisation unless the person agreed."),
    )  # fmt: skip
    note = text_field(_("Note"), 500, lines=2)

    def clean(self) -> dict[str, Any]:
        """Hours need both ends, and are not any hour at once."""
        found = super().clean() or self.cleaned_data
        start, until = found.get("start"), found.get("until")
        if (start is None) != (until is None) or (start is not None and start == until):
            missing = "start" if start is None else "until"
            self.add_error(missing, _("Give both ends of the safe hours."))
        days = found.get("days") or []
        if found.get("any_hour") and (start is not None or set(days) - {EVERY}):
            self.add_error("any_hour", _("Either certain days or hours, or any hour."))
        elif EVERY in days and start is None and not found.get("any_hour"):
            self.add_error("days", _("Say at which hours, or that any hour is safe."))
        return found

    def grouping(self) -> list[Section]:
        """Return the ways and times, then what is said."""
        return [
            Section(_("Ways and times"),
                    ["do_not_contact", "channels", "days", "start", "until", "any_hour",
                     "hours_said"]),
            Section(_("On the telephone"), ["who_answers", "code_word", "neutral_text", "note"]),
        ]  # fmt: skip

    def rules(self) -> SafeContactRules:
        """Return the rules as they are kept."""
        found = self.cleaned_data
        days = days_of(found["days"], any_hour=found["any_hour"])
        return SafeContactRules(
            do_not_contact=found["do_not_contact"],
            channels=tuple(Channel(c) for c in found["channels"]),
            hours=noted_hours(found["start"], found["until"], days),
            any_hour=found["any_hour"],
            hours_said=found["hours_said"].strip(),
            code_word=found["code_word"].strip(),
            who_answers=found["who_answers"].strip(),
            neutral_text=found["neutral_text"].strip(),
            note=found["note"].strip(),
        )

    @staticmethod
    def first_values(rules: SafeContactRules) -> dict[str, Any]:
        """Return the form's first values for rules that stand already."""
        hours = rules.hours[0] if rules.hours else None
        return {
            "do_not_contact": rules.do_not_contact,
            "channels": [c.value for c in rules.channels],
            "days": ticks_of(hours.days) if hours else [],
            "start": hours.start if hours else None,
            "until": hours.until if hours else None,
            "any_hour": rules.any_hour,
            "hours_said": rules.hours_said,
            "who_answers": rules.who_answers,
            "code_word": rules.code_word,
            "neutral_text": rules.neutral_text,
            "note": rules.note,
        }


def _named_row(n: int) -> list[tuple[str, forms.Field]]:
    """Return the fields of the n-th row that names whom exactly."""
    where = {"n": n}
    houses = Organisation.objects.filter(closed_on__isnull=True).order_by("name")
    kinds = [("", "—"), *labels.choices(labels.MUST_NOT)]
    return [
        (f"kind_{n}", forms.ChoiceField(
            label=_("Named %(n)s: kind") % where, required=False, choices=kinds)),
        (f"name_{n}", text_field(_("Named %(n)s: name") % where, 200)),
        (f"house_{n}", forms.ModelChoiceField(
            label=_("Named %(n)s: organisation here") % where, required=False, queryset=houses)),
    ]  # fmt: skip


class MustNotKnowForm(SuarForm):
    """U13: categories, and up to some rows that name whom exactly."""

    categories = forms.MultipleChoiceField(
        label=_("Who must not know?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=labels.choices(labels.MUST_NOT),
        help_text=_("None ticked and saved means: asked, nobody."),
    )  # fmt: skip

    def __init__(self, *args: Any, rows: int = NAMED_ROWS, **kwargs: Any) -> None:
        self.rows = rows
        named = {name: field for n in range(1, rows + 1) for name, field in _named_row(n)}
        # on the instance, not the class: the layout is made of what stands here at the beginning
        self.__dict__["base_fields"] = {**self.base_fields, **named}
        super().__init__(*args, **kwargs)

    def grouping(self) -> list[Section]:
        """Return the categories, then who exactly, a row for each."""
        parts = ("kind", "name", "house")
        named = [f"{part}_{n}" for n in range(1, self.rows + 1) for part in parts]
        return [
            Section(_("In general"), ["categories"]),
            Section(_("Who exactly"), named, columns=3),
        ]

    def clean(self) -> dict[str, Any]:
        """A named row needs its kind."""
        found = super().clean() or self.cleaned_data
        for n in range(1, self.rows + 1):
            named = found.get(f"name_{n}") or found.get(f"house_{n}")
            if named and not found.get(f"kind_{n}"):
                self.add_error(f"kind_{n}", _("Choose what kind this is."))
        return found

    def entries(self) -> list[MustNotEntry]:
        """Return the whole answer."""
        found = self.cleaned_data
        entries = [MustNotEntry(MustNot(code)) for code in found["categories"]]
        for n in range(1, self.rows + 1):
            house = found.get(f"house_{n}")
            if found.get(f"kind_{n}") and (found.get(f"name_{n}") or house):
                kind = MustNot(found[f"kind_{n}"])
                entries.append(MustNotEntry(kind, found[f"name_{n}"], house.pk if house else None))
        return entries

    @staticmethod
    def first_values(secrets: list[Secret]) -> tuple[dict[str, Any], int]:
        """Return the form's first values and how many named rows they need."""
        values: dict[str, Any] = {"categories": [s.category.value for s in secrets if not s.named]}
        named = [s for s in secrets if s.named]
        for n, secret in enumerate(named, start=1):
            values[f"kind_{n}"] = secret.category.value
            values[f"name_{n}"] = secret.name
            values[f"house_{n}"] = secret.organisation_id
        return values, max(NAMED_ROWS, len(named) + 1)
