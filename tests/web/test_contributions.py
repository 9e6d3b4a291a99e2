"""The heat map: a real table whose cells are links, with the totals the source has."""

import re

import pytest

pytestmark = pytest.mark.stockholm

CONTRIBUTING = {
    "1.1": "26 av 31",
    "1.2": "29 av 31",
    "1.3": "24 av 31",
    "2.5": "29 av 31",
    "3.2": "31 av 31",
}


def test_a_cell_for_every_body_and_goal(client):
    content = client.get("/2021/bidrag/").content.decode()

    assert content.count('class="heat-cell"') == 47 * 12
    assert content.count('data-step="gap" href') == 2
    assert content.count('scope="row"') == 47 + 2
    assert content.count('scope="rowgroup"') == 5


def test_every_cell_says_its_step_in_words(client):
    content = client.get("/2021/bidrag/").content.decode()
    cells = re.findall(r'class="heat-cell".*?</a>', content, re.DOTALL)

    assert all("ds-sr-only" in cell for cell in cells)


@pytest.mark.parametrize(("goal", "ratio"), CONTRIBUTING.items())
def test_the_columns_add_up(visit, goal, ratio):
    page = visit("/2021/bidrag/")
    n, total = ratio.split(" av ")

    assert (f"/s/mal.bidragande-namnder/2021/{goal}/", f"Källa för {n}") in page.links
    assert (f"/s/mal.namnder/2021/{goal}/", f"Källa för {total}") in page.links


def test_a_cell_leads_to_the_body_and_the_goal(visit):
    assert "/2021/namnd/sbr/#mal-2-5" in visit("/2021/bidrag/").hrefs()


def test_only_bodies_with_a_gap_are_left_when_asked_for(client):
    content = client.get("/2021/bidrag/?visa=saknas").content.decode()

    assert content.count('class="heat-cell"') == 2 * 12


def test_the_list_form_holds_the_same_ratios(visit):
    page = visit("/2021/bidrag/")

    assert page.text.count("Anger inget bidrag") >= 9
