"""What goals, indicators and bodies are called, for words about many objects at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import get_language

from enslinje.goals import access
from enslinje.goals.models import Goal, Indicator
from enslinje.journal.history.columns import number_words
from enslinje.journal.history.register import Key
from enslinje.organisation import directory
from enslinje.organisation.histories import names_of_bodies


@dataclass(frozen=True)
class Named:
    """What the words about some objects need.

    Indicators are by code and year: name, decimals and unit; goals by code and year: number and
    name. What a code is called when no edition of the year is there is the code itself.
    """

    bodies: Mapping[str, str]
    indicators: Mapping[tuple[str, int], tuple[str, int, str]]
    goals: Mapping[tuple[str, int], str]

    def body(self, code: str) -> str:
        return self.bodies.get(code, code)

    def indicator(self, code: str, year: int) -> str:
        return self.indicators[code, year][0] if (code, year) in self.indicators else code

    def goal(self, code: str, year: int) -> str:
        return self.goals.get((code, year), code)

    def number(self, value: int | None, code: str, year: int) -> str:
        """A value at 10⁻⁴ with the indicator's decimals and unit."""
        _name, decimals, unit = self.indicators.get((code, year), ("", 0, ""))
        return number_words(value, decimals, unit)


def named_at(
    *,
    body: int | None = None,
    indicator: int | None = None,
    goal: int | None = None,
    year: Callable[[Key], int] = lambda key: int(key[0]),
) -> Callable[[Collection[Key]], Named]:
    """What is read of the names at these places of the keys. At most a query each."""

    def about(keys: Collection[Key]) -> Named:
        years = {year(key) for key in keys}

        def at(place: int | None) -> set[str]:
            return set() if place is None else {key[place] for key in keys}

        return Named(
            bodies=names_of_bodies(at(body)) if body is not None else {},
            indicators=_indicators(at(indicator), years) if indicator is not None else {},
            goals=goal_names(at(goal), years) if goal is not None else {},
        )

    return about


def goal_names(codes: Collection[str], years: Collection[int]) -> Mapping[tuple[str, int], str]:
    """Return number and name of goals by code and year. One query."""
    rows = access.goal_editions().filter(goal__code__in=codes, year__in=years)
    return {
        (code, year): f"{number} {name}"
        for code, year, number, name in rows.values_list("goal__code", "year", "number", "name")
    }


def without_own(named: Named) -> Named:
    """Call what bodies own by its code: its name may be a draft. Two queries."""
    own = ~Q(owner__kind__in=sorted(directory.SPEAK_FOR_ALL))
    goals = {code for code, _year in named.goals}
    indicators = {code for code, _year in named.indicators}
    drafted = {
        *Goal.objects.filter(own, code__in=goals).values_list("code", flat=True),
        *Indicator.objects.filter(own, code__in=indicators).values_list("code", flat=True),
    }
    return replace(
        named,
        goals={key: name for key, name in named.goals.items() if key[0] not in drafted},
        indicators={
            key: (key[0], *told[1:]) if key[0] in drafted else told
            for key, told in named.indicators.items()
        },
    )


def _indicators(
    codes: Collection[str], years: Collection[int]
) -> Mapping[tuple[str, int], tuple[str, int, str]]:
    unit = "unit__name_en" if (get_language() or "").startswith("en") else "unit__name_sv"
    rows = access.indicator_editions().filter(indicator__code__in=codes, year__in=years)
    return {
        (code, year): (name, decimals, of_unit)
        for code, year, name, decimals, of_unit in rows.values_list(
            "indicator__code", "year", "name", "decimals", unit
        )
    }
