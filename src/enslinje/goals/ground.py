"""What the targets of a year rest on: goals, indicators, who is asked for what, what was measured.

Every page and every save of a target asks for it, and a save does not change it, so it is kept
until something that plans rest on is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from enslinje.core.marking import EVERYTHING, Marking, Sight
from enslinje.core.origins import Origin
from enslinje.goals import access, queries
from enslinje.goals.codes import Measure, every_measure_asked
from enslinje.goals.columns import ORIGIN, origin_of
from enslinje.goals.rows import GoalRow, IndicatorRow, MeasurementRow
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.once import once
from enslinje.journal.together import Asking, both


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body is asked for: an indicator; or of one, in `for_year`, a quota of `low`."""

    indicator: str
    marking: Marking
    for_year: int | None = None
    low: int = 0
    origin: Origin | None = None


_Row = TypeVar("_Row")
ByBody = Mapping[str, tuple[_Row, ...]]


@dataclass(frozen=True)
class Ground:
    """Of one year, as it is on one day.

    Attributes:
        goals: in the order of the tree.
        indicators: by code, with the council's targets.
        measures: what the values of each can be.
        measured: last year's outcomes and the weights, by body.
    """

    goals: tuple[GoalRow, ...]
    indicators: Mapping[str, IndicatorRow]
    measures: Mapping[str, Measure]
    measured: ByBody[MeasurementRow]
    _duties: ByBody[Asked]
    _quotas: ByBody[Asked]

    def duties(self, body: str, sight: Sight) -> frozenset[str]:
        """The indicators that the body is asked for targets of, as far as `sight` reaches."""
        asked = self._asked.get((body, sight))
        if asked is None:
            seen = frozenset(one.indicator for one in _seen(self._duties, body, sight))
            asked = self._asked.setdefault((body, sight), seen)
        return asked

    def quotas(self, body: str, sight: Sight) -> Mapping[tuple[str, int | None], Asked]:
        """The body's parts of the council's targets, by indicator and the year they are for."""
        return {(one.indicator, one.for_year): one for one in _seen(self._quotas, body, sight)}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each indicator: in the order of the goals, then of the codes."""
        places = {goal.code: place for place, goal in enumerate(self.goals)}
        last = len(places)
        ordered = sorted(
            self.indicators.values(),
            key=lambda one: (places.get(one.sub_area or one.goal, last), one.code),
        )
        return {one.code: place for place, one in enumerate(ordered)}

    @cached_property
    def _asked(self) -> dict[tuple[str, Sight], frozenset[str]]:
        """What `duties` has answered."""
        return {}


grounds: Kept[Ground] = Kept(8)


@once
def ground(*, year: int, on: date) -> Ground:
    """Return what the year's targets rest on. One query when nothing of it has changed, else two.

    Args:
        year: the year of the plans.
        on: outcomes and targets of the council that come after this day are not seen.
    """
    return grounds.answer(year, on, read=lambda: _read(year, on), version=kept_by.ground(year))


def kept_ground(*, year: int, on: date) -> Ground | None:
    """Return what the year's targets rest on if it is at hand, None where it would be read anew."""
    return grounds.known(year, on, version=kept_by.ground(year))


def _read(year: int, on: date) -> Ground:
    things = both(queries.goals_asked(year=year), queries.indicators_asked(year=year, on=on))
    values = both(every_measure_asked(year=year), queries.measurements_asked(year=year, on=on))
    asked = both(_duties(year), _quotas(year))
    (goals, indicators), ((measures, measured), (duties, quotas)) = both(
        things, both(values, asked)
    ).read()
    return Ground(
        goals=goals,
        indicators={one.code: one for one in indicators},
        measures=measures,
        measured=_by_body((one.body, one) for one in measured),
        _duties=duties,
        _quotas=quotas,
    )


def _duties(year: int) -> Asking[ByBody[Asked]]:
    rows = access.duties(sight=EVERYTHING).filter(year=year)
    name = ("who is asked", year)
    return Asking(
        lambda told: _by_body(
            (body, Asked(code, Marking(marking))) for body, code, marking in told[name]
        ),
        {name: rows.values_list("body__code", "indicator__code", "marking")},
    )


def _quotas(year: int) -> Asking[ByBody[Asked]]:
    rows = access.quotas(sight=EVERYTHING).filter(year=year)
    name = ("quotas", year)
    columns = ("body__code", "indicator__code", "marking", "for_year", "low")
    return Asking(
        lambda told: _by_body(
            (body, Asked(code, Marking(marking), for_year, low, origin_of(*origin)))
            for body, code, marking, for_year, low, *origin in told[name]
        ),
        {name: rows.values_list(*columns, *ORIGIN)},
    )


def _by_body(pairs: Iterable[tuple[str, _Row]]) -> ByBody[_Row]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for body, row in pairs:
        found[body].append(row)
    return {body: tuple(rows) for body, rows in found.items()}


def _seen(asked: ByBody[Asked], body: str, sight: Sight) -> list[Asked]:
    return [one for one in asked.get(body, ()) if sight.sees(one.marking, body)]
