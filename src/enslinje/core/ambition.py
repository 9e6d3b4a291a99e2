"""Testing ambition: targets held against the outcome that was known when they were stated."""

from collections.abc import Sequence

import narwhals as nw

from enslinje.core.schemas import AGGREGATES, RULES
from enslinje.core.tables import Frame
from enslinje.core.terms import Ambition, Change, Polarity


def weigh_ambition(
    targets: Frame, outcomes: Frame, rules: Frame, *, by: Sequence[str] = ("indicator", "body")
) -> Frame:
    """Hold targets against outcomes by each indicator's polarity, lazily and exactly.

    Args:
        targets: `AGGREGATES` by the columns `by`: bodies, or the group without "body".
        outcomes: `AGGREGATES` by the same columns, of what was known when the targets were
            stated; may carry `margin` (Int64, 10⁻⁴ of the unit): a survey's uncertainty.
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
    keys = list(by)
    on_rules = [name for name in keys if name != "body" and name in rules.collect_schema().names()]
    if "margin" not in outcomes.collect_schema().names():
        outcomes = outcomes.with_columns(margin=nw.lit(0, nw.Int64))
    known = outcomes.select(
        *keys,
        "margin",
        was_low=nw.col("low"),
        was_high=nw.col("high"),
        was_divisor=nw.col("divisor"),
    )
    better = _better()
    paired = (
        targets.join(known, on=keys)
        .join(rules.select(*on_rules, "polarity"), on=on_rules, how="left")
        .filter(
            ~nw.col("divisor").is_null()
            & ~nw.col("was_divisor").is_null()
            & (nw.col("polarity") != Polarity.NEUTRAL.value)
        )
        .with_columns(better=better, scale=_wide("divisor") * _wide("was_divisor"))
        .with_columns(slack=_wide("margin") * nw.col("scale"))
    )
    ambition = nw.coalesce(
        nw.when(nw.col("better") > nw.col("slack")).then(nw.lit(Ambition.RAISED.value)),
        nw.when(nw.col("better") < 0 - nw.col("slack")).then(nw.lit(Ambition.LOWERED.value)),
        nw.lit(Ambition.KEPT.value),
    )
    return paired.select(*keys, "better", "scale", ambition=ambition)


def _better() -> nw.Expr:
    """The target less the outcome, the right way round, × both divisors; weak ends meet."""
    higher = _wide("low") * _wide("was_divisor") - _wide("was_low") * _wide("divisor")
    lower = _wide("was_high") * _wide("divisor") - _wide("high") * _wide("was_divisor")
    return nw.when(nw.col("polarity") == Polarity.HIGHER.value).then(higher).otherwise(lower)


def _wide(column: str) -> nw.Expr:
    return nw.col(column).cast(nw.Int128)


def ambition_in_words(change: Change, polarity: Polarity) -> Ambition | None:
    """What a target stated in words means: "öka" raises when higher is better."""
    if polarity is Polarity.NEUTRAL:
        return None
    if change is Change.KEEP:
        return Ambition.KEPT
    is_raised = (change is Change.INCREASE) == (polarity is Polarity.HIGHER)
    return Ambition.RAISED if is_raised else Ambition.LOWERED
