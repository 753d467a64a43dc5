"""Make an empty installation with two seats; prints their names as JSON."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup()

from suar.network.codes import Kind  # noqa: E402
from suar.policy import Role  # noqa: E402
from suar.vault import master  # noqa: E402
from tests.support import cast  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0, interactive=False, database="keys")
    master.ensure()
    organisation = cast.make_organisation("PMA", "Perkumpulan Mitra A", Kind.CSO)
    unit = cast.make_unit(organisation, "Kantor A")
    ani = cast.make_user("Ani", organisation, Role.CASEWORKER, Role.INTAKE_OFFICER, unit=unit)
    said = {"ani": str(ani.pk), "organisation": str(organisation.pk)}
    sys.stdout.write(json.dumps(said))
