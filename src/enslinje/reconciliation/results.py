"""One computation of the year: the core's functions on the record's tables, collected once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import narwhals as nw

from enslinje.core import assessment, checks, contributions
from enslinje.core.alignment import align, below_bar
from enslinje.core.ambition import ambition_in_words, weigh_ambition
from enslinje.core.lazy import collect, collect_all
from enslinje.core.rollup import settle, sum_again, sum_up
from enslinje.core.terms import Ambition, Grade, LevelCode, Sex, Status
from enslinje.goals.rows import MeasurementRow
from enslinje.reconciliation import frames
from enslinje.reconciliation.record import YearRecord
from enslinje.reconciliation.tables import plain

Row = Mapping[str, Any]
Collected = nw.DataFrame[Any]
Pair = tuple[str, str]
BODY = ("indicator", "body")
COUNTED = ("indicators", "met", "partly_met", "not_met", "undecided")


@dataclass(frozen=True)
class Counts:
    """The counted indicators (or area goals) of a goal by status, and what they propose."""

    indicators: int = 0
    met: int = 0
    partly_met: int = 0
    not_met: int = 0
    undecided: int = 0
    proposal: Grade | None = None


@dataclass(frozen=True)
class Results:
    """What the core gave, by code. Values at 10⁻⁴ as exact fractions of integers.

    Attributes:
        alignment: by indicator: a row of `align`.
        total_ambitions: by indicator: the group's target against the group's outcome.
        outcomes: by indicator: last year's outcome rolled up, of the bodies with a target, where
            all of them have one.
        ambitions: by indicator and body: ambition and the margin, better than the outcome.
        bars: by indicator and body: whether it is the quota, and whether it is below.
        contributions: by goal and kind of body: total, contributing, with_own.
        counts: by goal or sub-area.
        findings: rule, body, indicator, goal, in the order of the checks.
    """

    alignment: dict[str, Row]
    total_ambitions: dict[str, Ambition]
    outcomes: dict[str, Fraction]
    ambitions: dict[Pair, tuple[Ambition, Fraction | None]]
    bars: dict[Pair, Row]
    contributions: dict[Pair, Row]
    counts: dict[str, Counts]
    findings: tuple[Row, ...]
    known: dict[Pair, MeasurementRow]
    weights: dict[Pair, int]


def compute(record: YearRecord, rule: assessment.ProposalRule) -> Results:
    """Compute everything a year's picture shows from its record.

    The tables are put together lazily and collected in two rounds: the second holds the
    judgements against the proposals, which the overarching goals need the first for.
    """
    weights = frames.weights(record)
    known = frames.known_outcomes(record)
    tables = _collected(record, rule, weights, known)
    counts = _counts(tables.counts)
    by_goal = counts | _overarching(record, counts, rule)
    return Results(
        alignment=_by(tables.alignment, "indicator"),
        total_ambitions={
            row["indicator"]: Ambition(row["ambition"])
            for row in tables.total_ambitions.iter_rows(named=True)
        },
        outcomes={
            row["indicator"]: Fraction(row["low"], row["divisor"])
            for row in tables.outcomes.iter_rows(named=True)
            if row["divisor"]
        },
        ambitions=_ambitions(record, tables.ambitions),
        bars=_by(tables.bars, *BODY),
        contributions=_by(tables.contributions, "goal", "counts_as"),
        counts=by_goal,
        findings=_findings(record, tables, by_goal),
        known=known,
        weights=weights,
    )


class _Tables(NamedTuple):
    """The core's tables, collected at once."""

    alignment: Collected
    total_ambitions: Collected
    outcomes: Collected
    ambitions: Collected
    bars: Collected
    contributions: Collected
    counts: Collected


def _collected(
    record: YearRecord,
    rule: assessment.ProposalRule,
    weights: Mapping[Pair, int],
    known: Mapping[Pair, MeasurementRow],
) -> _Tables:
    """Put the core's functions together on the record's tables, lazily, and collect once."""
    rules = frames.rules(record)
    council = frames.council_targets(record)
    of_bodies = sum_up(frames.targets(record, weights))
    by_body = settle(of_bodies, rules, by=BODY)
    was = sum_up(frames.outcomes(record, known, weights))
    summed, was_summed = of_bodies, was
    if lacking := frames.without_weight(record, weights):
        summed = sum_up(frames.targets(record, weights, unknown=lacking))
        was_summed = sum_up(frames.outcomes(record, known, weights, unknown=lacking))
    was_by_body = (
        settle(was, rules, by=BODY)
        .join(frames.margins(known).lazy(), on=list(BODY), how="left")
        .with_columns(margin=nw.col("margin").fill_null(0))
    )
    totals = settle(sum_again(summed, rules), rules)
    was_total = settle(sum_again(was_summed, rules), rules).filter(nw.col("unknown") == 0)
    alignment = align(totals, council, rules, frames.waiting(record))
    met = assessment.count_statuses(alignment, frames.placements(record))
    return _Tables(
        *collect_all(
            alignment,
            weigh_ambition(totals, was_total, rules, by=("indicator",)),
            was_total,
            weigh_ambition(by_body, was_by_body, rules),
            below_bar(by_body, council, frames.quotas(record), rules),
            contributions.count_contributions(
                frames.contributions(record), frames.register(record), frames.area_goals(record)
            ),
            assessment.propose(met, rule),
        )
    )


def _by(table: Collected, *keys: str) -> dict[Any, Row]:
    """The rows of a table by their key: one column alone, several as a tuple."""
    rows = table.iter_rows(named=True)
    if len(keys) == 1:
        return {row[keys[0]]: row for row in rows}
    return {tuple(row[key] for key in keys): row for row in rows}


def _ambitions(
    record: YearRecord, tested: Collected
) -> dict[Pair, tuple[Ambition, Fraction | None]]:
    """Ambition of numbers as the core gave it, and of targets stated in words."""
    polarities = {row.code: row.polarity for row in record.assessed}
    found: dict[Pair, tuple[Ambition, Fraction | None]] = {
        (row["indicator"], row["body"]): (
            Ambition(row["ambition"]),
            Fraction(row["better"], row["scale"]),
        )
        for row in tested.iter_rows(named=True)
    }
    for duty in record.duties:
        if duty.change is not None and duty.sex is Sex.ALL and duty.indicator in polarities:
            meant = ambition_in_words(duty.change, polarities[duty.indicator])
            if meant is not None:
                found[duty.indicator, duty.body] = (meant, None)
    return found


def _counts(tallied: Collected) -> dict[str, Counts]:
    return {
        row["goal"]: Counts(
            **{name: row[name] for name in COUNTED},
            proposal=Grade(row["proposal"]) if row["proposal"] else None,
        )
        for row in tallied.iter_rows(named=True)
    }


def _overarching(
    record: YearRecord, counts: Mapping[str, Counts], rule: assessment.ProposalRule
) -> dict[str, Counts]:
    """Roll area goals up: the indicators are added, the proposal goes by goals attained.

    An area goal stands as it is judged, or as proposed while it is not judged.
    """
    rows, sums = [], {}
    for goal in record.council_goals:
        if goal.level is not LevelCode.OVERARCHING_GOAL:
            continue
        below = [row.code for row in record.council_goals if row.parent == goal.code]
        parts = [counts.get(code, Counts()) for code in below]
        standing = [_standing(record, counts, code) for code in below]
        attained, undecided = standing.count(Grade.ATTAINED), standing.count(None)
        rows.append((goal.code, len(below), attained, undecided))
        sums[goal.code] = {name: sum(getattr(part, name) for part in parts) for name in COUNTED}
    columns = {
        "goal": nw.String,
        **dict.fromkeys(("indicators", "met", "undecided"), nw.Int64),
    }
    proposed = collect(assessment.propose(plain(columns, rows), rule))
    return {
        row["goal"]: Counts(
            **sums[row["goal"]], proposal=Grade(row["proposal"]) if row["proposal"] else None
        )
        for row in proposed.iter_rows(named=True)
    }


def _standing(record: YearRecord, counts: Mapping[str, Counts], goal: str) -> Grade | None:
    judgement = record.judgements.get(goal)
    return judgement.grade if judgement else counts.get(goal, Counts()).proposal


def _findings(record: YearRecord, tables: _Tables, counts: Mapping[str, Counts]) -> tuple[Row, ...]:
    judged = plain(
        {
            "goal": nw.String,
            "grade": nw.String,
            "proposal": nw.String,
            "has_reason": nw.Boolean,
        },
        (
            (code, found.grade.value, counts.get(code, Counts()).proposal, bool(found.reason))
            for code, found in record.judgements.items()
        ),
    )
    checked = checks.Tables(
        silent=frames.silent(record),
        pending=frames.pending(record),
        alignment=tables.alignment.lazy(),
        ambitions=tables.ambitions.lazy(),
        total_ambitions=tables.total_ambitions.lazy(),
        bars=tables.bars.lazy(),
        contributions=frames.contributions(record),
        by_sex=frames.by_sex(record),
        words=frames.words(record),
        judged=judged,
    )
    return tuple(collect(checks.run_checks(checked)).iter_rows(named=True))


def status_of(row: Row | None, *, is_pending: bool, has_council_target: bool) -> Status:
    """The status of an indicator, also of one with no duty and so no row in the alignment."""
    if row is not None:
        return Status(row["status"])
    if is_pending:
        return Status.PENDING
    return Status.WITHHELD if has_council_target else Status.NO_COUNCIL_TARGET
