"""All settings, from the environment and the municipality's profile. Nothing else reads either."""

import os
import sys
from pathlib import Path
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
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}} if POOL else {},
    }


POOL = env("SAMSPOR_POOL", "") == "1"
DEMO = env("SAMSPOR_DEMO", "") == "1"
DEBUG = False
STRICT = env("SAMSPOR_STRICT", "") == "1"  # tests and development: a page that did not ask for access fails
SECURE_COOKIES = env("SAMSPOR_HTTPS", "" if DEMO else "1") == "1"
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
    "samspor.screening",
    "samspor.roster",
    "samspor.people",
    "samspor.messages",
    "samspor.audit",
    "samspor.access",
    "samspor.ui",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
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

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [SOURCE / room / "templates" for room in ("project", "demo", "overview", "screening", "roster", "people",
                                                           "messages", "audit", "access", "ui")],
        "OPTIONS": {
            "environment": "samspor.ui.jinja.environment",
            "context_processors": ["samspor.project.context.everywhere", "django.contrib.messages.context_processors.messages"],
        },
    },
    {
        # allauth's own pages are Django templates.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "project" / "sign_in"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "samspor.project.context.everywhere",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]  # fmt: skip

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "samspor.project.sign_in_adapter.Adapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/konto/log-ind/"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samspor"

SESSION_COOKIE_AGE = PROFILE.idle_minutes * 60
SESSION_SAVE_EVERY_REQUEST = True  # idle timeout, not time since sign-in
SESSION_COOKIE_NAME = "samspor"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
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

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("SAMSPOR_DATA_DIR", str(ROOT / ".samspor"))) / "static"
WHITENOISE_USE_FINDERS = "test" in env("SAMSPOR_STATIC", "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

EMAIL_HOST, _, EMAIL_PORT = env("SAMSPOR_SMTP", "127.0.0.1:25").partition(":")
DEFAULT_FROM_EMAIL = PROFILE.sender

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
CSRF_FAILURE_VIEW = "samspor.project.errors.too_old"
