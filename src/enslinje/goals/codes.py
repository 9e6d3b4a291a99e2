"""From the codes of goals and indicators to their ids, a whole batch at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import IndicatorKind, UnitKind
from enslinje.goals import access
from enslinje.goals.errors import (
    UnknownGoal,
    UnknownIndicator,
    UnknownLevel,
    UnknownTheme,
    UnknownUnit,
)
from enslinje.goals.models import Goal, Indicator, IndicatorEdition, Level, MeasureUnit
from enslinje.journal.lookup import MANY, Codes, codes
from enslinje.journal.models import FactQuerySet
from enslinje.journal.prepared import A_FEW, Prepared
from enslinje.journal.together import Asking


@dataclass(frozen=True, slots=True)
class Measure:
    """What the values of an indicator can be. Bounds are at 10⁻⁴ of the unit.

    `indicator` is the id of the indicator.
    """

    indicator: int
    code: str
    kind: IndicatorKind
    unit: str
    unit_kind: UnitKind
    lowest: int | None
    highest: int | None
    decimals: int
    by_sex: bool


def level_codes() -> Codes:
    """Return the ids of the cascade's levels."""
    known = dict(Level.objects.values_list("code", "pk"))
    return Codes(known, Level.objects.all, UnknownLevel, _("Målkedjan har ingen nivå {code}."))


def unit_codes(wanted: Collection[str]) -> Codes:
    """Return the ids of units of measure."""
    fact = _("Det finns ingen måttenhet {code}.")
    return codes(MeasureUnit.objects.all(), wanted, unknown=UnknownUnit, fact=fact)


def goal_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of goals that have an edition in the year."""
    return codes(
        access.goal_editions(sight=EVERYTHING).filter(year=year),
        wanted,
        unknown=UnknownGoal,
        fact=_("Det finns inget mål {code} för året."),
        column="goal__code",
        id_column="goal_id",
    )


def indicator_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of indicators that have an edition in the year."""
    return codes(
        access.indicator_editions(sight=EVERYTHING).filter(year=year),
        wanted,
        unknown=UnknownIndicator,
        fact=_not_of_year(),
        column="indicator__code",
        id_column="indicator_id",
    )


def measured_codes(known: Mapping[str, Measure], *, year: int) -> Codes:
    """Return the ids of the year's indicators as `measures` gave them. No query."""
    return Codes(
        {code: one.indicator for code, one in known.items()},
        lambda: access.indicator_editions(sight=EVERYTHING).filter(year=year),
        UnknownIndicator,
        _not_of_year(),
        "indicator__code",
    )


def _not_of_year() -> str:
    return _("Det finns ingen indikator {code} för året.")


def theme_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of themes that have an edition in the year."""
    return codes(
        access.theme_editions(sight=EVERYTHING).filter(year=year),
        wanted,
        unknown=UnknownTheme,
        fact=_("Det finns inget tema {code} för året."),
        column="theme__code",
        id_column="theme_id",
    )


def indicator_codes_of_any_year(wanted: Collection[str]) -> Codes:
    """Return the ids of indicators, whatever the year."""
    fact = _("Det finns ingen indikator {code}.")
    return codes(Indicator.objects.all(), wanted, unknown=UnknownIndicator, fact=fact)


def measures(wanted: Collection[str], *, year: int) -> Mapping[str, Measure]:
    """Return what the values of the year's indicators can be, by code."""
    asked = set(wanted)
    if len(asked) > A_FEW:
        return _measures(access.indicator_editions(sight=EVERYTHING).filter(year=year), asked)
    return _as_measures(_few_measures(year, tuple(asked)))


def every_measure_asked(*, year: int) -> Asking[Mapping[str, Measure]]:
    """Ask for what the values of all the year's indicators can be, by code."""
    editions = access.indicator_editions(sight=EVERYTHING).filter(year=year)
    name = ("measures", year)
    return Asking(lambda told: _as_measures(told[name]), {name: editions.values_list(*_OF_MEASURE)})


def latest_measures(wanted: Collection[str]) -> Mapping[str, Measure]:
    """Return what the values of indicators can be, by their latest editions."""
    return _measures(access.indicator_editions(sight=EVERYTHING).order_by("year"), wanted)


def _measures(
    editions: FactQuerySet[IndicatorEdition], wanted: Collection[str] | None = None
) -> Mapping[str, Measure]:
    asked = None if wanted is None else set(wanted)
    if asked is not None and len(asked) <= MANY:
        editions = editions.filter(indicator__code__in=asked)
    found = _as_measures(editions.values_list(*_OF_MEASURE))
    return {code: one for code, one in found.items() if asked is None or code in asked}


_OF_MEASURE = (
    *("indicator_id", "indicator__code", "indicator__kind", "unit__name_sv", "unit__kind"),
    *("unit__min_value", "unit__max_value", "decimals", "by_sex"),
)


@Prepared
def _few_measures(year: int, wanted: tuple[str, ...]) -> QuerySet[Any, Any]:
    editions = access.indicator_editions(sight=EVERYTHING).filter(year=year)
    return editions.filter(indicator__code__in=wanted).values_list(*_OF_MEASURE)


def _as_measures(rows: Iterable[tuple[Any, ...]]) -> dict[str, Measure]:
    return {
        code: Measure(pk, code, IndicatorKind(kind), unit, UnitKind(unit_kind), *rest)
        for pk, code, kind, unit, unit_kind, *rest in rows
    }


def goal_owners(goals: Sequence[str]) -> list[str]:
    """Return the code of the body that owns each goal, "" for a goal that is unknown."""
    return _owners(Goal, goals)


def indicator_owners(indicators: Sequence[str]) -> list[str]:
    """Return the code of the body that owns each indicator, "" for one that is unknown."""
    return _owners(Indicator, indicators)


def _owners(model: type[Goal] | type[Indicator], wanted: Sequence[str]) -> list[str]:
    owned = model.objects.filter(code__in=set(wanted)).values_list("code", "owner__code")
    owners = dict(owned)
    return [owners.get(code, "") for code in wanted]
