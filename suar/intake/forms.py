"""The five answers of the first contact, as they are heard on the telephone."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from suar.accounts.models import User
from suar.cases.triage.codes import Answer, Item
from suar.cases.triage.labels import ITEM
from suar.intake import labels, rules
from suar.intake.actions import FirstContact
from suar.intake.codes import Channel, NoCase, Relation, Speaker, Where
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.network.models import Unit
from suar.people.codes import Channel as ContactChannel
from suar.people.codes import MustNot, Sex
from suar.people.contact import EVERY, SafeContactRules, days_of, noted_hours
from suar.people.labels import CHANNEL as CONTACT_CHANNEL
from suar.people.labels import DAYS, MUST_NOT, SEX
from suar.reference.choices import all_regency_choices
from suar.reference.countries import country_choices
from suar.ui import refusals
from suar.ui.fields import PartialDateField, ReachField
from suar.ui.forms import NOT_ASKED, AskedChoiceField, SuarForm

HEARD = (("YES", _("yes")), ("NO", _("no")))
MISSING = {
    "call_name": Reason.CALL_NAME_OR_NAMELESS,
    "contact_number": Reason.CONTACT_OR_NONE,
}
HERS_TOO = _("Said at the first contact: the number is the person's own, too.")
TO_ANSWER = {"YES": Answer.YES, "NO": Answer.NO}


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    """Fill a select with choices in the language of the page."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type, never fails
    field.choices = choices


def _offer_rows(form: forms.Form, name: str, rows: Any) -> None:
    """Fill a select with rows of the own organisation."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type, never fails
    field.queryset = rows


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class ReportForm(SuarForm):
    """Five answers, in the order in which a call goes; all else may stay empty."""

    unless: ClassVar = {"call_name": "nameless", "contact_number": "do_not_contact"}

    channel = forms.ChoiceField(
        label=_("How did the report come in?"),
        choices=[(c.value, labels.CHANNEL[c]) for c in Channel],
        initial=Channel.PHONE.value,
    )
    speaker = forms.ChoiceField(
        label=_("Who is speaking?"),
        choices=[(s.value, labels.SPEAKER[s]) for s in Speaker],
        widget=forms.RadioSelect,
    )
    relation = forms.ChoiceField(
        label=_("The reporter is the person's …"),
        choices=[("", "—"), *((r.value, labels.RELATION[r]) for r in Relation)],
        required=False,
    )
    reporter_name = forms.CharField(label=_("Reporter's name"), max_length=120, required=False)
    reporter_contact = forms.CharField(
        label=_("Reporter's telephone or e-mail"), max_length=120, required=False
    )
    reporter_may_know = AskedChoiceField(
        label=_("Did the person agree that the reporter gets news?"),
        choices=HEARD,
        help_text=_("Until the person was asked, the reporter gets no news of the case."),
    )
    call_name = forms.CharField(
        label=_("What shall we call the person?"),
        max_length=120,
        required=False,
        help_text=_("A first name or any name the person likes; the full name can come later."),
    )
    nameless = forms.BooleanField(label=_("No name for now"), required=False)
    contact_number = ReachField(
        label=_("A safe telephone number or e-mail"), max_length=60, required=False
    )
    number_is_hers = forms.BooleanField(
        label=_("It is the person's own number, too, and safe all the same"), required=False
    )
    no_safe_number = forms.BooleanField(label=_("No safe number yet"), required=False)
    contact_ways = forms.MultipleChoiceField(
        label=_("Safe ways"),
        choices=[(c.value, CONTACT_CHANNEL[c]) for c in ContactChannel],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    contact_days = forms.MultipleChoiceField(
        label=_("Safe days"),
        choices=[(EVERY, _("every day")), *((str(day), words) for day, words in DAYS.items())],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: nobody asked on which days."),
    )
    contact_from = forms.TimeField(label=_("Safe from"), required=False, widget=_clock())
    contact_until = forms.TimeField(label=_("Safe until"), required=False, widget=_clock())
    contact_any_hour = forms.BooleanField(
        label=_("Any hour is safe"),
        required=False,
        help_text=_("Only where the person said so; hours left empty mean: not asked."),
    )
    contact_hours = forms.CharField(
        label=_("Safe hours, in the person's words"),
        max_length=120,
        required=False,
        help_text=_("As the person says it, for example: after nine in the evening."),
    )
    code_word = forms.CharField(
        label=_("Code word"),
        max_length=60,
        required=False,
        help_text=_("By which the person knows that it is really us."),
    )
    do_not_contact = forms.BooleanField(label=_("Do not contact"), required=False)
    must_not_know = forms.MultipleChoiceField(
        label=_("Who must not know?"),
        choices=[(m.value, MUST_NOT[m]) for m in MustNot],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    must_not_know_whom = forms.CharField(label=_("Whom exactly"), max_length=200, required=False)
    where = forms.ChoiceField(
        label=_("Where is the person now?"),
        choices=[(w.value, labels.WHERE[w]) for w in Where],
        widget=forms.RadioSelect,
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    regency = forms.ChoiceField(label=_("Regency or city"), required=False)
    place = forms.CharField(
        label=_("Place, as it was said"),
        max_length=300,
        required=False,
        help_text=_("Landmarks, name of the vessel, address of the employer."),
    )
    story = forms.CharField(
        label=_("What was said"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In the speaker's own words. Do not ask for details now."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticks = [self.fields[name].label for name in ("no_safe_number", "do_not_contact")]
        self.fields["contact_number"].unless = format_lazy("{}” / “{}", *ticks)  # type: ignore[attr-defined]
        language = get_language() or "id"
        _offer(self, "country", [("", "—"), *country_choices(language)])
        _offer(self, "regency", [("", "—"), *all_regency_choices(language)])
        for item in Item:
            self.fields[f"urgent_{item.value}"] = AskedChoiceField(label=ITEM[item], choices=HEARD)

    @property
    def urgent_fields(self) -> list[forms.BoundField]:
        """Return the urgent items for the page, in their order."""
        return [self[f"urgent_{item.value}"] for item in Item]

    def clean(self) -> dict[str, Any]:
        """Safe hours need both ends, and are not any hour at once; a name needs its kind.

        What the action would refuse is said at once with the rest: nobody saves twice to learn it.
        """
        found = super().clean() or self.cleaned_data
        for name, reason in MISSING.items():
            ticked = found.get(self.unless[name]) or (
                name == "contact_number" and found.get("no_safe_number")
            )
            if name in found and not found[name] and not ticked:
                self.add_error(name, refusals.sentence(Because(reason, field=name)))
        start, until = found.get("contact_from"), found.get("contact_until")
        if (start is None) != (until is None) or (start is not None and start == until):
            missing = "contact_from" if start is None else "contact_until"
            self.add_error(missing, _("Give both ends of the safe hours."))
        days = found.get("contact_days") or []
        if found.get("contact_any_hour") and (start is not None or set(days) - {EVERY}):
            self.add_error("contact_any_hour", _("Either certain days or hours, or any hour."))
        elif EVERY in days and start is None and not found.get("contact_any_hour"):
            self.add_error("contact_days", _("Say at which hours, or that any hour is safe."))
        if found.get("must_not_know_whom") and not found.get("must_not_know"):
            self.add_error("must_not_know", _("Tick who this is, so that the name is kept."))
        if found.get("contact_number") and found.get("no_safe_number"):
            self.add_error("no_safe_number", _("Either a safe number, or none yet."))
        self._drop_what_the_reporter_would_say(found)
        self._compare_numbers(found)
        return found

    def _drop_what_the_reporter_would_say(self, found: dict[str, Any]) -> None:
        """Where the person speaks there is no reporter: what stands out of sight is not saved."""
        if found.get("speaker") != Speaker.PERSON.value:
            return
        for name in ("relation", "reporter_name", "reporter_contact"):
            self.errors.pop(name, None)
            found[name] = ""
        found["reporter_may_know"] = NOT_ASKED

    def _compare_numbers(self, found: dict[str, Any]) -> None:
        """A number of somebody who must not know is no safe number, unless it is hers, too."""
        agreed = {"YES": True, "NO": False}.get(found.get("reporter_may_know", ""))
        feared = rules.is_feared_number(
            found.get("contact_number") or "",
            reporter_contact=found.get("reporter_contact", ""),
            kept_out=rules.reporter_is_kept_out(found.get("speaker", ""), agreed),
            relation=found.get("relation", ""),
            must_not_know=found.get("must_not_know") or [],
            whom=found.get("must_not_know_whom", ""),
        )
        if feared and not found.get("number_is_hers"):
            self.add_error(
                "contact_number",
                _(
                    "This is the number of somebody who must not know. Give another one, say that "
                    "there is no safe number yet, or tick below that it is the person's own, too."
                ),
            )

    def _safe_contact(self) -> SafeContactRules:
        d = self.cleaned_data
        days = days_of(d["contact_days"], any_hour=d["contact_any_hour"])
        return SafeContactRules(
            channels=tuple(ContactChannel(c) for c in d["contact_ways"]),
            hours=noted_hours(d["contact_from"], d["contact_until"], days),
            any_hour=d["contact_any_hour"],
            hours_said=d["contact_hours"],
            code_word=d["code_word"],
            note=str(HERS_TOO) if d["number_is_hers"] and d["contact_number"] else "",
        )

    def heard(self) -> FirstContact:
        """Return what was heard, for the action."""
        d = self.cleaned_data
        asked = {"YES": True, "NO": False}
        return FirstContact(
            channel=d["channel"], speaker=d["speaker"], relation=d["relation"],
            reporter_name=d["reporter_name"], reporter_contact=d["reporter_contact"],
            reporter_may_know=asked.get(d["reporter_may_know"]),
            call_name=d["call_name"], nameless=d["nameless"],
            do_not_contact=d["do_not_contact"], no_safe_number=d["no_safe_number"],
            contact_number=d["contact_number"] or "",
            contact=self._safe_contact().as_json(),
            must_not_know=tuple((m, d["must_not_know_whom"]) for m in d["must_not_know"]),
            where=d["where"], country=d["country"], regency=d["regency"], place=d["place"],
            urgent={i: TO_ANSWER[d[f"urgent_{i.value}"]] for i in Item
                    if d[f"urgent_{i.value}"] in TO_ANSWER},
            story=d["story"],
        )  # fmt: skip


class NoCaseForm(SuarForm):
    """Why no case is opened."""

    why = forms.ChoiceField(
        label=_("Why is no case needed?"),
        choices=[(n.value, labels.NO_CASE[n]) for n in NoCase],
        widget=forms.RadioSelect,
    )


class SearchForm(SuarForm):
    """Search before create: what is known of the person."""

    text = forms.CharField(
        label=_("Name"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Any spelling and order; several names with “alias” between them."),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, min_value=1900, max_value=2100
    )
    number = forms.CharField(
        label=_("NIK, passport or telephone"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class TeamForm(SuarForm):
    """Who takes the case, and what is carried along from the step before."""

    how = forms.CharField(widget=forms.HiddenInput)
    person_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    worker = forms.ModelChoiceField(label=_("Caseworker"), queryset=User.objects.none())

    def __init__(self, *args: Any, units: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_rows(self, "unit", units)
        _offer_rows(self, "worker", workers)


class NewPersonForm(TeamForm):
    """A person who was not found: a name, and whatever else is known; then the team."""

    name = forms.CharField(label=_("Full name, or what to call the person"), max_length=150)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[(s.value, SEX[s]) for s in Sex], initial=Sex.UNKNOWN.value
    )
    born = PartialDateField(label=_("Date or year of birth"), required=False, past=True)
    home_regency = forms.ChoiceField(label=_("Regency of origin"), required=False)

    field_order = ("name", "sex", "born", "home_regency", "unit", "worker")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regencies = all_regency_choices(get_language() or "id")
        _offer(self, "home_regency", [("", "—"), *regencies])
        self.order_fields(self.field_order)
