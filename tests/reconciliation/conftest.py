"""Stockholm's picture of 2021, drawn once: nothing that these tests do changes it."""

import pytest

from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture

_drawn: list[Picture] = []


@pytest.fixture
def picture(stockholm: None) -> Picture:
    if not _drawn:
        _drawn.append(queries.picture(2021))
    return _drawn[0]


@pytest.fixture
def keeping(stockholm: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pictures although a test is a transaction: nothing that these tests do is written."""
    monkeypatch.setattr(queries, "may_keep", lambda: True)


@pytest.fixture(autouse=True)
def no_kept_pictures() -> None:
    """Versions start over in every test's database; pictures of another must not be found."""
    queries.forget()
