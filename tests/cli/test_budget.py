"""`enslinje budget`: what it prints for people and for machines, and how it ends."""

import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from enslinje.budget.errors import UnknownReserve
from enslinje.budget.models import ReserveBalance
from enslinje.budget.statements import LedgerNotFound
from enslinje.cli.main import app
from enslinje.organisation.errors import UnknownBody

pytestmark = pytest.mark.stockholm

COLUMNS = ("council_budget", "adjustments", "gross_ups", "adjusted_budget")


def run(*arguments):
    return CliRunner().invoke(app, ["budget", *map(str, arguments)])


def data(*arguments):
    result = run(*arguments, "--json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


def row(found, number):
    return next(one for one in found["rows"] if one["row"] == number)


def cells(found, number):
    return [row(found, number)[column] for column in COLUMNS]


def test_amounts_are_decimal_strings_in_mnkr_and_right_is_the_default():
    found = data("statement", 2021)
    assert (found["year"], found["layout"], found["phase"], found["unit"]) == (
        *(2021, "right", "granted", "mnkr"),
    )
    assert [one["row"] for one in found["rows"]] == list(range(1, 23))
    assert cells(found, 2) == ["-53634.7", "-150.9", "-5706.7", "-59492.3"]
    assert cells(found, 5) == ["-825.5", "169.4", "0.0", "-656.1"]
    assert cells(found, 4) == [None] * 4
    assert row(found, 4)["type"] == "heading"
    assert row(found, 8)["type"] == "sum"


def test_the_source_s_layout_and_what_it_moved():
    found = data("statement", 2021, "--layout", "source")
    assert cells(found, 2) == ["-53634.7", "-149.6", "-5708.0", "-59492.3"]
    assert cells(found, 5) == ["-825.5", "168.1", "1.3", "-656.1"]
    (moved,) = found["printed_elsewhere"]
    assert (moved["decision_item"], moved["column"], moved["printed_column"]) == (
        *(12, "adjustments", "gross_ups"),
    )
    assert moved["amounts"]["unforeseen_needs"] == "1.3"


def test_a_body_by_any_of_its_spellings():
    found = data("statement", 2021, "--body", "idrottsnämnden")
    assert found["body"] == "FN-IDR"
    assert [one["row"] for one in found["rows"]] == [1, 2, 3, 8]
    for one in found["rows"]:
        *parts, after = (Decimal(one[column]) for column in COLUMNS)
        assert sum(parts) == after
    assert row(found, 8)["adjustments"] == "-1.3"
    assert row(found, 8)["gross_ups"] == "0.0"


def test_a_reserve_with_its_drawings_by_decision_item():
    found = data("reserve", 2, "--year", 2021)
    assert (found["opening"], found["drawn"], found["balance"]) == ("825.5", "169.4", "656.1")
    drawings = [(one["decision_item"], one["amount"], one["balance"]) for one in found["drawings"]]
    assert drawings == [(2, "167.4", "658.1"), (12, "1.3", "656.8"), (16, "0.7", "656.1")]
    parts = found["drawings"][0]["parts"]
    assert sum(Decimal(part["amount"]) for part in parts) == Decimal("167.4")
    assert {"earmark": "POT04", "amount": "2.7", "basis": "source"}.items() <= parts[2].items()


def test_a_reserve_whose_opening_is_unknown():
    found = data("reserve", 4, "--year", 2021)
    assert (found["opening"], found["drawn"], found["balance"]) == (None, "193.4", None)
    assert run("reserve", 4).stdout.count("uppgift saknas") == 2


def test_people_get_a_table_that_says_what_the_source_moved():
    lines = run("statement", 2021).stdout.splitlines()
    (costs,) = [line for line in lines if "Verksamhetens kostnader" in line]
    assert costs.split("  ")[-1].strip() == "−59\u00a0492,3"
    assert lines[-1].startswith("Punkt 12, Finnkampen 2021: källan har tryckt 1,3 mnkr i kolumnen")
    assert "658,1" in run("reserve", 2).stdout


def test_what_is_endorsed_is_named_in_the_title():
    assert "tillstyrkt (förslag)" in run("statement", 2021, "--phase", "endorsed").stdout


def test_check_says_that_nothing_is_wrong_and_one_line_per_breach_otherwise():
    good = run("check", 2021)
    assert (good.exit_code, good.stdout) == (0, "19 kontroller av 7 transaktioner: inget fel.\n")

    ReserveBalance.objects.filter(account__code="CM2").update(balance_ore=1)

    bad = run("check", 2021)
    assert bad.exit_code == 1
    assert bad.stdout == ("kept-balance: CM2: det sparade saldot stämmer inte med posteringarna.\n")


@pytest.mark.parametrize(("form", "first"), [("hledger", "commodity"), ("beancount", "option")])
def test_export_prints_a_journal(form, first):
    result = run("export", "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(first)
    assert "-656100000.00 " in result.stdout


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("statement", 1999), LedgerNotFound),
        (("check", 1999), LedgerNotFound),
        (("statement", 2021, "--body", "Ankeborg"), UnknownBody),
        (("reserve", 9, "--year", 2021), UnknownReserve),
    ],
)
def test_what_is_asked_wrongly_is_told(arguments, refusal):
    assert isinstance(run(*arguments).exception, refusal)


def test_without_a_question_it_says_what_can_be_asked():
    result = run()
    assert all(name in result.output for name in ("statement", "reserve", "check", "export"))


def test_a_bridge_between_two_ends_says_each_cause():
    found = data("bridge", 2021, "--row", 5, "--from", "adjustments", "--to-day", "2021-03-10")

    assert (found["from"]["amount"], found["to"]["amount"]) == ("169.4", "-656.1")
    assert found["unexplained"] == "0.0"
    assert [(one["transaction"], one["amount"]) for one in found["steps"]] == [(1, "-825.5")]
    assert "Ökade nettokostnader ur CM2" in run("bridge", 2021, "--row", 5).stdout
    assert run("bridge", 2021, "--row", 4).exit_code == 2
