"""Word and Excel files: what would run, load or tell who wrote it goes; text and tables stay."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from suar.files.cleaning import archive
from suar.files.cleaning.cleaned import Cleaned, cleaned, refused
from suar.files.cleaning.codes import Format, Note
from suar.files.cleaning.pictures import strip_picture
from suar.kit.reasons import Reason

_MAIN_TYPE = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_TYPES_PART = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_EMBEDDED = re.compile(r"(^|/)(embeddings|activeX|ctrlProps|oleObject[^/]*)(/|$)", re.IGNORECASE)
# parts that tell of the author, or fetch from elsewhere; dropped with all that points at them
_DROPPED = re.compile(
    r"^(docProps/|customXml/|(word|xl)/(people|connections|queryTables?|externalLinks|customData"
    r"|printerSettings|webextensions|persons|revisions)(/|\.xml|$))",
    re.IGNORECASE,
)
_FETCHING_FIELD = re.compile(
    rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|RD)\s", re.IGNORECASE
)
# [1]Sheet1!A1, service|topic, and functions that ask another computer when the file is opened
_OTHER_BOOK = re.compile(
    r"\[\d+\]|\||\b(WEBSERVICE|IMAGE|RTD|CALL|REGISTER\.ID)\s*\(", re.IGNORECASE
)
_FORMULAS = ("{*}f", "{*}definedName", "{*}formula", "{*}formula1", "{*}formula2")
_HARMLESS_OUTSIDE = "hyperlink"  # opens only when somebody clicks it
_CLICKED = ("http:", "https:", "mailto:", "tel:", "#")  # where a click may lead
_CARRIES = frozenset({"afchunk", "oleobject", "package", "control", "vbaproject", "xlmacrosheet"})
_ASKS = frozenset({"externallink", "connections", "querytable"})  # other data, wherever it lies


def clean_office(data: bytes, form: Format) -> Cleaned:
    """Return the document without macros, objects, outside data and author marks.

    Raises ``Problem``: macros, embedded objects, outside content, passwords and bombs are refused,
    because a copy without them would not open or would mislead.
    """
    try:
        parts = archive.unpacked(data)
        _refuse_dangerous(parts, form)
        notes = [Note.METADATA]
        if _cleaned_parts(parts, form):
            notes.append(Note.LINKS)
        return cleaned(form, archive.packed(parts), *notes)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, EOFError,
            NotImplementedError, OSError):  # fmt: skip
        raise refused(Reason.FILE_BROKEN) from None


def _refuse_dangerous(parts: dict[str, bytes], form: Format) -> None:
    """Refuse what cannot be taken out without breaking the document."""
    types = _tree(parts[_TYPES_PART])
    declared = {node.get("ContentType", "") for node in types}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in declared):
        raise refused(Reason.FILE_MACRO)
    if _MAIN_TYPE[form] not in declared:
        raise refused(Reason.FILE_TYPE)
    for name, part in parts.items():
        if name.lower().endswith(("vbaproject.bin", "vbadata.xml")) or "macrosheets/" in name:
            raise refused(Reason.FILE_MACRO)
        if _EMBEDDED.search(name):
            raise refused(Reason.FILE_EMBEDDED)
        if not _is_xml(name, part):
            continue
        archive.refuse_xml_bomb(part)
        if form is Format.DOCX and _fetches(part):
            raise refused(Reason.FILE_OUTSIDE)


def _is_xml(name: str, part: bytes) -> bool:
    """Say whether a part is XML: Word asks neither for its ending nor for its folder."""
    if name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    begins = part[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return begins.startswith(b"<")


def _fetches(part: bytes) -> bool:
    """Say whether a Word field loads something; its code may be cut into several runs."""
    root = _tree(part)  # of either edition of the format, in any encoding
    code = "".join(node.text or "" for node in root.iter("{*}instrText"))
    for node in root.iter("{*}fldSimple"):
        code += " ".join(["", *(text for name, text in node.items() if name.endswith("instr"))])
    return bool(_FETCHING_FIELD.search(code.encode() + b" "))


def _cleaned_parts(parts: dict[str, bytes], form: Format) -> bool:
    """Take parts, relations and marks out in place; say whether links to other files went."""
    for name in [n for n in parts if _DROPPED.match(n)]:
        del parts[name]
    linked = False
    for name in [n for n in parts if n.lower().endswith(".rels")]:
        parts[name], went = _cleaned_relations(name, parts[name], parts)
        linked = linked or went
    parts[_TYPES_PART] = _cleaned_types(parts)
    for name in list(parts):
        parts[name] = strip_picture(parts[name])
        if name == "word/settings.xml":
            parts[name] = _without(parts[name], "{*}attachedTemplate", "{*}mailMerge",
                                   "{*}rsids")  # fmt: skip
        elif name == "xl/workbook.xml":
            parts[name] = _without(parts[name], "{*}externalReferences", "{*}fileSharing")
        if form is Format.XLSX and _is_xml(name, parts[name]):
            parts[name] = _values_for_links(parts[name])
    return linked


def _cleaned_relations(name: str, part: bytes, parts: dict[str, bytes]) -> tuple[bytes, bool]:
    """Drop relations to parts that went, and to other files; refuse those that load content."""
    root = _tree(part)
    went = False
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in list(root.iter(f"{_RELS}Relationship")):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            if kind == _HARMLESS_OUTSIDE and target.lower().startswith(_CLICKED):
                continue
            if kind not in (_HARMLESS_OUTSIDE, "attachedTemplate", "externalLinkPath"):
                raise refused(Reason.FILE_OUTSIDE)
            if kind == _HARMLESS_OUTSIDE:  # text stays, the click goes nowhere
                relation.set("Target", "about:blank")
            else:
                root.remove(relation)
            went = True
        elif kind.lower() in _CARRIES:
            raise refused(Reason.FILE_EMBEDDED)
        elif _resolved(folder, target) not in parts or kind.lower() in _ASKS:
            root.remove(relation)
            went = went or kind.lower() in _ASKS
    return _bytes(root), went


def _resolved(folder: str, target: str) -> str:
    path = target.split("#", 1)[0]
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, path)) if path else folder


def _cleaned_types(parts: dict[str, bytes]) -> bytes:
    """Declare only the parts that are still there."""
    root = _tree(parts[_TYPES_PART])
    for node in list(root.iter(f"{_TYPES}Override")):
        if node.get("PartName", "").lstrip("/") not in parts:
            root.remove(node)
    return _bytes(root)


def _without(part: bytes, *tags: str) -> bytes:
    root = _tree(part)
    for tag in tags:
        for node in list(root.iter(tag)):
            _parent(node).remove(node)
    return _bytes(root)


def _values_for_links(part: bytes) -> bytes:
    """A formula that reads another workbook or runs a service keeps its last value only."""
    root = _tree(part)
    asking = [f for f in root.iter(*_FORMULAS) if _OTHER_BOOK.search(f.text or "")]
    for formula in asking:
        _parent(formula).remove(formula)
    return _bytes(root) if asking else part


def _parent(node: Any) -> Any:
    parent = node.getparent()
    if parent is None:
        raise refused(Reason.FILE_BROKEN)
    return parent


def _tree(part: bytes) -> Any:
    """Read XML that was already found free of entities (``archive.refuse_xml_bomb``)."""
    archive.refuse_xml_bomb(part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.parse(io.BytesIO(part), parser).getroot()


def _bytes(root: Any) -> bytes:
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text
