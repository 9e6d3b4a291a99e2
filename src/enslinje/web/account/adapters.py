"""What we tell allauth that its settings do not: nobody signs up, and where pages lead."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 — allauth's.
        """Never: see `organisation.operations.invite_people`."""
        return False


class ServiceAdapter(DefaultSocialAccountAdapter):
    """The organisation's own sign-in services let in whoever is invited, and open no accounts."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Never: an address that nobody has invited is told so."""
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Whether the service vouches for its addresses, and has not said that it does not here."""
        told = login.account.extra_data
        said = [told.get(part, {}).get("email_verified") for part in ("userinfo", "id_token")]
        denied = any(str(one).lower() == "false" for one in said)
        return bool(super().can_authenticate_by_email(login, email)) and not denied

    def on_authentication_error(  # noqa: PLR0917 — allauth's.
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,  # noqa: ARG002
    ) -> None:
        """Tell whoever runs Enslinje why a service let nobody in; the page cannot."""
        told = request.GET.get("error_description") or request.GET.get("error")
        reasons = (error, exception, getattr(exception, "__cause__", None), told)
        why = ": ".join(str(reason) for reason in reasons if reason)
        log.warning("Nobody was signed in by %s: %s", provider.name, why)


class MfaAdapter(DefaultMFAAdapter):
    """The second factor."""

    def get_totp_label(self, user: Any) -> str:
        """What the authenticator app calls the account: its code, which tells no name."""
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002
        """What a security key is called until its owner names it."""
        return gettext("Säkerhetsnyckel")
