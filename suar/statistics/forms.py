"""What is asked for an estimate, for its approval, and for taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suar.measure.prevalence import Method, Refused
from suar.measure.prevalence.decomposable import FOR_GRAPHS
from suar.measure.prevalence.panel import THRESHOLDS
from suar.measure.prevalence.terms import parse_model
from suar.statistics import labels, reading
from suar.statistics.codes import Verdict
from suar.statistics.models import Estimate
from suar.statistics.reading import Taken, UnfitError
from suar.ui.forms import SuarForm
from suar.ui.parts import Section

LISTS_OF = {
    Method.CHAPMAN: range(2, 3),
    Method.DECOMPOSABLE: FOR_GRAPHS,
    Method.LATENT_CLASS: range(3, 13),
}
LEVELS = [("0.9", "90 %"), ("0.95", "95 %"), ("0.99", "99 %")]
OFF = {"autocomplete": "off"}
# What stands in the folded part, and what an empty answer means; as it is typed.
FIRST = {
    "method": "auto", "max_order": "2", "pthresh": "0.02", "nboot": "1000", "level": "0.95",
    "seed": "1",
}  # fmt: skip


class EstimateForm(SuarForm):
    """What is counted, the file, and how. ``kept`` is the table of the version before."""

    title = forms.CharField(label=_("Title"), max_length=120, widget=forms.TextInput(attrs=OFF))
    population = forms.CharField(
        label=_("Who is counted"),
        max_length=300,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("For instance: adults exploited on fishing vessels. No names."),
    )
    place = forms.CharField(label=_("Where"), max_length=200, widget=forms.TextInput(attrs=OFF))
    period = forms.CharField(
        label=_("Period of the lists"),
        max_length=100,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("For instance: January to December 2025."),
    )
    file = forms.FileField(
        label=_("Table (CSV)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv"}),
        help_text=_(
            "Either one column for each list with 0 or 1, and a column “count”; or two columns, "
            "“person” (a key such as P001, never a name) and “list”. Only the counts are kept; "
            "the file is not."
        ),
    )
    count = forms.CharField(
        label=_("Column of counts"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("Where it is called neither “count” nor “jumlah”."),
    )
    by = forms.CharField(
        label=_("Column of groups"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("A year, a sex, a large region: each group gets an estimate of its own, too."),
    )
    method = forms.ChoiceField(
        label=_("Method"),
        required=False,
        choices=[(method.value, words) for method, words in labels.METHOD.items()],
        initial=FIRST["method"],
    )
    model = forms.CharField(
        label=_("Model"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=OFF),
        help_text=_("Only for a model that you name: [12,3] says that lists 1 and 2 depend."),
    )
    max_order = forms.IntegerField(
        label=_("Most lists in one term"),
        required=False,
        min_value=1,
        max_value=4,
        initial=FIRST["max_order"],
    )
    pthresh = forms.ChoiceField(
        label=_("Threshold of stepwise"),
        required=False,
        choices=lambda: [(f"{p:g}", number_format(f"{p:g}")) for p in THRESHOLDS],
        initial=FIRST["pthresh"],
    )
    nboot = forms.IntegerField(
        label=_("Repetitions for the range"),
        required=False,
        min_value=0,
        max_value=5000,
        initial=FIRST["nboot"],
        help_text=_("0: no range is computed."),
    )
    level = forms.ChoiceField(
        label=_("The range is to hold"), required=False, choices=LEVELS, initial=FIRST["level"]
    )
    seed = forms.IntegerField(
        label=_("Seed of chance"),
        required=False,
        min_value=0,
        max_value=999_999,
        initial=FIRST["seed"],
        help_text=_("The same seed gives the same range again."),
    )
    force = forms.CharField(
        label=_("Reason to show a number although the methods differ too far"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Beyond three times no number is given. With a reason it is shown all the same, and "
            "the reason is printed beside it."
        ),
    )

    def __init__(self, *args: Any, kept: Taken | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.taken: Taken | None = kept
        if kept is not None:
            self.fields["file"].required = False
            self.fields["file"].label = _("Another table (CSV); empty: the same counts")

    def grouping(self) -> Iterable[Section]:
        """Return the sections; what few need is folded."""
        yield Section(_("What is estimated"), ["title", "population", "place", "period"])
        yield Section(_("The table"), ["file"])
        yield Section(_("How the file is laid out"), ["count", "by"], folded=True)
        yield Section(
            _("Method"),
            ["method", "model", "max_order", "pthresh", "nboot", "level", "seed", "force"],
            lead=_("These need no answer: what stands here is right for most tables."),
            folded=True,
        )

    def clean(self) -> dict[str, Any]:
        """Read the file; what is wrong with it is told with row and column."""
        answers = super().clean() or {}
        upload = answers.get("file")
        if upload and not self.errors.get("file"):
            self._take(upload, answers)
        elif self.kept is not None and answers.get("by", "").strip() != self.kept.by:
            self.add_error("by", gettext("For other groups, please choose the file again."))
        if self.taken is not None and not self.errors.get("file"):
            self._fit(answers, self.taken)
        return answers

    def _take(self, upload: Any, answers: dict[str, Any]) -> None:
        try:
            self.taken = reading.take(
                upload.read(), count=answers.get("count", ""), by=answers.get("by", "").strip()
            )
        except Refused as error:
            named = {answers.get("by"): "by", answers.get("count"): "count"}
            lacks = error.column in named and error.row is None and bool(error.column)
            self.add_error(named[error.column] if lacks else "file", self._said(error, lacks))
        except UnfitError as error:
            self.add_error("file", labels.refused(error))

    def _said(self, error: Refused, lacks: bool) -> str:
        if lacks:
            return gettext("The file has no column “%(column)s”.") % {"column": error.column}
        return labels.refused(error)

    def _fit(self, answers: dict[str, Any], taken: Taken) -> None:
        """Say beside the method what would only be told after the work has begun."""
        method, lists = Method(answers.get("method") or FIRST["method"]), taken.table.t
        takes = LISTS_OF.get(method)
        if takes is not None and lists not in takes:
            said = gettext("This method does not fit a table of %(lists)s lists.")
            self.add_error("method", said % {"lists": lists})
        named = answers.get("model") or ""
        if method == Method.FIXED and not named:
            self.add_error("model", gettext("Please name the model, like [12,3]."))
        elif named and method not in {Method.FIXED, Method.AUTO}:
            self.add_error(
                "model", gettext("A model is named for the method “One model that I name”.")
            )
        elif named:
            try:
                parse_model(named, taken.table.lists)
            except Refused:
                self.add_error(
                    "model", gettext("Write lists that depend in brackets, like [12,3].")
                )

    def options(self) -> dict[str, Any]:
        """Return the options of the library, as plain values."""
        said = {k: v if (v := self.answers[k]) not in (None, "") else FIRST[k] for k in FIRST}
        return {
            "method": said["method"], "model": self.answers["model"] or None,
            "max_order": int(said["max_order"]), "pthresh": float(said["pthresh"]),
            "nboot": int(said["nboot"]), "level": float(said["level"]), "seed": int(said["seed"]),
        }  # fmt: skip


def first_values(row: Estimate) -> dict[str, Any]:
    """Return what the form of a new version begins with."""
    options = row.options
    return {
        "title": row.title, "population": row.population, "place": row.place,
        "period": row.period, "force": row.force, "by": (row.table or {}).get("by", ""),
        "method": options["method"], "model": options["model"] or "",
        "pthresh": f"{options['pthresh']:g}", "level": f"{options['level']:g}",
        **{name: str(options[name]) for name in ("max_order", "nboot", "seed")},
    }  # fmt: skip


class AskForm(SuarForm):
    """Who is asked to approve."""

    approver = forms.ChoiceField(label=_("Who is to approve it"))
    note = forms.CharField(
        label=_("A word to that person"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, able: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["approver"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the types
        field.choices = [(str(user_id), name) for user_id, name in able]


class AnswerForm(SuarForm):
    """What the second person says."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(verdict.value, words) for verdict, words in labels.VERDICT.items()],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed where you return it; whoever asked reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """A return needs its reason."""
        answers = super().clean() or {}
        if answers.get("verdict") == Verdict.RETURN and not answers.get("reason", "").strip():
            self.add_error("reason", gettext("Please write what is to be changed."))
        return answers


class WithdrawForm(SuarForm):
    """Why a published figure is taken back."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who could read the figure reads this reason."),
    )
