"""Who may sign in at all, with a password or by another service."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from enslinje.organisation import accounts
from enslinje.organisation.models import Person


class InvitedBackend(AuthenticationBackend):
    """Invited people whose accounts are open; the accounts of the demo only in demo mode.

    It is asked again on every request, so an account that is closed ends its sessions.
    """

    def get_user(self, user_id: int) -> Person | None:
        """Return the person with that id who may be signed in now, as Django's own does.

        Every page of somebody signed in asks; the query is put together once.
        """
        person = accounts.person(user_id)
        return person if person and self.user_can_authenticate(person) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether this person may be signed in now."""
        if getattr(user, "is_demo", False) and settings.PRODUCTION:
            return False
        return bool(super().user_can_authenticate(user))
