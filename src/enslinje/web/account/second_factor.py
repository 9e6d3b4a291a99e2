"""Whoever signs in with a password needs a second factor, where the settings say so."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

HAS = "has_second_factor"
"""Kept in the session, so that it is looked up once."""


def is_wanted(request: HttpRequest) -> bool:
    """Whether this person must set up a second factor before anything else."""
    if settings.MFA_REQUIRED != "required" or request.session.get(HAS):
        return False
    by = {one.get("method") for one in get_authentication_records(request, request.user)}
    if "socialaccount" in by:
        return False  # Another service vouches for the person, with its own factors.
    if not is_mfa_enabled(request.user):
        return True
    request.session[HAS] = True
    return False
