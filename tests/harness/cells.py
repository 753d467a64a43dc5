"""One cell: a seat asks an address for an object with a method; what came back, made comparable."""

from __future__ import annotations

import copy
import io
import logging
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.db import connection, connections, transaction

CANARY = re.compile(r"CANARY-([ABC])-[0-9a-f]+", re.IGNORECASE)
WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
# What differs between two honest answers: tokens, random references, times of the answer itself.
NOISE = [
    (re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'), b"csrf"),
    (re.compile(rb'"X-CSRFToken": ?"[^"]+"'), b"csrf"),
    (re.compile(rb"hx-headers=\'[^\']+\'"), b"headers"),
    (re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), b"id"),
    (re.compile(rb"\b\d{1,2}[.:]\d{2}\b"), b"time"),
    (re.compile(rb"\d+(?: |\xc2\xa0|&nbsp;)(?:menit|minutes?)"), b"minutes"),  # since a last use
]


@dataclass
class Answer:
    """What one request brought back."""

    status: int
    headers: dict[str, str]
    body: bytes
    mails: list[str] = field(default_factory=list)
    writes: set[str] = field(default_factory=set)
    log: str = ""
    path: str = ""

    def everything(self) -> str:
        """Return all that could carry a name: headers, body, the inside of documents, mail."""
        parts = [str(self.headers), self.body.decode("utf-8", "replace"), *self.mails, self.log]
        if self.body[:2] == b"PK":
            parts.extend(_inside_zip(self.body))
        if self.body[:4] == b"%PDF":
            parts.append(_inside_pdf(self.body))
        return "\n".join(parts)

    def canaries(self) -> set[str]:
        """Return the organisations whose canary the answer carries."""
        return {m.group(1).upper() for m in CANARY.finditer(self.everything())}

    def comparable(self) -> tuple[int, str, bytes]:
        """Return what must be equal for a foreign and an absent object."""
        body = self.body.replace(self.path.encode(), b"/here") if self.path else self.body
        for pattern, word in NOISE:
            body = pattern.sub(word, body)
        place = re.sub(r"[0-9a-f-]{36}", "id", self.headers.get("Location", ""))
        return self.status, place, body


class Writes:
    """Notes which tables a request writes to."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Pass the statement on and remember its table."""
        if found := WRITE.match(sql):
            self.tables.add(found.group(1))
        return execute(sql, params, many, context)


class Lines(logging.Handler):
    """Keeps what a request logs."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the whole line, with its trace."""
        self.text += logging.Formatter("%(message)s").format(record) + "\n"


def ask(client: Any, method: str, path: str, data: Any = None, **extra: Any) -> Answer:
    """Send one request and take everything it did back again, so that cells do not touch."""
    mail.outbox = []
    client.raise_request_exception = False
    cookies = copy.deepcopy(client.cookies)
    writes, lines = Writes(), Lines()
    logging.getLogger().addHandler(lines)
    points = [(alias, transaction.savepoint(using=alias)) for alias in ("default", "keys")]
    try:
        waiting = len(connection.run_on_commit)
        with connection.execute_wrapper(writes), connections["keys"].execute_wrapper(writes):
            response = getattr(client, method.lower())(path, data=_fresh(data), **extra)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            _do_what_follows_the_commit(waiting)
        mails = [f"{m.subject}\n{m.body}\n{m.to}" for m in mail.outbox]
        headers = {k: str(v) for k, v in response.items()}
        return Answer(
            response.status_code, headers, bytes(body), mails, writes.tables, lines.text,
            path.partition("?")[0],
        )  # fmt: skip
    finally:
        for alias, point in points:
            transaction.savepoint_rollback(point, using=alias)
        client.cookies = cookies
        logging.getLogger().removeHandler(lines)


def _fresh(data: Any) -> Any:
    """Return the body with its files at their beginning, so that it can be sent again."""
    if not isinstance(data, dict):
        return data or {}
    for value in data.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return data


def _do_what_follows_the_commit(waiting: int) -> None:
    """Run the jobs and mails of this request, which a test's transaction would hold back."""
    while len(connection.run_on_commit) > waiting:
        _points, function, _robust = connection.run_on_commit.pop(waiting)
        function()


def _inside_zip(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [n + "\n" + archive.read(n).decode("utf-8", "replace") for n in archive.namelist()]


def _inside_pdf(data: bytes) -> str:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [
            o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and _readable(o)
        ]
        return str(pdf.docinfo) + b"\n".join(streams).decode("latin-1")


def _readable(stream: Any) -> bool:
    return "/Subtype" not in stream or stream.get("/Subtype") != "/Image"
