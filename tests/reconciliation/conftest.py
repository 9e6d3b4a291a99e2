"""Stockholm's picture of 2021."""

import pytest

from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture


@pytest.fixture
def picture(stockholm: None) -> Picture:
    return queries.picture(2021)
