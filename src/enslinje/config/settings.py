"""Django's settings.

What differs between machines comes from environment variables:

ENSLINJE_MODE           demo (this machine only; the default) or production
ENSLINJE_SECRET_KEY     required in production
ENSLINJE_LOG_KEY        holds the decision log together; required in production
ENSLINJE_ALLOWED_HOSTS  the names it is reached by, separated by commas; production only
ENSLINJE_BEHIND_PROXY   1 when a proxy in front ends TLS and sets X-Forwarded-Proto
ENSLINJE_DATA           folder of the embedded database and what is made at start, ./var
DATABASE_URL            another database, such as postgres://…
ENSLINJE_DEBUG          1 shows tracebacks in the browser; demo mode only

How people sign in, and how mail leaves, is in `config/sign_in.py`.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from enslinje.config import databases, secret_key
from enslinje.config.sign_in import *  # noqa: F403 — its names are settings too.

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ENSLINJE_DATA", "var")).resolve()

# Demo or production ---------------------------------------------------------------------------

MODE = os.environ.get("ENSLINJE_MODE", "demo")
PRODUCTION = MODE == "production"
if MODE not in {"demo", "production"}:
    raise ImproperlyConfigured(f"ENSLINJE_MODE is {MODE!r}: it must be demo or production.")

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
NAMED_HOSTS = [host for host in os.environ.get("ENSLINJE_ALLOWED_HOSTS", "").split(",") if host]
if NAMED_HOSTS and not PRODUCTION:
    raise ImproperlyConfigured(
        "ENSLINJE_ALLOWED_HOSTS opens Enslinje to others, which demo mode does not: "
        "set ENSLINJE_MODE=production too."
    )
ALLOWED_HOSTS = [*LOOPBACK, *NAMED_HOSTS]
SECRET_KEY = secret_key.given(production=PRODUCTION) or secret_key.kept(DATA / "secret_key")
LOG_KEY = secret_key.given(production=PRODUCTION, name="ENSLINJE_LOG_KEY") or secret_key.kept(
    DATA / "log_key"
)
DEBUG = os.environ.get("ENSLINJE_DEBUG") == "1" and not PRODUCTION

# What it is made of ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "enslinje.journal",
    "enslinje.organisation",
    "enslinje.figures",
    "enslinje.goals",
    "enslinje.budget",
    "enslinje.plans",
    "enslinje.filing",
    "enslinje.reconciliation",
    "enslinje.web",  # Before allauth: its templates stand in the place of allauth's.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "enslinje.web.policy_header.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "enslinje.web.viewers.ViewerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "enslinje.web.account.sessions.SessionClockMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "enslinje.web.pages.around",
            ],
            "libraries": {"i18n": "enslinje.web.templatetags.phrases"},
            "builtins": ["enslinje.web.templatetags.ways"],
        },
    }
]
ROOT_URLCONF = "enslinje.config.urls"
WSGI_APPLICATION = "enslinje.config.wsgi.application"
AUTH_USER_MODEL = "organisation.Person"

# The database ---------------------------------------------------------------------------------

DATABASES = {"default": databases.chosen(os.environ.get("DATABASE_URL", ""), folder=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
FORMAT_MODULE_PATH = "enslinje.config.formats"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# What is sent as a file goes to the disk as it comes, and is cut where it is too large.
FILE_UPLOAD_HANDLERS = ["enslinje.web.uploads.LimitedUpload"]

# Static files ---------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_INDEX_FILE = False

# Security -------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_ENGINE = "enslinje.web.account.session_store"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = "Lax"  # Who comes back from another sign-in service is still known.
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "enslinje.web.errors.form_too_old"
if os.environ.get("ENSLINJE_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]  # Whoever looks after the server asks beside the proxy.
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in NAMED_HOSTS]

# They speak for every other name of the municipality's domain, which is not ours to decide. And the
# tags of translation are our own in the place of Django's: `web/templatetags/phrases.py`.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "templates.W003"]

# Logs ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "enslinje.config.logs.Formatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # A page that does not exist is no fault of ours.
    },
}
