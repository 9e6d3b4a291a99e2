"""From rows and results to the group picture: nothing is computed here, only put together."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from enslinje.core.assessment import ProposalRule
from enslinje.core.findings import FINDING_RULES
from enslinje.core.origins import Origin, weakest
from enslinje.core.terms import Basis, IndicatorKind, Kind, RollUp, Sex
from enslinje.core.values import SCALE, unscaled
from enslinje.goals.rows import CouncilTargetRow, DutyRow, IndicatorRow
from enslinje.reconciliation import goal_assembly
from enslinje.reconciliation.picture import (
    BodyTarget,
    Council,
    Finding,
    IndicatorResult,
    Picture,
)
from enslinje.reconciliation.record import YearRecord
from enslinje.reconciliation.results import Results, status_of


def picture(record: YearRecord, results: Results, rule: ProposalRule) -> Picture:
    """Put the year's picture together from its record and what was computed of it."""
    indicators = tuple(_Indicators(record, results).all())
    goals = goal_assembly.goals(record, results, indicators, rule)
    counted = tuple(body for body in record.bodies.values() if body.is_counted)
    return Picture(
        year=record.year,
        occasion=record.occasion,
        reference_at=record.reference_at,
        as_of=record.moment,
        version=record.version,
        bodies=counted,
        goals=goals,
        indicators=indicators,
        findings=_findings(record, results, indicators),
        basis=weakest(found.basis for found in indicators),
    )


class _Indicators:
    """Puts each indicator's result together; holds the look-ups that all of them need."""

    def __init__(self, record: YearRecord, results: Results) -> None:
        self.record, self.results = record, results
        self.names = {row.code: row.name for row in record.indicators}
        self.goal_names = {row.code: row.name for row in record.goals}
        self.weight_rows = {
            (row.indicator, row.body): row for row in record.measurements if row.is_base
        }
        self.duties: dict[str, list[DutyRow]] = {}
        for duty in record.duties:
            if duty.sex is Sex.ALL:
                self.duties.setdefault(duty.indicator, []).append(duty)

    def all(self) -> list[IndicatorResult]:
        """Every indicator the reconciliation holds, in the order of goals and codes."""
        order = {goal.code: place for place, goal in enumerate(self.record.council_goals)}
        rows = sorted(
            self.record.assessed,
            key=lambda row: (
                order.get(row.goal, len(order)),
                row.kind is not IndicatorKind.COUNCIL,
            ),
        )
        return [self._result(row) for row in rows]

    def _result(self, row: IndicatorRow) -> IndicatorResult:
        aligned = self.results.alignment.get(row.code)
        targets = tuple(self._target(row, duty) for duty in self.duties.get(row.code, ()))
        pending = tuple(target.body for target in targets if target.kind is Kind.PENDING)
        bodies = self.record.bodies
        return IndicatorResult(
            code=row.code,
            name=row.name,
            goal=row.goal,
            goal_name=self.goal_names.get(row.goal, ""),
            sub_area=row.sub_area,
            kind=row.kind,
            unit=row.unit_sv,
            unit_en=row.unit_en,
            decimals=row.decimals,
            polarity=row.polarity,
            form=row.council.form if row.council else row.form,
            roll_up=row.roll_up,
            counts=row.counts,
            tolerance=unscaled(row.tolerance),
            floor=_decimal(row.floor),
            ceiling=_decimal(row.ceiling),
            origin=row.origin,
            status=status_of(
                aligned, is_pending=bool(pending), has_council_target=row.council is not None
            ),
            so_far=bool(aligned and aligned["so_far"]),
            given=aligned["stated"] if aligned else 0,
            expected=aligned["expected"] if aligned else 0,
            basis=_basis(row, targets),
            owner=row.owner,
            base=row.base,
            base_name=self.names.get(row.base, ""),
            answering_body=bodies.get(row.answering_body),
            end_year=row.end_year,
            definition=row.definition,
            basis_by_field=row.basis_by_field,
            council=_council(row.council),
            aggregated_low=_fraction(aligned, "low", "divisor"),
            aggregated_high=_fraction(aligned, "high", "divisor"),
            worst_low=_fraction(aligned, "worst_low", "worst_divisor"),
            worst_high=_fraction(aligned, "worst_high", "worst_divisor"),
            outcome=_unscaled(self.results.outcomes.get(row.code)),
            outcome_ambition=self.results.total_ambitions.get(row.code),
            targets=targets,
            missing=tuple(target.body for target in targets if target.is_missing),
            pending=pending,
            word=self.record.words.get(row.code),
        )

    def _target(self, row: IndicatorRow, duty: DutyRow) -> BodyTarget:
        pair = (duty.indicator, duty.body)
        known = self.results.known.get(pair)
        ambition, margin = self.results.ambitions.get(pair, (None, None))
        weight = self.weight_rows.get((row.base, duty.body)) if row.base else None
        bar, is_quota, bar_origin, gap = self._bar(row, duty)
        return BodyTarget(
            body=self.record.bodies[duty.body],
            kind=duty.kind,
            origin=duty.origin,
            form=duty.form,
            change=duty.change,
            low=_decimal(duty.low),
            high=_decimal(duty.high),
            reason=duty.reason,
            due=duty.due_name,
            stated_on=duty.stated_on,
            outcome=_decimal(known.value) if known else None,
            outcome_known_on=known.known_on if known else None,
            outcome_origin=known.origin if known else None,
            ambition=ambition,
            margin=_as_decimal(margin),
            bar=bar,
            bar_is_quota=is_quota,
            bar_origin=bar_origin,
            gap=gap,
            weight=_decimal(weight.value) if weight else None,
            weight_origin=weight.origin if weight else None,
        )

    def _bar(
        self, row: IndicatorRow, duty: DutyRow
    ) -> tuple[Decimal | None, bool, Origin | None, Decimal | None]:
        """What the target is held against, whose it is, and by how much it is better."""
        held = self.results.bars.get((duty.indicator, duty.body))
        if duty.quota is not None:
            bar, is_quota, origin = duty.quota, True, duty.quota_origin
        elif row.council and row.council.low is not None and row.roll_up in _ONE_BAR:
            bar, is_quota, origin = row.council.low, False, row.council.origin
        else:
            return None, False, None, None
        gap = _as_decimal(Fraction(-held["shortfall"], held["divisor"])) if held else None
        return unscaled(bar), is_quota, origin, gap


_ONE_BAR = frozenset(RollUp) - {RollUp.SUM, RollUp.SPAN, RollUp.NONE, RollUp.CENTRAL}


def _basis(row: IndicatorRow, targets: tuple[BodyTarget, ...]) -> Basis:
    """The weakest basis of what the aggregate and the verdict rest on."""
    bases = [row.origin.basis]
    if row.council:
        bases.append(row.council.origin.basis)
    for target in targets:
        bases.append(target.origin.basis)
        if target.weight_origin:
            bases.append(target.weight_origin.basis)
    return weakest(bases)


def _council(row: CouncilTargetRow | None) -> Council | None:
    if row is None or row.low is None or row.high is None:
        return None
    return Council(
        low=unscaled(row.low),
        high=unscaled(row.high),
        form=row.form,
        nature=row.nature,
        for_year=row.for_year,
        origin=row.origin,
    )


def _findings(
    record: YearRecord, results: Results, indicators: tuple[IndicatorResult, ...]
) -> tuple[Finding, ...]:
    """The findings in reading order, each with what its sentence tells."""
    by_code = {found.code: found for found in indicators}
    goal_names = {goal.code: goal.name for goal in record.goals}
    found = []
    for row in results.findings:
        body = record.bodies.get(row["body"] or "")
        subject = by_code.get(row["indicator"] or "")
        code = row["indicator"] or row["goal"]
        counts = None if subject else results.counts.get(code)
        found.append(
            Finding(
                rule=row["rule"],
                severity=FINDING_RULES[row["rule"]].severity,
                body=body,
                subject=code,
                subject_kind="indicator" if row["indicator"] else "goal",
                subject_name=subject.name if subject else goal_names.get(code, ""),
                indicator=subject,
                target=subject.target_of(body) if subject and body else None,
                judgement=None if row["indicator"] else record.judgements.get(code),
                proposal=counts.proposal if counts else None,
                met=counts.met if counts else 0,
                indicators=counts.indicators if counts else 0,
            )
        )
    return tuple(sorted(found, key=_reading_order(record, indicators)))


def _reading_order(
    record: YearRecord, indicators: tuple[IndicatorResult, ...]
) -> Callable[[Finding], tuple[int, int, int]]:
    """By rule, then by goal and indicator, then by body as the register has them."""
    rules = {rule: place for place, rule in enumerate(FINDING_RULES)}
    goals = {goal.code: place for place, goal in enumerate(record.council_goals)}
    subjects = goals | {found.code: place for place, found in enumerate(indicators)}
    bodies = {code: place for place, code in enumerate(record.bodies)}
    return lambda finding: (
        rules[finding.rule],
        subjects.get(finding.subject, len(subjects)),
        bodies[finding.body.code] if finding.body else -1,
    )


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else unscaled(value)


def _fraction(row: object, end: str, divisor: str) -> Fraction | None:
    if row is None or row[end] is None or not row[divisor]:  # type: ignore[index]
        return None
    return Fraction(row[end], row[divisor] * SCALE)  # type: ignore[index]


def _unscaled(value: Fraction | None) -> Fraction | None:
    return None if value is None else value / SCALE


def _as_decimal(value: Fraction | None) -> Decimal | None:
    """A difference of two stated values is a decimal again, exactly."""
    if value is None:
        return None
    return Decimal(value.numerator) / Decimal(value.denominator) / SCALE
