"""The pages of figures of money, in a year that has a budget and no goals."""

import pytest

from enslinje.reconciliation import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]


def test_every_figure_of_the_budget_leads_to_a_page_and_back(visit):
    with pytest.raises(queries.YearNotFound):
        queries.picture(2021)
    figures = visit("/2021/budget/").hrefs("/s/resultatbudget.")
    assert figures
    for address in figures:
        assert "/2021/budget/" in visit(address).hrefs()


def test_a_bodys_too(visit):
    page = "/2021/budget/namnd/skola/"
    figures = visit(page).hrefs("/s/resultatbudget.organ/")
    assert figures
    for address in figures:
        assert page in visit(address).hrefs()
