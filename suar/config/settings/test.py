"""Settings of the test suite: SQLite files, or PostgreSQL with SUAR_TEST_DB=postgres."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from suar.config.settings.base import *

SECRET_KEY = "only-for-tests"  # noqa: S105 - no secret: tests alone use it
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
_TMP = Path(tempfile.gettempdir()) / "suar-tests"
_TMP.mkdir(exist_ok=True)
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main") + os.environ.get("SUAR_TEST_SUFFIX", "")
VAR_DIR = _TMP / f"var-{_WORKER}-{os.getpid()}"
VAR_DIR.mkdir(exist_ok=True)

_SQLITE: dict[str, Any] = {
    "ENGINE": "suar.store.sqlite",
    "ATOMIC_REQUESTS": False,
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
}
if os.environ.get("SUAR_TEST_DB") == "postgres":
    _PG: dict[str, Any] = {
        "ENGINE": "suar.store.postgresql",
        "USER": os.environ.get("SUAR_TEST_PG_USER", "postgres"),
        "HOST": os.environ.get("SUAR_TEST_PG_HOST", "127.0.0.1"),
        "PORT": os.environ.get("SUAR_TEST_PG_PORT", "5432"),
        "PASSWORD": os.environ.get("SUAR_TEST_PG_PASSWORD", ""),
    }
    _SUFFIX = os.environ.get("SUAR_TEST_SUFFIX", "")
    DATABASES = {
        "default": {**_PG, "NAME": "postgres", "TEST": {"NAME": f"suar_test{_SUFFIX}"}},
        "keys": {**_PG, "NAME": "postgres", "TEST": {"NAME": f"suar_test{_SUFFIX}_keys"}},
    }
else:
    DATABASES = {
        "default": {
            **_SQLITE,
            "NAME": VAR_DIR / "suar.sqlite3",
            "TEST": {"NAME": str(VAR_DIR / "test.sqlite3")},
        },
        "keys": {
            **_SQLITE,
            "NAME": VAR_DIR / "keys.sqlite3",
            "TEST": {"NAME": str(VAR_DIR / "test-keys.sqlite3")},
        },
    }
MASTER_KEY_SOURCE = f"file:{VAR_DIR / 'master-keys'}"
ERASURE_LIST = VAR_DIR / "erasures.list"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; tests alone
DEMO_ALLOWED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
ACCOUNTS_ANSWER_FLOOR = 0.0
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # no worker
