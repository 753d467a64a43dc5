"""Input of the short interview and of decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import words
from suar.cases.identification import labels
from suar.cases.identification.actions import EpisodeAnswers
from suar.cases.identification.codes import (
    INTENT_ELEMENT,
    Act,
    Answered,
    HtcdsDecisionOrg,
    ItemState,
    Means,
    Purpose,
    TickSource,
)
from suar.cases.identification.deciding_actions import OutsideBody
from suar.cases.identification.items import TIMES, WORKED
from suar.cases.identification.readback import ItemRead, TickRead
from suar.reference.choices import country_choices, language_choices, province_choices
from suar.ui.fields import PartialDateField, PastDayField, RowSelect, ThenTicks
from suar.ui.forms import SuarForm
from suar.ui.parts import Section

GROUPS: tuple[tuple[str, Any, Any], ...] = (
    ("act", Act, labels.ACT),
    ("means", Means, labels.MEANS),
    ("prp", Purpose, labels.PURPOSE),
)
FIRST_EPISODE, MOST_EPISODES = 1, 20
NOT_KNOWN = ("not_known", _("not known when"))  # kept as a tick without a phase
ALL = [*Act, *Means, *Purpose, INTENT_ELEMENT]


class InterviewForm(SuarForm):
    """One sitting: age, acts, means with their phase, purposes, intent. Nothing is compulsory."""

    held_on = PastDayField(label=_("Day of the sitting"))
    language = forms.ChoiceField(label=_("Language"), required=False)
    interpreter = forms.CharField(label=_("Interpreter"), max_length=200, required=False)
    present = forms.CharField(label=_("Others present"), max_length=300, required=False)
    episode = forms.IntegerField(
        label=_("Episode"), min_value=FIRST_EPISODE, max_value=MOST_EPISODES,
        initial=FIRST_EPISODE, widget=forms.HiddenInput,
    )  # fmt: skip
    judgement = forms.ChoiceField(
        label=_("The person looks like"), required=False,
        choices=words.choices(labels.JUDGEMENT, empty=_("not judged")),
    )  # fmt: skip
    age_recruited = forms.IntegerField(
        label=_("Age when recruited"), min_value=0, max_value=120, required=False
    )
    age_exploited = forms.IntegerField(
        label=_("Age when exploited"), min_value=0, max_value=120, required=False
    )
    first_act = PartialDateField(label=_("When it began (first act)"), required=False, past=True)
    last_day = PartialDateField(label=_("When it ended"), required=False, past=True)
    worked = forms.BooleanField(label=_("Any work was done"), required=False)
    place_country = forms.ChoiceField(label=_("Country of exploitation"), required=False)
    place_province = forms.ChoiceField(label=_("Province (in Indonesia)"), required=False)
    note = forms.CharField(
        label=_("Interviewer's note"), max_length=4000, required=False, widget=words.lines()
    )
    order_reason = forms.CharField(label=_("Why this step now"), max_length=300, required=False)

    def __init__(self, *args: Any, early: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group, codes, texts in GROUPS:
            for code in codes:
                self._ask(code.value, texts[code], labels.law_note(code))
                if group == "means":
                    self.fields[f"{code.value}_phase"] = forms.MultipleChoiceField(
                        label=_("When (for a yes)"), required=False,
                        choices=[*words.choices(labels.PHASE), NOT_KNOWN], widget=ThenTicks,
                    )  # fmt: skip
            self._basis(group)
        self._ask(INTENT_ELEMENT, _("Exploitation was intended and stopped before it began"))
        tongue = words.language()
        spoken = [("", "—"), *language_choices(tongue)]
        self.fields["language"].choices = spoken  # type: ignore[attr-defined]
        lands = [("", "—"), *country_choices(tongue)]
        self.fields["place_country"].choices = lands  # type: ignore[attr-defined]
        here = [("", "—"), *province_choices(tongue)]
        self.fields["place_province"].choices = here  # type: ignore[attr-defined]
        self.order_fields(_order())
        if not early:
            del self.fields["order_reason"]

    def _ask(self, name: str, label: Any, law: str = "") -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, help_text=law, required=False, choices=words.choices(labels.ANSWERED),
            widget=RowSelect, initial=Answered.NOT_ASKED.value,
        )  # fmt: skip

    def _basis(self, group: str) -> None:
        self.fields[f"{group}_source"] = forms.ChoiceField(
            label=_("Known from"), required=False,
            choices=words.choices(labels.SOURCE), initial=TickSource.OWN_WORDS.value,
        )  # fmt: skip
        self.fields[f"{group}_reason"] = forms.CharField(
            label=_("In short, what shows it"), max_length=500, required=False
        )

    def grouping(self) -> list[Section]:
        """Return the parts of a sitting in the order in which they are asked."""
        asked = {group: _of_group(group, codes) for group, codes, _texts in GROUPS}
        return [
            Section(_("This sitting"), ["held_on", "language", "interpreter", "present"]),
            Section(_("Age"), ["judgement", "age_recruited", "age_exploited"]),
            Section(_("When and where"),
                    ["first_act", "last_day", "worked", "place_country", "place_province"]),
            Section(_("What was done: the act"), asked["act"]),
            Section(_("How: the means"), asked["means"],
                    _("For a yes, tick when it happened.")),
            Section(_("What for: the purpose"), [*asked["prp"], INTENT_ELEMENT]),
            Section(_("Note"), ["note", "order_reason"]),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A means that is confirmed says when."""
        given = super().clean() or {}
        for code in Means:
            if given.get(code.value) == Answered.YES:
                self._when(code, given.get(f"{code.value}_phase") or [])
        young, old = given.get("age_exploited"), given.get("age_recruited")
        if young is not None and old is not None and young < old:
            self.add_error("age_exploited", _("This is younger than when recruited."))
        began, ended = given.get("first_act"), given.get("last_day")
        if began and ended and ended.latest() < began.earliest():
            self.add_error("last_day", _("This lies before the beginning."))
        return given

    def _when(self, code: Means, chosen: list[str]) -> None:
        """Refuse a means without a time, and one that has a time and is "not known when", too."""
        named = {"means": labels.MEANS[code]}
        if not chosen:
            told = _("%(means)s: choose when it happened, or that it is not known.") % named
            self.add_error(f"{code.value}_phase", told)
        elif NOT_KNOWN[0] in chosen and len(chosen) > 1:
            told = _("%(means)s: either a time, or that it is not known, not both.") % named
            self.add_error(f"{code.value}_phase", told)

    def answers(self, stood: Iterable[TickRead] = ()) -> EpisodeAnswers:  # type: ignore[override]
        """Return what this sitting adds to its episode, whose earlier answers stood on the page.

        "Not asked" sets an answer back. An element that stays as it ``stood`` is not heard again:
        it keeps the sitting in which it was.
        """
        ticks = self._ticks()
        before, now = _by_element(stood), _by_element(ticks)
        heard = [t for t in ticks if now[t.element] != before.get(t.element)]
        return EpisodeAnswers(self.cleaned_data["episode"], heard, self._items())

    def _ticks(self) -> list[TickRead]:
        found = []
        for group, codes, _texts in GROUPS:
            source = self.cleaned_data[f"{group}_source"]
            reason = self.cleaned_data[f"{group}_reason"]
            for code in codes:
                state = self._state(code.value)
                chosen = self.cleaned_data.get(f"{code.value}_phase") or [""]
                phases = ["" if p == NOT_KNOWN[0] else p for p in chosen]
                found += [TickRead(code.value, p, state, source, reason) for p in phases]
        found.append(TickRead(INTENT_ELEMENT, "", self._state(INTENT_ELEMENT)))
        return found

    def _state(self, name: str) -> Answered:
        return Answered(self.cleaned_data[name] or Answered.NOT_ASKED)

    def _items(self) -> list[ItemRead]:
        given = self.cleaned_data
        ages = {"recruited": given["age_recruited"], "exploited": given["age_exploited"]}
        times = {
            "first_act": str(given["first_act"]) if given["first_act"] else None,
            "last_day": str(given["last_day"]) if given["last_day"] else None,
        }
        return [
            ItemRead("A03", "", _said(given["judgement"]), {"judgement": given["judgement"]}),
            ItemRead("A04", "", _said(any(a is not None for a in ages.values())), ages),
            ItemRead(TIMES, "", _said(any(times.values())), times),
            ItemRead(WORKED, "", _said(given["worked"]), {"worked": given["worked"]}),
        ]


def _by_element(ticks: Iterable[TickRead]) -> dict[str, set[TickRead]]:
    """Return what is ticked of each element, whenever it was."""
    found: dict[str, set[TickRead]] = {}
    for tick in ticks:
        found.setdefault(tick.element, set()).add(replace(tick, sitting=0))
    return found


def _said(value: object) -> ItemState:
    return ItemState.ANSWERED if value else ItemState.NOT_ASKED


def _of_group(group: str, codes: Any) -> list[str]:
    names = []
    for code in codes:
        names += [code.value, f"{code.value}_phase"] if group == "means" else [code.value]
    return [*names, f"{group}_source", f"{group}_reason"]


def _order() -> list[str]:
    names = [
        "held_on", "language", "interpreter", "present", "episode", "judgement",
        "age_recruited", "age_exploited", "first_act", "last_day", "worked",
    ]  # fmt: skip
    for group, codes, _texts in GROUPS:
        names += _of_group(group, codes)
    return [*names, INTENT_ELEMENT, "place_country", "place_province", "note", "order_reason"]


class DecisionForm(SuarForm):
    """What a named person decides, why, and what the person was told."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=words.choices(labels.DECISION), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=4000, required=False, widget=words.lines()
    )
    told = forms.CharField(
        label=_("What the person was told, and how"), max_length=2000, required=False,
        widget=words.lines(2),
    )  # fmt: skip
    body_kind = forms.ChoiceField(
        label=_("Kind of body"), choices=words.choices(labels.BODY),
        initial=HtcdsDecisionOrg.NGO.value,
    )  # fmt: skip
    body_name = forms.CharField(
        label=_("Only for another body's decision: its name"), max_length=200, required=False
    )
    body_date = forms.CharField(label=_("Its date"), max_length=20, required=False)
    body_document = forms.CharField(label=_("Its document"), max_length=200, required=False)
    order_reason = forms.CharField(label=_("Why this step now"), max_length=300, required=False)

    def __init__(self, *args: Any, early: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["order_reason"]

    def grouping(self) -> list[Section]:
        """Return the decision, then what only another body's decision needs."""
        outside = ["body_kind", "body_name", "body_date", "body_document"]
        return [
            Section(_("Decision and reason"), ["decision", "reason", "told", "order_reason"]),
            Section(_("Another body's decision"), outside, folded=True),
        ]

    def body(self) -> OutsideBody:
        """Return the body that decides; ours where none is named."""
        given = self.cleaned_data
        return OutsideBody(
            HtcdsDecisionOrg(given["body_kind"]), given["body_name"], given["body_date"],
            given["body_document"],
        )  # fmt: skip


class SecondForm(SuarForm):
    """The second person's answer."""

    agrees = forms.ChoiceField(
        label=_("Do you agree?"), widget=forms.RadioSelect,
        choices=[("yes", _("I agree")), ("no", _("I do not agree"))],
    )  # fmt: skip
    note = forms.CharField(label=_("Why"), max_length=2000, required=False, widget=words.lines())
