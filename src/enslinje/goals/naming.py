"""What goals, indicators and bodies are called, for words about many objects at once."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

from django.utils.translation import get_language

from enslinje.goals import access
from enslinje.journal import kept_by
from enslinje.journal.history.columns import number_words
from enslinje.journal.history.register import Key
from enslinje.journal.keeping import Kept
from enslinje.journal.together import Asking, both, gathered, known
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
) -> Callable[[Collection[Key]], Asking[Named]]:
    """What is asked of the names at these places of the keys."""

    def about(keys: Collection[Key]) -> Asking[Named]:
        years = {year(key) for key in keys}

        def at(place: int | None) -> set[str]:
            return set() if place is None else {key[place] for key in keys}

        def named(told: tuple[_Goals, _Indicators]) -> Named:
            goals, indicators = told
            return Named(
                bodies=names_of_bodies(at(body)) if body is not None else {},
                indicators={key: one.told for key, one in indicators.items()},
                goals={key: one.told for key, one in goals.items()},
                own=Own(_owned(goals), _owned(indicators)),
            )

        goals = _goals(at(goal), set() if goal is None else years)
        indicators = _indicators(at(indicator), set() if indicator is None else years)
        return both(goals, indicators).then(named)

    return about


_Indicator: TypeAlias = tuple[str, int, str]
_Told = TypeVar("_Told")


@dataclass(frozen=True)
class _Called(Generic[_Told]):
    """What something is told as, and whether a body owns it."""

    told: _Told
    is_own: bool


_Goals: TypeAlias = Mapping[tuple[str, int], _Called[str]]
_Indicators: TypeAlias = Mapping[tuple[str, int], _Called[_Indicator]]

names_of_goals: Kept[Mapping[str, _Called[str]]] = Kept(20)
names_of_indicators: Kept[Mapping[str, _Called[_Indicator]]] = Kept(20)


def goal_names(codes: Collection[str], years: Collection[int]) -> Mapping[tuple[str, int], str]:
    """Return number and name of goals by code and year. One query, or none."""
    return {key: one.told for key, one in _goals(codes, years).read().items()}


def _goals(codes: Collection[str], years: Collection[int]) -> Asking[_Goals]:
    return _of_years(codes, years, names_of_goals, _goals_of)


def _of_years(
    codes: Collection[str],
    years: Collection[int],
    kept: Kept[Mapping[str, _Called[_Told]]],
    ask: Callable[..., Asking[Mapping[str, _Called[_Told]]]],
    *more: Hashable,
) -> Asking[Mapping[tuple[str, int], _Called[_Told]]]:
    """Ask for what these codes are called in each year, of which all names are kept."""

    def of_year(year: int) -> Asking[Mapping[str, _Called[_Told]]]:
        version = kept_by.ground(year)
        version = replace(version, seen=version.look())  # Before the names are read.
        asked = (year, *more)
        found = kept.known(*asked, version=version)
        if found is not None:
            return known(found)
        return ask(*asked).then(
            lambda read: kept.answer(*asked, read=lambda: read, version=version)
        )

    return gathered({year: of_year(year) for year in years}).then(
        lambda named: {
            (code, year): called[code]
            for year, called in named.items()
            for code in codes
            if code in called
        }
    )


def _goals_of(year: int) -> Asking[Mapping[str, _Called[str]]]:
    rows = access.goal_editions().filter(year=year)
    name = ("names of goals", year)
    return Asking(
        lambda told: {
            code: _Called(f"{number} {called}", _is_own(kind))
            for code, number, called, kind in told[name]
        },
        {name: rows.values_list("goal__code", "number", "name", "goal__owner__kind")},
    )


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


def _indicators(codes: Collection[str], years: Collection[int]) -> Asking[_Indicators]:
    unit = "unit__name_en" if (get_language() or "").startswith("en") else "unit__name_sv"
    return _of_years(codes, years, names_of_indicators, _indicators_of, unit)


def _indicators_of(year: int, unit: str) -> Asking[Mapping[str, _Called[_Indicator]]]:
    rows = access.indicator_editions().filter(year=year)
    name = ("names of indicators", year, unit)
    return Asking(
        lambda told: {
            code: _Called((called, decimals, of_unit), _is_own(kind))
            for code, called, decimals, of_unit, kind in told[name]
        },
        {
            name: rows.values_list(
                "indicator__code", "name", "decimals", unit, "indicator__owner__kind"
            )
        },
    )
