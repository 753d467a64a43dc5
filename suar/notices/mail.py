"""The mail that says that something is new, and nothing else: no name, no case, no address."""

from __future__ import annotations

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _


def send(to: str, language: str) -> None:
    """Send the one sentence; raises ``OSError`` where the mail server does not take it.

    There is no link in it: whoever gets used to links in such mails follows a false one, too.
    """
    with translation.override(language):
        subject = _("Something new in Suar")
        text = _("There is something new for you in Suar. Please sign in as usual.")
        stop = _("You can switch these mails off in Suar, under Notices.")
    send_mail(subject, f"{text}\n\n{stop}\n", None, [to])
