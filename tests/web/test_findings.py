"""What the checks found."""

import pytest

from enslinje.core.terms import Severity
from enslinje.reconciliation import queries

pytestmark = pytest.mark.stockholm


def test_every_finding_is_told_once(visit):
    page = visit("/2021/iakttagelser/")

    for finding in queries.picture(2021).findings:
        assert page.text.count(" ".join(finding.message.split())) >= 1


def test_the_gravest_come_first_and_information_is_folded(client):
    content = client.get("/2021/iakttagelser/").content.decode()

    places = [content.index(f'id="{severity.value}"') for severity in Severity]
    assert places == sorted(places)
    assert "<details" in content[places[-1] :]
    assert "<details" not in content[places[0] : places[-1]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("regel=target-missing", 2), ("namnd=kungsholmen&regel=target-missing", 1), ("mal=3.1", 0)],
)
def test_the_list_is_narrowed_by_the_query(visit, query, shown):
    assert f"{shown} av 189 iakttagelser" in visit(f"/2021/iakttagelser/?{query}").text


def test_a_finding_leads_to_what_it_is_about(visit):
    page = visit("/2021/iakttagelser/?regel=contribution-missing")

    assert {"/2021/mal/2.3/", "/2021/mal/2.5/"} <= set(page.hrefs())
