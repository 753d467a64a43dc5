"""Nothing of ours calls outside: no address in templates or static files, vendored files hashed."""

import hashlib
import re

import pytest

from tests.support.tree import PACKAGE, ROOT, files

ADDRESS = re.compile(r"""(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}""", re.IGNORECASE)
# Names of formats that look like addresses; nobody fetches them.
NAMES = ("http://www.w3.org/", "http://openrosa.org/", "http://www.opendatakit.org/")
VENDOR_FOLDERS = sorted(
    p for root in (PACKAGE, ROOT / "tests") for p in root.rglob("vendor") if p.is_dir()
)


def outside(text: str) -> list[str]:
    for name in NAMES:
        text = text.replace(name, "")
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return ADDRESS.findall(text)


@pytest.mark.parametrize(
    "path", files(".html", ".js", ".css", ".svg", ".txt", ".webmanifest"), ids=lambda p: p.name
)
def test_no_page_part_names_an_outside_address(path):
    if "data" in path.parts:
        return  # sources of facts are named there
    assert outside(path.read_text(encoding="utf-8")) == []


def test_an_outside_address_would_be_found():
    assert outside('<script src="https://cdn.example.com/x.js">') == ["https://cdn.example.com"]
    assert outside('<img src="//cdn.example.com/x.png">') == ["//cdn.example.com"]
    assert outside('<svg xmlns="http://www.w3.org/2000/svg">') == []


@pytest.mark.parametrize("folder", VENDOR_FOLDERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_vendored_file_is_the_one_that_was_checked(folder):
    """VENDOR.md names each file with its sha256; a changed or unlisted one fails."""
    notes = (folder / "VENDOR.md").read_text()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "VENDOR.md"):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        line = next((n for n in notes.splitlines() if f"`{path.relative_to(folder)}`" in n), "")
        assert digest in line, f"{path.relative_to(ROOT)} is not listed with sha256 {digest}"
