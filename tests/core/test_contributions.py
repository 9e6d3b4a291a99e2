"""Who contributes to which goal, counted against the register."""

import narwhals as nw
import pytest

from enslinje.core.contributions import count_contributions, expected_gaps, open_gaps
from enslinje.core.schemas import CONTRIBUTIONS, REGISTER
from enslinje.core.tables import TableError
from tests.core.builders import plain, rows_of, table

OWN = (1, 1, 1)
NOTHING = (0, 0, 0)
CITY = {"N1": "committee", "N2": "committee", "N3": "committee", "B1": "company", "KF": "none"}


def said(goal, body, state="stated", own=NOTHING, *, is_expected=False):
    return goal, body, state, is_expected, *own


def goals(*codes):
    return plain({"goal": nw.String}, [(code,) for code in codes]).lazy()


def counted(*pairs, register=CITY, of=("1.1",)):
    rows = rows_of(
        count_contributions(
            table(CONTRIBUTIONS, *pairs), table(REGISTER, *register.items()), goals(*of)
        )
    )
    return {
        (row["goal"], row["counts_as"]): (row["contributing"], row["total"], row["with_own"])
        for row in rows
    }


def test_the_register_is_the_denominator():
    found = counted(said("1.1", "N1"), said("1.1", "B1"), said("1.1", "N2", "not_stated"))
    assert found == {("1.1", "committee"): (1, 3, 0), ("1.1", "company"): (1, 1, 0)}


def test_a_goal_that_nobody_has_written_of_is_counted_too():
    assert counted(of=("1.1", "1.2")) == {
        (goal, kind): (0, total, 0)
        for goal in ("1.1", "1.2")
        for kind, total in (("committee", 3), ("company", 1))
    }


@pytest.mark.parametrize("body", ["KF", "STRANGER"])
def test_a_body_that_the_register_does_not_count_is_in_no_count(body):
    assert counted(said("1.1", body)) == counted()


def test_a_goal_that_is_not_asked_for_is_in_no_count():
    assert counted(said("9.9", "N1")) == counted()


def test_a_kind_without_bodies_has_no_row():
    assert list(counted(register={"N1": "committee"})) == [("1.1", "committee")]


@pytest.mark.parametrize(
    ("state", "contributing"), [("stated", 1), ("not_stated", 0), ("not_relevant", 0)]
)
def test_only_what_is_stated_contributes(state, contributing):
    assert counted(said("1.1", "B1", state, OWN))["1.1", "company"] == (
        contributing,
        1,
        contributing,
    )


@pytest.mark.parametrize(
    ("own", "with_own"),
    [((1, 1, 1), 1), ((2, 3, 4), 1), ((0, 1, 1), 0), ((1, 0, 1), 0), ((1, 1, 0), 0)],
)
def test_with_own_asks_for_goals_indicators_and_activities(own, with_own):
    assert counted(said("1.1", "B1", own=own))["1.1", "company"] == (1, 1, with_own)


def test_only_an_expected_contribution_can_be_missing():
    pairs = table(
        CONTRIBUTIONS,
        said("1.1", "N1", "not_stated", is_expected=True),
        said("1.1", "N2", "not_stated"),
        said("1.1", "N3", "stated", is_expected=True),
        said("1.1", "B1", "not_relevant", is_expected=True),
        said("1.2", "B1", "not_relevant"),
        said("1.2", "N1", "stated"),
    )
    assert rows_of(expected_gaps(pairs)) == [{"goal": "1.1", "body": "N1"}]
    assert rows_of(open_gaps(pairs)) == [{"goal": "1.1", "body": "N2"}]


def test_counting_asks_for_its_columns():
    pairs, register = table(CONTRIBUTIONS), table(REGISTER)
    for step in (expected_gaps, open_gaps):
        with pytest.raises(TableError, match="contributions: 'is_expected' is missing"):
            step(pairs.drop("is_expected"))
    with pytest.raises(TableError, match="contributions: 'state' is missing"):
        count_contributions(pairs.drop("state"), register, goals("1.1"))
    with pytest.raises(TableError, match="register: 'counts_as' is missing"):
        count_contributions(pairs, register.drop("counts_as"), goals("1.1"))
