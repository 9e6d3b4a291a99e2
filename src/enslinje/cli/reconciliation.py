"""`enslinje reconcile`: the year's reconciliation as a table for readers, or as JSON."""

import json
from datetime import datetime, time
from itertools import groupby
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.table import Table

from enslinje.core.numbers import exact
from enslinje.core.terms import IndicatorKind, Severity
from enslinje.reconciliation import messages, queries
from enslinje.reconciliation.picture import Finding, GoalResult, IndicatorResult, Picture
from enslinje.reconciliation.rule_names import rule_name
from enslinje.reconciliation.status_words import status_word
from enslinje.reconciliation.target_words import stated_word

MARKS = {"attained": "●", "partly_attained": "◐", "not_attained": "○"}
MOST_ALIKE = 3
SEVERITIES = {
    Severity.ERROR: "Fel",
    Severity.WARNING: "Varningar",
    Severity.INFORMATION: "Upplysningar",
}


def reconcile(
    year: Annotated[int, typer.Argument(help="Year, for example 2021.")],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything as one JSON object.")
    ] = False,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"],
            help="The moment whose picture is drawn; by default that of the reconciliation.",
        ),
    ] = None,
    with_information: Annotated[
        bool, typer.Option("--information", help="List also what is only information.")
    ] = False,
) -> None:
    """Hold every plan of a year against the council's goals: goals, indicators, findings."""
    picture = queries.picture(year, as_of=_moment(as_of))
    if as_json:
        typer.echo(json.dumps(as_data(picture), ensure_ascii=False, indent=2))
        return
    console = Console()
    _print_goals(console, picture)
    _print_exceptions(console, picture)
    _print_findings(console, picture, with_information=with_information)


def _moment(as_of: datetime | None) -> datetime | None:
    """The moment asked for, in the city's time. A date alone is its whole day, as on the pages."""
    if as_of is None:
        return None
    is_date = as_of.time() == time()
    return datetime.combine(as_of, time.max if is_date else as_of.time(), tzinfo=queries.LOCAL)


def as_data(picture: Picture) -> dict[str, Any]:
    """Return the picture as plain data, numbers as decimal strings."""
    return {
        "year": picture.year,
        "goals": [_goal_data(goal) for goal in picture.goals],
        "indicators": [_indicator_data(found) for found in picture.indicators],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "body": finding.body.code if finding.body else None,
                "subject": finding.subject,
                "message": finding.message,
            }
            for finding in picture.findings
        ],
    }


def _goal_data(goal: GoalResult) -> dict[str, Any]:
    return {
        "level": goal.level,
        "number": goal.number,
        "name": goal.name,
        "council_indicators": str(goal.council_indicators),
        "met": str(goal.met),
        "partly_met": str(goal.partly_met),
        "not_met": str(goal.not_met),
        "committees": str(goal.committees),
        "committees_contributing": str(goal.committees_contributing),
        "companies": str(goal.companies),
        "companies_contributing": str(goal.companies_contributing),
        "proposal": goal.proposal.value if goal.proposal else None,
        "assessment": goal.assessment.grade.value if goal.assessment else None,
        "parts": [_goal_data(part) for part in goal.parts],
    }


def _indicator_data(found: IndicatorResult) -> dict[str, Any]:
    low, high = found.aggregated_low, found.aggregated_high
    return {
        "code": found.code,
        "name": found.name,
        "goal": found.goal,
        "unit": found.unit,
        "council_target": _interval(
            found.council.low if found.council else None,
            found.council.high if found.council else None,
        ),
        "aggregated_target": _interval(low, high),
        "rule": found.roll_up.value,
        "bodies": str(found.expected),
        "bodies_with_target": str(found.given),
        "missing": [body.code for body in found.missing],
        "status": found.status.value,
        "so_far": found.so_far,
        "counts": found.counts,
    }


def _interval(low: Any, high: Any) -> str | list[str] | None:
    """One decimal string, the two ends of an interval, or nothing."""
    if low is None or high is None:
        return None
    return exact(low) if low == high else [exact(low), exact(high)]


def _print_goals(console: Console, picture: Picture) -> None:
    table = Table(
        title=_("Avstämning av mål %(year)s") % {"year": picture.year},
        caption=_("%(met)s av %(total)s KF-indikatorer når årsmålet. Avser %(date)s.")
        % {
            "met": picture.met,
            "total": len(picture.counted),
            "date": (picture.as_of or picture.reference_at).date().isoformat(),
        },
        box=box.SIMPLE_HEAD,
        title_justify="left",
        caption_justify="left",
    )
    table.add_column(_("Mål"), ratio=1, min_width=24)
    for heading in (_("Indikatorer"), _("Nämnder"), _("Bolag")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Förslag"), no_wrap=True)
    table.add_column(_("Bedömning"), no_wrap=True)
    for goal in picture.goals:
        is_top = not goal.parent
        table.add_row(*_goal_cells(goal, indent=0 if is_top else 2), style="bold" if is_top else "")
        for part in goal.parts:
            table.add_row(*_goal_cells(part, indent=6), style="dim")
    console.print(table)


def _goal_cells(goal: GoalResult, *, indent: int) -> list[str]:
    has_bodies = goal.level == "area_goal"
    return [
        f"{' ' * indent}{goal.number} {goal.name}",
        f"{goal.met}/{goal.council_indicators}",
        f"{goal.committees_contributing}/{goal.committees}" if has_bodies else "",
        f"{goal.companies_contributing}/{goal.companies}" if has_bodies else "",
        _grade(goal.proposal.value if goal.proposal else "", messages.grade(goal.proposal)),
        _grade(goal.assessment.grade.value, messages.grade(goal.assessment.grade))
        if goal.assessment
        else messages.grade(None),
    ]


def _grade(value: str, word: str) -> str:
    return f"{MARKS.get(value, '–')} {word}"


def _print_exceptions(console: Console, picture: Picture) -> None:
    table = Table(
        title=_("Indikatorer som inte uppnås helt"), box=box.SIMPLE_HEAD, title_justify="left"
    )
    for heading in (_("Mål"), _("Indikator"), _("Årsmål"), _("KF"), _("Har lämnat"), _("Läge")):
        table.add_column(heading, justify="right" if heading in {_("Årsmål"), _("KF")} else "left")
    for found in picture.indicators:
        if found.status.value == "met":
            continue
        asked = found.council
        name = found.name
        if found.kind is IndicatorKind.MANDATORY:
            name += f" ({_('obligatorisk')})"
        table.add_row(
            found.goal,
            name,
            messages.total(found) if found.aggregated_low is not None else "–",
            messages.interval(asked.low, asked.high, messages.places(found)) if asked else "–",
            _("%(n)s av %(N)s") % {"n": found.given, "N": found.expected},
            status_word(found.status, so_far=found.so_far),
        )
    console.print(table)


def _print_findings(console: Console, picture: Picture, *, with_information: bool) -> None:
    for severity, heading in SEVERITIES.items():
        found = [finding for finding in picture.findings if finding.severity is severity]
        console.print(f"\n[bold]{_(heading)}[/bold] ({len(found)})")
        if severity is Severity.INFORMATION and not with_information:
            console.print(f"  {_('Visas med --information.')}")
            continue
        for rule, of_rule in groupby(found, key=lambda finding: finding.rule):
            console.print(f"  [underline]{rule_name(rule)}[/underline]  ({rule})")
            for _subject, alike in groupby(of_rule, key=lambda finding: finding.subject):
                for line in _lines(list(alike)):
                    console.print(f"    {line}", markup=False, highlight=False)


def _lines(alike: list[Finding]) -> list[str]:
    """One line for each finding about a subject; many bodies alike share one line."""
    if len(alike) <= MOST_ALIKE or not all(finding.body for finding in alike):
        return [finding.message for finding in alike]
    bodies = ", ".join(
        f"{finding.body.name} ({stated_word(finding.target, finding.indicator)})"
        if finding.target and finding.indicator
        else finding.body.name
        for finding in alike
        if finding.body
    )
    first = alike[0]
    return [f"”{first.subject_name}”, {len(alike)} {_('organ')}: {bodies}."]
