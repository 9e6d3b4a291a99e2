"""The small town with its money."""

import pytest

from tests import budget_town
from tests.town import recorded_once


@pytest.fixture(scope="module")
def recorded_money(django_db_setup, django_db_blocker):
    with recorded_once(django_db_blocker, budget_town.record_money):
        yield
