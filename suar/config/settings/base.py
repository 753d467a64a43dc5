"""What every environment shares. Nothing here reads a secret."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from suar.config.settings.accounts import *

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"  # all that a running system writes; settings of each kind may move it

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_filters",
    "suar.ui",  # before crispy: its field templates are ours
    "crispy_forms",
    "crispy_bootstrap5",
    "ninja",  # serves its own Swagger page, so that nothing comes from outside
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "suar.store",
    "suar.reference",
    "suar.audit",
    "suar.vault",
    "suar.policy",
    "suar.jobs",
    "suar.network",
    "suar.accounts",
    "suar.agenda",
    "suar.notices",
    "suar.files",
    "suar.documents",
    "suar.api",
    "suar.people",
    "suar.cases",
    "suar.intake",
    "suar.statistics",
    "suar.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "suar.ui.middleware.NothingLeftBehindMiddleware",  # no page in any cache
    "suar.api.middleware.ProblemDocuments",  # other systems read no page: a refusal is problem+json
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth asks for it; its pages are not routed
    "suar.accounts.middleware.SeatMiddleware",  # request.actor, tenancy, lock, language
    "axes.middleware.AxesMiddleware",
    "suar.ui.lock.LockMiddleware",  # a locked screen shows nothing of the session behind it
    "suar.ui.middleware.PlaceMiddleware",  # the person's language and time zone
    "suar.ui.problems.ProblemMiddleware",  # a refusal becomes its page
]

ROOT_URLCONF = "suar.config.urls"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # emptied by `suar worker`
WSGI_APPLICATION = "suar.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS = ["suar.vault.router.KeysRouter"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "django.template.context_processors.static",
                "django.template.context_processors.csrf",
                "suar.ui.context.shell",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
# Ours before those of the libraries: one Indonesian word per idea, ours.
LOCALE_PATHS = sorted((BASE_DIR / "suar").glob("*/locale"))
FORMAT_MODULE_PATH = ["suar.ui.formats"]  # English dates without the order of the United States
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing lands by itself
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- what a browser is told -------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Tabler draws its check marks as data: pictures
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "publickey-credentials-create": ["self"],  # passkeys
    "publickey-credentials-get": ["self"],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # an address of ours tells nobody else where one was
SECURE_CONTENT_TYPE_NOSNIFF = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # shared computers
SESSION_COOKIE_AGE = 10 * 60 * 60  # one shift, seconds
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "suar.ui.error_pages.csrf_failed"
SUAR_IDLE_SECONDS = 600  # seconds without a key or a tap after which the screen locks itself

# --- how `suar run` serves, and where backups go; the kinds of settings may say otherwise ---------
SERVE_ADDRESS = "127.0.0.1"
SERVE_PORT = 8000
SERVE_PROCESSES = 2  # one would let a second person wait while the first is served
SERVE_THREADS = 4
SERVE_TLS = ("", "")  # files of certificate and key; none: plain HTTP behind a proxy
BACKUP_DIR = VAR_DIR / "backups"
BACKUP_RECIPIENT = ""  # public key (age1…)
SUAR_CLAMD = ""  # socket of clamd

# --- limits -----------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes of a form without its files
FILE_UPLOAD_HANDLERS = ["suar.files.receiving.InMemoryHandler"]  # plaintext never in a temp file
DATA_UPLOAD_MAX_NUMBER_FILES = 5
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a long questionnaire has some hundreds

# --- logs: never content, never names -----------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "suar.kit.faults.LineFormatter",  # errors by class and place, never in words
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": [], "propagate": False},
        "django.db.backends": {"handlers": [], "level": "WARNING", "propagate": False},
        # while a letter is printed these two tell signs of its text that no font here has
        "weasyprint": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "fontTools": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
