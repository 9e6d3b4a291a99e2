"""Reads of goals, indicators, targets and outcomes: one query each for a whole year.

`as_of` is what the record held at an instant, `on` the day on which things hold.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import FilteredRelation, Q

from enslinje.core.terms import (
    Form,
    IndicatorKind,
    Kind,
    LevelCode,
    MeasurementKind,
    Nature,
    OutcomeSource,
    Polarity,
    RollUp,
    Sex,
    UnitKind,
)
from enslinje.goals import access
from enslinje.goals.columns import ORIGIN, is_recorded, or_none, origin_of, prefixed
from enslinje.goals.models import Level, MeasureUnit
from enslinje.goals.rows import (
    CouncilTargetRow,
    GoalRow,
    IndicatorRow,
    LevelRow,
    MeasurementRow,
)
from enslinje.goals.tree import in_tree_order
from enslinje.journal import kept_by
from enslinje.journal.filed import Filed, named
from enslinje.journal.keeping import Kept
from enslinje.journal.models import held_at
from enslinje.journal.once import once
from enslinje.journal.together import Asking, Rows

_ADDED_UP = {UnitKind.COUNT.value, UnitKind.AMOUNT.value}


known_years: Kept[tuple[int, ...]] = Kept(1)


@once
def years() -> tuple[int, ...]:
    """Return the years that have goals, latest first. One query, or none when they are kept."""
    return known_years.answer(read=_years, version=kept_by.GROUND_OF_ALL)


def _years() -> tuple[int, ...]:
    return tuple(access.goal_editions().order_by("-year").values_list("year", flat=True).distinct())


def levels() -> tuple[LevelRow, ...]:
    """Return the levels of the cascade, from the top. One query."""
    rows = Level.objects.order_by("depth").values_list("depth", "code", "name_sv", "name_en")
    return tuple(LevelRow(depth, LevelCode(code), *names) for depth, code, *names in rows)


def units() -> tuple[tuple[str, str, str], ...]:
    """Return each unit of measure: code, name in Swedish, name in English. One query."""
    return tuple(MeasureUnit.objects.order_by("name_sv").values_list("code", "name_sv", "name_en"))


def goals(
    *, year: int, as_of: datetime | None = None, filed: Filed | None = None
) -> tuple[GoalRow, ...]:
    """Return every goal of the year, the council's and the bodies', in the order of the tree.

    One query; none as they are now, until something of what plans rest on is written.
    """
    if filed is not None:
        return goals_asked(year=year, as_of=as_of, filed=filed).read()
    return known_goals.at(
        *(as_of, year),
        read=lambda moment: goals_asked(year=year, as_of=moment).read(),
        version=kept_by.ground(year),
    )


known_goals: Kept[tuple[GoalRow, ...]] = Kept(8)


def goals_asked(
    *, year: int, as_of: datetime | None = None, filed: Filed | None = None
) -> Asking[tuple[GoalRow, ...]]:
    """Ask for the same as `goals`, with more."""
    name = named("goals", year, as_of, filed)
    rows = (
        access.goal_editions(as_of=as_of, filed=filed)
        .filter(year=year)
        .order_by("level__depth", "sort_order", "number", "pk")
        .values_list(
            *("goal__code", "level__code", "level__name_sv", "level__name_en"),
            *("level__depth", "number", "name", "parent__code", "sort_order"),
            *("goal__owner__code", "expected_result", *ORIGIN),
        )
    )
    return Asking(
        lambda told: tuple(in_tree_order([_goal(row) for row in told[name]])), {name: rows}
    )


def _goal(row: tuple[Any, ...]) -> GoalRow:
    code, level, name_sv, name_en, depth, number, name, parent, order, owner, expected = row[:11]
    return GoalRow(
        code=code,
        level=LevelCode(level),
        level_name_sv=name_sv,
        level_name_en=name_en,
        depth=depth,
        number=number,
        name=name,
        parent=parent or "",
        sort_order=order,
        owner=owner,
        expected_result=expected,
        origin=origin_of(*row[11:]),
    )


def indicators(
    *,
    year: int,
    on: date,
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> tuple[IndicatorRow, ...]:
    """Return the year's indicators, with the council's targets on day `on`. One query."""
    return indicators_asked(year=year, on=on, as_of=as_of, filed=filed).read()


_OF_INDICATOR = (
    *("year", "indicator__code", "indicator__kind", "indicator__owner__code", "name"),
    *("goal__code", "sub_area__code", "unit__name_sv", "unit__name_en"),
    *("unit__kind", "unit__min_value", "unit__max_value", "decimals", "polarity", "form"),
    *("counts", "roll_up", "base__code", "answering_body__code", "outcome_source"),
    *("tolerance", "by_sex", "end_year", "definition", "basis_by_field", *ORIGIN),
    *prefixed("asked", "kind", "form", "low", "high", "nature", "for_year", "stated_on"),
    *prefixed("asked", *ORIGIN),
)


def indicators_asked(
    *,
    year: int,
    on: date,
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> Asking[tuple[IndicatorRow, ...]]:
    """Ask for the same as `indicators`, with more."""
    name = named("indicators", year, as_of, filed)
    asked = FilteredRelation(
        "indicator__counciltargets",
        condition=held_at(as_of, "indicator__counciltargets", reads_instant=True)
        & Q(
            indicator__counciltargets__year=year,
            indicator__counciltargets__sex=Sex.ALL.value,
        ),
    )
    rows = (
        access.indicator_editions(as_of=as_of, filed=filed)
        .filter(year=year)
        .annotate(asked=asked)
        .order_by("indicator_id")
        .values_list(*_OF_INDICATOR)
    )
    return Asking(lambda told: _indicators(told[name], on, as_of), {name: rows})


def _indicators(rows: Rows, on: date, as_of: datetime | None) -> tuple[IndicatorRow, ...]:
    by_code: dict[str, IndicatorRow] = {}
    for row in rows:
        found = _indicator(dict(zip(_OF_INDICATOR, row, strict=True)), on, as_of)
        earlier = by_code.get(found.code)
        if earlier is None or found.council is not None:  # Of several years the one it is for.
            by_code[found.code] = found
    return tuple(by_code.values())


def _indicator(row: Mapping[str, Any], on: date, as_of: datetime | None) -> IndicatorRow:
    return IndicatorRow(
        code=row["indicator__code"],
        kind=IndicatorKind(row["indicator__kind"]),
        owner=row["indicator__owner__code"],
        name=row["name"],
        goal=row["goal__code"] or "",
        sub_area=row["sub_area__code"] or "",
        unit_sv=row["unit__name_sv"],
        unit_en=row["unit__name_en"],
        floor=row["unit__min_value"],
        ceiling=row["unit__max_value"],
        adds_up=row["unit__kind"] in _ADDED_UP,
        decimals=row["decimals"],
        polarity=Polarity(row["polarity"]),
        form=or_none(Form, row["form"]),
        counts=row["counts"],
        roll_up=RollUp(row["roll_up"]),
        base=row["base__code"] or "",
        answering_body=row["answering_body__code"] or "",
        outcome_source=OutcomeSource(row["outcome_source"]),
        tolerance=row["tolerance"],
        by_sex=row["by_sex"],
        end_year=row["end_year"],
        definition=row["definition"],
        basis_by_field=row["basis_by_field"],
        origin=origin_of(*(row[name] for name in ORIGIN)),
        council=_council(row, on, as_of),
    )


def _council(row: Mapping[str, Any], on: date, as_of: datetime | None) -> CouncilTargetRow | None:
    """The council's target for the indicator's own year or end year, if stated by `on`."""
    stated_on = row["asked__stated_on"]
    is_for = row["end_year"] or row["year"]
    is_seen = stated_on is None or stated_on <= on
    is_seen = is_seen and is_recorded(row["asked__recorded_in__recorded_at"], as_of)
    if row["asked__kind"] is None or not is_seen or row["asked__for_year"] != is_for:
        return None
    return CouncilTargetRow(
        kind=Kind(row["asked__kind"]),
        form=or_none(Form, row["asked__form"]),
        low=row["asked__low"],
        high=row["asked__high"],
        nature=Nature(row["asked__nature"]),
        for_year=row["asked__for_year"],
        origin=origin_of(*(row[name] for name in prefixed("asked", *ORIGIN))),
    )


def measurements(
    *, year: int, on: date, as_of: datetime | None = None
) -> tuple[MeasurementRow, ...]:
    """Return last year's outcomes, and the weights of the last three years, known by day `on`."""
    return measurements_asked(year=year, on=on, as_of=as_of).read()


def measurements_asked(
    *, year: int, on: date, as_of: datetime | None = None
) -> Asking[tuple[MeasurementRow, ...]]:
    """Ask for the same as `measurements`, with more."""
    name = ("measurements", year, on, as_of)
    is_base = Q(indicator__kind=IndicatorKind.BASE_METRIC.value)
    recent = Q(period_from__gte=date(year - 3, 1, 1))
    last_year = Q(period_from__gte=date(year - 1, 1, 1))
    rows = (
        access.measurements(as_of=as_of)
        .filter(
            is_base & recent | last_year,
            kind=MeasurementKind.OUTCOME.value,
            period_from__lt=date(year, 1, 1),
            known_on__lte=on,
        )
        .order_by("pk")
        .values_list(
            *("indicator__code", "body__code", "sex", "indicator__kind", "period_from"),
            *("value", "numerator", "denominator", "margin", "known_on", *ORIGIN),
        )
    )
    return Asking(lambda told: tuple(map(_measurement, told[name])), {name: rows})


def _measurement(row: tuple[Any, ...]) -> MeasurementRow:
    return MeasurementRow(
        indicator=row[0],
        body=row[1],
        sex=Sex(row[2]),
        is_base=row[3] == IndicatorKind.BASE_METRIC.value,
        period_from=row[4],
        value=row[5],
        numerator=row[6],
        denominator=row[7],
        margin=row[8],
        known_on=row[9],
        origin=origin_of(*row[10:]),
    )
