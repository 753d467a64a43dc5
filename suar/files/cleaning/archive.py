"""Unpack and pack office files within limits, so that a small file cannot become a huge one."""

from __future__ import annotations

import io
import zipfile
from xml.sax import SAXException, handler  # the handler alone; defusedxml parses

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from suar.files.cleaning.cleaned import refused
from suar.files.cleaning.codes import MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED
from suar.kit.reasons import Reason

_ENCRYPTED = 0x1
_SMALL = 100 * 1024  # a small part may pack very well: blank styles do
_EPOCH = (1980, 1, 1, 0, 0, 0)


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts by name; refuses bombs, passwords, doubles and names that climb out."""
    parts: dict[str, bytes] = {}
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = [entry for entry in package.infolist() if not entry.is_dir()]
        if len(entries) > MAX_PARTS:
            raise refused(Reason.FILE_TOO_COMPLEX)
        for entry in entries:
            _refuse_entry(entry, parts)
            part = _read(package, entry)
            total += len(part)
            if total > MAX_UNPACKED:
                raise refused(Reason.FILE_TOO_COMPLEX)
            parts[entry.filename] = part
    return parts


def _refuse_entry(entry: zipfile.ZipInfo, seen: dict[str, bytes]) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise refused(Reason.FILE_ENCRYPTED)
    name = entry.filename
    if name in seen or name.startswith("/") or "\\" in name or ".." in name.split("/"):
        raise refused(Reason.FILE_BROKEN)
    if entry.file_size > MAX_PART:
        raise refused(Reason.FILE_TOO_COMPLEX)


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one part; what the directory says of its size is not believed."""
    with package.open(entry) as stream:
        part = stream.read(MAX_PART + 1)
    ratio = len(part) / max(entry.compress_size, 1)
    if len(part) > MAX_PART or (len(part) > _SMALL and ratio > MAX_RATIO):
        raise refused(Reason.FILE_TOO_COMPLEX)
    return part


def packed(parts: dict[str, bytes]) -> bytes:
    """Pack the parts anew: no dates, no comment, nothing before, between or behind them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, date_time=_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, part)
    return out.getvalue()


def refuse_xml_bomb(part: bytes) -> None:
    """Refuse XML that brings a document type or entities: office files never have them."""
    try:
        defusedxml.sax.parseString(part, handler.ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise refused(Reason.FILE_TOO_COMPLEX) from None
    except SAXException:
        raise refused(Reason.FILE_BROKEN) from None
