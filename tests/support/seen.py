"""What a reader sees of a page: words without tags, addresses and one-time values.

A short word ("31", "Sri") stands by chance in some id or token of one page in a thousand; looked
for in the whole source it would accuse a page that is innocent.
"""

from __future__ import annotations

import re

from django.utils.html import strip_tags

HIDDEN = re.compile(r"<(script|style|template)\b.*?</\1>", re.DOTALL)


def seen(page: str) -> str:
    """The words of the page's main part (of the whole, where there is none), tags left out."""
    if "<main" in page:
        page = page.split("<main", 1)[1].split("</main", 1)[0].partition(">")[2]
    return strip_tags(HIDDEN.sub(" ", page))
