"""What goals, indicators and bodies are called, for words about many objects at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

from django.utils.translation import get_language

from enslinje.goals import access
from enslinje.journal import record as journal
from enslinje.journal.history.columns import number_words
from enslinje.journal.history.register import Key
from enslinje.journal.keeping import Kept
from enslinje.organisation import directory
from enslinje.organisation.histories import names_of_bodies


@dataclass(frozen=True)
class Own:
    """Codes of goals and of indicators that bodies own."""

    goals: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()


NONE_OWN = Own()


@dataclass(frozen=True)
class Named:
    """What the words about some objects need.

    Indicators are by code and year: name, decimals and unit; goals by code and year: number and
    name. What a code is called when no edition of the year is there is the code itself. `own` are
    the codes of those goals and indicators among them that bodies own.
    """

    bodies: Mapping[str, str]
    indicators: Mapping[tuple[str, int], tuple[str, int, str]]
    goals: Mapping[tuple[str, int], str]
    own: Own = NONE_OWN

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

        indicators = _indicators(at(indicator), years) if indicator is not None else {}
        goals = _goals(at(goal), years) if goal is not None else {}
        return Named(
            bodies=names_of_bodies(at(body)) if body is not None else {},
            indicators={key: one.told for key, one in indicators.items()},
            goals={key: one.told for key, one in goals.items()},
            own=Own(_owned(goals), _owned(indicators)),
        )

    return about


_Indicator: TypeAlias = tuple[str, int, str]
_Told = TypeVar("_Told")


@dataclass(frozen=True)
class _Called(Generic[_Told]):
    """What something is told as, and whether a body owns it."""

    told: _Told
    is_own: bool


names_of_goals: Kept[Mapping[str, _Called[str]]] = Kept(20)
names_of_indicators: Kept[Mapping[str, _Called[_Indicator]]] = Kept(20)


def goal_names(codes: Collection[str], years: Collection[int]) -> Mapping[tuple[str, int], str]:
    """Return number and name of goals by code and year. A query for each year, or none."""
    return {key: one.told for key, one in _goals(codes, years).items()}


def _goals(
    codes: Collection[str], years: Collection[int]
) -> Mapping[tuple[str, int], _Called[str]]:
    found: dict[tuple[str, int], _Called[str]] = {}
    for year in years:
        named = names_of_goals.answer(
            year, read=partial(_goals_of, year), version=journal.ground(year)
        )
        found |= {(code, year): named[code] for code in codes if code in named}
    return found


def _goals_of(year: int) -> Mapping[str, _Called[str]]:
    rows = access.goal_editions().filter(year=year)
    told = rows.values_list("goal__code", "number", "name", "goal__owner__kind")
    return {code: _Called(f"{number} {name}", _is_own(kind)) for code, number, name, kind in told}


def _is_own(owner: str) -> bool:
    return owner not in directory.SPEAK_FOR_ALL


def _owned(called: Mapping[tuple[str, int], _Called[Any]]) -> frozenset[str]:
    return frozenset(code for (code, _year), one in called.items() if one.is_own)


def without_own(named: Named) -> Named:
    """Call what bodies own by its code: its name may be a draft."""
    own = named.own
    return replace(
        named,
        goals={key: name for key, name in named.goals.items() if key[0] not in own.goals},
        indicators={
            key: (key[0], *told[1:]) if key[0] in own.indicators else told
            for key, told in named.indicators.items()
        },
    )


def _indicators(
    codes: Collection[str], years: Collection[int]
) -> Mapping[tuple[str, int], _Called[_Indicator]]:
    unit = "unit__name_en" if (get_language() or "").startswith("en") else "unit__name_sv"
    found: dict[tuple[str, int], _Called[_Indicator]] = {}
    for year in years:
        named = names_of_indicators.answer(
            *(year, unit),
            read=partial(_indicators_of, year, unit),
            version=journal.ground(year),
        )
        found |= {(code, year): named[code] for code in codes if code in named}
    return found


def _indicators_of(year: int, unit: str) -> Mapping[str, _Called[_Indicator]]:
    rows = access.indicator_editions().filter(year=year)
    return {
        code: _Called((name, decimals, of_unit), _is_own(kind))
        for code, name, decimals, of_unit, kind in rows.values_list(
            "indicator__code", "name", "decimals", unit, "indicator__owner__kind"
        )
    }
