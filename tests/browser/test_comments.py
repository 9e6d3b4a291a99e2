"""Comments in a browser: read by all, by keyboard and without a script, named by a click."""

import pytest

from tests.browser.serving import DJANGO

PLAN = "/arbete/2021/namnd/farsta/"
ALL = f"{PLAN}kommentarer/"
ROW = f"{ALL}om/arsmal/IND01/"
OTHER = f"{ALL}om/arsmal/IND04/"
SECTION = f"{PLAN}text/inriktning/"
EDITORS = ("/arbete/", PLAN, f"{PLAN}malvarden/", ALL, ROW, OTHER, SECTION)
OFFICE = ("/arbete/", "/arbete/2021/kommentarer/", ALL, ROW)
SAID = """
from enslinje.core.actors import Source
from enslinje.core.terms import Audience, CommentSubject
from enslinje.organisation.rights import actor_for
from enslinje.plans import drafts, operations

def say(by, code, text, **more):
    operations.write_comment(actor=actor_for(by, source=Source.FILE), year=2021,
        comment=drafts.CommentDraft(code=code, body="SDN-FA", text=text, **more))

row = {"subject_kind": CommentSubject.TARGET, "subject": "IND01"}
cell = {"subject_kind": CommentSubject.CELL, "subject": "IND01/reason"}
editor, office = "demo-handlaggare", "demo-strateg"
say(editor, "a", "Ska vi ligga under stadens mål? @demo-forvaltningschef", **row)
say("demo-forvaltningschef", "b", "Nej. @demo-handlaggare ändrar.", thread="a")
say(editor, "c", "Räcker det som skäl? @demo-strateg", audience=Audience.SHARED, **cell)
say(office, "d", "Ja, men skriv vilket år. @demo-handlaggare", thread="c")
say(editor, "e", "Klart.", **row)
operations.settle_thread(actor=actor_for(editor, source=Source.FILE), year=2021,
    thread=drafts.ThreadDraft(thread="e", body="SDN-FA", is_resolved=True, seen=None))
"""


@pytest.fixture(scope="module", autouse=True)
def said(site):
    """Threads on a row of Farsta's targets: internal, shared and resolved."""
    site.run(DJANGO, "shell", "--verbosity", "0", "-c", SAID)


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize(
    ("who", "addresses"),
    [("demo-handlaggare", EDITORS), ("demo-strateg", OFFICE)],
    ids=["editor", "office"],
)
def test_every_page_can_be_read_by_all(as_role, axe, look, who, addresses):
    page = as_role(who, **look)
    for address in addresses:
        for language in ("", "/en"):
            assert (address, page.goto(language + address).status) == (address, 200)
            assert (address, axe(page)) == (address, [])
            assert width_of(page) <= look["width"], address


def test_none_scrolls_sideways_at_four_hundred_percent(as_role):
    page = as_role("demo-handlaggare", width=320)
    for address in EDITORS:
        page.goto(address)
        assert width_of(page) <= 320, address


def enter(page, place):
    place.focus()
    page.keyboard.press("Enter")


def test_by_keyboard_from_my_work_to_a_thread_that_is_answered_and_resolved(as_role):
    page = as_role("demo-handlaggare")
    enter(page, page.get_by_role("link", name="Nej. @demo-handlaggare ändrar."))
    page.wait_for_url(f"**{ROW}#trad-a")
    thread = page.locator("#trad-a")
    assert thread.get_by_text("Läses bara av oss i").is_visible()
    thread.locator("textarea[name=text]").last.focus()
    page.keyboard.type("Jag ändrar i dag.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "answer"
    page.keyboard.press("Enter")
    page.get_by_text("Svaret är skrivet.").wait_for()
    assert page.locator("#trad-a .comment-text", has_text="Jag ändrar i dag.").is_visible()

    enter(page, page.locator("#trad-a").get_by_role("button", name="Markera som löst"))
    page.get_by_text("Tråden är löst.").wait_for()
    enter(page, page.locator("#trad-a").get_by_role("button", name="Öppna igen"))
    page.get_by_text("Tråden är öppen igen.").wait_for()
    page.goto("/arbete/")
    assert page.get_by_text("Nej. @demo-handlaggare ändrar.").count() == 0


def test_by_keyboard_one_is_written_beside_the_text(as_role):
    page = as_role("demo-handlaggare", SECTION)
    enter(page, page.locator(".margin-comments summary", has_text="Ny kommentar"))
    page.locator("#kommentar-text").focus()
    page.keyboard.type("Ska äldreomsorgen stå först?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Kommentaren är skriven.").wait_for()
    assert "/text/inriktning/" in page.url
    beside = page.locator(".margin-comments .comment-text")
    assert beside.get_by_text("Ska äldreomsorgen stå först?").is_visible()


def test_least_is_chosen_and_a_click_names_a_reader(as_role):
    page = as_role("demo-handlaggare", OTHER)
    assert page.get_by_role("radio", name="Bara oss i").is_checked()
    field = page.locator("#id_text")
    field.fill("Ser du,")
    page.get_by_role("button", name="@demo-forvaltningschef").click()
    assert field.input_value() == "Ser du, @demo-forvaltningschef "
    page.keyboard.type("det här?")
    page.get_by_role("button", name="Kommentera").click()
    page.get_by_text("Kommentaren är skriven.").wait_for()
    assert page.locator(
        ".comment-text", has_text="Ser du, @demo-forvaltningschef det här?"
    ).is_visible()


def test_who_does_not_read_it_is_not_named_and_nothing_is_lost(as_role, open_page):
    page = as_role("demo-handlaggare", OTHER)
    field = page.locator("#id_text")
    field.fill("Vad säger du, @demo-strateg?")
    page.get_by_role("button", name="Kommentera").click()
    page.locator(".ds-error-summary").wait_for()
    told = page.locator(".ds-error-summary").inner_text()
    assert "Ingen som läser kommentaren har koden @demo-strateg." in told
    assert field.input_value() == "Vad säger du, @demo-strateg?"
    page.get_by_role("radio", name="Oss och stadsledningskontoret").check()
    page.get_by_role("button", name="Kommentera").click()
    page.get_by_text("Kommentaren är skriven.").wait_for()
    open_page.expected.append("status of 422")


def test_without_a_script_it_is_written_and_taken_away(as_role):
    page = as_role("demo-handlaggare", OTHER, javascript=False)
    page.locator("#id_text").fill("Utan skript")
    page.get_by_role("button", name="Kommentera").click()
    thread = page.locator(".thread", has_text="Utan skript")
    assert thread.is_visible()
    thread.get_by_text("Ändra eller ta bort").click()
    thread.get_by_role("button", name="Ta bort kommentaren").click()
    assert page.get_by_text("Kommentaren är borttagen av den som skrev den.").is_visible()
    assert page.get_by_text("Utan skript").count() == 0
