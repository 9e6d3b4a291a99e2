"""Pages as anybody sees them: no login, Stockholm's data."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from tests.everything import recorded_everything, recorded_town
from tests.web.reader import Page, read

__all__ = ["recorded_everything", "recorded_town"]


@pytest.fixture(autouse=True)
def no_attempts() -> None:
    """Nobody has tried to sign in yet."""
    cache.clear()


@pytest.fixture
def signed_in(client: Client) -> Callable[[str], Client]:
    """Sign in as the person with a code, and return the browser."""

    def sign_in(code: str) -> Client:
        from enslinje.organisation.models import Person

        client.force_login(
            Person.objects.get(username=code), backend=settings.AUTHENTICATION_BACKENDS[0]
        )
        return client

    return sign_in


@pytest.fixture
def visit(client: Client) -> Callable[..., Page]:
    """Open a page and read it; the status must be the one expected."""

    def open_it(address: str, *, status: int = 200) -> Page:
        answer = client.get(address)
        assert answer.status_code == status, address
        return read(answer.content)

    return open_it
