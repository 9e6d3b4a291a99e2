"""A small year with what Stockholm's does not hold: withheld, yes and no, intervals, by quota.

Views are tried with it by putting it in place of `queries.picture` alone.
"""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from enslinje.core.origins import Origin
from enslinje.core.terms import (
    Basis,
    BodyKind,
    ContributionState,
    CountsAs,
    Criterion,
    Form,
    Grade,
    IndicatorKind,
    Kind,
    LevelCode,
    Nature,
    Polarity,
    Relevance,
    RollUp,
    Status,
)
from enslinje.reconciliation.picture import (
    BodyRef,
    BodyTarget,
    ContributionCell,
    Council,
    GoalResult,
    IndicatorResult,
    Judgement,
    Picture,
)

YEAR = 2026
STATED = Origin(Basis.STATED)


def body(name: str, kind: BodyKind = BodyKind.FUNCTIONAL_COMMITTEE) -> BodyRef:
    is_company = kind is BodyKind.COMPANY
    return BodyRef(
        code=name.upper(),
        slug=name.lower(),
        name=name,
        official_name=f"{name} AB" if is_company else f"{name}nämnden",
        kind=kind,
        counts_as=CountsAs.COMPANY if is_company else CountsAs.COMMITTEE,
        origin=STATED,
    )


SKOL, PARK = body("Skol"), body("Park")
VATTEN = body("Vatten", BodyKind.COMPANY)
BODIES = (SKOL, PARK, VATTEN)


def target(of: BodyRef, value: str | None = None, **changes: Any) -> BodyTarget:
    number = None if value is None else Decimal(value)
    given: dict[str, Any] = {
        "body": of,
        "kind": Kind.MISSING if value is None else Kind.NUMBER,
        "origin": STATED,
        "low": number,
        "high": number,
    }
    return BodyTarget(**given | changes)


def council(low: str, form: Form | None = Form.AT_LEAST, high: str | None = None) -> Council:
    return Council(Decimal(low), Decimal(high or low), form, Nature.TARGET, YEAR, STATED)


def indicator(code: str, status: Status, **changes: Any) -> IndicatorResult:
    given: dict[str, Any] = {
        "code": code,
        "name": f"Indikator {code}",
        "goal": "1.1",
        "goal_name": "Alla kan simma",
        "sub_area": "",
        "kind": IndicatorKind.COUNCIL,
        "unit": "procent",
        "unit_en": "percent",
        "decimals": 1,
        "polarity": Polarity.HIGHER,
        "form": Form.AT_LEAST,
        "roll_up": RollUp.MEAN,
        "counts": True,
        "tolerance": Decimal(0),
        "origin": STATED,
        "status": status,
        "so_far": False,
        "given": 3,
        "expected": 3,
        "basis": Basis.STATED,
    }
    return IndicatorResult(**given | changes)


def cell(of: BodyRef, state: ContributionState, depth: int = 0, **changes: Any) -> ContributionCell:
    given: dict[str, Any] = {
        "body": of,
        "goal": "1.1",
        "state": state,
        "relevance": None,
        "criterion": Criterion.STATED_IN_WHAT_WAY,
        "depth": depth,
        "activities": 0,
        "own_goals": 0,
        "own_indicators": 0,
        "origin": STATED,
    }
    return ContributionCell(**given | changes)


WITHHELD = indicator(
    "W",
    Status.WITHHELD,
    given=1,
    expected=2,
    council=council("50"),
    aggregated_low=Fraction(60),
    aggregated_high=Fraction(60),
    targets=(target(SKOL, "60", bar=Decimal(50), gap=Decimal(10)), target(PARK)),
    missing=(PARK,),
)
NEAR = indicator(
    "N",
    Status.NOT_MET,
    so_far=True,
    council=council("3"),
    aggregated_low=Fraction(29999, 10000),
    aggregated_high=Fraction(29999, 10000),
)
YES = indicator(
    "Y",
    Status.NO_COUNCIL_TARGET,
    roll_up=RollUp.NONE,
    targets=(
        target(SKOL, "1", kind=Kind.YES_NO),
        target(PARK, "0", kind=Kind.YES_NO),
        target(VATTEN, kind=Kind.NOT_RELEVANT, reason="Bolaget <b>äger</b> inga skolor"),
    ),
)
BETWEEN = indicator(
    "B",
    Status.MET,
    council=council("40", None, "60"),
    aggregated_low=Fraction(45),
    aggregated_high=Fraction(55),
)
INDICATORS = (WITHHELD, NEAR, YES, BETWEEN)
CELLS = (
    cell(SKOL, ContributionState.STATED, depth=3, activities=2, own_goals=1),
    cell(PARK, ContributionState.NOT_STATED, relevance=Relevance.EXPECTED),
    cell(VATTEN, ContributionState.NOT_RELEVANT, relevance=Relevance.NOT_RELEVANT),
)


def goal(code: str, level: LevelCode, **changes: Any) -> GoalResult:
    given: dict[str, Any] = {
        "code": code,
        "level": level,
        "level_name": "Mål",
        "level_name_en": "Goal",
        "number": code,
        "name": "Alla kan simma" if "." in code else "En god stad",
        "parent": code[0] if "." in code else "",
        "origin": STATED,
        "council_indicators": 0,
        "met": 0,
        "partly_met": 0,
        "not_met": 0,
        "undecided": 0,
        "committees": 2,
        "committees_contributing": 1,
        "companies": 1,
        "companies_contributing": 0,
        "basis": Basis.STATED,
        "proposal": None,
        "proposal_rule": "council_indicators",
    }
    return GoalResult(**given | changes)


def judgement(grade: Grade, **changes: Any) -> Judgement:
    return Judgement(grade=grade, stated_as="", judged_by="kontoret", origin=STATED, **changes)


SWIM = goal(
    "1.1",
    LevelCode.AREA_GOAL,
    council_indicators=4,
    met=1,
    not_met=1,
    undecided=2,
    proposal=Grade.NOT_ATTAINED,
    assessment=judgement(Grade.PARTLY_ATTAINED),
    majority=True,
    indicators=INDICATORS,
    exceptions=(WITHHELD, NEAR, YES),
    expected_missing=(PARK,),
    contributions=CELLS,
)
CITY = goal("1", LevelCode.OVERARCHING_GOAL, children=("1.1",), indicators=INDICATORS)


def picture(
    year: int = YEAR, *, as_of: datetime | None = None, saved: Collection[str] = ()
) -> Picture:
    """The cast's year, whichever is asked for."""
    at = datetime(year, 2, 15, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    return Picture(
        year=year,
        occasion="Avstämning",
        reference_at=at,
        as_of=as_of or at,
        version=7,
        bodies=BODIES,
        goals=(CITY, SWIM),
        indicators=INDICATORS,
        findings=(),
        basis=Basis.STATED,
    )
