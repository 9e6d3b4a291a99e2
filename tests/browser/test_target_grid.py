"""The target grid in a browser: by pointer and by keyboard, within its clicks and seconds.

A site of its own, whose plan occasion takes targets; each test writes for rows of its own.
"""

import time
from contextlib import contextmanager

import pytest

from tests.browser.serving import DJANGO, Site, copied

EDITOR = "demo-handlaggare"
GRID = "/arbete/2021/namnd/farsta/malvarden/"
PASTE = f"{GRID}klistra-in/"
OPEN_THE_PLAN = """
from datetime import UTC, datetime
from enslinje.core.actors import Source, system
from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.organisation import operations, queries
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionDraft
row = queries.occasions(year=2021)[0]
operations.open_occasions(actor=system(Source.DEMO), occasions=[OccasionDraft(
    year=2021, kind=OccasionKind.PLAN, name=row.name, state=OccasionState.OPEN,
    opens_at=row.opens_at, due_at=datetime(2090, 1, 1, tzinfo=UTC),
    bodies=tuple(OccasionBodyDraft(body=body) for body in row.bodies))])
"""
PARTS_OF = """
from enslinje.core.actors import Source, system
from enslinje.core.terms import Basis, Form, Kind
from enslinje.core.values import Stated
from enslinje.goals.drafts import TargetDraft
from enslinje.goals.operations import state_targets
state_targets(actor=system(Source.DEMO), year=2021, targets=[TargetDraft(
    indicator="KF-2.5-10", body="SDN-FA", basis=Basis.STATED,
    value=Stated(Kind.NUMBER, Form.AT_LEAST, 500000, 500000, numerator=10000, denominator=20000))])
"""


@pytest.fixture(scope="module")
def site(prepared, tmp_path_factory):
    found = Site(copied(prepared, tmp_path_factory.mktemp("grid") / "data"))
    for script in (OPEN_THE_PLAN, PARTS_OF):
        found.run(DJANGO, "shell", "--verbosity", "0", "-c", script)
    with found.serving():
        yield found


@pytest.fixture(scope="module")
def server(site):
    return site.address


@contextmanager
def within(seconds):
    began = time.monotonic()
    yield
    assert time.monotonic() - began <= seconds


def cell(page, code, part="v"):
    return page.locator(f'[name="{part}-{code}"]')


def row(page, code):
    return page.locator(f'tr[data-code="{code}"]')


def saved(page):
    state(page, "Sparat")


def state(page, words):
    page.locator("[data-state]", has_text=words).wait_for()


def clear(page, code):
    page.goto(f"{GRID}#{code}")
    cell(page, code).fill("")
    cell(page, code).press("Enter")
    saved(page)


def stand_in(page, code):
    """Go to the cell without writing in it."""
    cell(page, code).click()
    page.keyboard.press("Escape")


def put_on_clipboard(page, text):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def block_of(page, codes):
    """A block of forty rows that says other things of the rows with these codes."""
    special = {0: "1\u00a0234", 1: "50–100", 2: "ca 30", 3: "öka"}
    return "\n".join(f"{code}\t{special.get(at, 60 + at % 30)}" for at, code in enumerate(codes))


class TestMissingTarget:
    """Scenario 1: from Mitt arbete to a saved target in two clicks and three seconds."""

    @pytest.mark.parametrize("is_keyboard", [False, True], ids=["pointer", "keyboard"])
    def test_it_is_one_press_from_the_list(self, as_role, is_keyboard):
        page = as_role(EDITOR, GRID)
        clear(page, "KF-1.2-03")
        page.goto("/arbete/")
        link = page.locator(".to-do a", has_text="1.2:3")
        with within(10):  # Three seconds on a machine of its own; the rest is for a crowded one.
            if is_keyboard:
                link.focus()
                page.keyboard.press("Enter")
            else:
                link.click()
            page.wait_for_url(f"**{GRID}*")
            page.wait_for_selector("[data-grid][data-live]")
            assert page.evaluate("document.activeElement.name") == "v-KF-1.2-03"
            page.keyboard.type("60")
            page.keyboard.press("Tab")
            saved(page)
        assert page.locator("[data-progress]").inner_text() == "88 av 88 årsmål är angivna"
        assert row(page, "KF-1.2-03").locator("[data-gap]").inner_text() == "+10"
        page.goto("/arbete/historik/om/arsmal/2021/KF-1.2-03/SDN-FA/2021/all/")
        assert EDITOR in page.inner_text("main")


class TestPaste:
    """Scenario 2: a block from Excel, seen, written and taken back."""

    def test_it_is_seen_first_then_written_and_all_of_it_taken_back(self, as_role):
        page = as_role(EDITOR, GRID)
        codes = page.evaluate(
            "[...document.querySelectorAll('tr[data-code]')].map(r => r.dataset.code)"
        )
        chosen = [code for code in codes if code.startswith(("KF-2.5", "KF-1.4", "KF-1.3"))]
        before = {code: cell(page, code).input_value() for code in chosen if code != "KF-2.5-10"}
        put_on_clipboard(page, block_of(page, chosen))
        stand_in(page, codes[0])
        with within(20):
            page.keyboard.press("Control+v")
            page.wait_for_url(f"**{PASTE}")
            told = page.inner_text("main")
            # 1 234 percent is outside, "ca 30" is no target, one row is locked.
            assert f"{len(chosen)} rader, {len(chosen)} celler:" in told
            assert "2 är fel, 1 hoppas över." in told
            page.get_by_role("button", name="Klistra in").click()
            page.wait_for_url(f"**{GRID}")
            page.wait_for_selector("[data-grid][data-live]")
        assert page.evaluate("document.activeElement.className") == "ds-error-summary"
        bad = next(code for code in chosen[2:3])
        assert cell(page, bad).input_value() == "ca 30"
        assert cell(page, chosen[1]).input_value() == "50–100"
        page.locator(f'.ds-error-summary a[href="#{bad}"]').click()
        page.goto(f"{GRID}?visa=svaga")
        page.reload()
        page.wait_for_selector("[data-grid][data-live]")
        page.keyboard.press("Control+z")
        page.wait_for_selector(".message")
        assert "årsmål är ångrade." in page.inner_text(".messages")
        page.goto(GRID)
        after = {code: cell(page, code).input_value() for code in before}
        assert after == before

    def test_without_script_the_same_is_done_in_a_text_area(self, as_role):
        page = as_role(EDITOR, PASTE, javascript=False)
        page.locator("[name=block]").fill("IND09\t69\nIND17\tca 7")
        page.get_by_role("button", name="Se vad som ändras").last.click()
        assert "1 ändras" in page.inner_text("main")
        page.get_by_role("button", name="Klistra in").click()
        assert cell(page, "IND09").input_value() == "69"
        assert cell(page, "IND17").input_value() == "ca 7"
        page.get_by_role("button", name="Ångra det senaste").click()
        assert cell(page, "IND09").input_value() == "68"


class TestKeys:
    def test_arrows_move_enter_saves_and_escape_restores(self, as_role):
        page = as_role(EDITOR, GRID)
        stand_in(page, "KF-2.1-01")
        page.keyboard.press("ArrowDown")
        assert row(page, "KF-2.1-02").locator("td:focus").count() == 1
        page.keyboard.press("Home")
        assert row(page, "KF-2.1-02").locator("th:focus").count() == 1
        page.keyboard.press("End")
        page.keyboard.press("Control+Home")
        page.keyboard.press("Control+End")
        stand_in(page, "KF-2.1-02")
        page.keyboard.type("71")
        page.keyboard.press("Escape")
        assert cell(page, "KF-2.1-02").input_value() == "50"
        page.keyboard.type("72")
        page.keyboard.press("Enter")
        saved(page)
        assert row(page, "KF-2.1-03").locator("td:focus").count() == 1
        page.keyboard.press("Control+d")
        page.locator('tr[data-code="KF-2.1-03"] [data-gap]', has_text="+22").wait_for()
        saved(page)
        assert cell(page, "KF-2.1-03").input_value() == "72"

    def test_tab_outside_of_writing_leaves_the_grid(self, as_role):
        page = as_role(EDITOR, GRID)
        stand_in(page, "KF-2.2-01")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('table')") is None

    def test_a_weaker_target_is_said_at_once(self, as_role):
        page = as_role(EDITOR, GRID)
        cell(page, "KF-2.2-02").fill("3")
        cell(page, "KF-2.2-02").press("Enter")
        saved(page)
        assert "Motivera eller höj målet." in row(page, "KF-2.2-02").inner_text()
        cell(page, "KF-2.2-02", "r").fill("Vi bygger om")
        cell(page, "KF-2.2-02", "r").press("Enter")
        row(page, "KF-2.2-02").locator("[data-kind=warning]").first.wait_for(state="detached")

    def test_while_others_wait_it_is_said_a_moment_later(self, as_role):
        """As the server answers then: saved, and to be asked again."""

        def rushed(route):
            answer = route.fetch()
            if route.request.method == "POST":
                told = answer.json()
                (now,) = told["rows"].values()
                now |= {"gap": "", "warnings": []}
                rest = {"said": told["said"], "undo": told["undo"], "faults": [], "again": 0.5}
                route.fulfill(response=answer, json={"rows": told["rows"], **rest})
            else:
                route.fulfill(response=answer)

        page = as_role(EDITOR, GRID)
        page.route(lambda address: GRID in address, rushed)
        cell(page, "KF-2.2-03").fill("2")
        cell(page, "KF-2.2-03").press("Enter")
        saved(page)
        assert "Jämförs strax" in row(page, "KF-2.2-03").inner_text()
        row(page, "KF-2.2-03").get_by_text("Motivera eller").first.wait_for()
        assert "Jämförs strax" not in row(page, "KF-2.2-03").inner_text()


class TestNothingIsLost:
    def test_a_failed_server_is_tried_again_and_said(self, as_role, open_page):
        page = as_role(EDITOR, GRID)
        failing = []
        page.route(f"**{GRID}", lambda route: failing.append(1) or route.fulfill(status=503))
        cell(page, "KF-2.3-01").fill("77")
        cell(page, "KF-2.3-01").press("Enter")
        state(page, "försöker igen")
        page.unroute(f"**{GRID}")
        saved(page)
        assert failing
        page.reload()
        assert cell(page, "KF-2.3-01").input_value() == "77"
        open_page.expected.append("status of 503")

    def test_what_was_not_saved_comes_back_after_signing_in_again(self, as_role, open_page):
        page = as_role(EDITOR, GRID)
        page.context.clear_cookies()
        cell(page, "KF-2.3-02").fill("78")
        cell(page, "KF-2.3-02").press("Enter")
        state(page, "Logga in igen")
        page.goto(f"/konto/logga-in/?next={GRID}")
        page.locator(f"button[value={EDITOR}]").click()
        page.wait_for_url(f"**{GRID}")
        saved(page)
        assert cell(page, "KF-2.3-02").input_value() == "78"
        open_page.expected.append("status of 403")

    def test_what_a_colleague_saved_is_shown_and_ones_own_is_kept(self, as_role, open_page):
        mine, theirs = as_role(EDITOR, GRID), as_role("demo-handlaggare-2", GRID)
        cell(theirs, "KF-2.3-03").fill("61")
        cell(theirs, "KF-2.3-03").press("Enter")
        saved(theirs)
        cell(mine, "KF-2.3-03").fill("62")
        cell(mine, "KF-2.3-03").press("Enter")
        mine.wait_for_selector('tr[data-code="KF-2.3-03"] [data-kind=fault]')
        assert "Någon annan har sparat 61" in row(mine, "KF-2.3-03").inner_text()
        assert cell(mine, "KF-2.3-03").input_value() == "62"
        open_page.expected.append("status of 409")


def test_every_page_can_be_read_by_all(as_role, axe, look):
    page = as_role(EDITOR, GRID, **look)
    for address in ("/arbete/", GRID, f"{GRID}?visa=saknas", PASTE):
        page.goto(address)
        assert (address, axe(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= look["width"], address
    page.locator("[name=block]").fill("IND09\t69\nIND17\tca 7\nNONE\t1")
    page.get_by_role("button", name="Se vad som ändras").last.click()
    page.wait_for_selector("[name=confirm]", state="attached")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look["width"]


def test_the_grid_fits_at_four_hundred_percent(as_role):
    page = as_role(EDITOR, GRID, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
