"""Putting each goal of the picture together: evidence, proposal, judgement, contributions."""

from collections import defaultdict

from enslinje.core.assessment import ProposalRule
from enslinje.core.origins import Origin, weakest
from enslinje.core.terms import (
    Basis,
    ContributionState,
    CountsAs,
    Criterion,
    LevelCode,
    Status,
)
from enslinje.goals.rows import GoalRow
from enslinje.plans.rows import ActivityRow, ContributionRow
from enslinje.reconciliation import frames
from enslinje.reconciliation.picture import (
    Activity,
    BodyRef,
    ContributionCell,
    GoalResult,
    IndicatorResult,
)
from enslinje.reconciliation.record import YearRecord
from enslinje.reconciliation.results import Counts, Results

FROM_INDICATORS, FROM_AREA_GOALS = "council_indicators", "area_goals"


def goals(
    record: YearRecord,
    results: Results,
    indicators: tuple[IndicatorResult, ...],
    rule: ProposalRule,
) -> tuple[GoalResult, ...]:
    """Return the council's goals in the order of the tree, sub-areas inside their area goals."""
    assembler = _Goals(record, results, indicators, rule)
    return tuple(
        assembler.goal(row) for row in record.council_goals if row.level is not LevelCode.SUB_AREA
    )


class _Goals:
    """Holds the look-ups that every goal needs."""

    def __init__(
        self,
        record: YearRecord,
        results: Results,
        indicators: tuple[IndicatorResult, ...],
        rule: ProposalRule,
    ) -> None:
        self.record, self.results, self.rule = record, results, rule
        self.children: dict[str, list[GoalRow]] = defaultdict(list)
        for row in record.council_goals:
            self.children[row.parent].append(row)
        self.under: dict[str, list[IndicatorResult]] = defaultdict(list)
        for found in indicators:
            for code in {found.goal, found.sub_area} - {""}:
                self.under[code].append(found)
        self.cells = _cells(record)
        self.activities: dict[str, list[Activity]] = defaultdict(list)
        for activity in record.activities:
            for goal in activity.goals:
                self.activities[goal].append(_activity(record, activity))
        self.holds_own_goals = any(row.level is LevelCode.BODY_GOAL for row in record.goals)

    def goal(self, row: GoalRow) -> GoalResult:
        """One goal, with its sub-areas."""
        counts = self.results.counts.get(row.code, Counts())
        below = self.children[row.code]
        is_overarching = row.level is LevelCode.OVERARCHING_GOAL
        indicators = tuple(self._indicators(row))
        cells = tuple(self.cells.get(row.code, ()))
        committees, companies = self._contributing(row.code)
        judgement = self.record.judgements.get(row.code)
        return GoalResult(
            code=row.code,
            level=row.level,
            level_name=row.level_name_sv,
            level_name_en=row.level_name_en,
            number=row.number,
            name=row.name,
            parent=row.parent,
            origin=row.origin,
            council_indicators=counts.indicators,
            met=counts.met,
            partly_met=counts.partly_met,
            not_met=counts.not_met,
            undecided=counts.undecided,
            committees=committees[0],
            committees_contributing=committees[1],
            companies=companies[0],
            companies_contributing=companies[1],
            basis=weakest((row.origin.basis, *(found.basis for found in indicators))),
            proposal=counts.proposal,
            proposal_rule=FROM_AREA_GOALS if is_overarching else FROM_INDICATORS,
            proposal_inputs=self._inputs(counts, below, is_overarching=is_overarching),
            assessment=judgement,
            criterion=cells[0].criterion if cells else Criterion.STATED_IN_WHAT_WAY,
            majority=self._majority(row.code),
            children=tuple(child.code for child in below if child.level is LevelCode.AREA_GOAL),
            parts=tuple(self.goal(part) for part in below if part.level is LevelCode.SUB_AREA),
            indicators=indicators,
            exceptions=tuple(
                found for found in indicators if found.counts and found.status is not Status.MET
            ),
            expected_missing=tuple(cell.body for cell in cells if cell.is_expected_gap),
            contributions=cells,
            activities=tuple(self.activities.get(row.code, ())),
        )

    def _indicators(self, row: GoalRow) -> list[IndicatorResult]:
        """The goal's own indicators; of an overarching goal those of its area goals."""
        if row.level is LevelCode.OVERARCHING_GOAL:
            return [found for child in self.children[row.code] for found in self.under[child.code]]
        return self.under[row.code]

    def _contributing(self, goal: str) -> tuple[tuple[int, int], tuple[int, int]]:
        """Total and contributing, of committees and of companies. Totals are the register's."""
        counted = []
        for kind in (CountsAs.COMMITTEE, CountsAs.COMPANY):
            row = self.results.contributions.get((goal, kind.value))
            in_register = sum(body.counts_as is kind for body in self.record.bodies.values())
            counted.append((in_register, row["contributing"] if row else 0))
        return counted[0], counted[1]

    def _majority(self, goal: str) -> bool | None:
        """Whether most of those contributing have all three of their own, where that is known."""
        if not self.holds_own_goals:
            return None
        rows = [row for (code, _), row in self.results.contributions.items() if code == goal]
        contributing: int = sum(row["contributing"] for row in rows)
        with_own: int = sum(row["with_own"] for row in rows)
        return 2 * with_own > contributing

    def _inputs(
        self, counts: Counts, below: list[GoalRow], *, is_overarching: bool
    ) -> dict[str, str]:
        if not is_overarching:
            return {"met": str(counts.met), "total": str(counts.indicators)} | self.rule.settings()
        attained = [
            row
            for row in below
            if (judged := self.record.judgements.get(row.code)) and judged.grade == "attained"
        ]
        return {"met": str(len(attained)), "total": str(len(below))} | self.rule.settings()


def _cells(record: YearRecord) -> dict[str, list[ContributionCell]]:
    """The pairs of bodies and area goals, by goal, bodies in the register's order."""
    own = frames.own_under(record)
    stated = {(row.goal, row.body): row for row in record.contributions}
    return {
        goal.code: [
            _cell(body, goal.code, stated.get((goal.code, body.code)), own)
            for body in record.bodies.values()
            if body.is_counted
        ]
        for goal in record.council_goals
        if goal.level is LevelCode.AREA_GOAL
    }


def _cell(
    body: BodyRef, goal: str, row: ContributionRow | None, own: tuple[frames.Tally, ...]
) -> ContributionCell:
    goals, indicators, activities = (counts[goal, body.code] for counts in own)
    is_stated = row is not None and row.state is ContributionState.STATED
    kinds = sum(count > 0 for count in (goals, indicators, activities))
    return ContributionCell(
        body=body,
        goal=goal,
        state=row.state if row else ContributionState.NOT_STATED,
        relevance=row.relevance if row else None,
        criterion=row.criterion if row else Criterion.STATED_IN_WHAT_WAY,
        depth=1 + min(kinds, 2) if is_stated else 0,
        activities=activities,
        own_goals=goals,
        own_indicators=indicators,
        origin=row.origin if row else Origin(basis=Basis.STATED),
    )


def _activity(record: YearRecord, row: ActivityRow) -> Activity:
    return Activity(
        code=row.code,
        title=row.title,
        bodies=tuple(record.bodies[code] for code in row.bodies if code in record.bodies),
        groups=row.group_names,
        origin=row.origin,
        responsible_function=row.responsible_function,
    )
