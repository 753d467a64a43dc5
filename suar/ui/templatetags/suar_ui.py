"""Small tags of the page parts: an icon from our sprite, a cell, days and moments in words."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from suar.reference.labels import emergency_label
from suar.ui import moments
from suar.ui.parts import Cell

register = template.Library()
for show in (
    moments.day,
    moments.weekday,
    moments.moment,
    moments.deadline,
    moments.clock,
    moments.iso,
):
    register.filter(show.__name__, show, expects_localtime=True)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of ``vendor/icons.svg``: decoration, the words beside it carry the sense."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("ui/vendor/icons.svg"),
        name,
    )


@register.simple_tag
def table_cell(cell: Cell) -> SafeString:
    """Draw what stands in a cell: a status, a link or text. Not a template: a page has hundreds."""
    if cell.pill:
        sign = icon(cell.pill.icon) if cell.pill.icon else ""
        pill = format_html(
            '<span class="suar-pill suar-pill-{}">{}{}</span>', cell.pill.tone, sign,
            cell.pill.label,
        )  # fmt: skip
        return format_html("{} {}", pill, cell.text) if cell.text else pill
    if cell.url:
        return format_html('<a href="{}">{}</a>', cell.url, cell.text)
    return format_html("{}", cell.text)


@register.filter
def emergency(code: str) -> str:
    """Return what an emergency number reaches, in the page's language."""
    return emergency_label(code, get_language() or "id")
