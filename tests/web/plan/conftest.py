"""A body that has stated all that its plan is asked for."""

import pytest

from tests.filing.plans import open_occasion, state_everything
from tests.people import record_people


@pytest.fixture
def planned(recorded_town, db):
    """SKOLA's plan, with nothing left to do, at an open occasion."""
    record_people()
    open_occasion()
    state_everything()
