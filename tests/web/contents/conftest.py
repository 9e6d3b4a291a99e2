import pytest

from tests.contents import record_contents
from tests.people import record_people


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()
    record_contents()
