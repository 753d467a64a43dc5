"""The fenced process ``python -m suar.files.cleaning.sandbox``: file in, safe copy out."""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from suar.files.cleaning.codes import MIB
from suar.files.cleaning.dispatch import clean
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

MEMORY = 1536 * MIB
SECONDS = 30


def fence() -> None:
    """Give up what a cleaner never needs: more memory, more time, writing files, core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(data: bytes, filename: str) -> tuple[dict[str, Any], bytes]:
    """Return the head and the body of the answer."""
    try:
        copy = clean(data, filename)
    except Problem as problem:
        because = problem.reasons[0]
        return {"refused": because.code.value, "facts": dict(because.facts)}, b""
    except MemoryError:
        return {"refused": Reason.FILE_TOO_COMPLEX.value, "facts": {}}, b""
    head = {
        "kind": copy.kind.value,
        "media_type": copy.media_type,
        "extension": copy.extension,
        "notes": [note.value for note in copy.notes],
    }
    return head, copy.clean_bytes


def main() -> None:
    """Read one file from the pipe, write one answer."""
    fence()
    sent = sys.stdin.buffer.read()
    size = int.from_bytes(sent[:4], "big")
    filename = str(json.loads(sent[4 : 4 + size])["filename"])
    head, body = answer(sent[4 + size :], filename)
    written = json.dumps(head).encode()
    sys.stdout.buffer.write(len(written).to_bytes(4, "big") + written + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
