"""`suar user add`: an organisation's first administrator, by a link that works once.

Everybody else is invited by that administrator, in the browser.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from suar.accounts.actions import links
from suar.cli.refusal import Refused
from suar.cli.speech import say, words
from suar.kit import clock
from suar.kit.actor import Actor, system_actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.network.actions import create_organisation
from suar.network.answers import OrganisationAnswers
from suar.network.codes import Kind
from suar.network.models import Organisation
from suar.policy import Permission, Role
from suar.store import tenancy
from suar.ui import refusals

MAY = frozenset({Permission.ORGANISATION_MANAGE.value, Permission.USER_MANAGE.value})


def configure(parser: argparse.ArgumentParser) -> None:
    """Take who and where."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help=words("invite somebody", "undang seseorang"))
    add.add_argument("--organisation", required=True, help=words("its name", "namanya"))
    add.add_argument("--short-name", default="", help=words("its short name", "singkatannya"))
    add.add_argument("--kind", default=Kind.CSO.value, choices=[k.value for k in Kind])
    add.add_argument("--name", required=True, help=words("of the person", "nama orangnya"))
    add.add_argument("--email", required=True)
    add.add_argument(
        "--role",
        action="append",
        choices=[r.value for r in Role],
        help=words("may be repeated", "boleh diulang"),
    )
    add.add_argument("--language", default=settings.LANGUAGE_CODE, choices=["id", "en"])


def run(options: argparse.Namespace) -> int:
    """Make the organisation where it is new, and the invitation; print the link once."""
    at = clock.now()
    try:
        organisation = _organisation(options, at)
        by = system_actor(organisation.pk, MAY)
        with tenancy.acting_for(organisation.pk):
            _row, secret = links.invite(
                invitation_id=new_id(),
                name=options.name,
                email=options.email,
                roles=options.role or [Role.ORGANISATION_ADMIN.value],
                unit_id=None,
                language=options.language,
                by=by,
                at=at,
            )
    except Problem as problem:
        sentence = "\n".join(refusals.sentences(problem.reasons))
        raise Refused(sentence, sentence) from problem
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else settings.SERVE_ADDRESS
    scheme = "https" if getattr(settings, "SECURE_SSL_REDIRECT", False) else "http"
    port = "" if scheme == "https" else f":{settings.SERVE_PORT}"
    say(
        "Hand this link over in person or by a safe way. It works once, for 72 hours:",
        "Serahkan tautan ini langsung atau lewat cara aman. Berlaku sekali, selama 72 jam:",
    )
    print(f"{scheme}://{host}{port}{reverse('accounts:open_link', args=[secret])}")
    return 0


def _organisation(options: argparse.Namespace, at: datetime) -> Organisation:
    found = Organisation.objects.filter(name=options.organisation).first()
    if found is not None:
        return found
    row_id: UUID = new_id()
    by: Actor = system_actor(row_id, MAY)
    answers = OrganisationAnswers(
        name=options.organisation,
        short_name=options.short_name or options.organisation[:40],
        kind=options.kind,
        language=options.language,
        time_zone=settings.TIME_ZONE,
    )
    with tenancy.acting_for(row_id):
        made: Organisation = create_organisation(row_id=row_id, answers=answers, by=by, at=at)
    say(f"New organisation: {made.name}.", f"Lembaga baru: {made.name}.")
    return made
