"""The date a page shows: said on the page, kept in its links, refused when it is none."""

import pytest
from django.test import RequestFactory

from enslinje.web import moments
from tests.web.addresses import PAGES

WITH_YEAR = [address for address in PAGES if address.startswith("/2021/")]


@pytest.mark.stockholm
@pytest.mark.parametrize("address", WITH_YEAR)
def test_the_page_says_the_date_and_links_keep_it(visit, address):
    page = visit(f"{address}?som=2021-02-20")

    assert "Sidan visar det som var känt lördag 20 februari 2021 (v. 7)." in page.text
    assert (address, "Visa läget nu") in page.links
    own = {href for href in page.hrefs("/2021/") if "?" not in href and ".ics" not in href}
    assert own <= {address, "/2021/"}  # Back to now, and the year picker.
    assert "/2021/mal/?som=2021-02-20" in page.hrefs()


@pytest.mark.stockholm
def test_what_was_not_known_then_is_not_shown(visit):
    page = visit("/2021/mal/1.1/?som=2021-01-20")

    assert "Uppfylls helt" not in page.text
    assert "Inte bedömt" in page.text


@pytest.mark.stockholm
@pytest.mark.parametrize("text", ["x", "2021-02-30", "2021-2-1", "02/03/2021", "0001-01-01"])
@pytest.mark.parametrize("address", ["/2021/", "/2021/mal.csv", "/s/ar.uppnadda/2021/"])
def test_a_date_that_is_none_is_refused_in_words(visit, address, text):
    page = visit(f"{address}?som={text}", status=400)

    assert page.h1 == "Datumet går inte att läsa"
    assert text in page.text


@pytest.mark.stockholm
def test_a_year_that_is_not_recorded_names_those_that_are(visit):
    page = visit("/1999/", status=404)

    assert page.h1 == "Inget finns för 1999"
    assert ("/2021/", "2021") in page.links


@pytest.mark.django_db
def test_with_nothing_recorded_the_start_page_says_so(visit):
    assert visit("/").h1 == "Inget är publicerat än"


def test_a_moment_is_the_last_instant_of_its_day():
    moment = moments.asked(RequestFactory().get("/?som=2021-02-01"))

    assert moment.at.isoformat() == "2021-02-01T23:59:59.999999+01:00"


def test_no_date_is_now():
    assert moments.asked(RequestFactory().get("/")) is None
