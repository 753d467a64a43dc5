"""Input of the consent ledger."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import words
from suar.cases.consent import labels, rules
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Form, Purpose, Signer, State
from suar.documents.codes import Datum
from suar.files.forms import ACCEPT
from suar.files.prepare import Prepared
from suar.network.models import Organisation
from suar.reference.choices import language_choices
from suar.ui.fields import PastDayField
from suar.ui.forms import SuarForm
from suar.ui.parts import Section

TEXT_VERSION = "2026.2"  # of the list that is read aloud
ANSWERS = [
    (State.GIVEN.value, labels.STATE[State.GIVEN]),
    (State.REFUSED.value, labels.STATE[State.REFUSED]),
]
HOW = [
    ("in_person", _("in person")),
    ("phone", _("by telephone")),
    ("message", _("by message")),
    ("code_word", _("by code word")),
]


def receivers(own: Any) -> list[tuple[str, str]]:
    """Return the organisations that may be a receiver, by name."""
    rows = Organisation.objects.filter(closed_on__isnull=True).exclude(pk=own).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


class ConsentForm(SuarForm):
    """One line: purpose, receiver, data, answer, and how it was asked."""

    needed_when: ClassVar = dict.fromkeys(
        ("form", "language", "explained_by", "understood", "assent"),
        _("required if the consent is given"),
    ) | {
        "evidence": _("required if the consent is given, or attach it below"),
        "guardian": _("required if a parent or guardian consents"),
    }

    purpose = forms.ChoiceField(label=_("Purpose"), choices=words.choices(labels.PURPOSE))
    receiver = forms.ChoiceField(label=_("For which organisation"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Which data"), required=False, widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        label=_("Which service, examination or use"), max_length=40, required=False
    )
    state = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    given_on = PastDayField(label=_("Day"))
    valid_until = forms.DateField(label=_("Valid until"), required=False, widget=words.day_input())
    form = forms.ChoiceField(
        label=_("How it is kept"), choices=words.choices(labels.FORM, empty="—"), required=False,
        help_text=_(
            "A yes that is only spoken, even with a witness, is no consent by law. On the "
            "telephone record the sound; where that is not possible or not safe, name a legal "
            "ground instead."
        ),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the explanation"), required=False)
    explained_by = forms.CharField(label=_("Explained by"), max_length=200, required=False)
    interpreter = forms.CharField(label=_("Interpreter"), max_length=200, required=False)
    understood = forms.BooleanField(
        label=_("Understood: the person said it in their own words"), required=False
    )
    evidence = forms.CharField(
        label=_("Where the paper or recording is kept"), max_length=300, required=False
    )
    file = forms.FileField(
        label=_("Photograph, scan or recording of it"), required=False, max_length=1000,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("It may also be attached later. A refused file has to be chosen again."),
    )  # fmt: skip
    signer = forms.ChoiceField(label=_("Who consents"), choices=words.choices(labels.SIGNER))
    guardian = forms.CharField(
        label=_("Parent or guardian: who, and how checked"), max_length=300, required=False
    )
    guardian_unsafe = forms.BooleanField(
        label=_("No parent or guardian is safe (suspected, dead, missing, must not know)"),
        required=False,
    )
    assent = forms.CharField(
        label=_("What the child said or showed"), max_length=1000, required=False,
        widget=words.lines(2),
    )  # fmt: skip
    outside_worker = forms.CharField(
        label=_("Worker of UPTD PPA or social worker who took part"), max_length=200,
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, own: Any, child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [("", "—"), *receivers(own)]  # type: ignore[attr-defined]
        kinds = [(d.value, words.datum(d.value)) for d in Datum]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        spoken = [("", "—"), *language_choices(words.language())]
        self.fields["language"].choices = spoken  # type: ignore[attr-defined]
        if not child:
            for name in ("signer", "guardian", "guardian_unsafe", "assent", "outside_worker"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Drop what does not belong to the purpose: it was put away from sight when it changed."""
        found = super().clean() or self.cleaned_data
        if found.get("purpose") in set(Purpose):
            for name in rules.foreign_to(Purpose(found["purpose"])):
                self.errors.pop(name, None)  # nobody can mend what is not shown
                found[name] = [] if name == "kinds" else ""
        return found

    def grouping(self) -> list[Section]:
        """Return what is asked, the answer, how it is kept, and what a child's consent needs."""
        kept = ["form", "language", "explained_by", "interpreter", "evidence", "file", "understood"]
        child = ["signer", "guardian", "guardian_unsafe", "assent", "outside_worker"]
        return [
            Section(_("What is asked"), ["purpose", "about"]),
            Section(_("Only for sharing"), ["receiver", "kinds"]),
            Section(_("The answer"), ["state", "given_on", "valid_until"]),
            Section(_("How it was asked and where it is kept"), kept),
            Section(_("For a child"), child),
        ]

    def asked(self, paper: Prepared | None = None) -> Asked:
        """Return how it was asked."""
        given = self.cleaned_data
        return Asked(
            form=Form(given["form"]) if given["form"] else None,
            text_version=TEXT_VERSION,
            language=given["language"],
            explained_by=given["explained_by"],
            interpreter=given["interpreter"],
            understood=given["understood"],
            evidence=given["evidence"],
            signer=Signer(given.get("signer") or Signer.SELF),
            guardian=given.get("guardian", ""),
            guardian_safe=not given.get("guardian_unsafe", False),
            assent=given.get("assent", ""),
            outside_worker=given.get("outside_worker", ""),
            paper=paper,
        )

    def purpose_code(self) -> Purpose:
        """Return the purpose."""
        return Purpose(self.cleaned_data["purpose"])


class WithdrawForm(SuarForm):
    """How the wish came; no reason is asked."""

    how = forms.ChoiceField(label=_("How the person said so"), choices=HOW)


class GroundForm(SuarForm):
    """A legal ground in the place of consent."""

    needed = frozenset({"reason", "review_on"})

    ground = forms.ChoiceField(label=_("Ground"), choices=words.choices(labels.GROUND_CHOICE))
    reason = forms.CharField(
        label=_("Why consent is not possible or not safe now"), max_length=1000,
        widget=words.lines(), required=False,
    )  # fmt: skip
    receiver = forms.ChoiceField(
        label=_("For which organisation (leave empty for keeping data here)"), required=False
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which data"), required=False, widget=forms.CheckboxSelectMultiple
    )
    review_on = forms.DateField(
        label=_("Look at it again on"), required=False, widget=words.day_input()
    )
    outside_worker = forms.CharField(
        label=_("Worker of UPTD PPA or social worker who took part"), max_length=200,
        required=False,
    )  # fmt: skip
    person_told = forms.BooleanField(label=_("The person was told"), required=False)

    def __init__(self, *args: Any, own: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [("", "—"), *receivers(own)]  # type: ignore[attr-defined]
        kinds = [(d.value, words.datum(d.value)) for d in Datum]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
