"""Where a figure comes from."""

import pytest

pytestmark = pytest.mark.stockholm


def test_a_figure_tells_rule_inputs_and_what_it_rests_on(visit):
    page = visit("/s/mal.uppnadda/2021/2.5/")

    assert page.h1.startswith("19 indikatorer")
    assert "/om-siffrorna/#regel-target-alignment" in page.hrefs()
    assert "/s/indikator.status/2021/IND18/" in page.hrefs()
    assert "/2021/mal/2.5/" in page.hrefs()
    assert "Påhittat värde för demonstration" in page.text


def test_an_input_tells_when_and_by_whom(visit):
    page = visit("/s/indikator.arsmal/2021/IND04/SDN-FA/")

    assert ", system" in page.text
    assert "/2021/indikator/IND04/" in page.hrefs() or "/2021/namnd/farsta/" in page.hrefs()


def test_the_citation_says_what_when_and_where(visit):
    page = visit("/s/ar.uppnadda/2021/")

    assert "84 indikatorer, 2021, hämtat" in page.text
    assert "http://testserver/s/ar.uppnadda/2021/" in page.text


def test_a_figure_can_be_shown_as_of_a_date(visit):
    now = visit("/s/mal.uppnadda/2021/2.5/")
    then = visit("/s/mal.uppnadda/2021/2.5/?som=2021-01-20")

    assert then.h1.startswith("0 indikatorer")
    assert then.h1 != now.h1
    assert "/2021/mal/2.5/?som=2021-01-20" in then.hrefs()


@pytest.mark.parametrize("reference", ["finns.inte/2021", "mal.uppnadda/2021/9.9", "x"])
def test_an_unknown_figure_is_not_found(visit, reference):
    visit(f"/s/{reference}/", status=404)
