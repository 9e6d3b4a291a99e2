"""What the source states, beside ours."""

import pytest

from enslinje.demo import source

pytestmark = pytest.mark.stockholm


def test_every_stated_figure_stands_beside_ours(client):
    content = client.get("/2021/kallan/").content.decode()

    assert content.count('<th scope="row">') == len(source.comparison(2021)) == 327


def test_what_differs_stands_first_with_its_reason(visit):
    page = visit("/2021/kallan/?resultat=differs")

    differing = [f for f in source.comparison(2021) if f.result == "differs"]
    assert differing
    for figure in differing:
        assert figure.what in page.text
        assert figure.why in page.text
        assert f"/s/{figure.reference}/" in page.hrefs()


def test_a_year_without_a_source_is_not_found(visit):
    visit("/2020/kallan/", status=404)
