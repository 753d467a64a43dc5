"""The two messages that we send: neutral words, no name, nothing about the work."""

from __future__ import annotations

import logging

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from suar.accounts.codes import Purpose
from suar.accounts.models import Invitation

log = logging.getLogger(__name__)


def send_link(link: Invitation, address: str, to: str) -> bool:
    """Send a link; say whether the mail server took it. The link can be handed over otherwise."""
    with translation.override(link.language):
        if link.purpose == Purpose.JOIN:
            subject = _("A link for you")
            text = _("You can open your account with this link. It works once, for 72 hours.")
        else:
            subject = _("Your new link")
            text = _("You can choose a new password with this link. It works once, for 72 hours.")
        nothing = _("If you do not expect this message, you need not do anything.")
    try:
        send_mail(subject, f"{text}\n\n{address}\n\n{nothing}\n", None, [to])
    except OSError:
        log.warning("a link could not be sent: the mail server did not answer")
        return False
    return True
