"""Pages as anybody sees them: no login, Stockholm's data."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.reader import Page, read


@pytest.fixture
def visit(client: Client) -> Callable[..., Page]:
    """Open a page and read it; the status must be the one expected."""

    def open_it(address: str, *, status: int = 200) -> Page:
        answer = client.get(address)
        assert answer.status_code == status, address
        return read(answer.content)

    return open_it
