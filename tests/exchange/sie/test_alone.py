"""The package needs nothing but Python: it can be published by itself."""

import ast
import sys

import pytest

from tests.house.sources import SOURCE, modules, name_of

PACKAGE = "enslinje.exchange.sie"


def strangers(text):
    """Return the imports of a module that are neither of Python nor of the package."""
    names = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return [
        name
        for name in names
        if name.partition(".")[0] not in sys.stdlib_module_names
        and name != PACKAGE
        and not name.startswith(f"{PACKAGE}.")
    ]


@pytest.mark.parametrize("path", modules(SOURCE / "exchange" / "sie"), ids=name_of)
def test_a_module_needs_nothing_else(path):
    assert strangers(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    ["import django", "from enslinje.core import numbers", "from enslinje.exchange import faults"],
)
def test_a_stranger_is_seen(line):
    assert strangers(line) != []


def uses_floats(text):
    return [node for node in ast.walk(ast.parse(text)) if _is_float(node)]


def _is_float(node):
    named = isinstance(node, ast.Name) and node.id == "float"
    return named or (isinstance(node, ast.Constant) and isinstance(node.value, float))


@pytest.mark.parametrize("path", modules(SOURCE / "exchange" / "sie"), ids=name_of)
def test_no_float_comes_near_an_amount(path):
    assert uses_floats(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("line", ["float('1.5')", "amount = 1.5"])
def test_a_float_is_seen(line):
    assert uses_floats(line) != []
