"""Holding aggregates against the council's targets, and bodies against their own bar."""

from collections.abc import Sequence

import narwhals as nw

from enslinje.core.schemas import AGGREGATES, COUNCIL_TARGETS, QUOTAS, RULES
from enslinje.core.tables import Frame
from enslinje.core.terms import Form, RollUp, Status

HELD_AGAINST_COUNCIL = (
    *(RollUp.MEAN, RollUp.WEIGHTED_MEAN, RollUp.RATIO),
    *(RollUp.MIN, RollUp.MAX, RollUp.SINGLE),
)
"""Rules under which a single body's target is of the same kind as the council's. Of a sum, only
a quota says what one body's part is."""


def align(
    aggregates: Frame,
    council: Frame,
    rules: Frame,
    pending: Frame,
    *,
    by: Sequence[str] = ("indicator",),
) -> Frame:
    """Hold each indicator's aggregated target against the council's, lazily.

    Verdict and coverage are two facts: a verdict is withheld only when what is missing could
    turn it. Exact: the aggregate is a fraction and is compared by multiplying, never rounded.
    The council target's *form* decides what reaching means (polarity is for trends); of an
    aggregated interval the weak end must reach.

    Args:
        aggregates: `AGGREGATES`, one row for each indicator with a duty.
        council: `COUNCIL_TARGETS`, at most one row for each indicator.
        rules: `RULES`; tolerance 0 means no "partly" by tolerance.
        pending: columns `by` and `waiting` (Int64): how many wait for an occasion.
        by: the columns that tell indicators apart.

    Returns:
        One row for each row of `aggregates`: its columns, form, asked_low, asked_high, waiting,
        status (`Status`) and so_far (Boolean: not reached, and something is missing).

    Source: rule target-alignment.
    """
    AGGREGATES.check(aggregates)
    COUNCIL_TARGETS.check(council)
    RULES.check(rules)
    keys = list(by)
    on_rules = [name for name in keys if name in rules.collect_schema().names()]
    held = (
        aggregates.join(council.select(*keys, "form", "asked_low", "asked_high"), on=keys, how="left")
        .join(rules.select(*on_rules, "tolerance"), on=on_rules, how="left")
        .join(pending.select(*keys, "waiting"), on=keys, how="left")
        .with_columns(
            waiting=nw.col("waiting").fill_null(0),
            shortfall=shortfall("low", "high", "divisor"),
            at_best=shortfall("high", "low", "divisor"),
            at_worst=shortfall("worst_low", "worst_high", "worst_divisor"),
            slack=_wide("tolerance") * _wide("divisor"),
        )
        .with_columns(status=_status())
    )
    is_short = nw.col("status").is_in([Status.NOT_MET.value, Status.PARTLY_MET.value])
    so_far = is_short & (nw.col("unknown") > 0)
    return held.with_columns(so_far=so_far).drop("shortfall", "at_best", "at_worst", "slack", "tolerance")


def _status() -> nw.Expr:
    """The first line that applies."""
    reached = nw.col("shortfall") <= 0
    can_turn = (nw.col("at_worst") > 0) | nw.col("at_worst").is_null()
    return nw.coalesce(
        nw.when((nw.col("given") == 0) & (nw.col("waiting") > 0)).then(nw.lit(Status.PENDING.value)),
        nw.when(nw.col("asked_low").is_null()).then(nw.lit(Status.NO_COUNCIL_TARGET.value)),
        nw.when(nw.col("divisor").is_null()).then(nw.lit(Status.WITHHELD.value)),
        nw.when(reached & can_turn).then(nw.lit(Status.WITHHELD.value)),
        nw.when(reached).then(nw.lit(Status.MET.value)),
        nw.when((nw.col("at_best") <= 0) | (nw.col("shortfall") <= nw.col("slack"))).then(
            nw.lit(Status.PARTLY_MET.value)
        ),
        nw.lit(Status.NOT_MET.value),
    )


def shortfall(weak_low: str, weak_high: str, divisor: str) -> nw.Expr:
    """How far a value is from what is asked, × divisor; zero or less when it is reached.

    Null where what decides is null: an at-least target does not ask how high the high end is.
    """
    below = _wide("asked_low") * _wide(divisor) - _wide(weak_low)
    above = _wide(weak_high) - _wide("asked_high") * _wide(divisor)
    either = nw.when(~below.is_null() & ~above.is_null()).then(nw.max_horizontal(below, above))
    return (
        nw.when(nw.col("form") == Form.AT_LEAST.value)
        .then(below)
        .otherwise(nw.when(nw.col("form") == Form.AT_MOST.value).then(above).otherwise(either))
    )


def below_bar(
    values: Frame, council: Frame, quotas: Frame, rules: Frame, *, by: Sequence[str] = ("indicator",)
) -> Frame:
    """Hold each body's target against its quota, or against the council's target.

    Args:
        values: `AGGREGATES` by body: the columns `by` and "body".
        council: `COUNCIL_TARGETS`.
        quotas: `QUOTAS`; a quota goes before the council's target.
        rules: `RULES`; without a quota only `HELD_AGAINST_COUNCIL` are held.
        by: the columns that tell indicators apart.

    Returns:
        One row for each body with a number and a bar: `by`, body, is_quota, is_below (Boolean)
        and how far below, exactly: shortfall/divisor (Int128, 10⁻⁴ of the unit; negative is
        better than the bar).

    Source: rule target-below-council.
    """
    QUOTAS.check(quotas)
    keys = list(by)
    on_rules = [name for name in keys if name in rules.collect_schema().names()]
    of_council = [rule.value for rule in HELD_AGAINST_COUNCIL]
    held = (
        values.join(council.select(*keys, "form", "asked_low", "asked_high"), on=keys)
        .join(rules.select(*on_rules, "roll_up"), on=on_rules, how="left")
        .join(quotas.select(*keys, "body", "quota"), on=[*keys, "body"], how="left")
        .with_columns(is_quota=~nw.col("quota").is_null())
        .filter((nw.col("given") > 0) & (nw.col("is_quota") | nw.col("roll_up").is_in(of_council)))
        .with_columns(
            asked_low=nw.coalesce(nw.col("quota"), nw.col("asked_low")),
            asked_high=nw.coalesce(nw.col("quota"), nw.col("asked_high")),
        )
    )
    return held.select(
        *(*keys, "body", "is_quota"),
        shortfall=shortfall("low", "high", "divisor"),
        divisor=_wide("divisor"),
        is_below=shortfall("low", "high", "divisor") > 0,
    )


def _wide(column: str) -> nw.Expr:
    """A column in 128 bits: products of two sums do not fit in 64."""
    return nw.col(column).cast(nw.Int128)
