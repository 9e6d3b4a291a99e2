"""Counting who contributes to which goal. Every denominator comes from the register."""

import narwhals as nw

from enslinje.core.lazy import Frame
from enslinje.core.schemas import CONTRIBUTIONS, REGISTER
from enslinje.core.terms import ContributionState, CountsAs


def count_contributions(contributions: Frame, register: Frame, goals: Frame) -> Frame:
    """Count, for each goal and kind of body, who has stated a contribution.

    Args:
        contributions: `CONTRIBUTIONS`; rows of bodies outside the register are not counted.
        register: `REGISTER`; bodies that count as none are in no count.
        goals: column "goal": the goals to count for.

    Returns:
        One row for each goal and kind (committee, company) in the register: goal, counts_as,
        total, contributing, with_own (Int64, bodies): those contributing that have own goals,
        own indicators and activities, all three.

    Source: rule contribution-count.
    """
    CONTRIBUTIONS.check(contributions)
    REGISTER.check(register)
    counted = register.filter(nw.col("counts_as") != CountsAs.NONE.value)
    pairs = goals.select("goal").join(counted, how="cross")
    is_stated = (nw.col("state") == ContributionState.STATED.value).fill_null(value=False)
    has_own = (
        (nw.col("own_goals") > 0) & (nw.col("own_indicators") > 0) & (nw.col("activities") > 0)
    ).fill_null(value=False)
    return (
        pairs.join(contributions, on=["goal", "body"], how="left")
        .with_columns(is_stated=is_stated, has_own=is_stated & has_own)
        .group_by("goal", "counts_as")
        .agg(
            total=nw.len().cast(nw.Int64),
            contributing=nw.col("is_stated").cast(nw.Int64).sum(),
            with_own=nw.col("has_own").cast(nw.Int64).sum(),
        )
    )


def expected_gaps(contributions: Frame) -> Frame:
    """Return the pairs where a contribution is expected and none is stated.

    Args:
        contributions: `CONTRIBUTIONS`.

    Returns:
        goal, body, one row for each gap that is a finding. An open pair without a contribution
        is information.

    Source: rule contribution-missing.
    """
    CONTRIBUTIONS.check(contributions)
    is_silent = nw.col("state") == ContributionState.NOT_STATED.value
    return contributions.filter(is_silent & nw.col("is_expected")).select("goal", "body")


def open_gaps(contributions: Frame) -> Frame:
    """Return the pairs without a contribution where none is expected: goal, body."""
    CONTRIBUTIONS.check(contributions)
    is_silent = nw.col("state") == ContributionState.NOT_STATED.value
    return contributions.filter(is_silent & ~nw.col("is_expected")).select("goal", "body")
