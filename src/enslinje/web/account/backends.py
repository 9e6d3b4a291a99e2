"""Who may sign in at all, with a password or by another service."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class InvitedBackend(AuthenticationBackend):
    """Invited people whose accounts are open; the accounts of the demo only in demo mode.

    It is asked again on every request, so an account that is closed ends its sessions.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether this person may be signed in now."""
        if getattr(user, "is_demo", False) and settings.PRODUCTION:
            return False
        return bool(super().user_can_authenticate(user))
