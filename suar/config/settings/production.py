"""Settings of a real installation: all from the environment, refused when unsafe."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from suar.config import production
from suar.config.environment import Environment
from suar.config.settings.base import *

_env = Environment(os.environ)
DEBUG = False
production.refuse_debug(_env)
SECRET_KEY = production.secret_key(_env)
ALLOWED_HOSTS = production.hosts(_env)
VAR_DIR = _env.path("SUAR_DATA_DIR")
DATABASES = production.databases(_env, VAR_DIR)
globals().update(production.backups(_env, VAR_DIR))
MASTER_KEY_SOURCE = production.master_key_source(
    _env,
    not_inside={"SUAR_DATA_DIR": VAR_DIR, "SUAR_BACKUP_DIR": _env.path("SUAR_BACKUP_DIR")},
)
globals().update(production.https(_env))
globals().update(production.email(_env))
LANGUAGE_CODE = _env.choice("SUAR_LANGUAGE", ("id", "en"))
TIME_ZONE = production.time_zone(_env)
SUAR_CLAMD = _env.text("SUAR_CLAMD")
LOGGING["root"]["level"] = _env.choice(  # type: ignore[index]
    "SUAR_LOG_LEVEL", ("WARNING", "ERROR", "INFO")
)

# --- how `suar run` serves ----------------------------------------------------------------------
SERVE_ADDRESS = _env.text("SUAR_ADDRESS")
SERVE_PORT = _env.number("SUAR_PORT", least=1, most=65535)
SERVE_PROCESSES = _env.number("SUAR_WEB_PROCESSES", least=1, most=64)
SERVE_THREADS = _env.number("SUAR_WEB_THREADS", least=1, most=64)
SERVE_TLS = (_env.text("SUAR_TLS_CERTIFICATE"), _env.text("SUAR_TLS_KEY"))
for _database in DATABASES.values():
    if _pool := _database["OPTIONS"].get("pool"):  # no thread waits for another's connection
        _pool["max_size"] = max(_pool["max_size"], SERVE_THREADS)

# --- what only HTTPS makes true --------------------------------------------------------------
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # other services of the same name may not be ready for it
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"  # the browser itself refuses it over plain HTTP
CSRF_COOKIE_NAME = "__Host-csrf"

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # see above: HSTS speaks for this name alone
    "security.W021",  # nor is it for us to put a name into the browsers' own lists
]

STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # every page names the hashed ones; half the compressing
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "uploads"  # on the protected disk, not in /tmp

if _env.faults:
    raise ImproperlyConfigured(_env.report())
