"""About the figures, the rules and accessibility."""

import pytest

from enslinje.core.findings import FIGURE_RULES, FINDING_RULES
from enslinje.core.terms import RollUp
from enslinje.web.about.accessibility import statement
from enslinje.web.indicators.presenters import rule_id

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule", [*FIGURE_RULES, *FINDING_RULES])
def test_every_rule_has_an_address_that_leads_to_its_text(client, visit, rule):
    answer = client.get(f"/regler/{rule}/")

    path, _hash, anchor = answer["Location"].partition("#")
    assert answer.status_code == 302
    assert anchor in visit(path).anchors


@pytest.mark.parametrize("roll_up", RollUp)
def test_every_way_to_roll_up_is_told(visit, roll_up):
    assert f"regel-{rule_id(roll_up)}" in visit("/om-siffrorna/").anchors


def test_an_unknown_rule_is_not_found(client):
    assert client.get("/regler/finns-inte/").status_code == 404


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_statement_lists_every_known_fault(visit, language):
    page = visit(f"{'/en' if language == 'en' else ''}/tillganglighet/")

    for fault in statement().faults:
        assert getattr(fault, language) in page.text
        assert getattr(fault, f"{language}_why") in page.text
    assert statement().assessed_on.isoformat() in page.text
    assert "https://www.digg.se/tdosanmalan" in page.hrefs()


@pytest.mark.parametrize(
    "words", ["delvis förenliga", "Undantag", "Senast bedömd", "Senast uppdaterad", "Tillsyn"]
)
def test_the_statement_has_what_the_law_asks_for(visit, words):
    assert words in visit("/tillganglighet/").text


def test_the_statement_is_one_link_from_every_page(visit):
    assert "/tillganglighet/" in visit("/om-siffrorna/").hrefs()
