"""The tables that the core takes and gives: columns, keys, ranges. Values are at 10⁻⁴."""

import narwhals as nw

from enslinje.core.money import LIMIT as MONEY_LIMIT
from enslinje.core.tables import KEY, Bound, Table
from enslinje.core.values import LIMIT

WEIGHT_LIMIT = 10**9
WEIGHT_SUM_LIMIT = 10**12
"""Largest sum of an indicator's weights. Products of two sums then fit in 128 bits."""

SUM_LIMIT = 9 * 10**18
"""Largest sum of an indicator's values × weights, signs aside: 64 bits hold 9,22 · 10¹⁸."""

RULES = Table(
    name="indicator rules",
    columns={
        "indicator": KEY,
        "roll_up": nw.String,
        "polarity": nw.String,
        "answering": KEY,
        "floor": nw.Int64,
        "ceiling": nw.Int64,
        "tolerance": nw.Int64,
    },
    key=("indicator",),
    nullable=frozenset({"answering", "floor", "ceiling"}),
    ranges={"floor": (-LIMIT, LIMIT), "ceiling": (-LIMIT, LIMIT), "tolerance": (0, LIMIT)},
)
"""How each indicator is rolled up and judged. `answering` is the body of `single` and `central`,
`floor` and `ceiling` what the unit can at least and at most be, where it has such ends."""

STATEMENTS = Table(
    name="statements",
    columns={
        "indicator": KEY,
        "body": KEY,
        "low": nw.Int64,
        "high": nw.Int64,
        "weight": nw.Int64,
        "stated": nw.Boolean,
    },
    key=("indicator", "body"),
    nullable=frozenset({"low", "high"}),
    ranges={"low": (-LIMIT, LIMIT), "high": (-LIMIT, LIMIT), "weight": (1, WEIGHT_LIMIT)},
    intervals=(("low", "high"),),
    bounds=(
        Bound(("low", "weight"), SUM_LIMIT),
        Bound(("high", "weight"), SUM_LIMIT),
        Bound(("weight",), WEIGHT_SUM_LIMIT),
    ),
)
"""One row for each duty (or for each unit reporting under one): what is stated, targets and
outcomes alike. `weight` is the base of a weighted mean or the denominator of a ratio, whose
`low` and `high` then hold the numerator; 1 elsewhere. `stated` without numbers: words."""

OUTCOMES = Table(
    name="outcomes beside statements",
    columns={"indicator": KEY, "body": KEY, "outcome": nw.Int64, "weight": nw.Int64},
    key=("indicator", "body"),
    nullable=frozenset({"outcome"}),
    ranges={"outcome": (-LIMIT, LIMIT), "weight": (1, WEIGHT_LIMIT)},
    bounds=(Bound(("outcome", "weight"), SUM_LIMIT),),
)
"""What was measured of the same rows as `STATEMENTS`, by the same weight."""

PARTIALS = Table(
    name="partial sums",
    columns={
        "indicator": KEY,
        **dict.fromkeys(
            (
                *("expected", "stated", "given", "asked", "heard", "low_sum", "high_sum"),
                *("low_weighted", "high_weighted", "weight_given", "weight_all"),
                *("low_min", "low_max", "high_min", "high_max"),
            ),
            nw.Int64,
        ),
    },
    key=("indicator",),
)
"""Sums that can be summed again: of units to bodies, of bodies to the group. `given` of `expected`
rows have numbers; where one body answers for all, its `heard` of `asked` rows are those summed."""

AGGREGATES = Table(
    name="aggregates",
    columns={
        "indicator": KEY,
        **dict.fromkeys(
            (
                *("low", "high", "divisor", "unknown", "unknown_weight"),
                *("given", "stated", "expected"),
            ),
            nw.Int64,
        ),
    },
    key=("indicator",),
)
"""The rolled up value is the exact interval `low`/`divisor` … `high`/`divisor`, null where there
is nothing to roll up. `given` rows have numbers, `stated` something, of `expected`; `unknown` are
missing and would be summed, with `unknown_weight` in the divisor."""

COUNCIL_TARGETS = Table(
    name="council targets",
    columns={"indicator": KEY, "form": nw.String, "asked_low": nw.Int64, "asked_high": nw.Int64},
    key=("indicator",),
    nullable=frozenset({"form"}),
    ranges={"asked_low": (-LIMIT, LIMIT), "asked_high": (-LIMIT, LIMIT)},
    intervals=(("asked_low", "asked_high"),),
)
"""What the council asks for; `form` is null for an interval."""

QUOTAS = Table(
    name="body quotas",
    columns={"indicator": KEY, "body": KEY, "quota": nw.Int64},
    key=("indicator", "body"),
    ranges={"quota": (-LIMIT, LIMIT)},
)
"""A body's part of a council target that is a sum."""

PENDING = Table(
    name="pending targets",
    columns={"indicator": KEY, "body": KEY, "is_overdue": nw.Boolean},
    key=("indicator", "body"),
)
"""Targets that wait for an occasion; overdue when that has passed at the moment asked for."""

PLACEMENTS = Table(
    name="placements",
    columns={"indicator": KEY, "goal": KEY, "counts": nw.Boolean},
    key=("indicator", "goal"),
)
"""Which goals (and sub-areas) an indicator stands under, and whether it is in the ratio."""

REGISTER = Table(
    name="register",
    columns={"body": KEY, "counts_as": nw.String},
    key=("body",),
)
"""The bodies of the year and as what each is counted."""

CONTRIBUTIONS = Table(
    name="contributions",
    columns={
        "goal": KEY,
        "body": KEY,
        "state": nw.String,
        "is_expected": nw.Boolean,
        "own_goals": nw.Int64,
        "own_indicators": nw.Int64,
        "activities": nw.Int64,
    },
    key=("goal", "body"),
)
"""What each body's plan says of each goal, and how much of its own it holds under it."""

PARTS_BY_SEX = Table(
    name="values by sex",
    columns={
        "indicator": KEY,
        "body": KEY,
        "adds_up": nw.Boolean,
        "total": nw.Int64,
        "women": nw.Int64,
        "men": nw.Int64,
    },
    key=("indicator", "body"),
    nullable=frozenset({"total", "women", "men"}),
)
"""A value for all, for women and for men; `adds_up` for counts, false for shares and means."""

POSTINGS = Table(
    name="postings",
    columns={
        "transaction": KEY,
        "leg": nw.Int64,
        "ledger_year": nw.Int64,
        "number": nw.Int64,
        "year": nw.Int64,
        "kind": nw.String,
        "column": nw.String,
        "printed_column": nw.String,
        "reverses": KEY,
        "decision": KEY,
        "decided_on": nw.Int64,
        "account": KEY,
        "plane": nw.String,
        "row": nw.String,
        "is_reserve": nw.Boolean,
        "body": KEY,
        "line": KEY,
        "activity_area": KEY,
        "project": KEY,
        "earmark": KEY,
        "amount": nw.Int64,
    },
    key=("transaction", "leg"),
    nullable=frozenset({"reverses", "decided_on", "row"}),
    ranges={"amount": (-MONEY_LIMIT, MONEY_LIMIT)},
    bounds=(Bound(("amount",), SUM_LIMIT, within="year"),),
)
"""Postings of the ledger in whole öre, signed as in the result budget: income positive, costs and
reserves negative. `kind` and `column` of a reversal are those of what it `reverses`.
`printed_column` is where a source printed the posting. `number` orders a ledger's year and
`decided_on` is the day as a number. "" in a dimension is what names none."""

RESERVES = Table(
    name="reserves",
    columns={"account": KEY, "year": nw.Int64, "is_opening_known": nw.Boolean},
    key=("account", "year"),
)
"""The reserves of a year; one whose opening balance is not known has drawings and no balance."""

AMOUNTS = Table(
    name="amounts beside the budget",
    columns={"row": nw.String, "body": KEY, "amount": nw.Int64},
    key=("row", "body"),
    ranges={"amount": (-MONEY_LIMIT, MONEY_LIMIT)},
)
"""Actuals or a forecast by row and body, in whole öre, signed as the postings."""
