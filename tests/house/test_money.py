"""No binary fraction comes near money: what reckons with amounts is read for it."""

import ast

import pytest

from tests.house.sources import SOURCE, modules, name_of

ROOMS = [
    *(
        SOURCE / "core" / f"{name}.py"
        for name in ("money", "ledger", "ledger_checks", "statements")
    ),
    *modules(SOURCE / "budget"),
]
FLOATING = {"float", "Float32", "Float64", "FloatField", "mean", "truediv", "cum_mean"}


def binary_fractions(text: str) -> list[str]:
    """Return where `text` makes, names or divides into a binary fraction."""
    found = []
    for node in ast.walk(ast.parse(text)):
        is_literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        is_name = isinstance(node, ast.Name) and node.id in FLOATING
        is_attribute = isinstance(node, ast.Attribute) and node.attr in FLOATING
        divides = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
        if is_literal or is_name or is_attribute or divides:
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("path", ROOMS, ids=name_of)
def test_no_binary_fraction_comes_near_money(path):
    assert binary_fractions(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        "x = 0.1",
        "x = float(y)",
        "x = a / b",
        "x /= 3",
        "nw.Float64",
        "models.FloatField()",
        "c.mean()",
    ],
)
def test_a_binary_fraction_is_seen(code):
    assert binary_fractions(code) != []


@pytest.mark.parametrize("code", ["x = 1", "x = a // b", "x = Fraction(a, b)", "'0.1'", "# 0.1"])
def test_whole_numbers_are_let_through(code):
    assert binary_fractions(code) == []
