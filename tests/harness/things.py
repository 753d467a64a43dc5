"""All makers of the world, gathered: importing this fills the slot."""

from tests.harness import (
    things_cases,
    things_estimates,
    things_kernel,
    things_papers,
    things_people,
    things_rest,
)

__all__ = [
    "things_cases",
    "things_estimates",
    "things_kernel",
    "things_papers",
    "things_people",
    "things_rest",
]
