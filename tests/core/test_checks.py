"""Every check finds what it is for, and is silent about the rest."""

from dataclasses import fields

import narwhals as nw
import pytest

from enslinje.core import findings
from enslinje.core.checks import CHECKS, COLUMNS, Tables, run_checks
from enslinje.core.tables import TableError
from enslinje.core.terms import Status
from tests.core.builders import plain, rows_of

TEXT, WHOLE, TRUTH = nw.String, nw.Int64, nw.Boolean
SHAPES = {
    "silent": {"indicator": TEXT, "body": TEXT},
    "pending": {"indicator": TEXT, "body": TEXT, "is_overdue": TRUTH},
    "alignment": {"indicator": TEXT, "status": TEXT},
    "ambitions": {"indicator": TEXT, "body": TEXT, "ambition": TEXT},
    "total_ambitions": {"indicator": TEXT, "ambition": TEXT},
    "bars": {"indicator": TEXT, "body": TEXT, "is_below": TRUTH},
    "contributions": {
        "goal": TEXT,
        "body": TEXT,
        "state": TEXT,
        "is_expected": TRUTH,
        "own_goals": WHOLE,
        "own_indicators": WHOLE,
        "activities": WHOLE,
    },
    "by_sex": {
        "indicator": TEXT,
        "body": TEXT,
        "adds_up": TRUTH,
        "total": WHOLE,
        "women": WHOLE,
        "men": WHOLE,
    },
    "words": {"indicator": TEXT, "in_line": TRUTH},
    "judged": {"goal": TEXT, "grade": TEXT, "proposal": TEXT, "has_reason": TRUTH},
}


def tables(**rows):
    """The year's tables, empty but for what is named."""
    return Tables(
        **{name: plain(shape, rows.get(name, ())).lazy() for name, shape in SHAPES.items()}
    )


def found(**rows):
    """What the checks find: rule, body, indicator, goal."""
    return [tuple(row.values()) for row in rows_of(run_checks(tables(**rows)))]


def test_of_nothing_nothing_is_found():
    assert found() == []
    assert tuple(run_checks(tables()).collect_schema()) == COLUMNS


@pytest.mark.parametrize(
    ("table", "row", "finding"),
    [
        ("silent", ("I", "A"), ("target-missing", "A", "I", None)),
        ("pending", ("I", "A", False), ("target-pending", "A", "I", None)),
        ("pending", ("I", "A", True), ("target-pending-overdue", "A", "I", None)),
        ("alignment", ("I", "not_met"), ("council-target-not-met", None, "I", None)),
        ("alignment", ("I", "partly_met"), ("council-target-partly-met", None, "I", None)),
        ("alignment", ("I", "withheld"), ("verdict-withheld", None, "I", None)),
        ("ambitions", ("I", "A", "lowered"), ("target-below-outcome", "A", "I", None)),
        ("total_ambitions", ("I", "lowered"), ("aggregate-below-outcome", None, "I", None)),
        ("bars", ("I", "A", True), ("target-below-council", "A", "I", None)),
        (
            "contributions",
            ("1.1", "A", "not_stated", True, 0, 0, 0),
            ("contribution-missing", "A", None, "1.1"),
        ),
        (
            "contributions",
            ("1.1", "A", "not_stated", False, 0, 0, 0),
            ("contribution-not-stated", "A", None, "1.1"),
        ),
        ("by_sex", ("I", "A", True, 5, 2, 2), ("parts-by-sex-disagree", "A", "I", None)),
        ("words", ("I", False), ("mandatory-not-in-line", None, "I", None)),
        (
            "judged",
            ("1.1", "attained", "partly_attained", False),
            ("judgement-without-reason", None, None, "1.1"),
        ),
        (
            "judged",
            ("1.1", "attained", "partly_attained", True),
            ("judgement-stronger", None, None, "1.1"),
        ),
    ],
)
def test_a_check_finds_its_fault_and_no_other_does(table, row, finding):
    assert found(**{table: [row]}) == [finding]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        *(("alignment", ("I", status)) for status in ("met", "no_council_target", "pending")),
        *(("ambitions", ("I", "A", word)) for word in ("kept", "raised")),
        *(("total_ambitions", ("I", word)) for word in ("kept", "raised")),
        ("bars", ("I", "A", False)),
        ("contributions", ("1.1", "A", "stated", True, 0, 0, 0)),
        ("contributions", ("1.1", "A", "not_relevant", True, 0, 0, 0)),
        ("words", ("I", True)),
    ],
)
def test_what_is_in_order_is_not_found(table, row):
    assert found(**{table: [row]}) == []


@pytest.mark.parametrize(
    ("adds_up", "total", "women", "men", "is_found"),
    [
        (True, 5, 2, 3, False),
        (True, 5, 2, 2, True),
        (True, 5, 3, 3, True),
        (True, 0, 0, 0, False),
        (True, 5, None, 3, False),  # What is not stated cannot disagree.
        (True, 5, 2, None, False),
        (True, None, 2, 3, False),
        (False, 50, 40, 60, False),
        (False, 50, 60, 40, False),
        (False, 40, 40, 60, False),
        (False, 60, 40, 60, False),
        (False, 39, 40, 60, True),
        (False, 61, 40, 60, True),
        (False, 100, 40, 60, True),  # A share of all is not the sum of two shares.
        (False, 50, 50, 50, False),
        (False, 51, 50, 50, True),
        (False, 50, None, 60, False),
    ],
)
def test_women_and_men_against_all(adds_up, total, women, men, is_found):
    rows = found(by_sex=[("I", "A", adds_up, total, women, men)])
    assert bool(rows) == is_found


ORDER = ("attained", "partly_attained", "not_attained")


@pytest.mark.parametrize("grade", ORDER)
@pytest.mark.parametrize("proposal", [*ORDER, None])
@pytest.mark.parametrize(
    ("has_reason", "rule"), [(True, "judgement-stronger"), (False, "judgement-without-reason")]
)
def test_only_a_stronger_judgement_needs_a_reason(grade, proposal, has_reason, rule):
    is_stronger = proposal is not None and ORDER.index(grade) < ORDER.index(proposal)
    rows = found(judged=[("1.1", grade, proposal, has_reason)])
    assert rows == ([(rule, None, None, "1.1")] if is_stronger else [])


def test_findings_come_in_the_order_of_their_rules():
    rows = found(
        silent=[("I", "A")],
        pending=[("I", "A", True), ("I", "B", False)],
        alignment=[("I", status) for status in Status],
        words=[("I", False)],
    )
    order = list(findings.FINDING_RULES)
    places = [order.index(rule) for rule, *_ in rows]
    assert places == sorted(places)
    assert len(places) == 7


def test_every_check_has_a_rule_and_says_what_it_does():
    assert list(CHECKS) == list(findings.FINDING_RULES)
    assert all(rule == known.id for rule, known in findings.FINDING_RULES.items())
    assert all(check.__doc__ for check in CHECKS.values())
    assert CHECKS["verdict-withheld"].__doc__ == (
        "Find indicators that are withheld (rule verdict-withheld)."
    )
    assert len(set(findings.FIGURE_RULES)) == len(findings.FIGURE_RULES)


def test_keys_may_be_whole_numbers():
    of_numbers = {"indicator": WHOLE, "body": WHOLE}
    year = {field.name: getattr(tables(), field.name) for field in fields(Tables)}
    year["silent"] = plain(of_numbers, [(7, 3)]).lazy()
    assert rows_of(run_checks(Tables(**year))) == [
        {"rule": "target-missing", "body": "3", "indicator": "7", "goal": None}
    ]


@pytest.mark.parametrize(
    ("table", "column", "rule"),
    [
        ("pending", "is_overdue", "target-pending"),
        ("by_sex", "men", "parts-by-sex-disagree"),
        ("contributions", "state", "contribution-missing"),
    ],
)
def test_a_check_asks_for_its_columns(table, column, rule):
    year = {field.name: getattr(tables(), field.name) for field in fields(Tables)}
    year[table] = year[table].drop(column)
    with pytest.raises(TableError, match=f"'{column}' is missing"):
        CHECKS[rule](Tables(**year))
