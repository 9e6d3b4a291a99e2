"""The pages in a real browser: readable by everybody, on every screen, with or without script."""

import pytest
from playwright.sync_api import expect

from tests.web.addresses import PAGES

NARROWEST = 320


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(open_page, axe, look, address):
    page = open_page(address, **look)

    assert axe(page) == []
    assert width_of(page) <= look["width"]


@pytest.mark.parametrize("address", PAGES)
def test_the_english_page_too(open_page, axe, address):
    assert axe(open_page(f"/en{address}")) == []


@pytest.mark.parametrize("address", PAGES)
def test_at_four_hundred_percent_only_tables_scroll_sideways(open_page, address):
    page = open_page(address, width=NARROWEST)

    assert width_of(page) <= NARROWEST


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def test_the_keyboard_reaches_content_menu_and_tables(open_page):
    page = open_page("/2021/indikator/IND18/")

    page.keyboard.press("Tab")
    assert focused(page) == "Till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"

    page.goto("/2021/indikator/IND18/")
    seen = []
    for _ in range(90):
        page.keyboard.press("Tab")
        seen.append(focused(page))
    assert seen.index("Mål") < seen.index("Indikatorer")
    assert any(words.startswith("Familjebostäder") for words in seen)
    assert is_focus_visible(page)


def focused(page):
    return " ".join(page.evaluate("document.activeElement.textContent").split())


def is_focus_visible(page):
    style = "getComputedStyle(document.activeElement)"
    return page.evaluate(f"{style}.outlineStyle != 'none' && parseFloat({style}.outlineWidth) >= 2")


def test_a_wide_table_can_be_scrolled_by_keyboard(open_page):
    page = open_page("/2021/kallan/", width=700)
    region = page.get_by_role("region").first

    region.focus()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"


def test_the_tables_on_a_phone_are_read_as_cards(open_page):
    page = open_page("/2021/indikator/", width=390)
    cell = page.locator("td[data-head='Sammanräknat']").first

    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Sammanräknat"'
    assert page.locator("table thead").first.bounding_box()["width"] <= 1


def test_on_a_phone_the_heat_map_is_a_list(open_page):
    page = open_page("/2021/bidrag/", width=390)

    assert not page.locator("table.heat").is_visible()
    assert page.locator(".heat-list > li").count() == 12


def test_the_menu_opens_without_script(open_page):
    page = open_page("/2021/", width=390, javascript=False)

    page.get_by_text("Meny", exact=True).click()
    page.locator(".menu").get_by_role("link", name="Bidrag").click()
    assert page.url.endswith("/2021/bidrag/")


def test_filters_work_without_script(open_page):
    page = open_page("/2021/indikator/", javascript=False)

    page.get_by_label("Status").select_option("not_met")
    page.get_by_role("button", name="Visa").click()
    assert page.get_by_role("heading", level=2).first.inner_text() == "5 av 95 indikatorer"


def test_a_citizen_finds_the_climate_in_three_clicks(open_page):
    page = open_page("/", javascript=False)

    page.get_by_role("link", name="Hur går det för klimatet?").click()
    assert "Uppfylls helt" in page.locator(".verdict").inner_text()
    table = page.locator("details.as-table table")
    assert table.is_visible()
    page.get_by_text("Visa som tabell").click()
    expect(table).to_be_hidden()
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/2021/mal/2.5/")
    assert page.context.cookies() == []


def test_the_table_holds_what_the_bars_show(open_page):
    page = open_page("/2021/mal/2.5/")
    bars = {bar.inner_text().split()[0] for bar in page.locator(".bars .bar-value").all()}
    rows = page.locator("details.as-table tbody tr td:nth-child(3)").all_inner_texts()

    assert {row.split()[-1] for row in rows} == bars


def test_the_theme_can_be_chosen_and_is_kept(open_page):
    page = open_page("/2021/", theme="light")

    page.get_by_role("button", name="Mörkt").click()
    assert page.evaluate("document.documentElement.dataset.colorScheme") == "dark"
    page.goto("/2021/mal/")
    assert page.evaluate("document.documentElement.dataset.colorScheme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(251, 250, 247)"
    assert page.context.cookies() == []


def test_the_dark_of_the_system_is_followed(open_page):
    light, dark = (
        open_page("/", theme=theme).evaluate("getComputedStyle(document.body).backgroundColor")
        for theme in ("light", "dark")
    )

    assert light != dark


def test_the_styles_weigh_at_most_forty_kilobytes(open_page):
    page = open_page("")
    weights = []
    page.on(
        "response",
        lambda answer: (
            weights.append(int(answer.headers.get("content-length", 0)))
            if answer.url.endswith(".css")
            else None
        ),
    )
    page.goto("/2021/mal/2.5/")

    assert len(weights) == 5
    assert 0 < sum(weights) <= 40_000
