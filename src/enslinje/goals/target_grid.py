"""What a body is asked to state for a year, what it has stated, and what it stated the year before.

One row for each duty, in the order of the goals.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from enslinje.core.marking import EVERYTHING, Marking, Sight
from enslinje.core.origins import Origin
from enslinje.core.target_text import default_form, write
from enslinje.core.terms import Basis, Change, Form, Kind, OccasionKind, Sex
from enslinje.core.values import Stated
from enslinje.core.versions import Seen
from enslinje.goals import access
from enslinje.goals.codes import Measure
from enslinje.goals.ground import Asked, ground
from enslinje.goals.rows import GoalRow, IndicatorRow, MeasurementRow
from enslinje.journal.keeping import Kept
from enslinje.journal.prepared import A_FEW, Prepared

NOT_STATED = Stated(Kind.MISSING)


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target that a body has stated. `fact` is the id of its row, `source` the door."""

    fact: int
    for_year: int
    value: Stated
    marking: Marking
    stated_on: date | None
    origin: Origin
    source: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A duty of the body, and everything its target is written beside.

    Attributes:
        indicator: the indicator as it reads in the year, with the council's target.
        measure: what its values can be.
        for_year: the year that the target is for: the indicator's end year, or the plan's.
        form: what a bare number means.
        stated: what is current, `None` when nothing is.
        before: what the body stated the year before.
        quota: the body's part of the council's target, at 10⁻⁴.
        is_hidden: something is current that the reader may not see.
    """

    indicator: IndicatorRow
    measure: Measure
    for_year: int
    form: Form
    stated: StatedTarget | None = None
    before: StatedTarget | None = None
    quota: int | None = None
    quota_origin: Origin | None = None
    is_hidden: bool = False

    @property
    def code(self) -> str:
        """The code of the indicator, which names the row."""
        return self.indicator.code

    @property
    def value(self) -> Stated:
        """What is stated, of kind missing where nothing is."""
        return self.stated.value if self.stated else NOT_STATED

    @property
    def seen(self) -> Seen:
        """What a write of somebody who reads the row rests on."""
        return self.stated.fact if self.stated else None

    @property
    def text(self) -> str:
        """What is stated, as it is written in a cell."""
        return self.written(self.value)

    @property
    def is_by_parts(self) -> bool:
        """Whether it is stated by a numerator and a denominator, which no cell holds."""
        return self.value.numerator is not None

    @property
    def is_missing(self) -> bool:
        """Whether nothing that can be read is stated."""
        return self.value.kind is Kind.MISSING and not self.is_hidden

    def written(self, value: Stated) -> str:
        """Return `value` as it is written in a cell of this row."""
        return write(value, form=self.form, decimals=self.measure.decimals)


@dataclass(frozen=True)
class TargetGrid:
    """The rows of a body and a year, with the goals they stand under and what was measured.

    Attributes:
        total: how many targets were counted: all that the body is asked for, unless the rows of
            some were read alone.
        missing: how many of them nothing that can be read is stated of.
    """

    year: int
    body: str
    on: date
    rows: tuple[TargetRow, ...]
    goals: tuple[GoalRow, ...]
    measurements: tuple[MeasurementRow, ...]
    total: int
    missing: int

    @property
    def by_code(self) -> Mapping[str, TargetRow]:
        """The rows by the code of their indicator."""
        return {row.code: row for row in self.rows}


def target_grid(
    *,
    year: int,
    body: str,
    on: date,
    sight: Sight,
    codes: Collection[str] | None = None,
    counts_all: bool = False,
) -> TargetGrid:
    """Return what the body is asked for and has stated, as it is now.

    Args:
        year: the year of the plan.
        body: the code of the body.
        on: the day; outcomes and targets of the council that come later are not seen.
        sight: what the reader may see. Nothing else of a target is told than that it is there.
        codes: the indicators that are asked about; by default every one that the body answers for.
        counts_all: also those that are not asked about are counted.

    Returns:
        The rows in the order of the goals. Two queries, whatever the number of rows.
    """
    rests_on = ground(year=year, on=on)
    duties = rests_on.duties(body, sight)
    order = rests_on.order
    known = duties & order.keys()
    asked = known if codes is None else known & set(codes)
    counted = known if counts_all else asked
    stated = _stated(body, (year - 1, year), None if counts_all else codes)
    quotas = rests_on.quotas(body, sight)
    seen = {marking for marking in Marking if sight.sees(marking, body)}
    rows = [
        _row(
            rests_on.indicators[code],
            rests_on.measures[code],
            year=year,
            stated=stated,
            quotas=quotas,
            seen=seen,
        )
        for code in sorted(asked, key=order.__getitem__)
    ]
    return TargetGrid(
        year=year,
        body=body,
        on=on,
        rows=tuple(rows),
        goals=rests_on.goals,
        measurements=rests_on.measured.get(body, ()),
        total=len(counted),
        missing=_missing([rests_on.indicators[code] for code in counted], year, stated, seen),
    )


def values_at(body: str, facts: Collection[int]) -> Mapping[int, Stated]:
    """Return what targets of the body say or said, by the ids of their rows. One query."""
    if not facts:
        return {}
    rows = access.targets_ever().filter(pk__in=set(facts), body__code=body)
    return {pk: _value(due, *rest) for pk, due, *rest in rows.values_list("pk", *_SAYS)}


_Stated = Mapping[tuple[int, str, int], StatedTarget]
_Quotas = Mapping[tuple[str, int | None], Asked]


def _missing(
    indicators: Iterable[IndicatorRow], year: int, stated: _Stated, seen: Collection[Marking]
) -> int:
    """Of how many indicators nothing that can be read is stated, as `TargetRow.is_missing` says."""
    current = [stated.get((year, one.code, one.end_year or year)) for one in indicators]
    return len(
        [
            one
            for one in current
            if one is None or (one.value.kind is Kind.MISSING and one.marking in seen)
        ]
    )


def _row(
    indicator: IndicatorRow,
    measure: Measure,
    *,
    year: int,
    stated: _Stated,
    quotas: _Quotas,
    seen: Collection[Marking],
) -> TargetRow:
    for_year = indicator.end_year or year
    current = stated.get((year, indicator.code, for_year))
    before = stated.get((year - 1, indicator.code, indicator.end_year or year - 1))
    quota = quotas.get((indicator.code, for_year))
    is_hidden = current is not None and current.marking not in seen
    return TargetRow(
        indicator=indicator,
        measure=measure,
        for_year=for_year,
        form=default_form(indicator.form, indicator.polarity),
        stated=None if is_hidden else current,
        before=before if before and before.marking in seen else None,
        quota=quota.low if quota else None,
        quota_origin=quota.origin if quota else None,
        is_hidden=is_hidden,
    )


_SAYS = (
    *("due_occasion__kind", "kind", "form", "change", "low", "high", "numerator", "denominator"),
    *("reason", "raw_text"),
)
_ORIGIN = ("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note")


said: Kept[StatedTarget] = Kept(20_000)
"""What targets say, by the ids of their rows: no row of the record is ever changed."""


def _stated(body: str, years: Collection[int], codes: Collection[str] | None) -> _Stated:
    """What is current of the body's targets for all, by year, indicator and the year it is for."""
    few = () if codes is None or len(codes) > A_FEW else tuple(codes)
    places = {tuple(place): pk for pk, *place in _places(body, tuple(years), few)}
    known = said.several(places.values())
    unknown = tuple(pk for pk in places.values() if pk not in known)
    if unknown:
        read = {row[0]: _target(row) for row in _targets(unknown)}
        said.keep_several(read)
        known = {**known, **read}
    return {place: known[pk] for place, pk in places.items()}


@Prepared
def _places(body: str, years: tuple[int, ...], codes: tuple[str, ...]) -> QuerySet[Any, Any]:
    """Where the body has targets; of these indicators, or of all when none is named."""
    of_body = access.targets(sight=EVERYTHING).filter(
        body__code=body, year__in=years, sex=Sex.ALL.value
    )
    if codes:
        of_body = of_body.filter(indicator__code__in=codes)
    return of_body.values_list("pk", "year", "indicator__code", "for_year")


@Prepared
def _targets(facts: tuple[int, ...]) -> QuerySet[Any, Any]:
    """What targets say or said: one may have been superseded since its place was read."""
    return (
        access.targets_ever()
        .filter(pk__in=facts)
        .values_list(
            *("pk", "for_year", "marking", "stated_on", "recorded_in__source", *_SAYS, *_ORIGIN)
        )
    )


def _target(row: Sequence[Any]) -> StatedTarget:
    *told, basis, source_ref, recorded_at, actor, note = row
    fact, for_year, marking, stated_on, source, *says = told
    return StatedTarget(
        fact=fact,
        for_year=for_year,
        value=_value(*says),
        marking=Marking(marking),
        stated_on=stated_on,
        origin=Origin(Basis(basis), source_ref, recorded_at, actor, note),
        source=source,
    )


@lru_cache(maxsize=10_000)
def _value(due: str | None, kind: str, form: str | None, change: str | None, *rest: Any) -> Stated:
    low, high, numerator, denominator, reason, raw_text = rest
    return Stated(
        kind=Kind(kind),
        form=Form(form) if form else None,
        change=Change(change) if change else None,
        low=low,
        high=high,
        numerator=numerator,
        denominator=denominator,
        reason=reason,
        due_occasion=OccasionKind(due).value if due else "",
        raw_text=raw_text,
    )
