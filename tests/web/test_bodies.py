"""The committees and companies."""

import pytest

pytestmark = pytest.mark.stockholm


def test_the_counts_are_the_registers(visit):
    page = visit("/2021/namnd/")

    assert page.h1 == "Källa för 31 nämnder och Källa för 16 bolag lämnar plan"
    assert len({href for href in page.hrefs("/2021/namnd/") if href.count("/") == 4}) == 47


def test_a_body_holds_its_targets_against_the_councils(visit):
    page = visit("/2021/namnd/farsta/")

    assert page.h1 == "Farsta stadsdelsnämnd"
    assert "/s/indikator.arsmal/2021/IND04/SDN-FA/" in page.hrefs()
    assert "/s/indikator.utfall/2021/IND04/SDN-FA/" in page.hrefs()
    assert "IND04" in page.anchors
    assert "mal-2-5" in page.anchors


def test_a_missing_target_is_said_in_words(visit):
    page = visit("/2021/namnd/stockholmshem/")

    assert "Uppgift saknas" in page.text
    assert "Stockholmshem har inte lämnat årsmål" in page.text


def test_an_expected_contribution_that_is_missing_is_marked(visit):
    assert "Väntat bidrag saknas" in visit("/2021/namnd/sbr/").text


def test_a_basis_nothing_rests_on_says_so(visit):
    assert "Ingen rad står i källan." in visit("/2021/namnd/farsta/?bas=source").text


def test_an_unknown_body_is_not_found(visit):
    visit("/2021/namnd/atlantis/", status=404)
