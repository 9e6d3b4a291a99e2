"""The tables that come with the product: what must hold of them whatever is built on them."""

from collections import Counter
from decimal import Decimal

import pytest

from enslinje.core.terms import CountsAs, Kind
from enslinje.demo.load import FOLDERS
from enslinje.demo.source import FOLDER, STATED_FIGURES
from enslinje.exchange.dataset import DataSet, read


@pytest.fixture(scope="module")
def tables() -> DataSet:
    return read(FOLDER, also=(STATED_FIGURES,))


def pairs(tables, name):
    return [(row.text("indicator"), row.text("body")) for row in tables.tables[name]]


def test_it_is_stockholm_of_2021(tables):
    assert (tables.code, tables.year) == ("stockholm-2021", 2021)
    assert tables.code in FOLDERS


def test_the_register_counts_31_committees_and_16_companies(tables):
    counts = Counter(row.word("counts_as", CountsAs) for row in tables.tables["register"])
    assert counts == {CountsAs.COMMITTEE: 31, CountsAs.COMPANY: 16}
    assert len(tables.tables["bodies"]) == 61


def test_89_council_indicators_6_mandatory_and_5_base_metrics(tables):
    kinds = Counter(row.text("kind") for row in tables.tables["indicators"])
    assert kinds == {"council": 89, "mandatory": 6, "base_metric": 5}
    counted = [row for row in tables.tables["indicators"] if row.flag("counts")]
    assert len(counted) == 89
    assert sum("namnges inte" in row.text("name") for row in counted) == 77


def test_every_duty_has_its_target_and_every_target_its_duty(tables):
    assert len(pairs(tables, "duties")) == 1322
    assert Counter(pairs(tables, "duties")) == Counter(pairs(tables, "targets"))


def test_what_is_not_a_number_is_told_apart(tables):
    kinds = Counter(row.word("kind", Kind) for row in tables.tables["targets"])
    assert kinds == {Kind.NUMBER: 1318, Kind.INTERVAL: 1, Kind.PENDING: 1, Kind.MISSING: 2}
    missing = {
        (row.text("indicator"), row.text("body"))
        for row in tables.tables["targets"]
        if row.text("kind") == Kind.MISSING
    }
    assert missing == {("IND20", "BO-STH"), ("IND21", "SDN-KU")}


def test_quotas_are_one_for_each_duty_and_sum_to_the_ambition(tables):
    quotas = tables.tables["quotas"]
    assert sum(row.scaled("value") for row in quotas) == 454_000 * 10_000
    duties = {body for indicator, body in pairs(tables, "duties") if indicator == "IND20"}
    assert {row.text("body") for row in quotas} == duties
    assert {row.whole("for_year") for row in quotas} == {2023}


def test_every_duty_of_a_weighted_mean_has_a_weight(tables):
    base_of = {row.text("code"): row.text("base") for row in tables.tables["indicators"]}
    needed = {(base_of[i], body) for i, body in pairs(tables, "duties") if base_of[i]}
    assert needed <= set(pairs(tables, "weights"))
    assert len(tables.tables["weights"]) == 133


def test_outcomes_are_of_the_year_before_and_of_bodies_with_a_duty(tables):
    outcomes = tables.tables["outcomes"]
    assert len(outcomes) == 1137
    assert {row.day("period_from").year for row in outcomes} == {2020}
    assert set(pairs(tables, "outcomes")) <= set(pairs(tables, "duties"))


def test_each_counted_body_says_something_of_each_area_goal(tables):
    contributions = tables.tables["contributions"]
    goals = {row.text("code") for row in tables.tables["goals"] if row.text("level") == "area_goal"}
    bodies = {row.text("body") for row in tables.tables["register"]}
    wanted = {(body, goal) for body in bodies for goal in goals}
    assert {(row.text("body"), row.text("goal")) for row in contributions} == wanted
    assert len(contributions) == 564
    assert sum(row.text("state") == "not_stated" for row in contributions) == 109


def test_every_goal_and_sub_area_is_judged_and_a_stronger_judgement_has_a_reason(tables):
    judged = {row.text("goal"): row for row in tables.tables["judgements"]}
    assert judged.keys() == {row.text("code") for row in tables.tables["goals"]}
    assert {goal for goal, row in judged.items() if row.text("reason")} == {"1.1", "1.4", "2.5"}
    assert {goal for goal, row in judged.items() if row.text("condition")} == {"1", "2", "3"}


def test_what_is_said_to_stand_in_the_source_says_where(tables):
    own_line = ("bodies", "goals", "indicators", "activities", "judgements", "stated_figures")
    for name in own_line:
        for row in tables.tables[name]:
            if row.text("basis") == "source":
                assert row.text("source_ref").startswith("source.txt:"), (name, row.line)


def test_an_invented_target_is_marked(tables):
    marked = Counter(row.text("basis") for row in tables.tables["targets"])
    assert marked == {"invented": 1319, "source": 3}


def test_stated_figures_are_numbers_words_or_nothing(tables):
    figures = tables.tables["stated_figures"]
    assert len(figures) == 327
    for row in figures:
        text = row.text("stated_value")
        assert text in {"", "attained"} or Decimal(text).is_finite()
