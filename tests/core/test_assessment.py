"""From statuses to a goal's ratio, and from the ratio to a proposal."""

import narwhals as nw
import pytest

from enslinje.core.assessment import DEFAULT_RULE, ProposalRule, count_statuses, propose
from enslinje.core.errors import DomainError
from enslinje.core.schemas import PLACEMENTS
from enslinje.core.tables import TableError
from enslinje.core.terms import Status
from tests.core.builders import only, plain, rows_of, table


def statuses(*values):
    columns = {"indicator": nw.String, "status": nw.String}
    return plain(columns, [(f"I{n}", value) for n, value in enumerate(values)]).lazy()


def under(goal, count, *, counts=True, start=0):
    return [(f"I{n}", goal, counts) for n in range(start, start + count)]


def counted(found, *placements):
    rows = rows_of(count_statuses(found, table(PLACEMENTS, *placements)))
    names = ("indicators", "met", "partly_met", "not_met", "undecided")
    return {row["goal"]: tuple(row[name] for name in names) for row in rows}


def test_every_status_is_counted_once():
    assert counted(statuses(*Status), *under("1.1", len(Status))) == {"1.1": (6, 1, 1, 1, 3)}


def test_an_indicator_that_nobody_has_a_duty_for_is_undecided():
    assert counted(statuses("met"), *under("1.1", 2)) == {"1.1": (2, 1, 0, 0, 1)}


def test_an_indicator_outside_the_ratio_is_not_counted():
    mandatory = under("1.1", 1, counts=False, start=1)
    assert counted(statuses("met", "not_met"), *under("1.1", 1), *mandatory) == {
        "1.1": (1, 1, 0, 0, 0)
    }
    assert counted(statuses("met", "not_met"), *mandatory) == {}


def test_a_sub_areas_indicator_is_counted_there_and_in_its_goal():
    found = counted(statuses("met", "not_met"), *under("1.3", 2), *under("1.3-F", 1))
    assert found == {"1.3": (2, 1, 0, 1, 0), "1.3-F": (1, 1, 0, 0, 0)}


def test_counting_asks_for_its_columns():
    with pytest.raises(TableError, match="placements: 'counts' is missing"):
        count_statuses(statuses(), table(PLACEMENTS).drop("counts"))


def proposal(met, total, rule=DEFAULT_RULE):
    columns = {"goal": nw.String, "indicators": nw.Int64, "met": nw.Int64}
    return only(propose(plain(columns, [("1.1", total, met)]).lazy(), rule))["proposal"]


@pytest.mark.parametrize(
    ("met", "total", "expected"),
    [
        (6, 6, "attained"),
        (5, 6, "partly_attained"),
        (2, 6, "partly_attained"),  # Exactly a third.
        (1, 6, "not_attained"),
        (1, 3, "partly_attained"),
        (0, 3, "not_attained"),
        (1, 1, "attained"),
        (0, 1, "not_attained"),
        (0, 0, None),  # There is nothing to go by.
        (19, 22, "partly_attained"),
    ],
)
def test_all_is_attained_and_a_third_is_partly(met, total, expected):
    assert proposal(met, total) == expected


@pytest.mark.parametrize(
    ("met", "expected"),
    [(8, "attained"), (7, "partly_attained"), (5, "partly_attained"), (4, "not_attained")],
)
def test_the_rule_is_data(met, expected):
    rule = ProposalRule(4, 5, 1, 2)
    assert proposal(met, 10, rule) == expected


def test_the_rules_settings_travel_as_text():
    assert DEFAULT_RULE.settings() == {
        "attained_from_numerator": "1",
        "attained_from_denominator": "1",
        "partly_from_numerator": "1",
        "partly_from_denominator": "3",
    }


@pytest.mark.parametrize("shares", [(1, 0, 1, 3), (1, 1, 1, 0), (-1, -1, 1, 3)])
def test_a_share_has_a_denominator(shares):
    with pytest.raises(DomainError, match="denominator of one or more"):
        ProposalRule(*shares)


@pytest.mark.parametrize("shares", [(3, 2, 1, 3), (1, 3, 1, 2), (1, 1, 0, 3), (0, 1, 0, 3)])
def test_the_shares_are_in_order(shares):
    with pytest.raises(DomainError, match="asks for more than nothing and attained for no less"):
        ProposalRule(*shares)


def test_partly_and_attained_may_ask_for_the_same():
    assert proposal(1, 2, ProposalRule(1, 2, 1, 2)) == "attained"
    assert proposal(1, 3, ProposalRule(1, 2, 1, 2)) == "not_attained"


@pytest.mark.parametrize(
    ("met", "undecided", "expected"),
    [(0, 3, None), (0, 2, "not_attained"), (1, 2, "partly_attained")],
)
def test_nothing_is_proposed_while_nothing_is_decided(met, undecided, expected):
    columns = {"goal": nw.String, **dict.fromkeys(("indicators", "met", "undecided"), nw.Int64)}
    counts = plain(columns, [("1.1", 3, met, undecided)]).lazy()

    assert only(propose(counts))["proposal"] == expected
