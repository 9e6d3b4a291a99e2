"""Reads of the themes of a year and of what has them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, ThemeKind
from enslinje.goals import access
from enslinje.goals.rows import ThemeRow
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.together import PreparedRead, rows_of


@dataclass(frozen=True)
class Tags:
    """The codes of themes by goal, and by indicator."""

    goals: dict[str, list[str]]
    indicators: dict[str, list[str]]


known_themes: Kept[tuple[ThemeRow, ...]] = Kept(8)


def themes(*, year: int) -> tuple[ThemeRow, ...]:
    """Return the year's themes by kind and name, each with what has it. One query, or none."""
    return known_themes.answer(year, read=lambda: _themes(year), version=kept_by.ground(year))


def _themes(year: int) -> tuple[ThemeRow, ...]:
    goals: dict[int, list[str]] = defaultdict(list)
    indicators: dict[int, list[str]] = defaultdict(list)
    told = rows_of({"tags": _tagged(year), "themes": _editions(year)})
    for theme, goal, indicator in told["tags"]:
        (goals if goal else indicators)[theme].append(goal or indicator or "")
    order = list(ThemeKind)
    rows = [
        ThemeRow(
            code=code,
            kind=ThemeKind(kind),
            name=name,
            description=description,
            is_mandatory=is_mandatory,
            goals=tuple(sorted(goals[theme])),
            indicators=tuple(sorted(indicators[theme])),
            origin=Origin(Basis(basis), *origin),
            fact=fact,
        )
        for theme, code, kind, name, description, is_mandatory, fact, basis, *origin in told[
            "themes"
        ]
    ]
    return tuple(sorted(rows, key=lambda row: (order.index(row.kind), row.name)))


@PreparedRead
def _tagged(year: int) -> QuerySet[Any, Any]:
    tags = access.theme_tags().filter(year=year)
    return tags.values_list("theme", "goal__code", "indicator__code")


@PreparedRead
def _editions(year: int) -> QuerySet[Any, Any]:
    return (
        access.theme_editions()
        .filter(year=year)
        .values_list(
            *("theme", "theme__code", "theme__kind", "name", "description", "is_mandatory", "pk"),
            *("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note"),
        )
    )


def tags(*, year: int) -> Tags:
    """Return the codes of the themes that each goal and each indicator has. One query."""
    found: Tags = Tags(defaultdict(list), defaultdict(list))
    for theme, goal, indicator in (
        access.theme_tags()
        .filter(year=year)
        .order_by("theme__code")
        .values_list("theme__code", "goal__code", "indicator__code")
    ):
        of = found.goals if goal else found.indicators
        of[goal or indicator or ""].append(theme)
    return found
