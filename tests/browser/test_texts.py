"""The plan's texts in a browser: saved while one types, kept when nothing answers, two at once."""

import re

import pytest

from tests.browser.serving import DJANGO

LIST = "/arbete/2022/namnd/farsta/text/"
SECTIONS = ("uppdrag", "omvarld", "inriktning", "samverkan", "uppfoljning")
SKELETON = f"""
from enslinje.core import actors
from enslinje.core.actors import Source
from enslinje.core.terms import Basis
from enslinje.plans import drafts, operations
loader = actors.system(Source.DEMO)
operations.set_sections(actor=loader, year=2022, sections=[
    drafts.SectionDraft(code=code, heading=code.title(), guidance="Skriv kort.", basis=Basis.STATED)
    for code in {SECTIONS!r}
])
operations.set_sections(actor=loader, year=2021, sections=[
    drafts.SectionDraft(code="fjol", heading="Fjol", basis=Basis.STATED)
])
"""
WORDS = " ".join(f"ord{number}" for number in range(1, 301))
SLOW_MS = 20_000


@pytest.fixture(scope="module", autouse=True)
def skeleton(site):
    """Sections of a year without occasions, in which texts are always taken."""
    site.run(DJANGO, "shell", "--verbosity", "0", "-c", SKELETON)


def state(page):
    return page.locator("[data-save-state]")


def says(page, words):
    page.wait_for_function(
        "words => new RegExp(words).test(document.querySelector('[data-save-state]').textContent)",
        arg=words,
        timeout=SLOW_MS,
    )


def text_of(page):
    return page.locator("#id_text")


def answers(page, address):
    """Gather the answers to what the page saves."""
    found = []

    def gather(answer):
        if answer.request.method == "POST" and answer.url.endswith(address):
            found.append(answer.status)

    page.on("response", gather)
    return found


def forgive(open_page, *statuses):
    """The console tells of these answers, which the test means to get."""
    open_page.expected += [f"status of {status}" for status in statuses]


def press(page, place, how):
    if how == "pointer":
        place.click()
    else:
        place.focus()
        page.keyboard.press("Enter")


def test_what_is_typed_is_saved_at_a_pause_and_on_leaving_the_field(as_role):
    address = f"{LIST}uppdrag/"
    page = as_role("demo-handlaggare", address)
    saves = answers(page, address)
    text_of(page).click()
    page.keyboard.type("Vi får 5 mnkr")
    says(page, "Ändrat|Sparar|Sparat")
    says(page, r"^Sparat kl\. \d\d\.\d\d$")
    assert "5 mnkr är inte kopplad" in page.locator("[data-unbound]").inner_text()
    assert page.locator("[data-work-state]").inner_text() == "◔ Påbörjad"
    page.keyboard.type(" i år.")
    page.keyboard.press("Tab")
    page.wait_for_timeout(100)
    says(page, r"^Sparat kl\.")
    page.reload()
    assert text_of(page).input_value() == "Vi får 5 mnkr i år."
    assert set(saves) == {200}


@pytest.mark.parametrize("how", ["pointer", "keyboard"])
def test_no_text_is_lost_by_a_failed_server_and_an_ended_session(as_role, open_page, how):
    address = f"{LIST}{'omvarld' if how == 'pointer' else 'samverkan'}/"
    page = as_role("demo-handlaggare", address)
    saves = answers(page, address)
    down = {"is": True}
    page.route(
        f"**{address}",
        lambda route: (
            route.fulfill(status=503, body="Nere")
            if down["is"] and route.request.method == "POST"
            else route.continue_()
        ),
    )
    text_of(page).click()
    page.keyboard.insert_text(WORDS)
    says(page, r"^Ej sparat – försöker igen \(1\)")

    page.context.clear_cookies(name="sessionid")
    down["is"] = False
    page.keyboard.type(" och mer")
    says(page, "^Ej sparat: du är utloggad")
    page.keyboard.type(" till sist")
    press(page, state(page).locator("a"), how)
    press(page, page.locator("button[value=demo-handlaggare]"), how)
    page.wait_for_url(f"**{address}")

    says(page, r"^Sparat kl\.")
    assert text_of(page).input_value() == f"{WORDS} och mer till sist"
    assert page.evaluate("document.activeElement.name") == "text"
    assert page.evaluate("document.activeElement.selectionStart") == len(
        text_of(page).input_value()
    )
    says(page, r"^Sparat kl\.")
    page.wait_for_timeout(1200)
    # What was sent before is sent again by its own key, then the rest: nothing twice.
    assert [one for one in saves if one == 200] in ([200], [200, 200])
    page.reload()
    assert text_of(page).input_value() == f"{WORDS} och mer till sist"
    assert page.evaluate("localStorage.length") == 0
    forgive(open_page, 503, 401)


def test_a_save_whose_answer_is_lost_is_written_once(as_role, open_page):
    address = f"{LIST}uppfoljning/"
    page = as_role("demo-handlaggare", address)
    lost = []

    def lose_the_first(route):
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route(f"**{address}", lose_the_first)
    text_of(page).click()
    page.keyboard.type("En gång")
    says(page, r"^Sparat kl\.")
    assert lost == [200]
    page.goto("/arbete/historik/om/avsnittstext/2022/uppfoljning/SDN-FA/")
    assert page.locator("ol.history > li").count() == 1
    open_page.expected.append("ERR_FAILED")


@pytest.mark.parametrize("how", ["pointer", "keyboard"])
def test_two_who_write_at_once_see_each_other_and_choose(as_role, open_page, axe, how):
    address = f"{LIST}inriktning/"
    first = as_role("demo-handlaggare", address)
    base = f"Vi växer. Köerna kortas {how}."
    text_of(first).fill(base)
    says(first, r"^Sparat kl\.")
    second = as_role("demo-handlaggare-2", address)
    assert "demo-handlaggare skriver här" in second.locator("[data-present]").inner_text() or (
        second.wait_for_function(
            "() => document.querySelector('[data-present]').textContent.includes('skriver')"
        )
    )

    text_of(first).fill(base.replace("växer", "krymper"))
    says(first, r"^Sparat kl\.")
    text_of(first).blur()
    text_of(second).fill(base.replace("kortas", "halveras"))
    says(second, "^Ej sparat: någon annan har sparat")
    assert axe(second) == []
    text_of(second).press("End")
    second.keyboard.type(" Mer.")
    press(second, second.locator("[data-take=merged]"), how)
    says(second, r"^Sparat kl\.")
    merged = text_of(second).input_value()
    assert merged.startswith(f"Vi krymper. Köerna halveras {how}.")
    assert merged.endswith("Mer.")
    assert second.locator("[data-panel]").inner_text() == ""
    second.reload()
    assert text_of(second).input_value() == merged
    forgive(open_page, 409)


def test_an_old_draft_is_not_written_over_what_a_colleague_has_saved(as_role, open_page):
    address = f"{LIST}uppdrag/"
    first = as_role("demo-handlaggare", address)
    first.route(
        f"**{address}",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    text_of(first).fill("Mitt gamla utkast")
    says(first, "^Ej sparat")
    second = as_role("demo-handlaggare-2", address)
    text_of(second).fill("Kollegans nyare text")
    says(second, r"^Sparat kl\.")
    first.unroute(f"**{address}")
    first.reload()
    says(first, "^Ej sparat: någon annan har sparat")
    assert text_of(first).input_value() == "Mitt gamla utkast"
    assert "Kollegans nyare text" in first.locator("[data-text=theirs]").inner_text()
    forgive(open_page, 409)
    open_page.expected.append("ERR_FAILED")


def test_a_figure_is_found_inserted_and_shown_as_a_chip(as_role, open_page):
    page = as_role("demo-handlaggare", "/arbete/2021/namnd/farsta/text/uppdrag/")
    page.locator(".figure-picker summary").press("Enter")
    page.locator("#siffra").fill("årsmålet")
    page.locator("#siffra").press("Enter")
    page.locator("[data-insert]").first.click()
    assert re.fullmatch(r"\{\{ siffra \S+ \}\}", text_of(page).input_value())
    page.locator("button[value=preview]").click()
    page.locator(".preview .figure-chip").wait_for()
    assert page.locator(".preview .figure-chip").count() == 1
    forgive(open_page, 422)  # The plans of the year are in: what is typed there is not saved.


def test_it_works_without_a_script(as_role):
    page = as_role("demo-handlaggare", f"{LIST}samverkan/", javascript=False)
    text_of(page).fill("Utan skript")
    page.locator("button[value=save]").click()
    assert "Texten är sparad." in page.locator(".message").inner_text()


def test_every_page_of_the_texts_can_be_read_by_all(as_role, axe, look):
    page = as_role("demo-handlaggare", **look)
    addresses = [
        "/arbete/2021/namnd/farsta/text/",
        "/arbete/2021/namnd/farsta/text/uppdrag/",
        "/arbete/2021/namnd/farsta/text/uppdrag/?siffra=klimat",
    ]
    office = as_role("demo-strateg", **look)
    for who, address in [
        *((page, one) for one in addresses),
        (office, "/arbete/stamdata/2021/avsnitt/"),
        (office, "/arbete/stamdata/2021/avsnitt/uppdrag/"),
    ]:
        assert (address, who.goto(address).status) == (address, 200)
        assert (address, axe(who)) == (address, [])
        assert who.evaluate("document.documentElement.scrollWidth") <= look["width"], address
