"""`enslinje budget code-map` and `actuals`: what they print, and that a fault changes nothing."""

import json

import pytest
from typer.testing import CliRunner

from enslinje.budget.models import AmountImport
from enslinje.cli.main import app
from tests import budget_town
from tests.exchange.test_amount_files import MARCH, RULES
from tests.town import recorded_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]


@pytest.fixture(scope="module")
def recorded_money(django_db_setup, django_db_blocker):
    with recorded_once(django_db_blocker, budget_town.record_money):
        yield


@pytest.fixture
def files(tmp_path):
    (tmp_path / "regler.csv").write_text(RULES, encoding="utf-8")
    (tmp_path / "mars.csv").write_text(MARCH, encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["budget", *map(str, arguments)])


def test_rules_first_then_a_look_then_the_month(files):
    assert run("code-map", files / "regler.csv", "--year", 2021).exit_code == 0
    asked = ("actuals", files / "mars.csv", "--year", 2021, "--month", 3)
    looked = run(*asked, "--preview")
    assert (looked.exit_code, AmountImport.objects.count()) == (0, 0)
    assert "4 rader, summa 0.00 = placerat 500.00 + utelämnat -500.00" in looked.stdout
    done = run(*asked, "--total", "0", "--json")
    found = json.loads(done.stdout)
    assert (found["imported"], found["file_sum"], found["months"][0]["placed"]) == (
        *(True, "0.00", "500.00"),
    )
    assert "Redan inläst." in run(*asked).stdout
    assert AmountImport.objects.count() == 1


def test_a_code_that_no_rule_covers_exits_1_and_changes_nothing(files):
    run("code-map", files / "regler.csv", "--year", 2021)
    (files / "mars.csv").write_text(f"{MARCH}5030;300;;;;;202103;12,5\n", encoding="utf-8")
    asked = run("actuals", files / "mars.csv", "--year", 2021)
    assert (asked.exit_code, AmountImport.objects.count()) == (1, 0)
    assert "rad 6: ”5030 ansvar:300” får inget värde i body" in asked.stdout


def test_a_file_that_cannot_be_read_exits_1_with_every_fault(files):
    run("code-map", files / "regler.csv", "--year", 2021)
    (files / "mars.csv").write_text("konto;period\n1;2\n", encoding="utf-8")
    asked = run("actuals", files / "mars.csv", "--year", 2021, "--json")
    assert asked.exit_code == 1
    assert "belopp" in json.loads(asked.stdout)["faults"][0]


def test_rules_with_a_fault_are_not_kept(files):
    (files / "regler.csv").write_text(RULES.replace("4000,", "x,"), encoding="utf-8")
    asked = run("code-map", files / "regler.csv", "--year", 2021)
    assert asked.exit_code == 1
    assert "kontonummer" in asked.stdout
