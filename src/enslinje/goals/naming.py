"""What goals, indicators and bodies are called, for words about many objects at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from django.db.models import Q
from django.utils.translation import get_language

from enslinje.goals import access
from enslinje.goals.models import Goal, Indicator
from enslinje.journal import record as journal
from enslinje.journal.history.columns import number_words
from enslinje.journal.history.register import Key
from enslinje.journal.keeping import Kept
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


_Indicator: TypeAlias = tuple[str, int, str]

names_of_goals: Kept[Mapping[str, str]] = Kept(20)
names_of_indicators: Kept[Mapping[str, _Indicator]] = Kept(20)
own_codes: Kept[tuple[frozenset[str], frozenset[str]]] = Kept(1)


def goal_names(codes: Collection[str], years: Collection[int]) -> Mapping[tuple[str, int], str]:
    """Return number and name of goals by code and year. A query for each year, or none."""
    found: dict[tuple[str, int], str] = {}
    for year in years:
        named = names_of_goals.answer(
            year, read=partial(_goals_of, year), version=journal.ground(year)
        )
        found |= {(code, year): named[code] for code in codes if code in named}
    return found


def _goals_of(year: int) -> Mapping[str, str]:
    rows = access.goal_editions().filter(year=year)
    told = rows.values_list("goal__code", "number", "name")
    return {code: f"{number} {name}" for code, number, name in told}


def without_own(named: Named) -> Named:
    """Call what bodies own by its code: its name may be a draft. Two queries, or none."""
    goals, indicators = own_codes.answer(read=_own_codes, version=journal.GROUND_OF_ALL)
    return replace(
        named,
        goals={key: name for key, name in named.goals.items() if key[0] not in goals},
        indicators={
            key: (key[0], *told[1:]) if key[0] in indicators else told
            for key, told in named.indicators.items()
        },
    )


def _own_codes() -> tuple[frozenset[str], frozenset[str]]:
    """The codes of the goals and of the indicators that bodies own."""
    own = ~Q(owner__kind__in=sorted(directory.SPEAK_FOR_ALL))
    return (
        frozenset(Goal.objects.filter(own).values_list("code", flat=True)),
        frozenset(Indicator.objects.filter(own).values_list("code", flat=True)),
    )


def _indicators(
    codes: Collection[str], years: Collection[int]
) -> Mapping[tuple[str, int], _Indicator]:
    unit = "unit__name_en" if (get_language() or "").startswith("en") else "unit__name_sv"
    found: dict[tuple[str, int], _Indicator] = {}
    for year in years:
        named = names_of_indicators.answer(
            *(year, unit),
            read=partial(_indicators_of, year, unit),
            version=journal.ground(year),
        )
        found |= {(code, year): named[code] for code in codes if code in named}
    return found


def _indicators_of(year: int, unit: str) -> Mapping[str, _Indicator]:
    rows = access.indicator_editions().filter(year=year)
    return {
        code: (name, decimals, of_unit)
        for code, name, decimals, of_unit in rows.values_list(
            "indicator__code", "name", "decimals", unit
        )
    }
