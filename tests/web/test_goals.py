"""The goals: the word always beside the evidence, and the exceptions named."""

import pytest

pytestmark = pytest.mark.stockholm


def test_the_year_says_its_finding_first(visit):
    page = visit("/2021/")

    assert page.h1 == "Källa för 84 av Källa för 89 KF-indikatorer når årsmålet"
    assert "15 av 15 mål bedöms uppfyllas helt." in page.text
    assert "Relativ energieffektivisering i stadens verksamheter Uppnås delvis" in page.text


def test_the_start_page_asks_plain_questions(visit):
    page = visit("/")

    assert ("/2021/mal/2.5/", "Hur går det för klimatet?") in page.links
    assert ("/2021/namnd/", "Vad gör min stadsdelsnämnd?") in page.links


def test_every_goal_has_its_word_and_its_ratio(visit):
    page = visit("/2021/mal/")

    assert page.text.count("Uppfylls helt") == 15
    for href in ("/s/mal.uppnadda/2021/2.5/", "/s/mal.indikatorer/2021/2.5/"):
        assert href in page.hrefs()


def test_only_deviations_are_left_when_asked_for(visit):
    page = visit("/2021/mal/?visa=avvikelser")

    goals = [href for href in page.hrefs("/2021/mal/") if href.count(".") == 1]
    assert goals == [f"/2021/mal/{n}/" for n in ("1.1", "1.4", "2.3", "2.5")]
    assert "4 av 12 mål har något att titta på." in page.text


def test_a_goal_shows_judgement_and_proposal_side_by_side(visit):
    page = visit("/2021/mal/2.5/")

    assert "Bedömning Uppfylls helt" in page.text
    assert "Förslag enligt regel Uppfylls delvis" in page.text
    assert "Bedömningen är starkare än underlaget" in page.text
    assert "Påhittat värde för demonstration" in page.text
    assert (2, "19 av 22 räknade indikatorer når årsmålet") in page.headings
    assert "Uppgift saknas" in page.text  # Of a majority, as no plan holds own goals.
    assert ("/2021/namnd/sbr/", "SBR") in page.links


def test_an_overarching_goal_shows_its_condition_and_the_goals_below(visit):
    page = visit("/2021/mal/1/")

    assert "Villkor:" in page.text
    assert "5 av 5 mål under inriktningsmålet bedöms uppfyllas helt." in page.text
    assert "/2021/mal/1.5/" in page.hrefs()


def test_sub_areas_stand_under_their_goal(visit):
    page = visit("/2021/mal/1.3/")

    assert (3, "Delområden") in page.headings
    assert "/s/mal.uppnadda/2021/1.3-F/" in page.hrefs()


def test_an_unknown_goal_is_not_found(visit):
    page = visit("/2021/mal/9.9/", status=404)

    assert page.h1 == "Sidan finns inte, eller så har du inte behörighet att se den."
    assert ("/2021/", "2021") in page.links
