"""From indicators met to a proposal for the goal. The rule is data; a person judges."""

from dataclasses import asdict, dataclass
from fractions import Fraction

import narwhals as nw

from enslinje.core.errors import DomainError
from enslinje.core.lazy import Frame
from enslinje.core.schemas import PLACEMENTS
from enslinje.core.terms import Grade, Status


@dataclass(frozen=True)
class ProposalRule:
    """When a goal is proposed as attained or partly attained: shares of what is counted."""

    attained_from_numerator: int = 1
    attained_from_denominator: int = 1
    partly_from_numerator: int = 1
    partly_from_denominator: int = 3

    def __post_init__(self) -> None:
        if min(self.attained_from_denominator, self.partly_from_denominator) < 1:
            raise DomainError("A share has a denominator of one or more")
        attained = Fraction(self.attained_from_numerator, self.attained_from_denominator)
        if (
            not 0
            < Fraction(self.partly_from_numerator, self.partly_from_denominator)
            <= attained
            <= 1
        ):
            raise DomainError("Partly attained asks for more than nothing and attained for no less")

    def settings(self) -> dict[str, str]:
        """The rule's settings as text, to travel with what it gives."""
        return {name: str(value) for name, value in asdict(self).items()}


DEFAULT_RULE = ProposalRule()


def count_statuses(alignment: Frame, placements: Frame) -> Frame:
    """Count the statuses of each goal's counted indicators.

    Args:
        alignment: columns indicator and status, as `align` gives.
        placements: `PLACEMENTS`; an indicator of a sub-area is placed under that and its goal.

    Returns:
        goal, indicators, met, partly_met, not_met, undecided (Int64): the last four sum to
        the first. A goal without counted indicators has no row.

    Source: rule target-alignment.
    """
    PLACEMENTS.check(placements)
    counted = placements.filter(nw.col("counts")).join(
        alignment.select("indicator", "status"), on="indicator", how="left"
    )
    decided = [Status.MET.value, Status.PARTLY_MET.value, Status.NOT_MET.value]
    return counted.group_by("goal").agg(
        indicators=nw.len().cast(nw.Int64),
        met=_count(nw.col("status") == Status.MET.value),
        partly_met=_count(nw.col("status") == Status.PARTLY_MET.value),
        not_met=_count(nw.col("status") == Status.NOT_MET.value),
        undecided=_count(~nw.col("status").is_in(decided).fill_null(value=False)),
    )


def _count(condition: nw.Expr) -> nw.Expr:
    return condition.fill_null(value=False).cast(nw.Int64).sum()


def propose(counts: Frame, rule: ProposalRule = DEFAULT_RULE) -> Frame:
    """Propose a grade for each goal from how many of its parts are met.

    Used for area goals and sub-areas (parts = counted indicators) and for overarching goals
    (parts = area goals assessed as attained).

    Args:
        counts: goal, indicators, met (Int64); with undecided where parts can be that.
        rule: the shares from which a goal is attained and partly attained.

    Returns:
        The rows of `counts` with proposal (`Grade`), null where there is nothing to go by: no
        parts, or none of them decided.

    Source: rule assessment-proposal.
    """
    met, total = nw.col("met"), nw.col("indicators")
    is_attained = met * rule.attained_from_denominator >= total * rule.attained_from_numerator
    is_partly = met * rule.partly_from_denominator >= total * rule.partly_from_numerator
    is_undecided = total == 0
    if "undecided" in counts.collect_schema().names():
        is_undecided |= nw.col("undecided") == total
    proposal = (
        nw.when(is_undecided)
        .then(nw.lit(None, nw.String))
        .otherwise(
            nw.when(is_attained)
            .then(nw.lit(Grade.ATTAINED.value))
            .otherwise(
                nw.when(is_partly)
                .then(nw.lit(Grade.PARTLY_ATTAINED.value))
                .otherwise(nw.lit(Grade.NOT_ATTAINED.value))
            )
        )
    )
    return counts.with_columns(proposal=proposal)
