"""A small town with an open occasion for plans, people, and a plan of SKOLA that is all done."""

import pytest

from tests.everything import recorded_town
from tests.filing.plans import open_occasion, state_everything
from tests.people import record_people

__all__ = ["recorded_town"]


@pytest.fixture
def planned(recorded_town, db):
    record_people()
    open_occasion()
    state_everything()
