"""Rolling values up: the same code for targets and outcomes, of units, bodies and the group.

Three steps, all lazy: `sum_up` rows to partial sums, `sum_again` partial sums to larger ones,
`settle` each indicator's rule on its sums. Nothing is divided: a value is a fraction of integers.
"""

from collections.abc import Callable, Sequence

import narwhals as nw

from enslinje.core.schemas import PARTIALS, RULES, STATEMENTS
from enslinje.core.tables import Frame
from enslinje.core.terms import RollUp

SUMS = (
    *("expected", "stated", "given", "heard", "low_sum", "high_sum"),
    *("low_weighted", "high_weighted", "weight_given", "weight_all"),
)
VALUES = ("heard", "low_sum", "high_sum", "low_weighted", "high_weighted", "weight_given")
ENDS = ("low_min", "low_max", "high_min", "high_max")
ANSWERED_BY_ONE = (RollUp.SINGLE, RollUp.CENTRAL)


def sum_up(statements: Frame, *, by: Sequence[str] = ("indicator", "body")) -> Frame:
    """Sum statements to partial sums within the columns `by`.

    Args:
        statements: `STATEMENTS`; may carry further columns named in `by`, such as year.
        by: the columns that part the result; "indicator" among them.

    Returns:
        `PARTIALS`, one row for each combination of `by`. `given` counts rows with numbers,
        `heard` those whose numbers are summed: here the same.
    """
    STATEMENTS.check(statements)
    low, high, weight = nw.col("low"), nw.col("high"), nw.col("weight")
    return statements.group_by(*by).agg(
        expected=nw.len().cast(nw.Int64),
        stated=nw.col("stated").cast(nw.Int64).sum(),
        given=low.count().cast(nw.Int64),
        heard=low.count().cast(nw.Int64),
        low_sum=low.sum(),
        high_sum=high.sum(),
        low_weighted=(low * weight).sum(),
        high_weighted=(high * weight).sum(),
        weight_given=nw.when(~low.is_null()).then(weight).sum(),
        weight_all=weight.sum(),
        low_min=low.min(),
        low_max=low.max(),
        high_min=high.min(),
        high_max=high.max(),
    )


def sum_again(partials: Frame, rules: Frame, *, by: Sequence[str] = ("indicator",)) -> Frame:
    """Sum the bodies' partial sums to the group's.

    Where one body answers for all, only its values are summed; the coverage counts them all.

    Args:
        partials: `PARTIALS` with a column "body".
        rules: `RULES`; joined on the columns of `by` that it has.
        by: the columns that part the result; "indicator" among them.

    Returns:
        `PARTIALS`, one row for each combination of `by`.
    """
    PARTIALS.check(partials)
    RULES.check(rules)
    joined = partials.join(
        rules.select(*_shared(rules, by), "roll_up", "answering"), on=_shared(rules, by), how="left"
    )
    is_silent = nw.col("roll_up").is_in([rule.value for rule in ANSWERED_BY_ONE]) & (
        nw.col("body") != nw.col("answering")
    ).fill_null(value=True)
    heard = joined.with_columns(
        **{name: nw.when(is_silent).then(nw.lit(0)).otherwise(nw.col(name)) for name in VALUES},
        **{name: nw.when(~is_silent).then(nw.col(name)) for name in ENDS},
    )
    return heard.group_by(*by).agg(
        **{name: nw.col(name).sum().cast(nw.Int64) for name in SUMS},
        low_min=nw.col("low_min").min(),
        low_max=nw.col("low_max").max(),
        high_min=nw.col("high_min").min(),
        high_max=nw.col("high_max").max(),
    )


def settle(partials: Frame, rules: Frame, *, by: Sequence[str] = ("indicator",)) -> Frame:
    """Apply each indicator's rule to its partial sums.

    Args:
        partials: `PARTIALS` within `by`. With "body" in `by` every rule for the whole group
            (single, central, none) gives the body's own value.
        rules: `RULES`.
        by: the columns that part the partial sums.

    Returns:
        `AGGREGATES`: `by`, low, high, divisor (null where nothing can be rolled up), worst_low,
        worst_high, worst_divisor, unknown, given, stated, expected. `unknown` counts what is
        missing and would be summed.

    Source: rule target-roll-up.
    """
    PARTIALS.check(partials)
    RULES.check(rules)
    on = _shared(rules, by)
    joined = partials.join(
        rules.select(*on, "roll_up", "floor", "ceiling"), on=on, how="left"
    )
    if "body" in by:
        whole_group = [*(rule.value for rule in ANSWERED_BY_ONE), RollUp.NONE.value]
        is_own = nw.col("roll_up").is_in(whole_group)
        joined = joined.with_columns(
            roll_up=nw.when(is_own).then(nw.lit(RollUp.MEAN.value)).otherwise(nw.col("roll_up"))
        )
    answers_alone = _is(*ANSWERED_BY_ONE) & (nw.col("heard") > 0)
    missing = nw.col("expected") - nw.col("given")
    joined = joined.with_columns(
        unknown=nw.when(answers_alone).then(nw.lit(0, nw.Int64)).otherwise(missing),
        unknown_weight=nw.col("weight_all") - nw.col("weight_given"),
    )
    return _with_worst(_with_value(joined)).select(
        *by,
        *("low", "high", "divisor", "worst_low", "worst_high", "worst_divisor"),
        *("unknown", "given", "stated", "expected"),
    )


def roll_up(statements: Frame, rules: Frame) -> Frame:
    """Roll one year's statements up to the group. See `sum_up`, `sum_again` and `settle`.

    Args:
        statements: `STATEMENTS` of one year.
        rules: `RULES`.

    Returns:
        `AGGREGATES`, one row for each indicator with a statement.
    """
    return settle(sum_again(sum_up(statements), rules), rules)


def _shared(rules: Frame, by: Sequence[str]) -> list[str]:
    """The columns of `by` that the rules are told apart by: a rule may be the same all years."""
    names = rules.collect_schema().names()
    return [name for name in by if name in names and name != "body"]


def _is(*rules: RollUp) -> nw.Expr:
    return nw.col("roll_up").is_in([rule.value for rule in rules])


_ADDED = (RollUp.SUM, RollUp.MEAN, RollUp.RATIO, RollUp.SINGLE, RollUp.CENTRAL)


def _with_value(joined: Frame) -> Frame:
    has_value = (nw.col("heard") > 0) & ~_is(RollUp.NONE)
    low = _first(
        (_is(*_ADDED), nw.col("low_sum")),
        (_is(RollUp.WEIGHTED_MEAN), nw.col("low_weighted")),
        (_is(RollUp.MIN, RollUp.SPAN), nw.col("low_min")),
        (_is(RollUp.MAX), nw.col("low_max")),
    )
    high = _first(
        (_is(*_ADDED), nw.col("high_sum")),
        (_is(RollUp.WEIGHTED_MEAN), nw.col("high_weighted")),
        (_is(RollUp.MIN), nw.col("high_min")),
        (_is(RollUp.MAX, RollUp.SPAN), nw.col("high_max")),
    )
    divisor = _first(
        (_is(RollUp.MEAN, RollUp.SINGLE, RollUp.CENTRAL), nw.col("heard")),
        (_is(RollUp.WEIGHTED_MEAN, RollUp.RATIO), nw.col("weight_given")),
        (~_is(RollUp.NONE), nw.lit(1, nw.Int64)),
    )
    return joined.with_columns(
        low=nw.when(has_value).then(low),
        high=nw.when(has_value).then(high),
        divisor=nw.when(has_value).then(divisor),
    )


def _with_worst(valued: Frame) -> Frame:
    """Add the value as it would be with all that is missing at the unit's worst end.

    Where the answering body is silent there is no value, and so no worst either; a missing
    answer can only lift a maximum and only lower a minimum.
    """
    missing, weight = nw.col("unknown"), nw.col("unknown_weight")
    floor, ceiling = nw.col("floor"), nw.col("ceiling")
    alone = _is(*ANSWERED_BY_ONE) | (missing == 0)
    low = _first(
        (alone, nw.col("low")),
        (_is(RollUp.SUM, RollUp.MEAN), nw.col("low") + missing * floor),
        (_is(RollUp.WEIGHTED_MEAN, RollUp.RATIO), nw.col("low") + weight * floor),
        (_is(RollUp.MIN, RollUp.SPAN), _both(nw.min_horizontal, "low", "floor")),
        (_is(RollUp.MAX), nw.col("low")),
    )
    high = _first(
        (alone, nw.col("high")),
        (_is(RollUp.SUM, RollUp.MEAN), nw.col("high") + missing * ceiling),
        (_is(RollUp.WEIGHTED_MEAN, RollUp.RATIO), nw.col("high") + weight * ceiling),
        (_is(RollUp.MIN), nw.col("high")),
        (_is(RollUp.MAX, RollUp.SPAN), _both(nw.max_horizontal, "high", "ceiling")),
    )
    divisor = _first(
        (alone, nw.col("divisor")),
        (_is(RollUp.MEAN), nw.col("expected")),
        (_is(RollUp.WEIGHTED_MEAN, RollUp.RATIO), nw.col("weight_all")),
        (~_is(RollUp.NONE), nw.col("divisor")),
    )
    known = ~nw.col("divisor").is_null()
    return valued.with_columns(
        worst_low=nw.when(known).then(low),
        worst_high=nw.when(known).then(high),
        worst_divisor=nw.when(known).then(divisor),
    )


def _both(pick: Callable[..., nw.Expr], end: str, bound: str) -> nw.Expr:
    """The further of an end and the unit's bound; null where the unit has no bound."""
    further = pick(nw.col(end), nw.col(bound))
    return nw.when(~nw.col(bound).is_null()).then(further)


def _first(*cases: tuple[nw.Expr, nw.Expr]) -> nw.Expr:
    """The value of the first condition that holds, else null."""
    (condition, value), *rest = cases
    chosen = nw.when(condition).then(value)
    return chosen.otherwise(_first(*rest)) if rest else chosen
