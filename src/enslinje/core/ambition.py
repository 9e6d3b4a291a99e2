"""Testing ambition: targets held against the outcome that was known when they were stated."""

from collections.abc import Sequence

import narwhals as nw

from enslinje.core.lazy import Frame
from enslinje.core.rollup import shared
from enslinje.core.schemas import AGGREGATES, RULES
from enslinje.core.terms import Ambition, Change, Polarity
from enslinje.core.values import LIMIT


def weigh_ambition(
    targets: Frame, outcomes: Frame, rules: Frame, *, by: Sequence[str] = ("indicator", "body")
) -> Frame:
    """Hold targets against outcomes by each indicator's polarity, lazily and exactly.

    Args:
        targets: `AGGREGATES` by the columns `by`: bodies, or the group without "body".
        outcomes: `AGGREGATES` by the same columns, of what was known when the targets were
            stated; may carry `margin` (Int64, 10⁻⁴ of the unit): a survey's uncertainty, null
            where it has none.
        rules: `RULES`; a neutral indicator is not tested.
        by: the columns that tell the rows apart.

    Returns:
        One row for each pair of a numeric target and a numeric outcome: `by`, ambition
        (`Ambition`), and the margin as the exact fraction better/scale (Int128, 10⁻⁴ of the
        unit): positive is better than the outcome.

    Source: rule ambition.
    """
    AGGREGATES.check(targets)
    AGGREGATES.check(outcomes)
    RULES.check(rules)
    keys, on_rules = list(by), shared(rules, by)
    if "margin" not in outcomes.collect_schema().names():
        outcomes = outcomes.with_columns(margin=nw.lit(0, nw.Int64))
    was = nw.col("low", "high", "divisor").cast(nw.Int128).name.prefix("was_")
    known = outcomes.filter(~nw.col("divisor").is_null()).select(*keys, "margin", was)
    paired = (
        targets.filter(~nw.col("divisor").is_null())
        .join(known, on=keys)
        .join(rules.select(*on_rules, "polarity"), on=on_rules, how="left")
        .filter(nw.col("polarity") != Polarity.NEUTRAL.value)
        .with_columns(better=_better(), scale=nw.col("divisor") * nw.col("was_divisor"))
        .with_columns(_slack=_bounded("margin") * nw.col("scale"))
    )
    ambition = nw.coalesce(
        nw.when(nw.col("better") > nw.col("_slack")).then(nw.lit(Ambition.RAISED.value)),
        nw.when(nw.col("better") < 0 - nw.col("_slack")).then(nw.lit(Ambition.LOWERED.value)),
        nw.lit(Ambition.KEPT.value),
    )
    return paired.select(*keys, "better", "scale", ambition=ambition)


def _better() -> nw.Expr:
    """The target less the outcome, the right way round, × both divisors; weak ends meet."""
    divisor, was_divisor = nw.col("divisor"), nw.col("was_divisor")
    higher = nw.col("low") * was_divisor - nw.col("was_low") * divisor
    lower = nw.col("was_high") * divisor - nw.col("high") * was_divisor
    return nw.when(nw.col("polarity") == Polarity.HIGHER.value).then(higher).otherwise(lower)


def _bounded(margin: str) -> nw.Expr:
    """A margin no larger than two values can differ, so that its product cannot wrap."""
    return nw.min_horizontal(nw.col(margin).fill_null(0), nw.lit(2 * LIMIT))


def ambition_in_words(change: Change, polarity: Polarity) -> Ambition | None:
    """What a target stated in words means: "öka" raises when higher is better."""
    if polarity is Polarity.NEUTRAL:
        return None
    if change is Change.KEEP:
        return Ambition.KEPT
    is_raised = (change is Change.INCREASE) == (polarity is Polarity.HIGHER)
    return Ambition.RAISED if is_raised else Ambition.LOWERED
