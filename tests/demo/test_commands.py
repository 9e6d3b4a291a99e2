"""`enslinje demo` and `enslinje source`: what they print, and how they end."""

import json
import shutil

import pytest
from django.db import connection
from typer.testing import CliRunner

import enslinje.reconciliation.queries  # noqa: F401 — imported so early that its pictures are kept.
from enslinje.cli.main import app
from enslinje.demo.load import UnknownDataSet, YearAlreadyRecorded
from enslinje.goals import queries as goals
from tests.exchange.folders import SMALL, put, rows_in_the_database

NAME = "stockholm-2021"


def run(*arguments: str):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def small(tmp_path):
    return shutil.copytree(SMALL, tmp_path / "smakoping")


@pytest.mark.django_db
def test_demo_says_what_it_loaded(small):
    result = run("demo", NAME, "--folder", small)

    assert result.exit_code == 0
    assert "targets\t6\n" in result.stdout
    assert result.stdout.endswith("smakoping är inläst: 61 rader i 23 tabeller.\n")
    assert goals.years() == (2031,)


@pytest.mark.django_db
def test_demo_prints_each_fault_on_a_line_of_its_own_and_loads_nothing(small):
    put("targets", "value", "fem", indicator="LARM")(small)
    put("weights", "body", "Badet", body="VAT")(small)

    result = run("demo", NAME, "--folder", small)

    assert result.exit_code == 1
    assert result.stdout == ""
    first, second, last = result.stderr.splitlines()
    assert first.startswith("targets.csv, rad 7, kolumn value: ”fem” är inget tal. Skriv talet")
    assert second.startswith("weights.csv, rad 4, kolumn body: ”Badet” är inget känt organ. ")
    assert last == "2 fel. Inget har sparats."
    assert rows_in_the_database() == {}


@pytest.mark.django_db
def test_demo_refuses_a_year_that_is_there(small):
    run("demo", NAME, "--folder", small)

    result = run("demo", NAME, "--folder", small)

    assert isinstance(result.exception, YearAlreadyRecorded)
    assert "2031" in str(result.exception)


@pytest.mark.django_db
def test_demo_if_empty_leaves_a_year_that_is_there(small):
    assert run("demo", NAME, "--folder", small, "--if-empty").exit_code == 0
    before = rows_in_the_database()

    result = run("demo", NAME, "--folder", small, "--if-empty")

    assert result.exit_code == 0
    assert result.stdout == "Databasen har redan 2031: inget att göra.\n"
    assert rows_in_the_database() == before


@pytest.mark.django_db
def test_demo_knows_its_data_sets():
    result = run("demo", "atlantis-1969")

    assert isinstance(result.exception, UnknownDataSet)
    assert NAME in str(result.exception)


def test_demo_of_stockholm_holds_what_the_tables_hold(stockholm):
    with connection.cursor() as cursor:
        counts = {}
        for table in ("goals_target", "goals_duty", "plans_contribution", "plans_activity"):
            cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 — names from here.
            counts[table] = cursor.fetchone()[0]
        cursor.execute("SELECT COUNT(*) FROM goals_measurement")
        counts["measurements"] = cursor.fetchone()[0]
        cursor.execute("SELECT COUNT(*) FROM plans_contribution WHERE state = 'not_stated'")
        counts["not stated"] = cursor.fetchone()[0]
    assert counts == {
        "goals_target": 1322,
        "goals_duty": 1322,
        "plans_contribution": 564,
        "plans_activity": 213,
        "measurements": 1137 + 133,
        "not stated": 109,
    }


def test_source_prints_every_figure_and_counts_them(stockholm):
    result = run("source")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Siffra", "Rad", "Källan", "Enslinje", "Enhet", "Utfall", "Skäl"]
    (differing,) = (line for line in lines if line.startswith("Antal nämnder, 1.4"))
    assert differing.split()[3:7] == ["1147", "32", "31", "skiljer"]
    assert lines[-1].startswith("327 siffror: stämmer 158, skiljer 5,")


def test_source_prints_exact_decimals_for_machines(stockholm):
    result = run("source", "--json")

    figures = {figure["ref"]: figure for figure in json.loads(result.stdout)}
    energy = figures["indicator.IND18.aggregate"]
    assert (energy["stated"], energy["ours"], energy["result"]) == ("2.93", "2.93", "ties")
    assert energy["reference"] == "indikator.sammanraknat/2021/IND18"
    assert figures["result_budget.2.gross_ups"]["ours"] == "-5706.7"
    assert len(figures) == 327


@pytest.mark.django_db
@pytest.mark.parametrize("year", ["2021", "2022"])
def test_source_says_when_there_is_nothing_to_compare(year):
    result = run("source", "--year", year)

    assert result.exit_code == 1
    assert result.stderr == f"Det finns inget att jämföra för {year}.\n"
