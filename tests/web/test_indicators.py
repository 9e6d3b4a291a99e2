"""The indicators: the finding, the bars and the same figures as a table."""

import re

import pytest

pytestmark = pytest.mark.stockholm

CO2E = "434\xa0848 mot kommunfullmäktiges 454\xa0000"


def finding(page):
    return next(text for level, text in page.headings if level == 2)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("IND18", "Årsmålen når nästan fram: 2,93 mot kommunfullmäktiges 3 procent."),
        ("IND01", "Årsmålen når inte fram: 8\xa0400 mot kommunfullmäktiges 9\xa0000 ungdomar."),
        ("IND20", f"Årsmålen når inte fram hittills: {CO2E} ton CO2e."),
        ("IND16", "Årsmålet är inte fastställt än."),
        (
            "IND19",
            "Kommunfullmäktige har inget årsmål att jämföra med. Årsmålen ger 50–100 procent.",
        ),
    ],
)
def test_the_finding_is_a_sentence(client, code, expected):
    content = client.get(f"/2021/indikator/{code}/").content.decode()

    assert f">{expected}</h2>" in content


def test_what_is_missing_is_named_and_hatched_never_zero(visit, client):
    page = visit("/2021/indikator/IND20/")

    assert ("/2021/namnd/stockholmshem/#IND20", "Stockholmshem") in page.links
    assert "Källa för 46 av 47 har lämnat årsmål" in page.text
    bars = client.get("/2021/indikator/IND20/").content.decode()
    assert bars.count('class="bar-missing" fill="url(#hatch)" x="0" y="50%"') == 1
    assert "Stockholmshem saknas" in page.text


def test_a_pending_target_says_why_and_when(visit):
    assert "Fastställs i tertialrapport 1 2021: " in visit("/2021/indikator/IND16/").text


def test_how_the_total_is_worked_out_is_told(visit):
    page = visit("/2021/indikator/IND18/")

    assert "Så räknas totalen: medelvärdet av organens årsmål, viktat med" in page.text
    assert "/om-siffrorna/#regel-target-roll-up-weighted-mean" in page.hrefs()


def test_bars_begin_with_the_weakest_and_the_table_holds_the_same_bodies(visit):
    page = visit("/2021/indikator/IND18/")

    bars = [text for href, text in page.links if href.endswith("/#IND18")]
    assert bars[0].startswith("Familjebostäder 2,00 −1,00")
    assert len(bars) == 2 * 47  # Each body in the picture, and in the table.


def test_bars_are_within_the_picture_and_start_at_zero(client):
    content = client.get("/2021/indikator/IND20/").content.decode()
    fills = re.findall(r'class="bar-fill"[^>]* x="([\d.]+)%"[^>]* width="([\d.]+)%"', content)

    assert len(fills) == 47  # 46 bodies and the total.
    assert {start for start, _width in fills} == {"0.00"}
    assert all(float(width) <= 100 for _start, width in fills)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("status=not_met", 5),
        ("slag=mandatory", 6),
        ("mal=2.5&status=partly_met", 1),
        ("status=met&mal=9", 0),
    ],
)
def test_the_list_is_narrowed_by_the_query(visit, query, shown):
    page = visit(f"/2021/indikator/?{query}")

    assert f"{shown} av 95 indikatorer" in page.text


def test_the_list_is_sorted_by_how_far_from_the_target(visit):
    page = visit("/2021/indikator/?sortera=avvikelse")

    codes = [href for href in page.hrefs("/2021/indikator/") if not href.endswith("/indikator/")]
    listed = [href for href in codes if re.fullmatch(r"/2021/indikator/[\w.-]+/", href)]
    assert listed[0] == "/2021/indikator/IND01/"  # 600 of 9 000: 6,7 percent short.


def test_a_table_can_hold_only_what_the_source_says(visit):
    page = visit("/2021/indikator/IND20/?bas=source")

    rows = [text for href, text in page.links if href.endswith("#IND20")]
    assert len(rows) == 47 + 1 + 1  # The bars, the one named as missing, and its row.


def test_each_value_invented_is_marked(client):
    content = client.get("/2021/indikator/IND18/").content.decode()

    assert content.count('aria-label="påhittat värde"') >= 47


def test_units_are_in_the_readers_language(visit):
    assert "8,400 against the council’s 9,000 young people" in finding(
        visit("/en/2021/indikator/IND01/")
    )
