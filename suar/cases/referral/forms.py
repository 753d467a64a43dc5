"""Input of a referral, on both sides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import words
from suar.cases.models import Referral
from suar.cases.referral import labels
from suar.cases.referral.actions import Content
from suar.cases.referral.codes import Urgency
from suar.documents.codes import Datum
from suar.documents.words import NOT_TO_DO
from suar.network.codes import ServiceCode
from suar.network.models import Organisation
from suar.ui.fields import NumberField, PastDayField
from suar.ui.forms import SuarForm
from suar.ui.parts import Section

COPIES = 3  # lines for copies of a letter
LONG = frozenset({Datum.SITUATION, Datum.HEALTH, Datum.ASSISTANCE_SO_FAR})


class ServiceForm(SuarForm):
    """Which service is looked for."""

    service = forms.ChoiceField(label=_("Which service does the person need?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = words.service_choices()  # type: ignore[attr-defined]


class ReferralForm(SuarForm):
    """What the letter asks and says. An empty field is not shared."""

    urgency = forms.ChoiceField(
        label=_("Urgency"), choices=words.choices(labels.URGENCY), initial=Urgency.AMBER.value,
        widget=forms.RadioSelect,
    )  # fmt: skip
    need = forms.CharField(label=_("What the person needs"), max_length=2000, widget=words.lines())
    not_to_do = forms.MultipleChoiceField(
        label=_("What the receiver must not do"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    not_to_do_more = forms.CharField(
        label=_("More that must not be done"), max_length=500, required=False,
        widget=words.lines(2),
    )  # fmt: skip
    contact = forms.CharField(label=_("Whom to ask at our office"), max_length=300)
    escort = forms.CharField(label=_("Escort"), max_length=300, required=False)
    hand_over_on = forms.DateField(
        label=_("Agreed day of hand-over"), required=False, widget=words.day_input()
    )
    by_phone = forms.BooleanField(
        label=_("Told by telephone first; the papers follow"), required=False
    )
    order_reason = forms.CharField(label=_("Why this step now"), max_length=300, required=False)

    def __init__(self, *args: Any, early: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for datum in Datum:
            self.fields[f"d_{datum.value}"] = forms.CharField(
                label=words.datum(datum.value), max_length=2000, required=False,
                widget=words.lines(3) if datum in LONG else forms.TextInput,
            )  # fmt: skip
        kinds = words.of_labels(NOT_TO_DO.items())
        self.fields["not_to_do"].choices = kinds  # type: ignore[attr-defined]
        letter = [f"d_{d.value}" for d in Datum]
        self.order_fields(["urgency", "need", *letter])
        if not early:
            del self.fields["order_reason"]

    def say_not_agreed(self, agreed: frozenset[Datum] | None) -> None:
        """Say beside each field that the consent for this receiver does not cover."""
        for datum in Datum if agreed is not None else ():
            if datum not in (agreed or ()):
                self.fields[f"d_{datum.value}"].help_text = _(
                    "The person did not agree yet that this goes to this receiver."
                )

    def say_why(self, *, red: bool, ticked: bool, asked: bool) -> None:
        """Say beside a field that it was filled in beforehand, and from what; or why it was not."""
        if red:
            self.fields["urgency"].help_text = _(
                "Chosen beforehand: the urgent check of this case is RED."
            )
        if ticked:
            self.fields["not_to_do"].help_text = _(
                "Ticked beforehand from what the person said about who must not know. Please "
                "check; the list itself is not sent."
            )

        elif not asked:
            self.fields["not_to_do"].help_text = _(
                "Who must not know was not asked yet: ask first. If it is sent like this, the "
                "letter and the receiver's page say so."
            )

    def grouping(self) -> list[Section]:
        """Return what is needed, what is shared, what must not be done, and the hand-over."""
        return [
            Section(_("What is needed"), ["urgency", "need", "by_phone"]),
            Section(_("What is shared"), [f"d_{d.value}" for d in Datum]),
            Section(_("Safety"), ["not_to_do", "not_to_do_more"]),
            Section(_("Contact and hand-over"),
                    ["contact", "escort", "hand_over_on", "order_reason"]),
        ]  # fmt: skip

    def content(self, service: str) -> Content:
        """Return what is asked and said."""
        given = self.cleaned_data
        return Content(
            service=ServiceCode(service),
            urgency=Urgency(given["urgency"]),
            need=given["need"],
            letter={d: given[f"d_{d.value}"] for d in Datum if given[f"d_{d.value}"].strip()},
            not_to_do=given["not_to_do"],
            not_to_do_more=given["not_to_do_more"],
            contact=given["contact"],
            escort=given["escort"],
            by_phone=given["by_phone"],
            hand_over_on=given["hand_over_on"],
        )


class LetterForm(SuarForm):
    """Who signs the letter, and who gets a copy: each of them is a receiver like the first."""

    signer_name = forms.CharField(label=_("Signed by"), max_length=120)
    signer_office = forms.CharField(label=_("Office of the signer"), max_length=120)

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = (referral.organisation_id, referral.receiver_id)
        rows = Organisation.objects.filter(closed_on__isnull=True).exclude(pk__in=named)
        known = [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]
        for number in range(1, COPIES + 1):
            self.fields[f"copy_{number}"] = forms.ChoiceField(
                label=_("Copy %(number)s to") % {"number": number}, required=False,
                choices=[("", "—"), *known],
            )  # fmt: skip

    def copies(self) -> list[UUID | None]:
        """Return who gets a copy, field by field; None where a field stayed empty."""
        given = [self.cleaned_data[f"copy_{n}"] for n in range(1, COPIES + 1)]
        return [UUID(pk) if pk else None for pk in given]


class NoteForm(SuarForm):
    """A word that both sides read."""

    note = forms.CharField(
        label=_("Note (both sides read it)"), max_length=2000, required=False,
        widget=words.lines(2),
    )  # fmt: skip


class DeclineForm(NoteForm):
    """Why the receiver cannot take the person."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=words.choices(labels.DECLINE), widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    field_order = ["reason", "note"]


class FeedbackForm(NoteForm):
    """Whether the service has begun."""

    started = forms.ChoiceField(
        label=_("Has the service begun?"), widget=forms.RadioSelect,
        choices=[("yes", _("It has begun")), ("no", _("Not yet"))],
    )  # fmt: skip
    field_order = ["started", "note"]


class ReportForm(NoteForm):
    """A service that was given."""

    service = forms.ChoiceField(label=_("Service"))
    started_on = PastDayField(label=_("First day"))
    help_first = forms.BooleanField(
        label=_("Help began before we accepted the referral"), required=False
    )
    ended_on = PastDayField(label=_("Last day"), required=False)
    units = NumberField(
        label=_("How much (nights, hours, times)"), required=False, min_value=0,
        max_digits=8, decimal_places=2,
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=words.choices(labels.OUTCOME, empty="—"), required=False
    )
    field_order = ["service", "started_on", "help_first", "ended_on", "units", "outcome", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = words.service_choices()  # type: ignore[attr-defined]


class FinishForm(NoteForm):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=words.choices(labels.OUTCOME), widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    field_order = ["outcome", "note"]
