"""Prevalence: how many are never seen, from lists that overlap (multiple systems estimation).

    >>> from suar.measure import prevalence
    >>> table = prevalence.read("table.csv")
    >>> result = prevalence.estimate(table, prevalence.Options(nboot=1000, seed=1))
    >>> result.estimate, result.interval, result.warnings

The definitions, and where each number comes from: ``docs/methods/prevalence.md``.
"""

from suar.measure.prevalence.codes import Assumption, Caution, Fault, Method
from suar.measure.prevalence.figures import figures
from suar.measure.prevalence.headline import estimate
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.reading import Strata, read, read_resamples, read_strata
from suar.measure.prevalence.refusals import Refused, Warned
from suar.measure.prevalence.report import answer, report
from suar.measure.prevalence.result import Interval, Result, Sensitivity
from suar.measure.prevalence.speech import Language
from suar.measure.prevalence.table import Table

__all__ = [
    "Assumption",
    "Caution",
    "Fault",
    "Interval",
    "Language",
    "Method",
    "Options",
    "Refused",
    "Result",
    "Sensitivity",
    "Strata",
    "Table",
    "Warned",
    "answer",
    "estimate",
    "figures",
    "read",
    "read_resamples",
    "read_strata",
    "report",
]
