"""What Stockholm's plans hold, read together, and their hashes, are those of table by table."""

import pytest

from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT
from enslinje.filing import contents, submissions
from enslinje.organisation.models import Body
from tests.filing import held

pytestmark = pytest.mark.stockholm

YEAR = 2021


def test_every_plan_of_the_city_is_what_each_table_tells(monkeypatch):
    filings = submissions.filings(year=YEAR)
    bodies = Body.objects.order_by("pk").values_list("code", flat=True)
    moments = [None, *sorted({one.change_set for one in filings})[:2]]

    def told():
        return held.told(bodies, YEAR, moments, (EVERYTHING, PUBLIC_SIGHT))

    read = told()
    assert sum(prints[1] for prints, *_rows in read.values()) > 1_000
    held.read_table_by_table(monkeypatch)
    assert read == told()
    for one in filings:
        found = contents.fingerprint(body=one.body, year=YEAR, change_set=one.change_set)
        assert found == (one.content_sha256, one.rows)
