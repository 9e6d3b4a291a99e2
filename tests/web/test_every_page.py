"""What holds for every page, in both languages."""

import re
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.figures import register
from enslinje.journal import keeping
from tests.web.addresses import PAGES
from tests.web.reader import read

pytestmark = pytest.mark.stockholm

MOST_QUERIES = 10
"""Five for the picture, the versions, the years, the bodies, and what else the page shows."""


@pytest.fixture(scope="module")
def drawn():
    """Each page that has been asked for: Stockholm's are the same for every test of the module."""
    return {}


@pytest.fixture
def once(client, drawn):
    """Return the answer of a page, asked for once."""

    def ask(address):
        if address not in drawn:
            drawn[address] = client.get(address)
            assert drawn[address].status_code == 200, address
        return drawn[address]

    return ask


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", PAGES)
def test_it_answers_with_one_heading_and_nothing_inline(once, address, prefix):
    page = read(once(prefix + address).content)

    assert page.language == ("en" if prefix else "sv")
    assert page.h1
    assert page.title.endswith("– Enslinje")
    assert page.inline == []
    assert page.twice == set()


@pytest.mark.parametrize("address", PAGES)
def test_headings_never_skip_a_level(once, address):
    levels = [int(n) for n in re.findall(rb"<h([1-6])[ >]", once(address).content)]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_titles_tell_pages_apart(once, prefix):
    titles = [read(once(prefix + address).content).title for address in PAGES]

    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("address", PAGES)
def test_the_other_language_keeps_the_page_and_the_date(visit, address):
    page = visit(f"{address}?som=2021-02-20")

    assert f"/en{address}?som=2021-02-20" in page.hrefs("/en/")


@pytest.mark.parametrize("address", PAGES)
def test_every_figure_on_the_page_explains_itself(once, address):
    for href in set(read(once(address).content).hrefs("/s/")):
        assert register.explain(unquote(href).removeprefix("/s/").strip("/"))


@pytest.fixture(scope="module")
def seen():
    """What has been found under an address: its anchors. Pages link to the same ones."""
    return {}


@pytest.mark.parametrize("address", PAGES)
def test_every_link_on_the_page_leads_somewhere(once, address, seen):
    for href in read(once(address).content).hrefs():
        target = urlsplit(href)
        if target.netloc or target.path.startswith(("/s/", "/en/")):
            continue  # Figures and languages have tests of their own.
        path = target.path or address
        if path not in seen:
            answer = once(path)
            seen[path] = read(answer.content).anchors if path.endswith("/") else set()
        if target.fragment:
            assert target.fragment in seen[path], href


@pytest.mark.parametrize("address", PAGES)
def test_few_queries_however_many_bodies(client, address):
    keeping.forget_everything()
    with CaptureQueriesContext(connection) as cold:
        assert client.get(address).status_code == 200
    assert len(cold) <= MOST_QUERIES


def test_no_page_sets_a_cookie(once):
    for address in PAGES:
        assert once(address).cookies == {}


@pytest.mark.parametrize("address", PAGES)
def test_only_reading_is_allowed(client, address):
    assert client.post(address).status_code == 405
