"""A real browser against the real server, with Stockholm's data.

`server`             address of `enslinje serve` on a database of its own (once per process)
`site`               the same with its folder: `site.run(…)`, `site.invite(code, address)`
`open_page(path, …)` a page of it; `theme="dark"`, `width=390`, `language="en-GB"`
`page`               an empty page, light, 1280 px wide
`as_role(code, path, …)` the same, signed in as that account of the demo
`look`               each test that asks for it runs four times: light and dark, wide and narrow;
                     `open_page(path, **look)`
`axe(page)`          what axe-core finds wrong with it: a list, to be compared with []

A test fails also when a page it opened wrote an error in the console, such as a break of the
content security policy, or asked any other server for anything. One that means to make such an
error adds a part of it to `open_page.expected`, at any time: a browser tells of it when it comes
to it. One that means to leave the server adds where to `open_page.friends`.

The browser is Debian's Chromium, `chromium` on the PATH, which `make test` installs where it can.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import Site, copied, with_stockholm

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
# The last four keep it from asking the world for anything; the first lets root run it.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 10_000
LOOKS = [
    pytest.param({"theme": theme, "width": width}, id=f"{theme}-{width}")
    for theme in ("light", "dark")
    for width in (1280, 390)
]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_stockholm(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    found = Site(copied(prepared, tmp_path_factory.mktemp("served") / "data"))
    with found.serving():
        yield found


@pytest.fixture(scope="session")
def server(site: Site) -> str:
    return site.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        why = "no `chromium` on the PATH: install Debian's package chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(request.param)


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    contexts = []
    complaints: list[str] = []
    ours = {server}

    def complain_of_strangers(request: Any) -> None:
        if not request.url.startswith((server, "data:", *open_it.friends)):  # type: ignore[attr-defined]
            complaints.append(f"asked {request.url}")

    def note_errors(said: Any) -> None:
        """What another server's pages lack is its own affair, such as a font of a provider's."""
        where = said.location["url"]
        others = where.startswith(tuple(open_it.friends)) and not where.startswith(tuple(ours))  # type: ignore[attr-defined]
        if said.type == "error" and not others:
            complaints.append(f"console: {said.text} ({where})")

    def open_it(
        path: str = "/",
        *,
        theme: str = "light",
        width: int = 1280,
        language: str = "sv-SE",
        javascript: bool = True,
        at: str = server,
    ) -> Page:
        context = browser.new_context(
            base_url=at,
            color_scheme=theme,
            viewport={"width": width, "height": 900},
            locale=language,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        context.set_default_navigation_timeout(3 * PATIENCE_MS)  # The first draws the whole year.
        contexts.append(context)
        ours.add(at)
        page = context.new_page()
        page.on("request", complain_of_strangers)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("console", note_errors)
        if path:
            page.goto(path)
        return page

    open_it.complaints = complaints  # type: ignore[attr-defined]
    open_it.friends = []  # type: ignore[attr-defined]
    open_it.expected = []  # type: ignore[attr-defined]
    yield open_it
    for context in contexts:
        context.close()
    told = open_it.expected  # type: ignore[attr-defined]
    assert [one for one in complaints if not any(text in one for text in told)] == []


@pytest.fixture
def as_role(open_page):
    """Open a page as a role of the demo."""

    def sign_in(code, path="/arbete/", **look):
        page = open_page(f"/konto/logga-in/?next={path.replace('&', '%26')}", **look)
        page.locator(f"button[value={code}]").click()
        page.wait_for_url(f"**{path}")
        return page

    return sign_in


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page("")


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return what axe-core finds wrong with a page: "rule: element", one line each."""
    script = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(script)  # Not a script tag: the content security policy would refuse it.
        found = page.evaluate("() => axe.run().then(result => result.violations)")
        return [
            f"{violation['id']}: {node['target']} {node['html'][:200]}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations
