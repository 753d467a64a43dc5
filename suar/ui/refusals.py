"""The sentence of every refusal, in the reader's language.

A context adds the sentences of its own codes in ``AppConfig.ready()``:

    refusals.add({Reason.NO_CONSENT: _("There is no consent for %(receiver)s yet.")})

A sentence says what stands in the way and, where it can, what to do; it never blames and never
holds a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.kit.problem import Because
from suar.kit.reasons import Reason

_sentences: dict[Reason, str | Promise] = {
    Reason.NOT_FOUND: _("Not found, or not open to you."),
    Reason.NO_PERMISSION: _("Your role does not allow this step."),
    Reason.EDITED_MEANWHILE: _(
        "This was saved meanwhile, by somebody else or by you in another window. "
        "Both texts are kept below."
    ),
    Reason.ALREADY_DONE: _("This step was already done."),
    Reason.ERASED: _("This record was erased and cannot be opened any more."),
    Reason.NOT_ALONE: _("This belongs to a person: erase the person, and it goes too."),
    Reason.HELD_BY_LAW: _("A legal duty keeps this record; it cannot be erased before it ends."),
    Reason.REQUIRED: _("Please fill this in."),
    Reason.DRAFT_KEY: _("Autosave does not know this form."),
    Reason.DRAFT_TOO_LARGE: _("This text is too long for autosave; press Save to keep it."),
}


def add(sentences: Mapping[Reason, str | Promise]) -> None:
    """Add the sentences of a context's codes; ``%(fact)s`` takes the facts of the reason."""
    _sentences.update(sentences)


def sentence(because: Because) -> str:
    """Return the sentence of one reason; a code without one says so in general words."""
    text = _sentences.get(because.code)
    if text is None:
        return str(_("This step cannot be taken now (%(code)s).")) % {"code": because.code}
    return str(text) % dict(because.facts) if because.facts else str(text)


def sentences(reasons: Iterable[Because]) -> list[str]:
    """Return the sentences of several reasons, each once, in order."""
    return list(dict.fromkeys(sentence(because) for because in reasons))


def without_sentence() -> list[Reason]:
    """Return the codes that nobody gave a sentence; a test wants none."""
    return [code for code in Reason if code not in _sentences]
