"""`suar permissions`: the roles and what they may do, as a document that nobody writes by hand."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from suar import policy
from suar.cli.refusal import Refused
from suar.cli.speech import say
from suar.policy.permissions import Permission
from suar.policy.roles import ROLES, Role

HEAD = """# Who may do what

*Written by `make docs` from `suar/policy/permissions.py` and `suar/policy/roles.py`; do not edit.*

A permission lets a role do a thing; it opens no record. Access to a record needs a grant besides:
an assignment, a unit, a referral that was sent or accepted, or breaking the glass. Without a grant
the answer is "not found". A role marked with a key can see who a person is and needs a second
factor.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the file to write or to compare with."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--write", type=Path, metavar="FILE")
    group.add_argument("--check", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Print, write or compare the document."""
    text = document()
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    elif options.check:
        if not options.check.exists() or options.check.read_text(encoding="utf-8") != text:
            raise Refused(
                f"{options.check} is stale: run `make docs` and have the change reviewed.",
                f"{options.check} sudah usang: jalankan `make docs` dan minta ditinjau.",
            )
        say(f"{options.check} is up to date.", f"{options.check} sudah mutakhir.")
    else:
        print(text, end="")
    return 0


def document() -> str:
    """Return the whole document."""
    return "\n".join([HEAD, *_roles(), "", *_permissions(), "", *_matrix(), ""])


def _roles() -> Iterator[str]:
    yield "## Roles"
    yield ""
    yield "| role | Indonesian | second factor | what for |"
    yield "|---|---|---|---|"
    for role, text in ROLES.items():
        key = "🔑" if policy.needs_second_factor([role]) else ""
        yield f"| {text.english} (`{role}`) | {text.indonesian} | {key} | {text.purpose} |"


def _permissions() -> Iterator[str]:
    meanings = _comments()
    yield "## Permissions"
    yield ""
    yield "| permission | what it opens | roles |"
    yield "|---|---|---|"
    for permission in Permission:
        holders = [ROLES[role].english for role in Role if permission in ROLES[role].permissions]
        names = ", ".join(holders) or "nobody yet"
        yield f"| `{permission}` | {meanings[permission.name]} | {names} |"


def _matrix() -> Iterator[str]:
    yield "## Role by role"
    for text in ROLES.values():
        yield ""
        held = ", ".join(f"`{p}`" for p in Permission if p in text.permissions)
        yield f"**{text.english}** ({text.indonesian}): {held or 'none'}."


def _comments() -> dict[str, str]:
    """Return the comment beside each permission: it is the one place that says what it opens."""
    source = Path(str(policy.permissions.__file__)).read_text(encoding="utf-8")
    found = re.findall(
        r"^    ([A-Z_]+) = \"[^\"]+\"  # ([^#\n]+?)\s*(?:#.*)?$", source, re.MULTILINE
    )
    return dict(found)
