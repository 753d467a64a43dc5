"""Settings of the processes that are killed: as in earnest, in a folder or databases of a test."""

from __future__ import annotations

import os
from pathlib import Path

from suar.config.settings.base import *  # noqa: F403 - as every settings module of ours
from suar.config.settings.databases import from_url, sqlite_pair

VAR_DIR = Path(os.environ["SUAR_PROVE_DIR"])
SECRET_KEY = "only-for-proofs"
ALLOWED_HOSTS = ["127.0.0.1"]
MASTER_KEY_SOURCE = f"file:{VAR_DIR / 'master-keys'}"
ERASURE_LIST = VAR_DIR / "erasures.list"
BACKUP_DIR = VAR_DIR / "backups"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
SUAR_JOB_LEASE_SECONDS = 1
DEMO_ALLOWED = True

if postgres := os.environ.get("SUAR_PROVE_POSTGRES"):
    DATABASES = {
        "default": from_url(postgres),  # as the role that row-level security binds
        "keys": from_url(f"{postgres}_keys", app_role=""),
    }
else:
    DATABASES = sqlite_pair(VAR_DIR)
    if os.environ.get("SUAR_PROVE_CARELESS"):  # the counter-proof: an engine that loses commits
        for _database in DATABASES.values():
            _database["ENGINE"] = "tests.prove.careless"
