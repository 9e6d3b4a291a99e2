"""The checks: each takes the year's tables and gives findings as a lazy table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import narwhals as nw

from enslinje.core import contributions as counting
from enslinje.core.lazy import Frame
from enslinje.core.schemas import PARTS_BY_SEX, PENDING
from enslinje.core.terms import Ambition, Grade, Status

COLUMNS = ("rule", "body", "indicator", "goal")
"""The columns of a table of findings, all text; what does not apply is null."""


@dataclass(frozen=True)
class Tables:
    """The year's tables that the checks read.

    Attributes:
        silent: indicator, body: duties with nothing stated and nothing pending.
        pending: `PENDING`.
        alignment: indicator, status, as `align` gives, and `counts`-independent: all indicators.
        ambitions: indicator, body, ambition, as `weigh_ambition` gives for bodies.
        total_ambitions: indicator, ambition, of the group's totals.
        bars: indicator, body, is_below, as `below_bar` gives.
        contributions: `CONTRIBUTIONS`.
        by_sex: `PARTS_BY_SEX`.
        words: indicator, in_line (Boolean): the office's word on mandatory indicators.
        judged: goal, grade, proposal (String, may be null), has_reason (Boolean).
    """

    silent: Frame
    pending: Frame
    alignment: Frame
    ambitions: Frame
    total_ambitions: Frame
    bars: Frame
    contributions: Frame
    by_sex: Frame
    words: Frame
    judged: Frame


Check = Callable[[Tables], Frame]


def _as_findings(rows: Frame, rule: str, **present: str) -> Frame:
    """The rows as a table of findings; `present` maps finding columns to those of `rows`."""
    empty = nw.lit(None, nw.String)
    return rows.select(
        nw.lit(rule).alias("rule"),
        *(
            (nw.col(present[name]).cast(nw.String) if name in present else empty).alias(name)
            for name in COLUMNS[1:]
        ),
    )


def targets_missing(tables: Tables) -> Frame:
    """Find bodies with a duty and no target, as distinct from zero (rule target-missing)."""
    return _as_findings(tables.silent, "target-missing", indicator="indicator", body="body")


def targets_pending(tables: Tables) -> Frame:
    """List targets that wait for their occasion (rule target-pending)."""
    PENDING.check(tables.pending)
    waiting = tables.pending.filter(~nw.col("is_overdue"))
    return _as_findings(waiting, "target-pending", indicator="indicator", body="body")


def targets_overdue(tables: Tables) -> Frame:
    """Find targets still pending after their occasion (rule target-pending-overdue)."""
    late = tables.pending.filter(nw.col("is_overdue"))
    return _as_findings(late, "target-pending-overdue", indicator="indicator", body="body")


def _with_status(status: Status, rule: str) -> Check:
    def check(tables: Tables) -> Frame:
        rows = tables.alignment.filter(nw.col("status") == status.value)
        return _as_findings(rows, rule, indicator="indicator")

    check.__doc__ = f"Find indicators that are {status} (rule {rule})."
    return check


def targets_below_outcome(tables: Tables) -> Frame:
    """Find targets weaker than the outcome known when they were stated."""
    rows = tables.ambitions.filter(nw.col("ambition") == Ambition.LOWERED.value)
    return _as_findings(rows, "target-below-outcome", indicator="indicator", body="body")


def aggregates_below_outcome(tables: Tables) -> Frame:
    """Find totals weaker than last year's outcome rolled up by the same rule."""
    rows = tables.total_ambitions.filter(nw.col("ambition") == Ambition.LOWERED.value)
    return _as_findings(rows, "aggregate-below-outcome", indicator="indicator")


def targets_below_council(tables: Tables) -> Frame:
    """Find bodies weaker than the council's ambition, even when the total is fine."""
    rows = tables.bars.filter(nw.col("is_below"))
    return _as_findings(rows, "target-below-council", indicator="indicator", body="body")


def contributions_missing(tables: Tables) -> Frame:
    """Find expected contributions that are not stated."""
    gaps = counting.expected_gaps(tables.contributions)
    return _as_findings(gaps, "contribution-missing", goal="goal", body="body")


def contributions_not_stated(tables: Tables) -> Frame:
    """List pairs without a contribution where none is expected: information, no fault."""
    gaps = counting.open_gaps(tables.contributions)
    return _as_findings(gaps, "contribution-not-stated", goal="goal", body="body")


def parts_by_sex_disagree(tables: Tables) -> Frame:
    """Find values for women and men that do not fit the total.

    Counts add up; a share or a mean of all lies between the two.
    """
    PARTS_BY_SEX.check(tables.by_sex)
    women, men, total = nw.col("women"), nw.col("men"), nw.col("total")
    is_sum = women + men == total
    is_between = (nw.min_horizontal(women, men) <= total) & (total <= nw.max_horizontal(women, men))
    fits = nw.when(nw.col("adds_up")).then(is_sum).otherwise(is_between)
    complete = ~women.is_null() & ~men.is_null() & ~total.is_null()
    rows = tables.by_sex.filter(complete & ~fits)
    return _as_findings(rows, "parts-by-sex-disagree", indicator="indicator", body="body")


def mandatory_not_in_line(tables: Tables) -> Frame:
    """List mandatory indicators that the office has judged not in line."""
    rows = tables.words.filter(~nw.col("in_line"))
    return _as_findings(rows, "mandatory-not-in-line", indicator="indicator")


def _stronger(tables: Tables) -> Frame:
    order = {grade.value: place for place, grade in enumerate(Grade)}
    ranked = tables.judged.filter(~nw.col("proposal").is_null())
    for name in ("grade", "proposal"):
        rank = nw.coalesce(
            *(nw.when(nw.col(name) == grade).then(nw.lit(n)) for grade, n in order.items())
        )
        ranked = ranked.with_columns(**{f"{name}_rank": rank})
    return ranked.filter(nw.col("grade_rank") < nw.col("proposal_rank"))


def judgements_without_reason(tables: Tables) -> Frame:
    """Find judgements stronger than their evidence with nothing written about why."""
    rows = _stronger(tables).filter(~nw.col("has_reason"))
    return _as_findings(rows, "judgement-without-reason", goal="goal")


def judgements_stronger(tables: Tables) -> Frame:
    """List judgements stronger than their evidence, with a recorded reason."""
    rows = _stronger(tables).filter(nw.col("has_reason"))
    return _as_findings(rows, "judgement-stronger", goal="goal")


CHECKS: Mapping[str, Check] = {
    "target-missing": targets_missing,
    "target-pending-overdue": targets_overdue,
    "council-target-not-met": _with_status(Status.NOT_MET, "council-target-not-met"),
    "judgement-without-reason": judgements_without_reason,
    "council-target-partly-met": _with_status(Status.PARTLY_MET, "council-target-partly-met"),
    "verdict-withheld": _with_status(Status.WITHHELD, "verdict-withheld"),
    "target-below-outcome": targets_below_outcome,
    "target-below-council": targets_below_council,
    "aggregate-below-outcome": aggregates_below_outcome,
    "mandatory-not-in-line": mandatory_not_in_line,
    "contribution-missing": contributions_missing,
    "parts-by-sex-disagree": parts_by_sex_disagree,
    "judgement-stronger": judgements_stronger,
    "target-pending": targets_pending,
    "contribution-not-stated": contributions_not_stated,
}
"""Every check, by the rule it applies, in the order of `FINDING_RULES`."""


def run_checks(tables: Tables) -> Frame:
    """Run every check. Return one table of findings with the columns `COLUMNS`."""
    return nw.concat([check(tables) for check in CHECKS.values()])
