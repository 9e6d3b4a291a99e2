"""The year's money on every screen, and the reserve that ties: from the journal to the decision."""

import pytest

JOURNAL = "/arbete/2021/budgetjournal/"
OFFICERS = (
    JOURNAL,
    f"{JOURNAL}justering/",
    f"{JOURNAL}omslutning/",
    f"{JOURNAL}internranta/",
    f"{JOURNAL}bokfor/",
    f"{JOURNAL}kf-budget/",
    f"{JOURNAL}avsla-ovriga/",
    f"{JOURNAL}ratta/2/",
    f"{JOURNAL}framstallning/POT01/1/tillstyrk/",
    f"{JOURNAL}framstallning/POT01/1/beslut/",
)
EDITORS = (
    "/arbete/namnd/farsta/framstallningar/",
    "/arbete/namnd/farsta/framstallningar/ny/",
    "/arbete/namnd/farsta/framstallningar/omslutning/",
)


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize(
    ("who", "addresses"),
    [("demo-ekonom", OFFICERS), ("demo-handlaggare", EDITORS)],
    ids=["finance-officer", "editor"],
)
def test_every_page_can_be_read_by_all(as_role, axe, look, who, addresses):
    page = as_role(who, **look)
    for address in addresses:
        assert (address, page.goto(address).status) == (address, 200)
        assert (address, axe(page)) == (address, [])
        assert width_of(page) <= look["width"], address


def test_none_scrolls_sideways_at_four_hundred_percent(as_role):
    page = as_role("demo-ekonom", width=320)
    for address in (
        *OFFICERS,
        "/2021/budget/brygga/",
        "/2021/budget/mellan-ar/",
        "/2021/budget/",
        "/2021/reserv/2/",
        "/2021/huvudbok/",
    ):
        page.goto(address)
        assert width_of(page) <= 320, address


@pytest.mark.parametrize("javascript", [True, False])
def test_the_reserve_ties_from_the_journal_to_the_decisions(as_role, javascript):
    page = as_role("demo-ekonom", "/arbete/", javascript=javascript)
    for words in ("Budgetjournal", "CM2 Oförutsedda behov"):
        page.get_by_role("link", name=words).first.click()
    assert "656,1 av 825,5 mnkr är kvar" in page.locator("h1").inner_text()

    page.get_by_role("link", name="Därför nämns flera belopp").click()
    sentence = page.locator(".lede").inner_text()
    assert "167,4 (punkt 2) + 0,7 (punkt 16) = 168,1, + 1,3 (punkt 12) = 169,4" in sentence

    page.get_by_role("link", name="169,4").click()
    told = page.locator("main").inner_text()
    assert "167,4 + 1,3 + 0,7 = 169,4" in told
    for item in (2, 12, 16):
        assert f"KS 2020/41, punkt {item}" in told


def test_the_balance_is_told_while_one_types(as_role):
    page = as_role("demo-ekonom", f"{JOURNAL}justering/")
    balance = page.locator("[data-balance]")
    assert not balance.is_visible()

    for typed, told in (
        ("1,3", "Kvar i reserven efter det här: 654,8 mnkr."),
        ("1 000", "Reserven räcker inte: 343,9 mnkr saknas."),
        ("1.5", "Beloppet går inte att läsa"),
        ("1 500 000 kr", "654,6 mnkr"),
    ):
        page.locator("[name=amount_ore]").fill(typed)
        assert told in balance.inner_text().replace("\u00a0", " ")


def test_a_gross_up_says_what_differs_and_when_it_goes_even(as_role):
    page = as_role("demo-ekonom", f"{JOURNAL}omslutning/")
    balance = page.locator("[data-balance]")
    page.locator("[name=income_ore_0]").fill("2,5")
    page.locator("[name=costs_ore_0]").fill("2")
    assert "Netto ändras med 0,5 mnkr" in balance.inner_text()

    page.locator("[name=depreciation_ore_0]").fill("500 tkr")
    assert "Går ihop" in balance.inner_text()


def test_a_transaction_says_what_its_rows_add_up_to(as_role):
    page = as_role("demo-ekonom", f"{JOURNAL}bokfor/")
    balance = page.locator("[data-balance]")
    page.locator("[name=amount_ore_0]").fill("-2,5")
    assert "Raderna blir tillsammans \u22122,5 mnkr" in balance.inner_text()

    page.locator("[name=amount_ore_7]").fill("2 500 tkr")
    assert "Går ihop" in balance.inner_text()


COUNCILS = """konto;organ;belopp
kostnader;Farsta;-12,5
kostnader;ingen;-3
skatter;;15,5
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (COUNCILS, "är inget organ"),
        (COUNCILS.replace("ingen", "Idrottsnämnden"), "Den rättas med en spegelbild"),
    ],
    ids=["with-a-fault", "as-it-should-be"],
)
def test_the_councils_budget_out_of_a_file_is_looked_at(as_role, axe, look, text, told):
    page = as_role("demo-ekonom", f"{JOURNAL}kf-budget/", **look)
    sent = {"name": "budget.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("[name=file]").set_input_files(sent)
    page.locator("[name=total]").press("Enter")
    page.wait_for_url("**/granska/**")

    assert told in page.locator("main").inner_text()
    assert axe(page) == []
    assert width_of(page) <= look["width"]
