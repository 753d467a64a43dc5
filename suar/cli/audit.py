"""`suar audit verify`: walks every organisation's chain of events to its sealed head.

Each chain is held against the list of heads outside the database, too (``suar.audit.anchors``).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from suar import audit
from suar.audit import Verification, anchors
from suar.audit.anchors import Anchors, What
from suar.audit.models import ChainHead
from suar.cli.finding import Finding
from suar.cli.speech import say, words
from suar.network.models import Organisation
from suar.store import tenancy

MOMENT = "%Y-%m-%d %H:%M UTC"


def configure(parser: argparse.ArgumentParser) -> None:
    """Take what to do."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help=words("check all chains", "periksa semua rantai"))
    verify.add_argument(
        "--anchors",
        type=Path,
        default=None,
        metavar="FILE",
        help=words(
            "a copy of the list of heads that was kept elsewhere",
            "salinan daftar kepala rantai yang disimpan di tempat lain",
        ),
    )


def run(options: argparse.Namespace) -> int:
    """Say of the list of heads and of each chain whether it is whole."""
    found = anchors.read(options.anchors)
    findings = [*of_the_list(found), *(of_a_chain(each) for each in verified(found))]
    for finding in findings:
        say(finding.english, finding.indonesian)
    return 0 if all(finding.ok for finding in findings) else 1


def verified(found: Anchors) -> Iterator[Verification]:
    """Check the chain of each organisation, on its behalf; one without a head is looked at, too."""
    heads = set(ChainHead.objects.values_list("pk", flat=True))
    houses = set(Organisation.objects.values_list("pk", flat=True))
    for organisation_id in sorted(heads | houses | set(found.by_owner)):
        with tenancy.acting_for(organisation_id):
            noted = found.by_owner.get(organisation_id, ())
            yield audit.verify(organisation_id, anchors=noted)


def of_the_list(found: Anchors) -> Iterator[Finding]:
    """Say what the list of heads tells: a restore, or that somebody changed it."""
    if found.fault_at:
        yield Finding(
            False,
            f"The list of heads ({anchors.NAME}) was altered at line {found.fault_at}.",
            f"Daftar kepala rantai ({anchors.NAME}) telah diubah pada baris {found.fault_at}.",
        )
    if (restore := found.last_restore) is not None:
        on, to = restore.at.strftime(MOMENT), restore.to.strftime(MOMENT)
        yield Finding(
            True,
            f"Restored on {on} to the backup of {to}.",
            f"Dipulihkan pada {on} ke cadangan {to}.",
        )


def of_a_chain(found: Verification) -> Finding:
    """Say of one chain whether it is whole, and where it is not."""
    who, at = found.organisation_id, found.at_number
    if found.ok:
        return Finding(
            True, f"{who}: {found.events} events, whole.", f"{who}: {found.events} peristiwa, utuh."
        )
    if (anchor := found.anchor) is None:
        return Finding(
            False,
            f"{who}: {found.fault} at event {at}.",
            f"{who}: {found.fault} pada peristiwa {at}.",
        )
    when = anchor.at.strftime(MOMENT)
    backup = anchor.what is What.BACKUP
    english = f"the {'backup' if backup else 'restore'} of {when}"
    indonesian = f"{'cadangan' if backup else 'pemulihan'} {when}"
    if found.fault == "not_as_anchored":
        return Finding(
            False,
            f"{who}: event {at} is not the one that {english} noted: the chain was rewritten.",
            f"{who}: peristiwa {at} berbeda dari catatan {indonesian}: rantai telah ditulis ulang.",
        )
    return Finding(
        False,
        f"{who}: the chain ends at event {at}; {english} noted event {anchor.number}.",
        f"{who}: rantai berakhir pada peristiwa {at}; {indonesian} mencatat peristiwa "
        f"{anchor.number}.",
    )
