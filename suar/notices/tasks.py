"""Work of the notices in the background: deliver, and send the mail."""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from suar.accounts.models import User
from suar.jobs.asking import enqueue
from suar.jobs.registry import register
from suar.jobs.run import FailedError, Run
from suar.kit import clock
from suar.notices import actions, mail, queries, rules, slots
from suar.notices.models import Notice, NoticePreference
from suar.notices.telling import DELIVER

log = logging.getLogger("suar.notices")
MAIL = "notices.mail"


@register(DELIVER, label=_("Notices"))
def deliver(
    run: Run, kind: str, audience: str, record_id: str, record_code: str, doer: str
) -> None:
    """Put the notices before their readers and ask for the mails."""
    at = clock.now()
    told = actions.deliver(
        audience=rules.audience_of(audience, run.organisation_id), kind=kind,
        record_id=UUID(str(record_id)), record_code=str(record_code), but=UUID(str(doer)),
        by=run.actor, at=at,
    )  # fmt: skip
    for user_id in told:
        enqueue(MAIL, user_id, organisation_id=run.organisation_id, at=at)


@register(
    MAIL,
    label=_("Mail of notices"),
    messages={"mail_away": _("The mail server did not take the mail.")},
)
def send_mail(run: Run, user_id: str) -> None:
    """Send one mail for all that is new, unless it was read, is not wanted, or must wait."""
    at = clock.now()
    reader = User.objects.filter(pk=UUID(str(user_id))).first()
    waiting = list(queries.waiting_for_mail(UUID(str(user_id)), run.organisation_id))
    if reader is None or not reader.is_active or not waiting:
        return
    chosen = queries.preference(reader.pk, run.organisation_id, at)
    if not chosen.mail:
        return
    allowed = _allowed(reader, chosen, waiting, at)
    if allowed > at:
        enqueue(MAIL, reader.pk, organisation_id=run.organisation_id, at=at, due_at=allowed)
        return
    try:
        mail.send(reader.email, chosen.language or reader.language)
    except OSError as error:
        log.warning("a notice could not be mailed: %s", type(error).__name__)
        raise FailedError("mail_away") from error
    actions.mark_mailed(user_id=reader.pk, organisation_id=run.organisation_id, by=run.actor, at=at)


def _allowed(
    reader: User, chosen: NoticePreference, waiting: list[Notice], at: datetime
) -> datetime:
    """Return when the mail may go: now for what is urgent, else outside quiet hours."""
    kinds = [slots.kinds.get(row.kind) for row in waiting]
    if any(kind is not None and kind.urgent for kind in kinds):
        return at
    return rules.next_allowed(
        _after_the_last(reader, chosen, at), zone=ZoneInfo(reader.time_zone),
        quiet_from=chosen.quiet_from, quiet_to=chosen.quiet_to,
    )  # fmt: skip


def _after_the_last(reader: User, chosen: NoticePreference, at: datetime) -> datetime:
    last = (
        Notice.objects.filter(
            organisation_id=chosen.organisation_id, user_id=reader.pk, mailed_at__isnull=False
        )
        .order_by("-mailed_at")
        .values_list("mailed_at", flat=True)
        .first()
    )
    return at if last is None else max(at, last + rules.MAIL_GAP)
