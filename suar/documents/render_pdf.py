"""A letter as a page and as PDF, from the same fields as the .docx."""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from suar.documents.letter import Letter
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

STYLE = "documents/letter.css"


def render_html(letter: Letter) -> str:
    """Return the letter alone as an HTML document without any address in it."""
    return render_to_string("documents/letter_document.html", {"letter": letter})


def render_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/UA-1 (tagged, readable aloud); nothing is fetched from anywhere.

    Raises ``Problem`` (refused) on a machine without Pango: the print page serves there.
    """
    printer = _weasyprint()
    if printer is None:
        raise Problem.refused(Reason.LETTER_PDF_NOT_HERE)
    fetcher = _no_fetcher(printer)
    page = printer.HTML(string=render_html(letter), url_fetcher=fetcher)
    style = printer.CSS(string=_style(), url_fetcher=fetcher)
    try:
        data: bytes = page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    except printer.urls.FatalURLFetchingError as error:  # would end the server's process otherwise
        raise RuntimeError(str(error)) from error
    return data


def can_pdf() -> bool:
    """Say whether this machine has what a PDF needs."""
    return _weasyprint() is not None


@functools.cache
def _weasyprint() -> Any:
    """Load WeasyPrint at the first letter; None where Pango is absent."""
    try:
        return importlib.import_module("weasyprint")
    except OSError:  # its message names the missing library; `suar doctor` says what to install
        return None


@functools.cache
def _style() -> str:
    found = finders.find(STYLE)
    if not isinstance(found, str):
        raise FileNotFoundError(STYLE)
    return Path(found).read_text(encoding="utf-8")


@functools.cache
def _no_fetcher(printer: Any) -> Any:
    """Return a fetcher that refuses every address: a letter never loads anything."""

    class Nothing(printer.urls.URLFetcher):  # type: ignore[misc]  # loaded late
        """Refuses, and stops the printing instead of leaving a hole."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Refuse."""
            raise printer.urls.FatalURLFetchingError("a letter loads nothing")

    return Nothing()
