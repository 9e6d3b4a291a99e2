"""`enslinje reconcile`: what a reader and a program get."""

import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from enslinje.cli.main import app
from enslinje.reconciliation.queries import YearNotFound

RUN = CliRunner()
GOAL_KEYS = {
    *("level", "number", "name", "council_indicators", "met", "partly_met", "not_met"),
    *("committees", "committees_contributing", "companies", "companies_contributing"),
    *("proposal", "assessment", "parts"),
}
INDICATOR_KEYS = {
    *("code", "name", "goal", "unit", "council_target", "aggregated_target", "rule", "bodies"),
    *("bodies_with_target", "missing", "status", "so_far", "counts"),
}


@pytest.fixture
def printed(stockholm: None) -> dict:
    answer = RUN.invoke(app, ["reconcile", "2021", "--json"])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_json_has_the_agreed_shape(printed):
    assert set(printed) == {"year", "goals", "indicators", "findings"}
    assert all(set(goal) == GOAL_KEYS for goal in printed["goals"])
    assert all(set(found) == INDICATOR_KEYS for found in printed["indicators"])
    assert all(
        set(row) == {"rule", "severity", "body", "subject", "message"}
        for row in printed["findings"]
    )


def test_json_holds_the_figures_as_decimal_strings(printed):
    goal = next(goal for goal in printed["goals"] if goal["number"] == "2.5")
    assert (goal["met"], goal["council_indicators"], goal["partly_met"]) == ("19", "22", "1")
    assert (goal["proposal"], goal["assessment"]) == ("partly_attained", "attained")
    by_code = {found["code"]: found for found in printed["indicators"]}
    assert by_code["IND20"]["aggregated_target"] == "434848"
    assert by_code["IND20"]["missing"] == ["BO-STH"]
    assert by_code["IND19"]["aggregated_target"] == ["50", "100"]
    assert by_code["IND16"]["aggregated_target"] is None
    assert Decimal("2.925") <= Decimal(by_code["IND18"]["aggregated_target"]) < Decimal("2.935")
    assert sum(found["status"] == "met" and found["counts"] for found in by_code.values()) == 84


def test_sub_areas_are_parts_of_their_goal(printed):
    goal = next(goal for goal in printed["goals"] if goal["number"] == "1.3")
    assert [(part["met"], part["council_indicators"]) for part in goal["parts"]] == [
        ("5", "5"),
        ("6", "6"),
    ]


@pytest.mark.stockholm
def test_readers_get_tables_with_the_ratio_beside_the_word():
    answer = RUN.invoke(app, ["reconcile", "2021"], env={"COLUMNS": "120"})

    assert answer.exit_code == 0
    for text in ("19/22", "84 av 89", "Uppfylls delvis", "434 848", "Stockholmshem"):
        assert text in answer.stdout.replace("\u00a0", " ")


@pytest.mark.stockholm
def test_information_is_listed_only_when_asked_for():
    short = RUN.invoke(app, ["reconcile", "2021"])
    whole = RUN.invoke(app, ["reconcile", "2021", "--information"])

    assert "contribution-not-stated" not in short.stdout
    assert "contribution-not-stated" in whole.stdout


@pytest.mark.stockholm
def test_as_of_draws_an_earlier_picture():
    answer = RUN.invoke(app, ["reconcile", "2021", "--as-of", "2021-01-20", "--json"])

    assert {goal["assessment"] for goal in json.loads(answer.stdout)["goals"]} == {None}


@pytest.mark.stockholm
@pytest.mark.parametrize(
    ("moment", "assessed"), [("2021-02-15", True), ("2021-02-15T08:59", False)]
)
def test_a_date_alone_is_its_whole_day_as_on_the_pages(moment, assessed):
    answer = RUN.invoke(app, ["reconcile", "2021", "--as-of", moment, "--json"])

    assert (json.loads(answer.stdout)["goals"][0]["assessment"] == "attained") is assessed


@pytest.mark.stockholm
def test_a_year_that_does_not_exist_is_refused():
    answer = RUN.invoke(app, ["reconcile", "1999"])

    assert isinstance(answer.exception, YearNotFound)
    assert "1999" in str(answer.exception)
