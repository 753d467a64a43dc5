"""The one task that the queue knows: run a job by its id."""

from __future__ import annotations

import logging
from uuid import UUID

from django_tasks import task

from suar.jobs.execution import execute
from suar.kit import faults

log = logging.getLogger("suar.jobs")


class JobFault(Exception):  # noqa: N818 - named as the queue shows it
    """A job broke outside its own function; the class of the error is all that is kept."""


@task()
def run_job(job_id: str, organisation_id: str) -> None:
    """Take a job up, for its organisation; does nothing where another worker has it.

    Raises ``JobFault``: the queue keeps the text of an error, and that text may quote content.
    """
    try:
        execute(UUID(job_id), UUID(organisation_id))
    except Exception as error:  # noqa: BLE001 - whatever it was, its words stay here
        log.error("job %s broke: %s", job_id, faults.told(error))
        raise JobFault(type(error).__name__) from None
