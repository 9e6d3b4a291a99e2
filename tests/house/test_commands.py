"""Every command has help, a page in the handbook, and starts in a moment."""

import re
import subprocess
import sys

import pytest

from enslinje.cli.main import COMMANDS
from tests.house.sources import DOCS

SECTION = re.compile(r"^## `?enslinje ([\w-]+)`?\s*$", re.MULTILINE)
HEAVY = ("django", "polars", "narwhals", "granian", "rich")


def heavy_after(statement: str) -> str:
    """Return which heavy packages a fresh Python holds after `statement`."""
    question = f"import sys\n{statement}\nprint(*[name for name in {HEAVY} if name in sys.modules])"
    asked = subprocess.run(
        [sys.executable, "-c", question], check=True, capture_output=True, text=True
    )
    return asked.stdout.strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help(name):
    line = COMMANDS[name].first_line()
    assert line.endswith(".")
    assert len(line) > 10


def test_the_handbook_has_a_section_for_each_command_and_no_other():
    text = (DOCS / "handbook" / "kommandon.md").read_text(encoding="utf-8")
    assert sorted(SECTION.findall(text)) == sorted(COMMANDS)


def test_a_section_is_told_from_other_headings():
    text = "# Kommandon\n## enslinje serve\n### enslinje x\n## Annat\n## `enslinje doctor`\n"
    assert SECTION.findall(text) == ["serve", "doctor"]


def test_the_command_line_starts_without_heavy_packages():
    assert heavy_after("import enslinje.cli.main") == ""


def test_a_heavy_package_is_seen():
    assert heavy_after("import polars") == "polars"
