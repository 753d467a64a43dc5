"""Settings of a web server that a test starts beside itself, on the test's own PostgreSQL.

As in earnest where the databases are concerned: a pool, and the role that row-level security binds.
"""

from __future__ import annotations

import os

from suar.config.settings.databases import from_url
from suar.config.settings.test import *  # noqa: F403 - as every settings module of ours

DATABASES = {
    "default": from_url(os.environ["SUAR_SERVED_DATA"]),
    "keys": from_url(os.environ["SUAR_SERVED_KEYS"], app_role=""),
}
MASTER_KEY_SOURCE = os.environ["SUAR_SERVED_MASTER_KEY"]
WHITENOISE_USE_FINDERS = True
