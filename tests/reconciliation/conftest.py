"""Stockholm's picture of 2021."""

import pytest

from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture
from tests.everything import recorded_everything, recorded_town

__all__ = ["recorded_everything", "recorded_town"]


@pytest.fixture
def picture(stockholm: None) -> Picture:
    return queries.picture(2021)
