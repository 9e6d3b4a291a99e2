"""How much the first reader of a page of Stockholm asks, when nothing is kept at all."""

import pytest

from enslinje.journal import keeping
from enslinje.journal.models import ChangeSet
from tests.web.test_first_readers_of_money import MOST, asked, told

pytestmark = pytest.mark.stockholm

PAGES = (
    *("/2021/budget/", "/2021/budget/brygga/", "/2021/budget/namnd/farsta/", "/2021/reserv/"),
    *("/2021/reserv/2/", "/2021/reserv/2/belopp/", "/2021/huvudbok/", "/2021/huvudbok/2/"),
    *("/arbete/namnd/farsta/beslut/", "/arbete/staden/beslut/", "/arende/ks-2020-41/"),
    # The city was loaded in a score of writes, of objects of all kinds.
    *("/arbete/namnd/farsta/historik/", "/arbete/namnd/sodermalm/historik/"),
    "/arbete/historik/person/system/",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("person", ["demo-ekonom", "demo-strateg"])
def test_the_first_reader_asks_few_queries(signed_in, page, person):
    browser = signed_in(person)
    assert browser.get(page).status_code == 200
    keeping.forget_everything()

    queries = asked(browser, page)
    assert len(queries) <= MOST, told(queries)


def test_the_first_reader_of_a_write_asks_few_queries(signed_in):
    browser = signed_in("demo-strateg")
    page = f"/arbete/historik/andring/{ChangeSet.objects.earliest('pk').pk}/"
    assert browser.get(page).status_code == 200
    keeping.forget_everything()

    queries = asked(browser, page)
    assert len(queries) <= MOST, told(queries)
