"""Rolling values up: the same code for targets and outcomes, of units, bodies and the group.

Three steps, all lazy: `sum_up` rows to partial sums, `sum_again` partial sums to larger ones,
`settle` each indicator's rule on its sums. Nothing is divided: a value is a fraction of integers.
"""

from collections.abc import Sequence

import narwhals as nw

from enslinje.core.lazy import Frame
from enslinje.core.schemas import OUTCOMES, PARTIALS, RULES, STATEMENTS
from enslinje.core.terms import RollUp

COVERAGE = ("expected", "stated", "given", "weight_all")
SUMS = ("asked", "heard", "low_sum", "high_sum", "low_weighted", "high_weighted", "weight_given")
LOWEST, HIGHEST = ("low_min", "high_min"), ("low_max", "high_max")

ANSWERED_BY_ONE = (RollUp.SINGLE.value, RollUp.CENTRAL.value)
WEIGHTED = (RollUp.WEIGHTED_MEAN.value, RollUp.RATIO.value)
MIN, MAX, SPAN = RollUp.MIN.value, RollUp.MAX.value, RollUp.SPAN.value
LEAST, MOST = (MIN, SPAN), (MAX, SPAN)
WHOLE = (RollUp.SUM.value, MIN, MAX, SPAN)
"""Rules whose value is divided by nothing."""


def sum_up(statements: Frame, *, by: Sequence[str] = ("indicator", "body")) -> Frame:
    """Sum statements to partial sums within the columns `by`.

    Args:
        statements: `STATEMENTS`; may carry further columns named in `by`, such as year.
        by: the columns that part the result; "indicator" among them.

    Returns:
        `PARTIALS`, one row for each combination of `by`.
    """
    STATEMENTS.check(statements)
    sums = statements.group_by(*by).agg(*_coverage(), *_sums("low", "high"))
    return sums.with_columns(asked="expected", heard="given")


def sum_up_both(
    statements: Frame, *, by: Sequence[str] = ("indicator", "body")
) -> tuple[Frame, Frame]:
    """Sum targets, and the outcomes that stand beside them, in one pass over the rows.

    Args:
        statements: `STATEMENTS` and `OUTCOMES` in one table.
        by: the columns that part the result; "indicator" among them.

    Returns:
        `PARTIALS` of the targets and `PARTIALS` of the outcomes, one row for each combination
        of `by`. An outcome is stated when it has a number.
    """
    STATEMENTS.check(statements)
    OUTCOMES.check(statements)
    measured = [sums.name.prefix("was_") for sums in _sums("outcome")]
    sums = statements.group_by(*by).agg(*_coverage(), *_sums("low", "high"), *measured)
    outcomes = sums.select(
        *by,
        "expected",
        "weight_all",
        *(nw.col(f"was_{name}").alias(name) for name in ("given", "weight_given")),
        *(
            nw.col(f"was_outcome_{part}").alias(f"{end}_{part}")
            for part in ("sum", "weighted", "min", "max")
            for end in ("low", "high")
        ),
        stated="was_given",
    )
    return (
        sums.with_columns(asked="expected", heard="given"),
        outcomes.with_columns(asked="expected", heard="given"),
    )


def _coverage() -> tuple[nw.Expr, ...]:
    return (
        nw.len().cast(nw.Int64).alias("expected"),
        nw.col("stated").cast(nw.Int64).sum(),
        nw.col("weight").sum().alias("weight_all"),
    )


def _sums(*ends: str) -> tuple[nw.Expr, ...]:
    """Everything a rule can ask of a value's ends, of which all are given or none."""
    is_given = ~nw.col(ends[0]).is_null()
    return (
        nw.col(ends[0]).count().cast(nw.Int64).alias("given"),
        nw.when(is_given).then(nw.col("weight")).sum().alias("weight_given"),
        nw.col(*ends).sum().name.suffix("_sum"),
        (nw.col(*ends) * nw.col("weight")).sum().name.suffix("_weighted"),
        nw.col(*ends).min().name.suffix("_min"),
        nw.col(*ends).max().name.suffix("_max"),
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
    on = shared(rules, by)
    is_heard = ~nw.col("roll_up").is_in(ANSWERED_BY_ONE) | (nw.col("body") == nw.col("answering"))
    values = nw.col(*SUMS, *LOWEST, *HIGHEST)
    return (
        partials.join(rules.select(*on, "roll_up", "answering"), on=on, how="left")
        .with_columns(_once=nw.when(is_heard).then(nw.lit(1, nw.Int64)))
        .with_columns(values * nw.col("_once"))  # Null for a body that is not heard.
        .group_by(*by)
        .agg(nw.col(*COVERAGE, *SUMS).sum(), nw.col(*LOWEST).min(), nw.col(*HIGHEST).max())
    )


def settle(partials: Frame, rules: Frame, *, by: Sequence[str] = ("indicator",)) -> Frame:
    """Apply each indicator's rule to its partial sums.

    Args:
        partials: `PARTIALS` within `by`. With "body" in `by` every rule for the whole group
            (single, central, none) gives the body's own value.
        rules: `RULES`.
        by: the columns that part the partial sums.

    Returns:
        `AGGREGATES` with the columns `by`.

    Source: rule target-roll-up.
    """
    PARTIALS.check(partials)
    RULES.check(rules)
    on = shared(rules, by)
    own = (RollUp.NONE.value,) if "body" in by else ()
    rule = nw.col("roll_up")
    is_averaged = rule.is_in((RollUp.MEAN.value, *ANSWERED_BY_ONE, *own))
    is_weighted = rule.is_in(WEIGHTED)
    has_value = nw.col("heard") > 0
    missing = nw.col("asked") - nw.col("heard")
    return (
        partials.join(rules.select(*on, "roll_up"), on=on, how="left")
        .with_columns(
            divisor=nw.coalesce(
                nw.when(has_value & is_averaged).then(nw.col("heard")),
                nw.when(has_value & is_weighted).then(nw.col("weight_given")),
                nw.when(has_value & rule.is_in(WHOLE)).then(nw.lit(1, nw.Int64)),
            ),
            unknown=missing,
            unknown_weight=nw.when(is_weighted)
            .then(nw.col("weight_all") - nw.col("weight_given"))
            .otherwise(missing),
        )
        .with_columns(low=_end("low", LEAST, (MAX,)), high=_end("high", (MIN,), MOST))
        .select(
            *by,
            *("low", "high", "divisor", "unknown", "unknown_weight"),
            *("given", "stated", "expected"),
        )
    )


def _end(end: str, least: Sequence[str], most: Sequence[str]) -> nw.Expr:
    """One end of the rolled up value, × divisor."""
    rule = nw.col("roll_up")
    value = (
        nw.when(rule.is_in(least))
        .then(nw.col(f"{end}_min"))
        .otherwise(
            nw.when(rule.is_in(most))
            .then(nw.col(f"{end}_max"))
            .otherwise(
                nw.when(rule == RollUp.WEIGHTED_MEAN.value)
                .then(nw.col(f"{end}_weighted"))
                .otherwise(nw.col(f"{end}_sum"))
            )
        )
    )
    return nw.when(~nw.col("divisor").is_null()).then(value)


def at_worst(aggregates: Frame) -> Frame:
    """Add each value as it would be with all that is missing at its unit's worst.

    A missing answer can only lift a maximum and only lower a minimum; where nothing is missing
    the worst is the value, and where there is no value there is no worst.

    Args:
        aggregates: `AGGREGATES` with roll_up, floor and ceiling of its `RULES`.

    Returns:
        The rows of `aggregates` with worst_low, worst_high (Int128) and worst_divisor (Int64):
        the exact interval worst_low/worst_divisor … worst_high/worst_divisor. An end is null
        where the unit has no bound that way.
    """
    rule, missing = nw.col("roll_up"), nw.col("unknown_weight")
    is_complete = nw.col("unknown") == 0

    def worst(end: str, bound: str, *, spared: str, extreme: Sequence[str]) -> nw.Expr:
        value, worst_possible = nw.col(end), nw.col(bound).cast(nw.Int128)
        further = value > worst_possible if bound == "floor" else value < worst_possible
        of_extreme = nw.when(further).then(worst_possible).otherwise(value.cast(nw.Int128))
        return nw.coalesce(
            nw.when(is_complete | (rule == spared)).then(value.cast(nw.Int128)),
            nw.when(rule.is_in(extreme) & ~further.is_null()).then(of_extreme),
            nw.when(~rule.is_in(extreme)).then(value + missing * worst_possible),
        )

    grows = ~rule.is_in(WHOLE)
    return aggregates.with_columns(
        worst_low=worst("low", "floor", spared=MAX, extreme=LEAST),
        worst_high=worst("high", "ceiling", spared=MIN, extreme=MOST),
        worst_divisor=nw.when(grows).then(nw.col("divisor") + missing).otherwise(nw.col("divisor")),
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


def shared(rules: Frame, by: Sequence[str]) -> list[str]:
    """The columns of `by` that the rules are told apart by: a rule may be the same all years."""
    names = rules.collect_schema().names()
    return [name for name in by if name in names and name != "body"]
