"""Reads of the themes of a year and of what has them."""

from collections import defaultdict
from dataclasses import dataclass

from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, ThemeKind
from enslinje.goals import access
from enslinje.goals.rows import ThemeRow
from enslinje.journal import record as journal
from enslinje.journal.keeping import Kept


@dataclass(frozen=True)
class Tags:
    """The codes of themes by goal, and by indicator."""

    goals: dict[str, list[str]]
    indicators: dict[str, list[str]]


known_themes: Kept[tuple[ThemeRow, ...]] = Kept(8)


def themes(*, year: int) -> tuple[ThemeRow, ...]:
    """Return the year's themes by kind and name, each with what has it. Two queries, or none."""
    return known_themes.answer(year, read=lambda: _themes(year), version=journal.ground(year))


def _themes(year: int) -> tuple[ThemeRow, ...]:
    goals: dict[int, list[str]] = defaultdict(list)
    indicators: dict[int, list[str]] = defaultdict(list)
    for theme, goal, indicator in (
        access.theme_tags()
        .filter(year=year)
        .values_list("theme_id", "goal__code", "indicator__code")
    ):
        (goals if goal else indicators)[theme].append(goal or indicator or "")
    order = list(ThemeKind)
    rows = [
        ThemeRow(
            code=edition.theme.code,
            kind=ThemeKind(edition.theme.kind),
            name=edition.name,
            description=edition.description,
            is_mandatory=edition.is_mandatory,
            goals=tuple(sorted(goals[edition.theme_id])),
            indicators=tuple(sorted(indicators[edition.theme_id])),
            origin=Origin(
                Basis(edition.basis),
                edition.source_ref,
                edition.recorded_in.recorded_at,
                edition.recorded_in.actor_code,
                edition.note,
            ),
            fact=edition.pk,
        )
        for edition in access.theme_editions()
        .filter(year=year)
        .select_related("theme", "recorded_in")
    ]
    return tuple(sorted(rows, key=lambda row: (order.index(row.kind), row.name)))


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
