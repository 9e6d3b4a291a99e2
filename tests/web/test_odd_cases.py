"""What Stockholm's year does not hold, seen on the pages: nothing missing becomes zero."""

import pytest

from enslinje.reconciliation import queries
from tests.web import cast
from tests.web.reader import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_cast(monkeypatch):
    monkeypatch.setattr(queries, "picture", cast.picture)


def indicator(visit, code, language=""):
    return visit(f"{language}/2026/indikator/{code}/")


def test_a_target_that_what_is_missing_could_turn_is_withheld(visit):
    page = indicator(visit, "W")

    assert "Det går inte att avgöra än: årsmålen ger 60 mot kommunfullmäktiges 50" in page.text
    assert "Kan inte avgöras än" in page.text
    assert "Saknas från: Park" in page.text


def test_a_total_just_below_never_looks_like_the_target(visit):
    page = indicator(visit, "N")

    assert "Årsmålen når inte fram hittills: 2,9999 mot kommunfullmäktiges 3" in page.text


def test_an_interval_is_shown_by_its_ends(visit):
    assert (
        "Årsmålen räcker: 45,0–55,0 mot kommunfullmäktiges 40,0–60,0" in indicator(visit, "B").text
    )


def test_yes_and_no_and_not_relevant_are_words_and_reasons_are_no_markup(visit):
    page = indicator(visit, "Y")

    for words in (
        "Källa för ja",
        "Källa för nej",
        "Inte relevant: Bolaget <b>äger</b> inga skolor",
    ):
        assert words in page.text


def test_swedish_inside_an_english_page_is_marked(client):
    content = client.get("/en/2026/indikator/Y/").content.decode()

    assert '<span lang="sv">Bolaget &lt;b&gt;äger&lt;/b&gt; inga skolor</span>' in content
    assert '<span lang="sv">Indikator Y</span>' in content


def test_a_judgement_without_a_reason_says_so(visit):
    page = visit("/2026/mal/1.1/")

    assert "Bedömning Uppfylls delvis" in page.text
    assert "Bedömningen är starkare än underlaget Inget skäl är angivet." in page.text
    assert "De flesta som bidrar har egna mål, indikatorer och aktiviteter." in page.text


def test_a_goal_nobody_has_assessed_says_so(visit):
    assert "Bedömning Inte bedömt" in visit("/2026/mal/1/").text
    assert "Ingen bedömning är registrerad." in visit("/2026/mal/1/").text


def test_the_heat_map_has_all_its_steps(client):
    content = client.get("/2026/bidrag/").content.decode()

    for step in ("3", "gap", "not-relevant"):
        assert content.count(f'class="heat-cell" data-step="{step}"') == 1


def test_nothing_invented_means_no_warning(client):
    page = read(client.get("/2026/").content)

    assert "Påhittat" not in page.text
    assert "Uppgifter för söndag 15 februari 2026 (v. 7), version 7." in page.text


def test_no_findings_is_said(visit):
    assert "Ingen iakttagelse passar urvalet." in visit("/2026/iakttagelser/").text
    assert "Inget att anmärka på." in visit("/2026/namnd/skol/").text


@pytest.mark.parametrize("address", ["", "mal/", "indikator/", "namnd/", "bidrag/", "mal/1/"])
def test_every_list_holds_with_a_small_year(visit, address):
    assert visit(f"/2026/{address}").h1
