"""A real browser against the real server, with Stockholm's data.

`server`             address of `enslinje serve` on a database of its own (once per process)
`open_page(path, …)` a page of it; `theme="dark"`, `width=390`, `language="en-GB"`
`page`               an empty page, light, 1280 px wide
`look`               each test that asks for it runs four times: light and dark, wide and narrow;
                     `open_page(path, **look)`
`axe(page)`          what axe-core finds wrong with it: a list, to be compared with []

A test fails also when a page it opened wrote an error in the console, such as a break of the
content security policy, or asked any other server for anything. One that means to make such an
error looks at `open_page.complaints` and clears it.

The browser is Debian's Chromium, `chromium` on the PATH, which `make test` installs where it can.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
LOOKS = [
    pytest.param({"theme": theme, "width": width}, id=f"{theme}-{width}")
    for theme in ("light", "dark")
    for width in (1280, 390)
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("served")
    settings = "enslinje.config.settings"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "ENSLINJE_MODE": "demo",
        "ENSLINJE_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": settings,
    }
    enslinje, django = (
        Path(sys.executable).with_name(name) for name in ("enslinje", "django-admin")
    )
    for command in (
        [django, "migrate", "--verbosity", "0"],
        [enslinje, "demo", "stockholm-2021"],
        [django, "collectstatic", "--no-input", "--verbosity", "0"],
    ):
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    port = str(_free_port())
    serve = [enslinje, "serve", "--port", port, "--workers", "1"]
    with subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield _answering(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            with urlopen(f"{address}/halsa/", timeout=5):
                return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


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

    def complain_of_strangers(request: Any) -> None:
        if not request.url.startswith((server, "data:")):
            complaints.append(f"asked {request.url}")

    def open_it(
        path: str = "/",
        *,
        theme: str = "light",
        width: int = 1280,
        language: str = "sv-SE",
        javascript: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=server,
            color_scheme=theme,
            viewport={"width": width, "height": 900},
            locale=language,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", complain_of_strangers)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "console",
            lambda said: (
                complaints.append(f"console: {said.text}") if said.type == "error" else None
            ),
        )
        if path:
            page.goto(path)
        return page

    open_it.complaints = complaints  # type: ignore[attr-defined]
    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []


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
