"""Settings of the proof of canaries: a real installation that writes its mails, and can break."""

from __future__ import annotations

from tests.prove.settings import *  # noqa: F403 - as every settings module of ours
from tests.prove.settings import INSTALLED_APPS as _APPS
from tests.prove.settings import VAR_DIR as _PLACE

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = _PLACE / "mail"
INSTALLED_APPS = [*_APPS, "tests.prove.canaries"]  # its faults
ROOT_URLCONF = "tests.prove.canaries.urls"
ACCOUNTS_ANSWER_FLOOR = 0.0
