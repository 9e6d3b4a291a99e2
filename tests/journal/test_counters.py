"""How often all has been written is told the same, whether asked alone or with more."""

import pytest

from enslinje.journal import once
from enslinje.journal.counters import counted, looked_at, rows_and_counted
from enslinje.organisation import accounts

pytestmark = pytest.mark.django_db


def test_asked_with_more_it_tells_what_it_tells_alone(recorded_town, django_assert_num_queries):
    alone = counted()
    with once.looking(), django_assert_num_queries(1):
        rows_and_counted({"session": accounts._sessions("none")})
        together = looked_at()

    assert alone.by_year
    assert together.by_year == alone.by_year
    assert together.since >= alone.since
