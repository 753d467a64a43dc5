"""Word and Excel files: what would run, load or tell who wrote it goes; text and tables stay."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from lxml import etree

from suar.files.cleaning import archive
from suar.files.cleaning.cleaned import Cleaned, cleaned, refused
from suar.files.cleaning.codes import Format, Note
from suar.files.cleaning.inside import clean_pictures
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
    rb"\b((DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE)[\s\"\\]|(IMPORT|RD)\s)", re.IGNORECASE
)
# [1]Sheet1!A1, service|topic, and functions that ask another computer when the file is opened,
# in Excel, in LibreOffice or where Google opens it
_OTHER_BOOK = re.compile(
    r"\[\d+\]|\.(xls|ods|csv)\w?\]|\bfile:/|\|"
    r"|\b(WEBSERVICE|IMAGE|RTD|CALL|REGISTER(\.ID)?|DDE|SQL\.REQUEST|STOCKHISTORY|TRANSLATE"
    r"|DETECTLANGUAGE|IMPORT(DATA|XML|HTML|FEED|RANGE)|GOOGLE(FINANCE|TRANSLATE))\s*\(",
    re.IGNORECASE,
)
_FORMULAS = (
    "{*}f", "{*}definedName", "{*}formula", "{*}formula1", "{*}formula2",
    "{*}calculatedColumnFormula", "{*}totalsRowFormula",
)  # fmt: skip
_BEGINS_AS_XML = re.compile(rb"[\x00\xef\xbb\xbf\xff\xfe \t\r\n]*<")
_HARMLESS_OUTSIDE = "hyperlink"  # opens only when somebody clicks it
_CLICKED = ("http:", "https:", "mailto:", "tel:", "#")  # where a click may lead
_PICTURES = frozenset({"image", "hdphoto"})  # relations that lead to one
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
        for name in [n for n in parts if _DROPPED.match(n)]:
            del parts[name]
        shown, told = clean_pictures(parts, _called_pictures(parts))
        if _cleaned_parts(parts, form, shown):
            notes.append(Note.LINKS)
        if Note.PICTURES in told:
            _show_what_stayed(parts)
        notes += told
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
    return _BEGINS_AS_XML.match(part) is not None


def _fetches(part: bytes) -> bool:
    """Say whether a Word field loads something; its code may be cut into several runs."""
    root = _tree(part)  # of either edition of the format, in any encoding
    code = "".join(_text(node) for node in root.iter("{*}instrText"))
    for node in root.iter("{*}fldSimple"):
        code += " ".join(["", *(text for name, text in node.items() if name.endswith("instr"))])
    return bool(_FETCHING_FIELD.search(code.encode() + b" "))


def _called_pictures(parts: dict[str, bytes]) -> set[str]:
    """Return the parts that the file calls pictures: by a type, or by a relation to them."""
    types = _tree(parts[_TYPES_PART])
    pictures = [n for n in types if n.get("ContentType", "").lower().startswith("image/")]
    endings = {str(n.get("Extension")).lower() for n in pictures if n.get("Extension")}
    found = {n for n in parts if n.rpartition(".")[2].lower() in endings}
    found |= {str(n.get("PartName")).lstrip("/") for n in pictures if n.get("PartName")}
    for name in (n for n in parts if n.lower().endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in _tree(parts[name]).iter(f"{_RELS}Relationship"):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if kind.lower() in _PICTURES and relation.get("TargetMode") != "External":
                found.add(_resolved(folder, relation.get("Target", "")))
    return found


def _show_what_stayed(parts: dict[str, bytes]) -> None:
    """Where a drawing of lines went, the picture that older programs show in its place is shown."""
    for name in [n for n in parts if n.lower().endswith(".xml") and b"a:ext " in parts[n]]:
        root = _tree(parts[name])
        better = [n.getparent() for n in root.iter("{*}svgBlip", "{*}imgProps")]
        for extension in [e for e in better if e is not None and etree.QName(e).localname == "ext"]:
            _parent(extension).remove(extension)
        if better:
            parts[name] = _bytes(root)


def _cleaned_parts(parts: dict[str, bytes], form: Format, shown: Mapping[str, str]) -> bool:
    """Take relations and marks out in place; say whether links to other files went.

    ``shown`` are the media types of pictures that were made anew.
    """
    linked = False
    for name in [n for n in parts if n.lower().endswith(".rels")]:
        parts[name], went = _cleaned_relations(name, parts[name], parts)
        linked = linked or went
    parts[_TYPES_PART] = _cleaned_types(parts, shown)
    for name in list(parts):
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


def _cleaned_types(parts: dict[str, bytes], shown: Mapping[str, str]) -> bytes:
    """Declare only the parts that are still there, and pictures as what they are now."""
    root = _tree(parts[_TYPES_PART])
    for node in list(root.iter(f"{_TYPES}Override")):
        name = node.get("PartName", "").lstrip("/")
        if name not in parts or name in shown:
            root.remove(node)
    for name in sorted(shown.keys() & parts.keys()):
        etree.SubElement(root, f"{_TYPES}Override", PartName=f"/{name}", ContentType=shown[name])
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
    asking = [f for f in root.iter(*_FORMULAS) if _OTHER_BOOK.search(_text(f))]
    for formula in asking:
        _parent(formula).remove(formula)
    return _bytes(root) if asking else part


def _text(node: Any) -> str:
    """Return all that an element says, whatever stands in between."""
    return "".join(node.itertext())


def _parent(node: Any) -> Any:
    parent = node.getparent()
    if parent is None:
        raise refused(Reason.FILE_BROKEN)
    return parent


def _tree(part: bytes) -> Any:
    """Read XML that was already found free of entities (``archive.refuse_xml_bomb``).

    Without comments and instructions: between two of its letters they would hide a word from us,
    and not from the program that opens the copy.
    """
    archive.refuse_xml_bomb(part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    return etree.parse(io.BytesIO(part), parser).getroot()


def _bytes(root: Any) -> bytes:
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text
