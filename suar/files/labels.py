"""Words of kinds, changes and refusals of files."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.files.cleaning.codes import Kind, Note
from suar.kit.reasons import Reason

KINDS: Mapping[Kind, Promise] = {
    Kind.PICTURE: _("Picture"),
    Kind.PDF: _("PDF"),
    Kind.WORD: _("Word document"),
    Kind.SHEET: _("Table"),
    Kind.TEXT: _("Text"),
    Kind.VOICE: _("Voice message"),
    Kind.LETTER: _("Letter"),
}

CHANGES: Mapping[Note, Promise] = {
    Note.REMADE: _("made anew from its pixels"),
    Note.METADATA: _("marks of author, place and device taken out"),
    Note.RENAMED: _("the ending of its name did not fit; kept as what it is"),
    Note.FIRST_FRAME: _("only the first picture of a moving one"),
    Note.ACTIVE: _("scripts, forms, attachments or links taken out"),
    Note.LINKS: _("links to other files taken out"),
    Note.FORMULAS: _("cells that would run are shown as text"),
    Note.PICTURES: _(
        "pictures inside that cannot be cleaned taken out, a grey field in their place"
    ),
}

REFUSALS: Mapping[Reason, Promise] = {
    Reason.FILE_BROKEN: _("The file cannot be read. Please open it, save it anew and try again."),
    Reason.FILE_EMBEDDED: _(
        "The document holds another file inside. Please save the inner file apart and send both."
    ),
    Reason.FILE_EMPTY: _("The file is empty. Please choose it again."),
    Reason.FILE_ENCRYPTED: _("The file has a password. Please save it without one and try again."),
    Reason.FILE_GONE: _("The content of this file is not there. Please tell the administrator."),
    Reason.FILE_HEIC: _(
        "HEIC photos cannot be taken yet. Please save or share the photo as JPEG and try again."
    ),
    Reason.FILE_INFECTED: _("The virus scanner refused this file. It was not kept."),
    Reason.FILE_MACRO: _(
        "The document holds macros. Please save it as a plain .docx or .xlsx and try again."
    ),
    Reason.FILE_OLD_OFFICE: _(
        "This is an old Word or Excel format. Please save it as .docx, .xlsx or PDF and try again."
    ),
    Reason.FILE_OUTSIDE: _(
        "The document loads something from outside. Please save it as PDF and try again."
    ),
    Reason.FILE_SCANNER_AWAY: _(
        "The virus scanner does not answer, so nothing can be taken now. Please try again later."
    ),
    Reason.FILE_TOO_COMPLEX: _(
        "The file is too large inside to be checked. Please send it in smaller parts."
    ),
    Reason.FILE_TOO_LARGE: _("The file is larger than %(limit)s MB. Please make it smaller."),
    Reason.FILE_TOO_MANY_PIXELS: _(
        "The picture has more than %(limit)s million pixels. Please make it smaller."
    ),
    Reason.FILE_TYPE: _(
        "This kind of file cannot be taken. Please send a picture (JPG, PNG, WebP), PDF, Word "
        "(.docx), Excel (.xlsx), text, CSV or a voice message."
    ),
    Reason.FILE_VIDEO: _("Films cannot be taken yet. Please send a picture or a voice message."),
}
