"""Work of this package in the background."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

import suar.jobs as jobs
from suar.kit import clock
from suar.people import index, rebuilding
from suar.people.models import Person


@jobs.register(rebuilding.REBUILD, label=_("Rebuilding of the search index"))
def rebuild(run: jobs.Run) -> None:
    """Make the index of an organisation anew, in batches; goes on where it was stopped."""
    owner = run.organisation_id
    run.in_batches(
        lambda cursor, size: rebuilding.next_people(owner, cursor, size),
        lambda people: rebuilding.rebuild_batch(people, at=clock.now()),
        key=lambda person: person.ref,
        total=Person.objects.filter(organisation_id=owner, erased_at=None).count(),
    )
    rebuilding.rebuilt(owner, at=clock.now())


@jobs.register(rebuilding.RECOUNT, label=_("Counting of the search index"))
def recount(run: jobs.Run) -> None:
    """Count the frequent tokens of the index."""
    index.recount()
