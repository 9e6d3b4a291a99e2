"""Files and functions stay small, and no module is named after what it might hold."""

import ast

import pytest

from tests.house.sources import ROOT, modules, name_of

FILE_LINES = 400
FUNCTION_LINES = 60
EMPTY_NAMES = {"utils", "util", "helpers", "common", "manager", "managers", "data", "info", "misc"}
FILES = [
    path
    for folder in ("src", "tests", "scripts", "benchmarks", "tools")
    for path in modules(ROOT / folder)
]


def too_large(text: str) -> list[str]:
    """Return what is larger than the house allows."""
    found = [f"{len(text.splitlines())} lines"] if len(text.splitlines()) > FILE_LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{node.name}: {lines} lines")
    return found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_stay_small(path):
    assert too_large(path.read_text(encoding="utf-8")) == []
    assert path.stem not in EMPTY_NAMES


def test_a_long_file_is_seen():
    assert too_large("a = 1\n" * FILE_LINES) == []
    assert too_large("a = 1\n" * (FILE_LINES + 1)) == ["401 lines"]


def test_a_long_function_is_seen():
    assert too_large("def f():\n" + "    a = 1\n" * (FUNCTION_LINES - 1)) == []
    assert too_large("def f():\n" + "    a = 1\n" * FUNCTION_LINES) == ["f: 61 lines"]
    assert too_large("class A:\n  def f(self):\n" + "    a = 1\n" * FUNCTION_LINES) != []
