"""Catalogues of texts: gather, compile, and say what is missing, with Babel alone.

The texts in the code are English; each app keeps a complete Indonesian catalogue of its own. No
gettext program is needed. English needs no catalogue: Django gives English no fallback, so that
an English page never shows the Indonesian text (a test holds on to that).
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import reloader
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGE = "id"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "_n": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
Key = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A text without its Indonesian words: absent, untranslated, fuzzy, obsolete or broken."""

    app: str
    msgid: str
    why: str

    def __str__(self) -> str:
        return f"{self.app}: {self.why}: {self.msgid!r}"


def po_files() -> list[Path]:
    """Return every catalogue of the project."""
    return sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_all(*, force: bool = False) -> int:
    """Compile every catalogue that is newer than its ``.mo``; returns how many were written.

    Each file is put in its place in one step, so that several processes may do this at once.
    """
    written = 0
    for source in po_files():
        target = source.with_suffix(".mo")
        if not force and target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        _put(target, _compiled(_read(source)))
        written += 1
    if written:  # Django read what there was when it started, and would keep to it
        reloader.translation_file_changed(None, Path("django.mo"))
    return written


def apps() -> list[Path]:
    """Return the packages that hold texts for people."""
    found = [p for p in PACKAGE.iterdir() if (p / "__init__.py").exists() and _texts(p)]
    return sorted(found)


def extract() -> list[str]:
    """Bring every app's catalogue up to date with its code; returns the apps that changed.

    New texts come with an empty translation (never a guessed, fuzzy one); those that are gone are
    removed.
    """
    changed = []
    for app in apps():
        target = app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        before = target.read_text(encoding="utf-8") if target.exists() else ""
        catalogue = _read(target) if before else _empty()
        catalogue.update(_texts(app), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        after = _written(catalogue)
        if after != before:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(after, encoding="utf-8")
            changed.append(app.name)
    return changed


def missing() -> list[Missing]:
    """Return every text that Indonesian pages would show in English, or not rightly."""
    found: list[Missing] = []
    for app in apps():
        target = app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        have = _read(target) if target.exists() else _empty()
        want = _texts(app)
        found += [
            Missing(app.name, _word(m), why) for m in want if m.id and (why := _lack(m, have))
        ]
        found += [
            Missing(app.name, _word(m), "no longer used")
            for m in have
            if m.id and want.get(m.id, m.context) is None
        ]
    return found


def contradictions() -> list[str]:
    """Return texts that two apps translate differently: one Indonesian word per idea."""
    seen: dict[tuple[str, str | None], dict[str, str]] = {}
    for source in po_files():
        for message in _read(source):
            if message.id and message.string:
                words = str(message.string)
                seen.setdefault((_word(message), message.context), {})[words] = source.parts[-5]
    return [f"{key[0]!r}: {words}" for key, words in seen.items() if len(words) > 1]


def _lack(message: Message, have: Catalog) -> str:
    """Say what a text lacks in the catalogue, or nothing."""
    mine = have.get(message.id, message.context)
    if mine is None:
        return "absent"
    strings = mine.string if isinstance(mine.string, list | tuple) else (mine.string,)
    if not all(strings):
        return "untranslated"
    if mine.fuzzy:
        return "fuzzy"
    return "placeholders differ" if any(mine.check(have)) else ""


def _texts(app: Path) -> Catalog:
    """Return all texts of an app, from its Python files and its templates."""
    catalogue = Catalog(locale=LANGUAGE, charset="utf-8")
    for path in _sources(app):
        where = path.relative_to(PACKAGE.parent).as_posix()
        for line, text, comments, context in _messages(path):
            flags = ["python-format"] if _has_placeholder(text) else []
            catalogue.add(
                text, None, [(where, line)], flags=flags, auto_comments=comments, context=context
            )
    return catalogue


def _sources(app: Path) -> Iterator[Path]:
    for path in sorted(app.rglob("*")):
        inside = path.relative_to(app).parts
        if "tests" in inside or "vendor" in inside or "migrations" in inside:
            continue
        if path.suffix == ".py" or ("templates" in inside and path.suffix in {".html", ".txt"}):
            yield path


def _messages(path: Path) -> Iterator[tuple[int, Key, list[str], str | None]]:
    """Yield the texts of one file; a template is first turned into calls by Django itself."""
    text = path.read_text(encoding="utf-8")
    method = "python"
    if path.suffix != ".py":
        text, method = templatize(text, origin=str(path)), "javascript"
    source = io.BytesIO(text.encode())
    for line, found, comments, context in babel_extract(
        method, source, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        if isinstance(found, str) and found:
            yield line, found, comments, context
        elif isinstance(found, tuple | list):
            yield line, tuple(found), comments, context


def _has_placeholder(text: Key) -> bool:
    return any("%(" in part for part in ([text] if isinstance(text, str) else text))


def _word(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def _empty() -> Catalog:
    """Return a catalogue that knows its one plural form, which Babel does not know by itself."""
    return read_po(io.BytesIO(_HEADER.encode()), locale=LANGUAGE)


def _compiled(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _written(catalogue: Catalog) -> str:
    """Return the catalogue as text: sorted, no dates, no line numbers, so that diffs are small."""
    buffer = io.BytesIO()
    write_po(
        buffer, catalogue, width=96, sort_output=True, omit_header=True, include_lineno=False,
        no_location=True,
    )  # fmt: skip
    return _HEADER + buffer.getvalue().decode()


_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: suar\\n"
"Language: id\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def _put(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".mo-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(target)
