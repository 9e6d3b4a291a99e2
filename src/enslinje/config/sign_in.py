"""Settings of signing in and of mail.

ENSLINJE_MFA             required (the default in production) or optional: a second factor
                         for those who sign in with a password
ENSLINJE_SIGN_IN         a TOML file with the organisation's own sign-in services (OIDC, SAML):
                         see docs/handbook/drift.md
ENSLINJE_PROXIES         proxies in front whose X-Forwarded-For is believed; 0
ENSLINJE_MAIL_HOST, _PORT, _USER, _PASSWORD, _FROM
                         a mail server with TLS; without one, mail is kept in ENSLINJE_DATA/mail
"""

import os
import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_DATA = Path(os.environ.get("ENSLINJE_DATA", "var")).resolve()
_PRODUCTION = os.environ.get("ENSLINJE_MODE", "demo") == "production"
_HOUR = 60 * 60


def _services(path: str) -> dict[str, dict[str, Any]]:
    """Return what allauth knows of each kind of sign-in service in the TOML file at `path`.

    Raises:
        ImproperlyConfigured: it cannot be read, or a service lacks what is needed.
    """
    try:
        told = tomllib.loads(Path(path).read_text()) if path else {}
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise ImproperlyConfigured(f"ENSLINJE_SIGN_IN: {path}: {fault}") from fault
    return {
        "openid_connect": {"APPS": [_oidc(one) for one in told.get("oidc", [])]},
        "saml": {"APPS": [_saml(one) for one in told.get("saml", [])]},
    }


def _oidc(service: dict[str, Any]) -> dict[str, Any]:
    _demand(service, "oidc", "id", "name", "client_id", "secret", "server")
    return {
        "provider_id": service["id"],
        "name": service["name"],
        "client_id": service["client_id"],
        "secret": service["secret"],
        "settings": {
            "server_url": service["server"],
            "oauth_pkce_enabled": True,
            "token_auth_method": _way_of_the_secret(service),
            **_by_address(service),
        },
    }


def _by_address(service: dict[str, Any]) -> dict[str, bool]:
    """Whether the service's word on an address is taken, also when it says nothing of each."""
    vouches = service.get("addresses_are_verified", False) is True
    return {"email_authentication": vouches, "verified_email": vouches}


def _way_of_the_secret(service: dict[str, Any]) -> str | None:
    """Return how the service wants the secret, `None` for what its own description says."""
    way = service.get("secret_as")
    if way not in {None, "client_secret_basic", "client_secret_post"}:
        raise ImproperlyConfigured(
            f"ENSLINJE_SIGN_IN: secret_as is {way!r}: "
            "it must be client_secret_basic or client_secret_post."
        )
    return way


def _saml(service: dict[str, Any]) -> dict[str, Any]:
    _demand(service, "saml", "id", "name", "metadata")
    attributes = {"uid": "uid", "email": "mail"} | service.get("attributes", {})
    return {
        "provider_id": service["id"],
        "name": service["name"],
        "client_id": service["id"],
        "settings": {
            "idp": {"metadata_url": service["metadata"], "entity_id": service.get("entity", "")},
            "attribute_mapping": attributes,
            **_by_address(service),
            "advanced": {"want_assertion_signed": True, "reject_idp_initiated_sso": True},
        },
    }


def _demand(service: dict[str, Any], kind: str, *names: str) -> None:
    if missing := [name for name in names if not service.get(name)]:
        raise ImproperlyConfigured(
            f"ENSLINJE_SIGN_IN: a service under [[{kind}]] lacks {', '.join(missing)}."
        )


def _chosen(variable: str, *choices: str) -> str:
    value = os.environ.get(variable) or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{variable} is {value!r}: it must be {' or '.join(choices)}.")
    return value


# Who is let in: the invited ---------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["enslinje.web.account.backends.InvitedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work:start"
LOGOUT_REDIRECT_URL = "web:start"
ACCOUNT_ADAPTER = "enslinje.web.account.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    name: f"enslinje.web.account.forms.{form}"
    for name, form in {
        "login": "SignInForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ChoosePasswordForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # Whoever invites gives the address.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Enslinje: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60

# Guessing is slowed for each account. An address is the whole city hall's: its limit is far
# above what 940 colleagues mistype in a morning, and far below what guessing needs.
ACCOUNT_RATE_LIMITS = {
    "login": "1200/m/ip",
    "login_failed": "300/m/ip,5/5m/key",
    "reset_password": "120/m/ip,5/m/key",
    "reset_password_from_key": "240/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ENSLINJE_PROXIES", "0"))
CACHES = {
    "default": {  # In files, so that every process of the server counts the same attempts.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(_DATA / "attempts"),
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# The second factor ------------------------------------------------------------------------------

MFA_REQUIRED = _chosen("ENSLINJE_MFA", *("required", "optional")[:: 1 if _PRODUCTION else -1])
MFA_ADAPTER = "enslinje.web.account.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "enslinje.web.account.forms.CodeForm",
    "activate_totp": "enslinje.web.account.forms.ActivateTotpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Enslinje"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True

# The organisation's own sign-in -------------------------------------------------------------------

SOCIALACCOUNT_ADAPTER = "enslinje.web.account.adapters.ServiceAdapter"
SOCIALACCOUNT_PROVIDERS = _services(os.environ.get("ENSLINJE_SIGN_IN", ""))
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False

# Sessions end -----------------------------------------------------------------------------------

SESSION_COOKIE_AGE = 10 * _HOUR
SESSION_ABSOLUTE_SECONDS = 10 * _HOUR
SESSION_IDLE_SECONDS = 1 * _HOUR
SESSION_WARNING_SECONDS = 5 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Mail -------------------------------------------------------------------------------------------

EMAIL_HOST = os.environ.get("ENSLINJE_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("ENSLINJE_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ENSLINJE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ENSLINJE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("ENSLINJE_MAIL_FROM", "enslinje@localhost")
EMAIL_FILE_PATH = str(_DATA / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
