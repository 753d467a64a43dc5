"""Settings of sign-in, shared by every environment. ``base`` takes them in."""

from __future__ import annotations

from datetime import timedelta

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: a locked pair of user and address stops here
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["suar.accounts.hashing.CappedArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- allauth: its stored factors and their arithmetic; none of its pages is routed --------------
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # it locks the user alone; axes locks user and address
MFA_ADAPTER = "suar.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_TOTP_ISSUER = "Suar"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds before and after: phones' clocks drift
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"

# --- axes: locks in the database, by user AND address, never by user alone ----------------------
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a waiting person is not pushed further back
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "suar.accounts.addresses.login_name"
AXES_LOCKOUT_CALLABLE = "suar.accounts.lockout.respond"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # our own event log tells who signed in
AXES_VERBOSE = False
# of what was typed, no second copy beside the name itself, which its own column holds
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "email", "csrfmiddlewaretoken"]
AXES_CLIENT_IP_CALLABLE = "suar.accounts.addresses.client_address"

# --- our own --------------------------------------------------------------------------------
TRUSTED_PROXIES = 0  # how many reverse proxies stand before us and set X-Forwarded-For
ACCOUNTS_SHIFT = timedelta(hours=10)  # a session, and a registered device, last one shift
SUAR_IDLE_SECONDS = 20 * 60  # then the screen locks itself, in the browser and on the server
ACCOUNTS_INVITATION_LASTS = timedelta(hours=72)
ACCOUNTS_SECOND_STEP_LASTS = timedelta(minutes=10)  # between the password and the second factor
ACCOUNTS_HASHING_AT_ONCE = 2  # argon2 takes about 100 MiB each
ACCOUNTS_ANSWER_FLOOR = 0.8  # seconds: a refused sign-in takes at least this, known address or not
ACCOUNTS_SHEET_CODES = 20  # one-time codes on a sheet
DEMO_ALLOWED = False  # production refuses a database that the demo made
