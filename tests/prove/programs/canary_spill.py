"""Spill one text into every place where none may be, as careless code would: the control.

The text comes by the environment; what cannot be spilled from here (the logs of the server, the
bytes of a backup) the test spills itself.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from uuid import UUID

import django

django.setup()

from axes.models import AccessAttempt  # noqa: E402 - after setup()
from django.conf import settings  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.mail import send_mail  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from suar import audit, jobs  # noqa: E402
from suar.accounts.models import User  # noqa: E402
from suar.kit import clock  # noqa: E402
from suar.kit.actor import system_actor  # noqa: E402
from suar.network.models import Organisation  # noqa: E402
from suar.notices.models import Notice  # noqa: E402
from suar.store import tenancy  # noqa: E402
from suar.store.work import act  # noqa: E402


def rows(text: str, owner: UUID) -> None:
    """A plain column, a session, the arguments of a job, an event, a notice, the keys' database."""
    Organisation.objects.filter(pk=owner).update(letterhead=text)
    session = SessionStore()
    session["typed"] = text
    session.save()
    by, row = system_actor(owner), Organisation.objects.get(pk=owner)
    jobs.enqueue("canaries.none", text, by=by)
    act(lambda: audit.record(by, "proof.spilled", row, at=clock.now(), subjects=[],
                             facts={"said": text}))()  # fmt: skip
    Notice.objects.filter(organisation_id=owner).update(record_code=text)
    AccessAttempt.objects.filter(pk=AccessAttempt.objects.first().pk).update(username=text)
    DBTaskResult.objects.update(traceback=text)
    with connections["keys"].cursor() as cursor:
        sql = "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)"
        cursor.execute(sql, ["canaries", text, timezone.now()])


def files(text: str) -> None:
    """A body in the file store, an erasure listed, a temporary file that goes again."""
    place = Path(settings.VAR_DIR)
    body = place / "files" / "00" / "body"
    body.parent.mkdir(parents=True, exist_ok=True)
    body.write_text(text)
    with Path(settings.ERASURE_LIST).open("a") as listed:
        listed.write(f"{text}\n")
    with tempfile.NamedTemporaryFile("w") as gone:
        gone.write(text)
        gone.flush()
    Path(tempfile.mkdtemp(), "left").write_text(text)
    (place / "left").write_text(text)


def main() -> None:
    text, owner = os.environ["SUAR_PROVE_SPILL"], UUID(os.environ["SUAR_PROVE_ORGANISATION"])
    with tenancy.acting_for(owner):
        rows(text, owner)
    files(text)
    reader = User.objects.get(pk=os.environ["SUAR_PROVE_ANI"])
    send_mail("Surat", f"Tentang {text}, é", None, [reader.email])
    logging.getLogger("suar").warning("about %s", text)


if __name__ == "__main__":
    main()
