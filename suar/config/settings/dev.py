"""Settings of `make run`: SQLite in ``var/``, plain HTTP on this machine, no outside service.

``SUAR_VAR_DIR`` moves what it writes; ``SUAR_DEBUG=1`` shows a developer Django's own fault pages.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from suar.config.settings.base import *
from suar.config.settings.databases import sqlite_pair

VAR_DIR = Path(os.environ.get("SUAR_VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = os.environ.get("SUAR_DEBUG") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = sqlite_pair(VAR_DIR)
MASTER_KEY_SOURCE = f"file:{VAR_DIR / 'master-keys'}"
BACKUP_DIR = VAR_DIR / "backups"
ERASURE_LIST = VAR_DIR / "erasures.list"  # beside the backups, never inside one
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
WHITENOISE_USE_FINDERS = True  # no collectstatic before the first page


def _secret_key(path: Path) -> str:
    """Return this machine's own key, made at the first start."""
    if not path.exists():
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


SECRET_KEY = _secret_key(VAR_DIR / "secret-key")
DEMO_ALLOWED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
