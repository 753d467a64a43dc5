"""Making the demo: mark first, then organisations, people and cases. Seeded: the same each time."""

from __future__ import annotations

from datetime import datetime, timedelta

from suar.accounts.models import User
from suar.cli.demo import cases, cast, chance, estimates, organisations
from suar.cli.demo.office import Office
from suar.cli.refusal import Refused
from suar.cli.speech import say
from suar.network.models import Organisation
from suar.store.installation import is_demo, mark_demo

SEED = 20260705
OLDEST = timedelta(days=120)  # how far back the invented work goes


def make(*, at: datetime, count: int) -> None:
    """Make everything; what an interrupted start left half-done is completed.

    Raises ``Refused`` where the database holds an organisation and no mark: it may be real.
    """
    if not is_demo() and Organisation.objects.exists():
        raise Refused(
            "This database holds an organisation and is no demo: nothing is changed.",
            "Basis data ini berisi lembaga dan bukan demo: tidak ada yang diubah.",
        )
    began = at - OLDEST
    mark_demo(at=began)
    made = organisations.make_all(at=began)
    people = cast.make_all(made, at=began)
    say(
        f"{len(made)} organisations, {len(people)} people who sign in.",
        f"{len(made)} lembaga, {len(people)} orang yang dapat masuk.",
    )
    fates = chance.fates(count, seed=SEED, now=at, oldest=OLDEST)
    office = Office(made, people)
    steps = cases.walk_all(fates, office, until=at)
    estimates.make_all(office, at=at)
    say(f"{count} invented stories, {steps} steps.", f"{count} kisah rekaan, {steps} langkah.")


def is_complete() -> bool:
    """Say whether the demo was made to its end."""
    return is_demo() and User.objects.filter(email=cast.CAST[-1].email).exists()
