"""All settings, from the environment and the municipality's profile. Nothing else reads either."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from samspor.municipality.profile import load

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent


def env(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise SystemExit(f"Samspor mangler indstillingen {name}. Se DEVELOPERS.md.")
    return value


# Values are sent apart from the statement, which is kept ready after its third time: planning it anew was half of what
# the database did for a page.
PREPARED = {"server_side_binding": True, "prepare_threshold": 3}
# PostgreSQL plans a page's statements anew each time when it thinks that plans for known values are better: they hardly
# ever are (access.few says where), and half of a page's time with the database was planning. Jobs and imports, which
# ask seldom and of much, are planned for what they ask.
# At the first asking, because a page's statements take a second to plan and are asked on every connection.
PLANNED_ONCE: dict[str, Any] = {"options": "-c plan_cache_mode=force_generic_plan", "prepare_threshold": 0}


def pooled(size: int) -> dict[str, object]:
    """A connection a thread of the web server (tools.services), for a working day: a new one has everything to plan."""
    return {"pool": {"min_size": size, "max_size": size, "max_lifetime": 10 * 3600, "timeout": 10}}


def database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_HEALTH_CHECKS": True,  # the database may have been restarted since this connection was last used
        "OPTIONS": PREPARED | (pooled(POOL) | PLANNED_ONCE if POOL else {}),
    }


def forms_of(*names: str) -> dict[str, str]:
    """Our form for each of allauth's: `samspor.project.sign_in.forms.ChangePassword` for change_password."""
    own = {name: f"samspor.project.sign_in.forms.{name.title().replace('_', '')}" for name in names}
    return {name.removeprefix("mfa_"): path for name, path in own.items()}


POOL = int(env("SAMSPOR_POOL", "") or 0)
DEMO = env("SAMSPOR_DEMO", "") == "1"
DEBUG = False
STRICT = env("SAMSPOR_STRICT", "") == "1"  # tests and development: a page that did not ask for access fails
SECURE_COOKIES = env("SAMSPOR_HTTPS", "" if DEMO or STRICT else "1") == "1"
SECOND_STEP = env("SAMSPOR_SECOND_STEP", "" if DEMO or STRICT else "1") == "1"  # demanded of whoever holds a role
PROXIES = int(env("SAMSPOR_PROXIES", "0"))  # how many of our own stand in front and say who is asking, and how
SECRET_KEY = env("SAMSPOR_SECRET_KEY")
SAMSPOR_FIELD_KEYS = env("SAMSPOR_FIELD_KEYS")
PROFILE = load(ROOT / "municipalities" / f"{env('SAMSPOR_MUNICIPALITY', 'fjordby')}.toml")
ALLOWED_HOSTS = env("SAMSPOR_HOSTS", "127.0.0.1,localhost,[::1]").split(",")


DATABASES = {"default": database(env("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "pgtrigger",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "samspor.project",
    "samspor.demo",
    "samspor.overview",
    "samspor.family",
    "samspor.forums",
    "samspor.pathways",
    "samspor.transitions",
    "samspor.concerns",
    "samspor.screening",
    "samspor.guide",
    "samspor.roster",
    "samspor.sharing",
    "samspor.people",
    "samspor.messages",
    "samspor.audit",
    "samspor.access",
    "samspor.ui",
]

MIDDLEWARE = [
    "samspor.project.lines.requests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samspor.project.sign_in.required.SignInRequired",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samspor.project.middleware.actor",
    "samspor.project.middleware.guard",
    "samspor.project.errors.Answers",
]

ROOT_URLCONF = "samspor.project.urls"
WSGI_APPLICATION = "samspor.project.wsgi.application"

ROOMS = (
    "project", "demo", "overview", "family", "forums", "pathways", "transitions", "concerns", "screening", "guide",
    "roster", "sharing", "people", "messages", "audit", "access", "ui",
)  # fmt: skip
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [SOURCE / room / "templates" for room in ROOMS],
        "OPTIONS": {
            "environment": "samspor.ui.jinja.environment",
            "context_processors": [
                "samspor.project.context.everywhere",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # allauth's pages are ours, above; this engine is only here for what allauth draws itself.
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]  # fmt: skip

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "samspor.project.sign_in.adapter.Adapter"
ACCOUNT_FORMS = forms_of("login", "change_password", "set_password", "reauthenticate")
ACCOUNT_FORMS |= forms_of("reset_password", "reset_password_from_key")
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # a closed browser is signed out
ACCOUNT_LOGOUT_REDIRECT_URL = "/konto/log-ind/"
# A whole municipality asks from one address, so the address may try often; one account may not.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "120/m/ip,5/5m/key", "reset_password": "60/m/ip,3/h/key"}
# CPR numbers that nobody within sight has.
ACCOUNT_RATE_LIMITS["number_missed"] = env("SAMSPOR_NUMBER_MISSES", "20/10m/user")
ACCOUNT_RATE_LIMITS["parent_link"] = "30/m/ip"  # answers sent by parents, who have no account
ACCOUNT_RATE_LIMITS["parent_draft"] = "120/m/ip"  # what such a page saves by itself; a wrong code counts all the same
ACCOUNT_RATE_LIMITS["calendar_feed"] = "600/m/ip,30/h/key"  # calendars of a whole house fetch from one address
ACCOUNT_RATE_LIMITS["family_code"] = "60/15m/ip"  # a house lends many families its net; a code has five tries
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
MFA_ADAPTER = "samspor.project.sign_in.adapter.SecondStep"
MFA_FORMS = forms_of("authenticate", "mfa_reauthenticate")
MFA_FORMS |= forms_of("activate_totp", "deactivate_totp", "generate_recovery_codes")
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samspor"
MFA_TOTP_TOLERANCE = 1  # thirty seconds to either side: telephones and servers are not always in step
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: the municipality made the account
CACHES = {
    # Only the limits on sign-in live here, shared by all web workers.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_limit",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_COOKIE_AGE = PROFILE.idle_minutes * 60
SESSION_RENEWED_EVERY = 60  # seconds: idle timeout, not time since sign-in, without a write for every page
SESSION_COOKIE_NAME = "samspor"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # a receipt may name a child: not in a cookie
)

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
STATIC_URL = "/static/"
DATA_DIR = Path(env("SAMSPOR_DATA_DIR", str(ROOT / ".samspor")))
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = "test" in env("SAMSPOR_STATIC", "")
AS_THEY_LIE = "django.contrib.staticfiles.storage.StaticFilesStorage"
COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": AS_THEY_LIE if WHITENOISE_USE_FINDERS else COMPRESSED},
}

SMTP = env("SAMSPOR_SMTP", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if DEMO and not SMTP else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mails"  # the demo's mails lie here to be read, unless it has a server
EMAIL_HOST, _, _port = (SMTP or "127.0.0.1").partition(":")
EMAIL_PORT = int(_port or "25")
EMAIL_USE_TLS = env("SAMSPOR_SMTP_TLS", "") == "1"
EMAIL_HOST_USER = env("SAMSPOR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env("SAMSPOR_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = PROFILE.sender

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "samspor.project.lines.formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "samspor": {"level": "INFO"},
        "django": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},  # our own line tells the rest
    },
}
CSRF_FAILURE_VIEW = "samspor.project.errors.too_old"
