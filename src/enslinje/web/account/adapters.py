"""What we tell allauth that its settings do not: nobody signs up, and where pages lead."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext


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


class MfaAdapter(DefaultMFAAdapter):
    """The second factor."""

    def get_totp_label(self, user: Any) -> str:
        """What the authenticator app calls the account: its code, which tells no name."""
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002
        """What a security key is called until its owner names it."""
        return gettext("Säkerhetsnyckel")
