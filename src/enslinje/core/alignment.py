"""Holding aggregates against the council's targets, and bodies against their own bar."""

from collections.abc import Sequence

import narwhals as nw

from enslinje.core.lazy import Frame
from enslinje.core.rollup import at_worst, shared
from enslinje.core.schemas import AGGREGATES, COUNCIL_TARGETS, QUOTAS, RULES
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
        One row for each row of `aggregates`: its columns, those of `at_worst`, form, asked_low,
        asked_high, waiting, status (`Status`) and so_far (Boolean: not reached, and something
        is missing).

    Source: rule target-alignment.
    """
    AGGREGATES.check(aggregates)
    COUNCIL_TARGETS.check(council)
    RULES.check(rules)
    keys, on_rules = list(by), shared(rules, by)
    of_rules = ("roll_up", "floor", "ceiling", "tolerance")
    joined = (
        aggregates.join(council.select(*keys, *ASKED), on=keys, how="left")
        .join(rules.select(*on_rules, *of_rules), on=on_rules, how="left")
        .join(pending.select(*keys, "waiting"), on=keys, how="left")
        .with_columns(waiting=nw.col("waiting").fill_null(0))
    )
    slack = nw.col("tolerance")
    held = _with_bar(at_worst(joined)).with_columns(
        _reached=_reaches("low", "high", "divisor"),
        _is_certain=_reaches("worst_low", "worst_high", "worst_divisor"),
        _at_best=_reaches("high", "low", "divisor"),
        _nearly=_reaches("low", "high", "divisor", slack=slack),
    )
    is_short = nw.col("status").is_in((Status.NOT_MET.value, Status.PARTLY_MET.value))
    return (
        held.with_columns(status=_status())
        .with_columns(so_far=is_short & (nw.col("unknown") > 0))
        .drop(*of_rules, *BAR, "_reached", "_is_certain", "_at_best", "_nearly")
    )


ASKED = ("form", "asked_low", "asked_high")
BAR = ("_at_least", "_at_most", "_bar_low", "_bar_high")


def _with_bar(joined: Frame) -> Frame:
    """Add what reaching means, in 128 bits: products of two sums do not fit in 64."""
    form = nw.col("form").fill_null("")
    return joined.with_columns(
        nw.col("asked_low").cast(nw.Int128).alias("_bar_low"),
        nw.col("asked_high").cast(nw.Int128).alias("_bar_high"),
        _at_least=form == Form.AT_LEAST.value,
        _at_most=form == Form.AT_MOST.value,
    )


def _reaches(low: str, high: str, divisor: str, *, slack: nw.Expr | None = None) -> nw.Expr:
    """Whether both ends are where the form asks, null where that is unknown.

    An at-least target does not ask how high the high end is: unknown or true is true.
    """
    bar_low, bar_high = nw.col("_bar_low"), nw.col("_bar_high")
    if slack is not None:
        bar_low, bar_high = bar_low - slack, bar_high + slack
    is_high_enough = nw.col("_at_most") | (nw.col(low) >= bar_low * nw.col(divisor))
    is_low_enough = nw.col("_at_least") | (nw.col(high) <= bar_high * nw.col(divisor))
    return is_high_enough & is_low_enough


def _status() -> nw.Expr:
    """The first line that applies."""

    def given(condition: nw.Expr, status: Status) -> nw.Expr:
        return nw.when(condition).then(nw.lit(status.value))

    return nw.coalesce(
        given((nw.col("given") == 0) & (nw.col("waiting") > 0), Status.PENDING),
        given(nw.col("asked_low").is_null(), Status.NO_COUNCIL_TARGET),
        given(nw.col("divisor").is_null(), Status.WITHHELD),
        given(nw.col("_reached") & nw.col("_is_certain"), Status.MET),
        given(nw.col("_reached"), Status.WITHHELD),
        given(nw.col("_at_best") | nw.col("_nearly"), Status.PARTLY_MET),
        nw.lit(Status.NOT_MET.value),
    )


def below_bar(
    values: Frame,
    council: Frame,
    quotas: Frame,
    rules: Frame,
    *,
    by: Sequence[str] = ("indicator",),
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
    AGGREGATES.check(values)
    COUNCIL_TARGETS.check(council)
    QUOTAS.check(quotas)
    RULES.check(rules)
    keys, on_rules = list(by), shared(rules, by)
    is_held = nw.col("roll_up").is_in([rule.value for rule in HELD_AGAINST_COUNCIL])
    held = (
        values.filter(nw.col("given") > 0)
        .join(council.select(*keys, *ASKED), on=keys)
        .join(rules.select(*on_rules, "roll_up"), on=on_rules, how="left")
        .join(quotas.select(*keys, "body", "quota"), on=[*keys, "body"], how="left")
        .with_columns(is_quota=~nw.col("quota").is_null())
        .filter(nw.col("is_quota") | is_held)
        .with_columns(
            asked_low=nw.coalesce("quota", "asked_low"),
            asked_high=nw.coalesce("quota", "asked_high"),
        )
    )
    return (
        _with_bar(held)
        .with_columns(shortfall=_shortfall())
        .select(
            *(*keys, "body", "is_quota", "shortfall"),
            nw.col("divisor").cast(nw.Int128),
            is_below=nw.col("shortfall") > 0,
        )
    )


def _shortfall() -> nw.Expr:
    """How far a value is from its bar, × divisor; zero or less when it is reached."""
    below = nw.col("_bar_low") * nw.col("divisor") - nw.col("low")
    above = nw.col("high") - nw.col("_bar_high") * nw.col("divisor")
    return nw.max_horizontal(
        nw.when(~nw.col("_at_most")).then(below), nw.when(~nw.col("_at_least")).then(above)
    )
