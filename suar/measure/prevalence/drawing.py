"""The little of SVG that our figures use: text, lines, marks. No colour but that of the text.

A figure is 360 units wide, so that on a telephone its letters are as large as those of the page.
It takes the reader's own colour (``currentColor``) and no style that a strict policy would refuse;
marks differ by shape and filling. A title and a description say what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

WIDTH = 360
LETTERS = 13
LINE = 18
EDGE = 10


@dataclass
class Drawing:
    """A figure that grows downwards; ``key`` sets its ids apart from those of others on a page."""

    key: str
    title: str
    description: str
    height: float = 8.0
    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, *, anchor: str = "start", bold: bool = False
    ) -> None:
        """Write a line of text, if there is any."""
        if not text:
            return
        weight = ' font-weight="700"' if bold else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, **look: str) -> None:
        """Draw a line; ``look`` are presentation attributes, `_` for `-`."""
        said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in look.items())
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke="currentColor"{said}/>'
        )

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a filled bar, lighter than text."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
            ' fill="currentColor" fill-opacity="0.45"/>'
        )

    def diamond(self, x: float, y: float) -> None:
        """Mark the headline."""
        points = f"{x:.1f},{y - 7:.1f} {x + 7:.1f},{y:.1f} {x:.1f},{y + 7:.1f} {x - 7:.1f},{y:.1f}"
        self.parts.append(f'<polygon points="{points}" fill="currentColor"/>')

    def dot(self, x: float, y: float) -> None:
        """Mark another way."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="currentColor"/>')

    def square(self, x: float, y: float) -> None:
        """Mark a model: open, so that it differs without colour."""
        self.parts.append(
            f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="none"'
            ' stroke="currentColor" stroke-width="1.5"/>'
        )

    def svg(self) -> str:
        """Return the figure."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height:.0f}"'
            f' width="100%" role="img" aria-labelledby="{self.key}-title {self.key}-desc"'
            f' font-family="sans-serif" font-size="{LETTERS}" fill="currentColor">'
            f'<title id="{self.key}-title">{escape(self.title)}</title>'
            f'<desc id="{self.key}-desc">{escape(self.description)}</desc>'
            f"{''.join(self.parts)}</svg>"
        )


@dataclass(frozen=True)
class Scale:
    """Persons to places along the figure, from 0 to a round number; those seen have a tick."""

    top: float
    seen: float

    def at(self, persons: float) -> float:
        """Return the place of a number of persons; beyond the end it stands at the end."""
        return EDGE + (WIDTH - 2 * EDGE) * min(max(persons / self.top, 0.0), 1.0)


def scale_to(most: float, seen: float) -> Scale:
    """Return a scale that ends at the next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten."""
    power = 1.0
    while power * 10 <= most:
        power *= 10
    steps = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    return Scale(power * next((step for step in steps if power * step >= most), 10), seen)
