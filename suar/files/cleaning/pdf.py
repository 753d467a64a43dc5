"""PDF: pages stay, everything that acts, attaches or tells who wrote it goes."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from suar.files.cleaning.cleaned import Cleaned, cleaned, refused
from suar.files.cleaning.codes import MAX_PDF_OBJECTS, MAX_PDF_PAGES, Format, Note
from suar.files.cleaning.pictures import strip_jp2, strip_jpeg
from suar.kit.reasons import Reason

# what a PDF may do by itself: run, open, send, attach
_ACTIVE_KEYS = ("/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RF", "/AF",
                "/XFA", "/Collection", "/Renditions", "/RichMediaContent", "/Requirements",
                "/URI")  # fmt: skip
# what tells of the one who made it
_TELLING_KEYS = ("/Metadata", "/PieceInfo", "/LastModified", "/Threads", "/SpiderInfo")
_ACTIVE_ANNOTATIONS = frozenset({
    "/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D",
})  # fmt: skip
_STRIP = {"/DCTDecode": strip_jpeg, "/JPXDecode": strip_jp2}  # pictures with marks of their own
_MAX_DEPTH = 40


def clean_pdf(data: bytes) -> Cleaned:
    """Return the same pages without scripts, attachments, actions, forms that send, and marks."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            _within_limits(document)
            active = _cleaned_objects(document)
            active = _cleaned_root(document) or active
            out = io.BytesIO()
            document.remove_unreferenced_resources()
            document.save(out, encryption=False, fix_metadata_version=False)
    except pikepdf.PasswordError:
        raise refused(Reason.FILE_ENCRYPTED) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError, AttributeError):
        raise refused(Reason.FILE_BROKEN) from None
    notes = (Note.METADATA, Note.ACTIVE) if active else (Note.METADATA,)
    return cleaned(Format.PDF, out.getvalue(), *notes)


def _within_limits(document: pikepdf.Pdf) -> None:
    if len(document.pages) > MAX_PDF_PAGES or len(document.objects) > MAX_PDF_OBJECTS:
        raise refused(Reason.FILE_TOO_COMPLEX)
    if len(document.pages) == 0:
        raise refused(Reason.FILE_BROKEN)


def _cleaned_root(document: pikepdf.Pdf) -> bool:
    """Take out the document's own script names, information and the sending part of forms."""
    found = False
    names = document.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key in [k for k in names if k != "/Dests"]:
            del names[str(key)]
            found = True
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    return found


def _cleaned_objects(document: pikepdf.Pdf) -> bool:
    """Walk every object once; those written inside another are walked with it."""
    found = False
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream):
            _picture(document, thing)
        found = _walk(thing, 0) or found
    return found


def _walk(thing: Any, depth: int) -> bool:
    if depth > _MAX_DEPTH:
        raise refused(Reason.FILE_TOO_COMPLEX)
    found = False
    if isinstance(thing, pikepdf.Array):
        found = _annotations(thing)
        for inner in thing:
            found = _inner(inner, depth) or found
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        found = _stripped(thing)
        for key in list(thing.keys()):
            found = _inner(thing.get(key), depth) or found
    return found


def _inner(thing: Any, depth: int) -> bool:
    """Walk a direct child; an indirect one has its own turn in the list of all objects."""
    if not isinstance(thing, pikepdf.Object) or thing.is_indirect:
        return False
    return _walk(thing, depth + 1)


def _stripped(thing: Any) -> bool:
    found = False
    for key in _ACTIVE_KEYS:
        if key in thing:
            del thing[key]
            found = True
    for key in _TELLING_KEYS:
        if key in thing:
            del thing[key]
    if "/A" in thing and _is_action(thing["/A"], hung=True) and not _stays(thing["/A"]):
        del thing["/A"]
        found = True
    if _is_action(thing) and not _stays(thing):
        for key in list(thing.keys()):
            del thing[key]
        found = True
    return found


_ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR",
    "/GoToE", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/Thread", "/Trans",
    "/SetOCGState", "/Hide", "/Named", "/GoTo3DView", "/GoToDp", "/GoTo",
})  # fmt: skip


def _is_action(thing: Any, *, hung: bool = False) -> bool:
    """Say whether a dictionary is an action: readers look at /S and never mind a false /Type.

    An element of structure may have a name of its own in /S; where an action hangs (``hung``) it
    is none.
    """
    if not isinstance(thing, pikepdf.Dictionary):
        return False
    kind = str(thing.get("/Type", ""))
    named = str(thing.get("/S", "")) in _ACTIONS
    return kind == "/Action" or (named and (hung or kind != "/StructElem"))


def _stays(action: Any) -> bool:
    """Only a jump inside the same document stays, and only without a chain behind it."""
    return str(action.get("/S", "")) == "/GoTo" and "/Next" not in action


def _annotations(entries: Any) -> bool:
    """Take annotations that carry a file, a film or a sound out of a page's list."""
    found = False
    for index in reversed(range(len(entries))):
        entry = entries[index]
        if (
            isinstance(entry, pikepdf.Dictionary)
            and str(entry.get("/Subtype", "")) in _ACTIVE_ANNOTATIONS
        ):
            del entries[index]
            found = True
    return found


def _picture(document: pikepdf.Pdf, thing: pikepdf.Stream) -> None:
    """Take place and device marks out of a photo that stands in the PDF as a JPEG (2000).

    It may be packed once more around it: then it is unpacked first.
    """
    filters, parms = _listed(thing.get("/Filter")), _listed(thing.get("/DecodeParms"))
    strip = _STRIP.get(str(filters[-1])) if filters else None
    if strip is None:
        return
    own = parms[-1] if len(parms) == len(filters) else None
    raw = thing.read_raw_bytes()
    photo = raw
    if len(filters) > 1:
        packed = pikepdf.Stream(document, b"")
        outer = pikepdf.Array(parms[:-1]) if own is not None else None
        packed.write(raw, filter=pikepdf.Array(filters[:-1]), decode_parms=outer)
        photo = packed.read_bytes()
    bare = strip(photo)
    if bare != raw:
        thing.write(bare, filter=filters[-1], decode_parms=own)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
