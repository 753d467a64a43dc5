"""Settings of the measured server: as in production, over plain HTTP on this machine.

``SUAR_BENCH_DIR`` is the folder of one data set; ``SUAR_BENCH_PG`` names its PostgreSQL database,
else both databases are SQLite files in the folder.
"""

from __future__ import annotations

import os
from pathlib import Path

from suar.config.settings.base import *  # noqa: F403 - as every settings file of ours
from suar.config.settings.databases import from_url, sqlite_pair

SECRET_KEY = "only-for-measuring"
VAR_DIR = Path(os.environ["SUAR_BENCH_DIR"])
ALLOWED_HOSTS = ["127.0.0.1"]
DEMO_ALLOWED = True  # invented people; the login may own the tables, queries run as the application
_SERVER = os.environ.get("SUAR_BENCH_PG_SERVER", "postgresql://postgres@127.0.0.1:5432")
_NAME = os.environ.get("SUAR_BENCH_PG", "")
if _NAME:
    DATABASES = {
        "default": from_url(f"{_SERVER}/{_NAME}"),
        "keys": from_url(f"{_SERVER}/{_NAME}_keys", app_role=""),  # as production does
    }
else:
    DATABASES = sqlite_pair(VAR_DIR)
MASTER_KEY_SOURCE = f"file:{VAR_DIR / 'master-keys'}"
BACKUP_DIR = VAR_DIR / "backups"
ERASURE_LIST = VAR_DIR / "erasures.list"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
WHITENOISE_USE_FINDERS = True
SUAR_IDLE_SECONDS = 24 * 60 * 60  # a long pause between two measurements locks no screen
