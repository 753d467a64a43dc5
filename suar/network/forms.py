"""Forms of the network: they parse and clean, and decide nothing."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from suar.network import labels
from suar.network.answers import (
    AgreementAnswers,
    OfferAnswers,
    OrganisationAnswers,
    UnitAnswers,
    names_of,
)
from suar.network.codes import Context, Nationality, Sex
from suar.network.models import Organisation, Unit
from suar.network.rules import PersonFacts, Place
from suar.reference.choices import (
    all_regency_choices,
    country_choices,
    language_choices,
    province_choices,
)
from suar.ui.fields import PhoneField
from suar.ui.forms import SuarForm

ZONES = [
    ("Asia/Jakarta", "WIB (Jakarta)"), ("Asia/Makassar", "WITA (Makassar)"),
    ("Asia/Jayapura", "WIT (Jayapura)"), ("Asia/Kuala_Lumpur", "Kuala Lumpur"),
    ("Asia/Singapore", "Singapura"), ("Asia/Hong_Kong", "Hong Kong"), ("Asia/Taipei", "Taipei"),
    ("Asia/Seoul", "Seoul"), ("Asia/Tokyo", "Tokyo"), ("Asia/Riyadh", "Riyadh"),
    ("Asia/Dubai", "Dubai"), ("Asia/Amman", "Amman"), ("UTC", "UTC"),
]  # fmt: skip
BUILT = (Context.INTAKE, Context.CASES, Context.STATISTICS)  # what an office can switch on
ANY = [("", "–")]


def spoken() -> str:
    """Return the language of the page."""
    return get_language() or "id"


class WordForm(SuarForm):
    """A form whose selects take their words from ``labels`` in the page's language."""

    tables: dict[str, Any] = {}  # field -> table of labels
    optional: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, table in self.tables.items():
            pairs = labels.choices(table, spoken())
            self._choose(name, [*ANY, *pairs] if name in self.optional else pairs)

    def _choose(self, name: str, pairs: Any) -> None:
        self.fields[name].choices = pairs  # type: ignore[attr-defined]


def regency_groups(*, blank: bool) -> list[Any]:
    """Return every regency by province for one select, with an empty line first if wanted."""
    return [*(ANY if blank else []), *all_regency_choices(spoken())]


class SearchForm(WordForm):
    """Whom a service is needed for. Sent by POST, so that it stands in no address."""

    tables = {"service": labels.SERVICE, "sex": labels.SEX, "nationality": labels.NATIONALITY}
    optional = frozenset({"service"})

    service = forms.ChoiceField(label=_("Service"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, initial="unknown")
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    nationality = forms.ChoiceField(label=_("Citizenship"), required=False, initial="unknown")
    regency = forms.ChoiceField(label=_("Where the person is"), required=False)
    country = forms.ChoiceField(label=_("Country, if abroad"), required=False)
    only_accepting = forms.BooleanField(
        label=_("Only those who take the person today"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("regency", regency_groups(blank=True))
        self._choose("country", [*ANY, *country_choices(spoken())])
        self.helper.render_hidden_fields = True
        self.helper.layout = Layout(
            "service",
            Row(*(Column(name, css_class="col-md-4") for name in ("sex", "age", "nationality"))),
            Row(*(Column(name, css_class="col-md-6") for name in ("regency", "country"))),
            "only_accepting",
        )

    def person(self) -> PersonFacts:
        """Return what was typed as the facts that the rules read."""
        typed = self.cleaned_data
        regency = typed["regency"]
        country = typed["country"] or ("ID" if regency else "")
        return PersonFacts(
            sex=Sex(typed["sex"] or "unknown"),
            age_from=typed["age"],
            age_to=typed["age"],
            nationality=Nationality(typed["nationality"] or "unknown"),
            place=Place(country, regency[:2], regency) if country == "ID" else Place(country),
        )


class OfferForm(WordForm):
    """One entry of the directory."""

    tables = {
        "service": labels.SERVICE, "sexes": {s: labels.SEX[s] for s in list(Sex)[:3]},
        "access": labels.ACCESS, "coverage": labels.COVERAGE, "cost": labels.COST,
    }  # fmt: skip

    service = forms.ChoiceField(label=_("Service"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        required=False,
        empty_label=_("The whole organisation"),
    )
    paused = forms.BooleanField(label=_("Closed or paused for now"), required=False)
    sexes = forms.MultipleChoiceField(
        label=_("Who is taken"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked means: not stated, callers are told to ask."),
    )  # fmt: skip
    min_age = forms.IntegerField(label=_("From age"), required=False, min_value=0, max_value=120)
    max_age = forms.IntegerField(label=_("Up to age"), required=False, min_value=0, max_value=120)
    nationals = forms.BooleanField(label=_("Takes Indonesians"), required=False, initial=True)
    foreigners = forms.BooleanField(label=_("Takes foreigners"), required=False, initial=True)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    access = forms.MultipleChoiceField(
        label=_("Access for disability"), required=False, widget=forms.CheckboxSelectMultiple
    )
    coverage = forms.ChoiceField(label=_("Reaches"), widget=forms.RadioSelect, initial="places")
    provinces = forms.MultipleChoiceField(
        label=_("Whole provinces"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    regencies = forms.MultipleChoiceField(
        label=_("Regencies and cities"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )
    open_24h = forms.BooleanField(label=_("Open day and night"), required=False)
    hours = forms.CharField(label=_("Hours"), required=False, max_length=120)
    beds_total = forms.IntegerField(label=_("Beds"), required=False, min_value=0, max_value=9999)
    beds_free = forms.IntegerField(
        label=_("Free today"), required=False, min_value=0, max_value=9999
    )
    cost = forms.ChoiceField(label=_("Cost for the person"), initial="unknown")
    how_to_refer = forms.CharField(
        label=_("How to refer"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Never write where a shelter stands."),
    )  # fmt: skip
    focal_point = forms.CharField(label=_("Focal point"), required=False, max_length=120)
    focal_phone = PhoneField(label=_("Office telephone"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self._choose("languages", language_choices(spoken()))
        self._choose("provinces", province_choices(spoken()))
        self._choose("regencies", regency_groups(blank=False))
        self._choose("countries", country_choices(spoken()))
        self.helper.render_hidden_fields = True
        self.helper.layout = Layout(
            Fieldset(_("Service"), "service", "unit", "paused"),
            Fieldset(_("For whom"), "sexes", "min_age", "max_age", "nationals", "foreigners",
                     "languages", "access"),
            Fieldset(_("Where and when"), "coverage", "provinces", "regencies", "countries",
                     "open_24h", "hours"),
            Fieldset(_("Places and cost"), "beds_total", "beds_free", "cost"),
            Fieldset(_("How to reach it"), "how_to_refer", "focal_point", "focal_phone"),
        )  # fmt: skip

    def offer(self) -> OfferAnswers:
        """Return what was typed as the verb takes it."""
        return OfferAnswers(**_typed(self.answers, OfferAnswers))


class OrganisationForm(WordForm):
    """The settings of one's own organisation."""

    tables = {
        "kind": labels.KIND, "level": labels.LEVEL,
        "contexts": {c: labels.CONTEXT[c] for c in BUILT},
    }  # fmt: skip

    name = forms.CharField(label=_("Name"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=40)
    kind = forms.ChoiceField(label=_("Kind"))
    level = forms.ChoiceField(label=_("Level"))
    country = forms.ChoiceField(label=_("Country"), initial="ID")
    province = forms.ChoiceField(label=_("Province"), required=False)
    regency = forms.ChoiceField(label=_("Regency or city"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)
    language = forms.ChoiceField(
        label=_("First language of new colleagues"),
        choices=[("id", "Bahasa Indonesia"), ("en", "English")],
    )
    letterhead = forms.CharField(
        label=_("Letterhead"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One line for each line of the letterhead. Empty: the name."),
    )  # fmt: skip
    letter_place = forms.CharField(label=_("Place in letters"), required=False, max_length=60)
    letter_number = forms.CharField(
        label=_("Number of letters"), max_length=80,
        help_text=_("{no}, {office}, {month}, {year}: 012/SR/VI/2026"),
    )  # fmt: skip
    contexts = forms.MultipleChoiceField(
        label=_("Parts in use"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("country", country_choices(spoken()))
        self._choose("province", [*ANY, *province_choices(spoken())])
        self._choose("regency", regency_groups(blank=True))
        self.helper.render_hidden_fields = True
        self.helper.layout = Layout(
            Fieldset(_("Organisation"), "name", "short_name", "kind", "level", "country",
                     "province", "regency", "time_zone", "language"),
            Fieldset(_("Letters"), "letterhead", "letter_place", "letter_number"),
            Fieldset(_("Parts of Suar"), "contexts"),
        )  # fmt: skip

    def organisation(self) -> OrganisationAnswers:
        """Return what was typed as the verb takes it."""
        return OrganisationAnswers(**_typed(self.answers, OrganisationAnswers))


class UnitForm(WordForm):
    """One unit."""

    name = forms.CharField(label=_("Name"), max_length=120)
    province = forms.ChoiceField(label=_("Province"), required=False)
    regency = forms.ChoiceField(label=_("Regency or city"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("province", [*ANY, *province_choices(spoken())])
        self._choose("regency", regency_groups(blank=True))

    def unit(self) -> UnitAnswers:
        """Return what was typed; the province follows from the regency where it was left out."""
        typed = _typed(self.answers, UnitAnswers)
        typed["province"] = typed["province"] or typed["regency"][:2]
        return UnitAnswers(**typed)


class BedsForm(SuarForm):
    """How many beds are free now."""

    beds_free = forms.IntegerField(label=_("Free beds now"), min_value=0, max_value=9999)


class AgreementForm(WordForm):
    """An agreement that was signed."""

    tables = {"kind": labels.AGREEMENT}

    partner = forms.ModelChoiceField(Organisation.objects.none(), label=_("With"))
    kind = forms.ChoiceField(label=_("About"))
    valid_from = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_to = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    document = forms.CharField(label=_("Number of the paper"), max_length=120)
    signed_by = forms.CharField(
        label=_("Signed by"), max_length=200, help_text=_("Office and function on both sides.")
    )

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]

    def agreement(self) -> AgreementAnswers:
        """Return what was typed as the verb takes it."""
        return AgreementAnswers(**_typed(self.answers, AgreementAnswers))


class LastDayForm(SuarForm):
    """The last day of an agreement."""

    valid_to = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))


def _typed(answers: dict[str, Any], wanted: type[Any]) -> dict[str, Any]:
    """Return the answers that a dataclass takes; lists become tuples."""
    names = names_of(wanted)
    return {k: tuple(v) if isinstance(v, list) else v for k, v in answers.items() if k in names}
