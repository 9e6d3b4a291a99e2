"""What the start page and the year in short show."""

from dataclasses import dataclass

from enslinje.core.terms import Grade
from enslinje.reconciliation.picture import GoalResult, Picture
from enslinje.web import writing
from enslinje.web.findings.presenters import SeverityCount, severities
from enslinje.web.goals.presenters import GoalRow, tree
from enslinje.web.writing import Shown

CLIMATE = "CO2e"
"""What a unit is called in when the indicator is about the climate."""


@dataclass(frozen=True)
class YearPage:
    """The year in short: the finding in figures, the tree and the counts."""

    met: Shown
    counted: Shown
    is_all_met: bool
    attained: int
    judged: int
    goals: int
    tree: tuple[GoalRow, ...]
    committees: Shown
    companies: Shown
    severities: tuple[SeverityCount, ...]


@dataclass(frozen=True)
class StartPage:
    """The start page of the latest year. `climate` is the goal that the climate is under."""

    year: YearPage
    climate: GoalResult | None


def year_page(picture: Picture) -> YearPage:
    """Return the year in short."""
    year, counted = picture.year, picture.counted
    grades = [goal.assessment.grade for goal in picture.goals if goal.assessment]
    return YearPage(
        met=Shown(writing.number(picture.met), f"ar.uppnadda/{year}", picture.basis),
        counted=Shown(writing.number(len(counted)), f"ar.indikatorer/{year}"),
        is_all_met=picture.met == len(counted),
        attained=sum(grade is Grade.ATTAINED for grade in grades),
        judged=len(grades),
        goals=len(picture.goals),
        tree=tree(picture),
        committees=Shown(writing.number(picture.committees), f"register.namnder/{year}"),
        companies=Shown(writing.number(picture.companies), f"register.bolag/{year}"),
        severities=severities(picture),
    )


def start_page(picture: Picture) -> StartPage:
    """Return the start page."""
    climate = next((found for found in picture.indicators if CLIMATE in found.unit), None)
    return StartPage(
        year=year_page(picture), climate=picture.goal(climate.goal) if climate else None
    )
