"""What comes out: the estimate, what it rests on and what must be said beside it.

Every estimate is a number of persons (or killings, or whatever a case is): the total, seen and
unseen. The dark figure is the total less the cases seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from suar.measure.prevalence.codes import Assumption, Method
from suar.measure.prevalence.lattice import Floats
from suar.measure.prevalence.refusals import Warned

ASSUMES: Mapping[Assumption, str] = {
    Assumption.UNTESTABLE: (
        "the dependence of all lists together is none; no data can test this, and every number"
        " here rests on it"
    ),
    Assumption.CLOSED: "nobody entered or left the population in the period of the lists",
    Assumption.LINKAGE: "the same person was recognised on every list, and no two taken for one",
    Assumption.REFERRAL: (
        "where one list sends its persons to another, the lists depend on each other; the model"
        " must hold that pair"
    ),
    Assumption.HETEROGENEITY: "persons of one group are about as likely as each other to be listed",
    Assumption.USE: "not for small areas, not for ranking places and never for a single person",
}


@dataclass(frozen=True)
class Interval:
    """Limits of the total; ``kind`` is bca, percentile, wald or posterior."""

    low: float
    high: float
    kind: str
    level: float

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {"low": self.low, "high": self.high, "kind": self.kind, "level": self.level}


@dataclass(frozen=True)
class Term:
    """A term of the model and its coefficient on the log scale; minus infinity where empty."""

    name: str
    coefficient: float


@dataclass(frozen=True)
class ModelLine:
    """One model that could be estimated.

    ``weight`` is that of averaging by BIC. For a decomposable graph it is its posterior
    probability, ``estimate`` the posterior mean given the graph, and ``bic`` None.
    """

    model: str
    estimate: float
    bic: float | None
    order: int
    weight: float

    def as_dict(self) -> dict[str, Any]:
        """Return plain values; the code of existence is 0 for each of them."""
        return {
            "model": self.model,
            "estimate": self.estimate,
            "bic": self.bic,
            "order": self.order,
            "weight": self.weight,
            "code": 0,
        }


@dataclass(frozen=True)
class Estimated:
    """What one method says of one table.

    ``total``: persons, seen and unseen. ``replicate`` takes tables of counts, (r, 2^t - 1), and
    gives totals, (r,), with the selection of the model repeated and not a number where it fails;
    None for a method with an ``interval`` of its own. ``diagnostics`` are plain values.
    """

    method: Method
    total: float
    model: str | None = None
    terms: tuple[Term, ...] = ()
    minus_infinity_terms: tuple[str, ...] = ()
    conditional: Interval | None = None
    interval: Interval | None = None
    models: tuple[ModelLine, ...] = ()
    replicate: Callable[[Floats], Floats] | None = None
    warnings: tuple[Warned, ...] = ()
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    draws: Floats | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Line:
    """One line of the sensitivity panel: what was done, and the total or why there is none."""

    name: str
    estimate: float | None
    note: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {"name": self.name, "estimate": self.estimate, "note": self.note}


@dataclass(frozen=True)
class Sensitivity:
    """How the total moves when something is left out, joined or done otherwise.

    The ratios are largest total by smallest, None where fewer than two could be had.
    """

    methods: tuple[Line, ...]
    leave_one_list_out: tuple[Line, ...]
    merged_pairs: tuple[Line, ...]
    thresholds: tuple[Line, ...]
    dependence: tuple[Line, ...]
    method_ratio: float | None
    list_ratio: float | None
    warnings: tuple[Warned, ...] = ()

    def stability(self) -> dict[str, float | None]:
        """Return by how much the totals of the methods, and with a list left out, differ."""
        return {"method_ratio": self.method_ratio, "list_ratio": self.list_ratio}

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        parts = ("methods", "leave_one_list_out", "merged_pairs", "thresholds", "dependence")
        lines = {part: [line.as_dict() for line in getattr(self, part)] for part in parts}
        return {**lines, **self.stability()}


@dataclass(frozen=True)
class Withheld:
    """Why there is no headline, or (``reason``) why it is shown all the same."""

    ratio: float
    by_method: Mapping[str, float]
    reason: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        said = {"ratio": self.ratio, "by_method": dict(self.by_method)}
        return said if self.reason is None else {**said, "reason": self.reason}


@dataclass(frozen=True)
class Provenance:
    """From what and how, so that anybody can do it again."""

    data_sha256: str
    lists: tuple[str, ...]
    cases: int
    version: str
    numpy: str
    seed: int
    options: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "data_sha256": self.data_sha256,
            "lists": list(self.lists),
            "cases": self.cases,
            "version": self.version,
            "numpy": self.numpy,
            "seed": self.seed,
            "options": dict(self.options),
        }


@dataclass(frozen=True)
class Result:
    """An estimate with everything that must stand beside it.

    ``estimate`` (total), ``dark_figure`` and the intervals are None where the headline is withheld.
    ``interval`` holds the selection of the model; ``interval_conditional`` takes the model as given
    and is shown as a contrast only. ``draws`` are the resampled or posterior totals.
    """

    estimate: float | None
    dark_figure: float | None
    interval: Interval | None
    interval_conditional: Interval | None
    method: Method
    model: str | None
    terms: tuple[Term, ...]
    minus_infinity_terms: tuple[str, ...]
    models: tuple[ModelLine, ...]
    sensitivity: Sensitivity | None
    diagnostics: Mapping[str, Any]
    warnings: tuple[Warned, ...]
    assumptions: Mapping[Assumption, str]
    provenance: Provenance
    withheld: Withheld | None = None
    forced: Withheld | None = None
    draws: Floats | None = field(default=None, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the keys of the command's JSON; `withheld` and `forced` only where they are."""
        plain: dict[str, Any] = {
            "estimate": self.estimate,
            "dark_figure": self.dark_figure,
            "interval": self.interval and self.interval.as_dict(),
            "interval_conditional": self.interval_conditional
            and self.interval_conditional.as_dict(),
            "method": self.method.value,
            "model": self.model,
            "minus_infinity_terms": list(self.minus_infinity_terms),
            "models": [line.as_dict() for line in self.models],
            "sensitivity": self.sensitivity and self.sensitivity.as_dict(),
            "diagnostics": dict(self.diagnostics),
            "warnings": [warned.as_dict() for warned in self.warnings],
            "assumptions": [{"code": c.value, "message": m} for c, m in self.assumptions.items()],
            "provenance": self.provenance.as_dict(),
        }
        for name, said in (("withheld", self.withheld), ("forced", self.forced)):
            if said is not None:
                plain[name] = said.as_dict()
        return plain
