"""The year's postings are read once, and anew when somebody has written."""

import pytest

from enslinje.budget import kept, queries
from tests import budget_town, town
from tests.town import YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def reads(monkeypatch):
    """How often the postings are read, with keeping allowed inside the test's transaction."""
    counted = []
    read = queries.postings
    monkeypatch.setattr(kept.ledgers, "may_keep", lambda: True)
    monkeypatch.setattr(
        kept.queries, "postings", lambda **asked: counted.append(asked) or read(**asked)
    )
    kept.ledgers.forget()
    yield counted
    kept.ledgers.forget()


def test_they_are_read_once_until_somebody_writes(reads):
    town.record_bodies()
    budget_town.record_budget()
    reads.clear()

    first = kept.postings(year=YEAR)
    assert kept.postings(year=YEAR) is first
    assert len(reads) == 1

    budget_town.draw(5)
    reads.clear()
    assert len(kept.postings(year=YEAR)) == len(first) + 2
    assert len(reads) == 1


def test_nothing_is_kept_inside_a_transaction():
    assert not kept.ledgers.may_keep()


def test_each_day_and_year_is_kept_by_itself_and_the_oldest_goes(reads):
    for year in range(2000, 2000 + kept.ledgers.size + 2):
        kept.postings(year=year)
    assert len(kept.ledgers.all()) == kept.ledgers.size
    reads.clear()
    kept.postings(year=2000)
    assert len(reads) == 1
