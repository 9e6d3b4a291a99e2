"""Whether a value fits the indicator it is stated for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enslinje.core.errors import Refusal, Refusals
from enslinje.core.numbers import exact
from enslinje.core.terms import IndicatorKind, Kind, Sex, UnitKind
from enslinje.core.values import Stated, unscaled
from enslinje.goals.codes import Measure
from enslinje.goals.errors import (
    BaseMetricHasNoTarget,
    NotBySex,
    OutsideUnitRange,
    TooManyDecimals,
    WrongKindOfValue,
    YearBeforePlan,
)

DECIMALS_KEPT = 4


def check_target(
    value: Stated,
    measure: Measure,
    *,
    sex: Sex,
    year: int,
    for_year: int,
    row: int,
    refusals: Refusals,
) -> None:
    """Add what is wrong with `value` as a target of the indicator.

    Adds `OutsideUnitRange`, `TooManyDecimals`, `WrongKindOfValue`, `NotBySex`,
    `BaseMetricHasNoTarget` or `YearBeforePlan`.
    """
    for refusal in (
        *_of_kind(value, measure, row),
        *_of_numbers(value, measure, row),
        *_of_sex(sex, measure, row),
    ):
        refusals.add(refusal)
    check_years(year, for_year, row=row, refusals=refusals)


def check_years(year: int, for_year: int, *, row: int, refusals: Refusals) -> None:
    """Add `YearBeforePlan` when a target is for a year before the one it is stated in."""
    if for_year < year:
        refusals.add(
            YearBeforePlan(
                _("Målåret {for_year} är före {year}.").format(for_year=for_year, year=year),
                row=row,
                column="for_year",
                value=for_year,
                remedy=_("Ange {year} eller ett senare år.").format(year=year),
            )
        )


def check_number(number: int, measure: Measure, *, sex: Sex, row: int, refusals: Refusals) -> None:
    """Add `OutsideUnitRange` or `NotBySex` for a measured or allotted number, at 10⁻⁴."""
    for refusal in (
        *_of_sex(sex, measure, row),
        *([_outside(number, measure, row)] if _is_outside(number, measure) else []),
    ):
        refusals.add(refusal)


def _of_kind(value: Stated, measure: Measure, row: int) -> Iterator[Refusal]:
    if measure.kind is IndicatorKind.BASE_METRIC:
        yield BaseMetricHasNoTarget(
            _("{code} är ett basnyckeltal och har inget årsmål.").format(code=measure.code),
            row=row,
            column="indicator",
            value=measure.code,
        )
    numeric = value.kind in {Kind.NUMBER, Kind.INTERVAL, Kind.YES_NO}
    if numeric and (value.kind is Kind.YES_NO) != (measure.unit_kind is UnitKind.YES_NO):
        yield WrongKindOfValue(
            _("{code} mäts i {unit}.").format(code=measure.code, unit=measure.unit),
            row=row,
            column="value",
            value=value.kind.value,
            remedy=_("Ange ett tal.") if value.kind is Kind.YES_NO else _("Ange ja eller nej."),
        )


def _of_numbers(value: Stated, measure: Measure, row: int) -> Iterator[Refusal]:
    step = 10 ** (DECIMALS_KEPT - measure.decimals)
    for end in dict.fromkeys((value.low, value.high)):
        if end is None:
            continue
        if _is_outside(end, measure):
            yield _outside(end, measure, row)
        if end % step:
            yield TooManyDecimals(
                _("{value} har fler decimaler än indikatorn.").format(value=_text(end)),
                row=row,
                column="value",
                value=_text(end),
                remedy=_("Ange högst {decimals} decimaler.").format(decimals=measure.decimals),
            )


def _of_sex(sex: Sex, measure: Measure, row: int) -> Iterator[Refusal]:
    if sex is not Sex.ALL and not measure.by_sex:
        yield NotBySex(
            _("{code} är inte könsuppdelad.").format(code=measure.code),
            row=row,
            column="sex",
            value=sex.value,
            remedy=_("Ange ett värde för alla."),
        )


def _is_outside(number: int, measure: Measure) -> bool:
    below = measure.lowest is not None and number < measure.lowest
    above = measure.highest is not None and number > measure.highest
    return below or above


def _outside(number: int, measure: Measure, row: int) -> OutsideUnitRange:
    return OutsideUnitRange(
        _("{value} ligger utanför vad {unit} kan vara.").format(
            value=_text(number), unit=measure.unit
        ),
        row=row,
        column="value",
        value=_text(number),
        remedy=_range(measure),
    )


def _range(measure: Measure) -> str:
    if measure.lowest is None:
        return _("Ange högst {highest}.").format(highest=_text(measure.highest or 0))
    if measure.highest is None:
        return _("Ange minst {lowest}.").format(lowest=_text(measure.lowest))
    return _("Ange ett värde från {lowest} till {highest}.").format(
        lowest=_text(measure.lowest), highest=_text(measure.highest)
    )


def _text(number: int) -> str:
    return exact(unscaled(number)).replace(".", ",")
