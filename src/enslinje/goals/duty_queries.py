"""Reads of duties with what their bodies have stated: one query for a whole year.

`as_of` is what the record held at an instant, `on` the day on which things hold.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext as _

from enslinje.core.terms import Change, Form, Kind, Sex
from enslinje.goals import access
from enslinje.goals.columns import ORIGIN, is_recorded, or_none, origin_of, prefixed
from enslinje.goals.rows import DutyRow
from enslinje.journal.filed import Filed, named
from enslinje.journal.models import held_at
from enslinje.journal.together import Asking, Rows, both, known


def duties(
    *,
    year: int,
    on: date,
    for_years: Mapping[str, int],
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> tuple[DutyRow, ...]:
    """Return every duty of the year with what its body had stated by day `on`, and its quota.

    Args:
        year: the year of the plan.
        on: nothing stated later is seen.
        for_years: the year each indicator's target is for, by code; `year` where it is not named.
        as_of: what the record held then; None is now.
        filed: as of which filing each body's targets are seen; None is as saved.

    Returns:
        One row for each duty and sex stated; a duty with nothing stated has one of kind missing.
    """
    years = known(for_years)
    return duties_asked(year=year, on=on, for_years=years, as_of=as_of, filed=filed).read()


def duties_asked(
    *,
    year: int,
    on: date,
    for_years: Asking[Mapping[str, int]],
    as_of: datetime | None = None,
    filed: Filed | None = None,
) -> Asking[tuple[DutyRow, ...]]:
    """Ask for the same as `duties`, with more, such as what years the targets are for."""
    name = named("duties", year, as_of, filed)
    stated = _of_duty("indicator__targets", year, as_of, filed)
    quota = _of_duty("indicator__quotas", year, as_of)
    waited_for = FilteredRelation(
        "stated__due_occasion__editions",
        condition=Q(stated__due_occasion__editions__superseded_in=None),
    )
    rows = (
        access.duties(as_of=as_of)
        .filter(year=year)
        .annotate(stated=stated, quota=quota, waited_for=waited_for)
        .order_by("indicator_id", "pk")
        .values_list(
            *("indicator__code", "body__code"),
            *prefixed("stated", "for_year", "sex", "kind", "form", "change", "low", "high"),
            *prefixed("stated", "numerator", "denominator", "reason"),
            *prefixed("waited_for", "name", "due_at"),
            *prefixed("stated", "raw_text", "stated_on", *ORIGIN),
            *ORIGIN,
            *prefixed("quota", "for_year", "low", *ORIGIN),
            "stated__recorded_in",
        )
    )
    return both(for_years, Asking(lambda told: told[name], {name: rows})).then(
        lambda told: _duties(told[1], year, for_years=told[0], on=on, as_of=as_of, filed=filed)
    )


def _duties(
    rows: Rows,
    year: int,
    *,
    for_years: Mapping[str, int],
    on: date,
    as_of: datetime | None,
    filed: Filed | None,
) -> tuple[DutyRow, ...]:
    found: dict[tuple[str, str, str | None], DutyRow] = {}
    for row in rows:
        for_year = for_years.get(row[0], year)
        filing = (filed or {}).get(row[1])
        if filing and row[-1] and not filing.holds(row[-1], None):
            row = (*row[:2], None, *row[3:])  # noqa: PLW2901 - stated for no year, to be passed by
        duty = _duty(row, on=on, for_year=for_year, as_of=as_of)
        key = (duty.indicator, duty.body, duty.sex)
        earlier = found.get(key)
        if earlier is None or _says_more(duty, earlier):
            found[key] = duty
    return tuple(found.values())


def _of_duty(
    through: str, year: int, as_of: datetime | None, filed: Filed | None = None
) -> FilteredRelation:
    """What the duty's body has in the year of the duty's indicator, or ever had after `as_of`."""
    of_body = Q(**{f"{through}__year": year, f"{through}__body": F("body")})
    held = held_at(as_of, through, reads_instant=True, filed=filed)
    return FilteredRelation(through, condition=held & of_body)


def duties_after(body: str, year: int) -> list[str]:
    """Return what the body is expected to have targets for in later years, a phrase a year."""
    later = access.duties().filter(body__code=body, year__gt=year).order_by("year", "indicator_id")
    by_year: dict[int, list[str]] = defaultdict(list)
    for in_year, indicator in later.values_list("year", "indicator__code"):
        by_year[in_year].append(indicator)
    return [
        _("årsmål för {indicators} {year}").format(indicators=", ".join(found), year=in_year)
        for in_year, found in by_year.items()
    ]


def _says_more(one: DutyRow, other: DutyRow) -> bool:
    """Of the rows that joining several years gives, the one for the right year fills most."""
    return (one.kind is not Kind.MISSING, one.quota is not None) > (
        other.kind is not Kind.MISSING,
        other.quota is not None,
    )


def _duty(row: tuple[Any, ...], *, on: date, for_year: int, as_of: datetime | None) -> DutyRow:
    indicator, body, stated_for, sex, kind, form, change, *ends = row[:9]
    numerator, denominator, reason, due_name, due_at, raw_text, stated_on = row[9:16]
    is_seen = stated_for == for_year and (stated_on is None or stated_on <= on)
    is_seen = is_seen and is_recorded(row[18], as_of)
    quota_for, quota = row[26:28]
    has_quota = quota_for == for_year and is_recorded(row[30], as_of)
    shared = {
        "indicator": indicator,
        "body": body,
        "quota": quota if has_quota else None,
        "quota_origin": origin_of(*row[28:33]) if has_quota else None,
    }
    if not is_seen:
        return DutyRow(sex=Sex.ALL, origin=origin_of(*row[21:26]), **_NOTHING, **shared)
    return DutyRow(
        sex=Sex(sex),
        kind=Kind(kind),
        form=or_none(Form, form),
        change=or_none(Change, change),
        low=ends[0],
        high=ends[1],
        numerator=numerator,
        denominator=denominator,
        reason=reason,
        due_name=due_name or "",
        due_at=due_at,
        raw_text=raw_text,
        stated_on=stated_on,
        origin=origin_of(*row[16:21]),
        **shared,
    )


_NOTHING: Mapping[str, Any] = {
    "kind": Kind.MISSING,
    **dict.fromkeys(("form", "change", "low", "high", "numerator", "denominator"), None),
    **dict.fromkeys(("reason", "due_name", "raw_text"), ""),
    **dict.fromkeys(("due_at", "stated_on"), None),
}
