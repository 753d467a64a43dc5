"""Words of the codes, in English as message ids; the catalogue turns them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suar.measure.prevalence import Fault, Method, Refused
from suar.statistics.codes import State, Unfit, Verb, Verdict
from suar.statistics.reading import UnfitError
from suar.ui.parts import Pill

Words = str | Promise

STATE: Mapping[State, Pill] = {
    State.RUNNING: Pill(_("being computed"), "live", "clock"),
    State.COMPUTED: Pill(_("computed, not published"), "calm"),
    State.ASKED: Pill(_("waits for approval"), "wait", "hourglass"),
    State.PUBLISHED: Pill(_("published"), "ok", "check"),
    State.REPLACED: Pill(_("replaced by a newer version"), "calm", "history"),
    State.WITHDRAWN: Pill(_("withdrawn"), "stop", "x"),
    State.DISCARDED: Pill(_("thrown away"), "calm", "trash"),
}
STOPPED = Pill(_("not finished"), "stop", "alert-triangle")
VERB: Mapping[Verb, Words] = {
    Verb.BEGUN: _("Table taken, computing begun"),
    Verb.RUN_AGAIN: _("Computed once more"),
    Verb.ASKED: _("Approval asked for"),
    Verb.RETURNED: _("Returned with a reason"),
    Verb.APPROVED: _("Approved and published"),
    Verb.REPLACED: _("Replaced by a newer version"),
    Verb.WITHDRAWN: _("Withdrawn"),
    Verb.DISCARDED: _("Thrown away"),
}
VERDICT: Mapping[Verdict, Words] = {
    Verdict.APPROVE: _("Approve: it is published in this organisation"),
    Verdict.RETURN: _("Return it, with the reason"),
}
METHOD: Mapping[Method, Words] = {
    Method.AUTO: _("Chosen by the number of lists (recommended)"),
    Method.BIC: _("Best model by BIC"),
    Method.STEPWISE: _("Pairs of lists one by one (stepwise)"),
    Method.AVERAGE: _("Average of all models"),
    Method.DECOMPOSABLE: _("Average of all graphs, 3 to 5 lists (Bayes)"),
    Method.LATENT_CLASS: _("Unseen kinds of persons, from 3 lists (latent classes)"),
    Method.CHAPMAN: _("Two lists (Chapman)"),
    Method.CHAO_LOWER: _("Lower bound (Chao)"),
    Method.FIXED: _("One model that I name"),
}
WHAT_FAULT: Mapping[Fault, Words] = {
    Fault.NO_OVERLAP: _(
        "No case stands on two lists, so nothing tells of those who are on none. Look whether the "
        "same persons were recognised on the lists."
    ),
    Fault.TOO_FEW_LISTS: _("At least two lists with cases are needed; some methods need three."),
    Fault.BAD_COUNT: _("A count must be a whole number of cases, without separators, like 1250."),
    Fault.MISSING_COUNT: _(
        "The count is missing. A column “count” (or “jumlah”) must give a number in each row; or "
        "the file must have the columns “person” and “list” (or “orang” and “daftar”)."
    ),
    Fault.BAD_INDICATOR: _("A column of a list holds 0 (not on it) or 1 (on it), nothing else."),
    Fault.ALL_ZERO_ROW: _(
        "This row is on no list. Remove it: how many are on none is what is estimated."
    ),
    Fault.NO_CASES: _("The table counts no case at all."),
    Fault.DUPLICATE_HISTORY: _(
        "This row says the same as an earlier one. Add the counts together, or remove one."
    ),
    Fault.DUPLICATE_LIST: _(
        "Two lists are the same: they hold the same cases or have the same name. Remove one."
    ),
    Fault.BAD_ARGUMENT: _(
        "This cannot be read as a table. Save it as CSV in UTF-8, with heads in the first row and "
        "at most 12 lists."
    ),
    Fault.MLE_NOT_EXIST: _("For this model no estimate exists: the lists share too little."),
    Fault.NOT_IDENTIFIABLE: _("Many different numbers fit this model: it gives no estimate."),
}
FAILED: Mapping[str, Words] = {
    fault.value: words
    for fault, words in WHAT_FAULT.items()
    if fault not in {Fault.BAD_ARGUMENT, Fault.TOO_FEW_LISTS}
} | {
    Fault.BAD_ARGUMENT.value: _(
        "This method cannot be used with these options and lists. Make a new version with another."
    ),
    Fault.TOO_FEW_LISTS.value: _("This method needs more lists. Make a new version with another."),
}
WHAT_UNFIT: Mapping[Unfit, Words] = {
    Unfit.IDENTITY_COLUMN: _(
        "This column looks like the identity of persons. Remove it: an estimate needs no name, "
        "number, address or birth date."
    ),
    Unfit.IDENTITY_VALUE: _(
        "This looks like a name or a number of a person. Give each person a key that means nothing "
        "outside this file, such as P001."
    ),
    Unfit.TOO_MANY_GROUPS: _(
        "There are more than 20 groups. Estimates are not for small areas and not for ranking."
    ),
    Unfit.TOO_LARGE: _("The file is larger than 5 MB. Count the rows by lists first."),
}
GROUP_FEW: Words = _("fewer than 11 on the lists: not shown")
GROUP_WITHHELD: Words = _("no number: the methods differ too far")


def refused(error: Refused | UnfitError) -> str:
    """Say what is wrong with a file and where; the value itself is never repeated."""
    if isinstance(error, UnfitError):
        what, row, column = str(WHAT_UNFIT[error.code]), error.row, error.column
    else:
        what, row, column = str(WHAT_FAULT[error.code]), error.row, error.column or ""
    place = {"row": row, "column": column, "what": what}
    if row and column:
        return gettext("Row %(row)s below the heads, column “%(column)s”: %(what)s") % place
    if row:
        return gettext("Row %(row)s below the heads: %(what)s") % place
    return gettext("Column “%(column)s”: %(what)s") % place if column else what
