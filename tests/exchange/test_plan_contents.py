"""The budgets and the preparation of plans in a data set: loaded whole, or refused."""

import csv
from collections import defaultdict
from decimal import Decimal

import pytest

from enslinje.core.marking import EVERYTHING
from enslinje.demo.load import FOLDERS, load
from enslinje.exchange.content_forms import PLAN_BUDGET, PREPARATIONS
from enslinje.exchange.faults import DataSetRefused
from enslinje.plans import content_queries
from tests.exchange.folders import rows_in_the_database, write
from tests.house.sources import ROOT

NAME = "stockholm-2021"
YEAR = 2031
STOCKHOLM = ROOT / "src" / "enslinje" / "demo" / FOLDERS[NAME]


def put(folder, amount):
    budget = {
        "body": "VAT",
        "year": str(YEAR),
        "activity_area": "Vatten",
        "account_group": "staff",
        "for_year": str(YEAR + 1),
        "amount": amount,
        "basis": "stated",
    }
    step = {
        "body": "VAT",
        "year": str(YEAR),
        "code": "B1",
        "kind": "co_determination",
        "held_on": "2030-11-20",
        "said": "Enighet",
        "basis": "stated",
    }
    for form, row in ((PLAN_BUDGET, budget), (PREPARATIONS, step)):
        header = list(form.names)
        write(folder / form.file, [header, [row.get(name, "") for name in header]])


@pytest.mark.django_db
def test_budget_and_preparation_arrive(small):
    put(small, "-12.5")
    load(NAME, folder=small)

    (amount,) = content_queries.plan_budget_of("VAT", year=YEAR, sight=EVERYTHING)
    assert (amount.activity_area, amount.for_year, amount.amount_ore) == (
        "Vatten",
        YEAR + 1,
        -1_250_000_000,
    )
    (step,) = content_queries.preparations_of("VAT", year=YEAR, sight=EVERYTHING)
    assert step.said == "Enighet"


@pytest.mark.django_db
def test_a_cost_without_a_minus_is_refused_with_its_line(small):
    put(small, "12.5")
    with pytest.raises(DataSetRefused) as refused:
        load(NAME, folder=small)

    (fault,) = refused.value.faults
    assert (fault.file, fault.row) == ("plan_budget.csv", 2)
    assert "Kostnader skrivs med minus" in fault.sentence
    assert rows_in_the_database() == {}


def read(name):
    with (STOCKHOLM / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_of_stockholms_bodies_has_an_invented_budget_for_three_years():
    years = defaultdict(set)
    for row in read("plan_budget"):
        years[row["body"]].add(row["for_year"])
        assert row["basis"] == "invented"

    assert set(years) == {row["body"] for row in read("register")}
    assert {frozenset(found) for found in years.values()} == {frozenset({"2021", "2022", "2023"})}


def test_the_plans_of_two_bodies_differ_from_what_the_council_gave():
    council = {row["code"] for row in read("transactions") if row["kind"] == "council_budget"}
    given, planned = defaultdict(Decimal), defaultdict(Decimal)
    for row in read("postings"):
        if row["body"] and row["transaction"] in council:
            given[row["body"]] += Decimal(row["amount"])
    for row in read("plan_budget"):
        if row["for_year"] == "2021":
            planned[row["body"]] += Decimal(row["amount"])

    differs = {body: planned[body] - given[body] for body in given if planned[body] != given[body]}
    assert differs == {"SDN-FA": Decimal("-2.5"), "FN-KUL": Decimal("1.8")}
