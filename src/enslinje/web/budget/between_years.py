"""What lies between a column of a year's budget and one of another year: a page and a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.budget import kept, queries, year_bridges
from enslinje.budget.breakdowns import Dimension, End
from enslinje.budget.figures.statements import BY_NUMBER
from enslinje.budget.figures.years import reference_of
from enslinje.budget.rows import PostingRow
from enslinje.budget.statements import LedgerNotFound
from enslinje.budget.words import kind_name, row_name
from enslinje.budget.year_bridges import Part, YearBridge, YearEnd, YearStep
from enslinje.core.budget_terms import StatementRow
from enslinje.core.money import exact_mnkr
from enslinje.core.statements import Place
from enslinje.reconciliation import queries as reconciliation
from enslinje.rendering.csv_file import Cell
from enslinje.web import moments
from enslinje.web.budget.between import ENDS, body_at, body_filter, end_filter, end_name
from enslinje.web.budget.bridges import (
    ShownBridge,
    Told,
    end_words,
    place_of,
    row_filter,
    waterfall,
)
from enslinje.web.budget.ledgers import Ledger, signed, written
from enslinje.web.budget.statements import share_name
from enslinje.web.choices import Choice, Filter, Typed
from enslinje.web.downloads import Column, List
from enslinje.web.words import Word
from enslinje.web.writing import Shown

YEAR_DIGITS = 4
PARTS: Mapping[str, Part] = {
    "namnd": Part.BODY,
    "rad": Part.ROW,
    "verksamhet": Part.ACTIVITY_AREA,
    "konto": Part.ACCOUNT,
}
PART_WORDS: Mapping[Part, Word] = {
    Part.BODY: gettext_lazy("Nämnd eller bolag"),
    Part.ROW: gettext_lazy("Rad"),
    Part.ACTIVITY_AREA: gettext_lazy("Verksamhetsområde"),
    Part.ACCOUNT: gettext_lazy("Konto"),
}


@dataclass(frozen=True)
class Asked:
    """What the query string asks for; `first` is the year that it begins in.

    `years` are those that have a budget.
    """

    place: Place
    body: str
    first: int
    ends: tuple[End, End]
    names: tuple[str, str]
    by: Part
    years: tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """A bridge between two years, its ends, and both years' postings as one ledger."""

    bridge: YearBridge
    ends: tuple[YearEnd, YearEnd]
    both: Ledger


@dataclass(frozen=True)
class BetweenYearsPage:
    """A bridge between two years; None where the first has no budget, which `sentence` says."""

    bridge: ShownBridge | None
    whose: str
    sentence: str
    years: tuple[int, int]
    filters: tuple[Filter, ...]
    typed: tuple[Typed, ...]


def between_years_page(ledger: Ledger, query: Mapping[str, str]) -> BetweenYearsPage:
    """Return the bridge from a column of the year `fran_ar` to one of the ledger's year.

    Raises:
        BadMoment: a day is none.
        Http404: there is no such body.
    """
    asked = _asked(ledger, query)
    whose = ledger.names.get(asked.body, asked.body) or _("Hela staden")
    years = asked.first, ledger.year
    typed = tuple(
        Typed(name, label, "date", query.get(name, "").strip()) for name, label in _days()
    )
    try:
        found = _found(ledger, asked)
    except LedgerNotFound as missing:
        filters = _filters(ledger, asked, ledger.rows)
        return BetweenYearsPage(None, whose, str(missing), years, filters, typed)
    filters = _filters(ledger, asked, found.both.rows)
    shown = _shown(found, asked, filters, typed)
    sentence = _("{name}: {before} mnkr {first} blir {after} mnkr {last}.").format(
        name=shown.name,
        before=shown.before,
        first=asked.first,
        after=shown.after,
        last=ledger.year,
    )
    return BetweenYearsPage(shown, whose, sentence, years, filters, typed)


def between_years_list(ledger: Ledger, query: Mapping[str, str]) -> List:
    """The same bridge as a file, in exact mnkr: its two ends are its first and last rows."""
    asked = _asked(ledger, query)
    try:
        found = _found(ledger, asked)
    except LedgerNotFound as missing:
        raise Http404(str(missing)) from missing
    running = found.bridge.before
    rows: list[tuple[Cell, ...]] = [_end_row(found.ends[0], running)]
    for step in found.bridge.steps:
        running += step.amount
        amounts = (step.before, step.after, step.amount, running)
        rows.append(
            (
                *(step.cause.year, kind_name(step.cause.kind), step.cause.part),
                *(_words(found.both, step, asked.by), *map(exact_mnkr, amounts), step.basis.value),
            )
        )
    rows.append(_end_row(found.ends[1], found.bridge.after))
    return List(f"brygga_fran_{asked.first}", _columns(), tuple(rows))


def _columns() -> tuple[Column, ...]:
    return (
        Column("of_year", _("Ändrat under år")),
        Column("kind", _("Slag")),
        Column("code", _("Kod")),
        Column("cause", _("Orsak")),
        Column("before", _("Före, mnkr")),
        Column("after", _("Efter, mnkr")),
        Column("change", _("Ändring, mnkr")),
        Column("amount", _("Mnkr")),
        Column("basis", _("Vilar på")),
    )


def _end_row(one: YearEnd, ore: int) -> tuple[Cell, ...]:
    words = f"{one.year}: {end_words(one.end)}"
    return (None, None, None, words, None, None, None, exact_mnkr(ore), None)


def _asked(ledger: Ledger, query: Mapping[str, str]) -> Asked:
    names = (end_name(query, "fran", "justerad"), end_name(query, "till", "kf"))
    start, end = (
        replace(ENDS[name], day=moments.read_day(query.get(f"{way}_dag", "")))
        for way, name in zip(("fran", "till"), names, strict=True)
    )
    year = query.get("fran_ar", "")
    is_year = year.isascii() and year.isdecimal() and len(year) == YEAR_DIGITS
    return Asked(
        place=place_of(query),
        body=body_at(ledger, query.get("namnd", "")),
        first=int(year) if is_year else ledger.year - 1,
        ends=(start, end),
        names=names,
        by=PARTS.get(query.get("efter", ""), Part.BODY),
        years=queries.years(),
    )


def _found(ledger: Ledger, asked: Asked) -> Found:
    """Raise `LedgerNotFound` when the first year has no budget, or had none on the day."""
    rows = kept.postings(year=asked.first, on=ledger.on)
    if not rows:
        raise LedgerNotFound(asked.first, asked.years)
    ends = (
        YearEnd(asked.first, asked.ends[0], rows),
        YearEnd(ledger.year, asked.ends[1], ledger.rows),
    )
    found = year_bridges.bridge(*ends, place=asked.place, body=asked.body, by=asked.by)
    return Found(found, ends, replace(ledger, rows=(*rows, *ledger.rows)))


def _shown(
    found: Found, asked: Asked, filters: tuple[Filter, ...], typed: tuple[Typed, ...]
) -> ShownBridge:
    first, last = found.ends
    return waterfall(
        row_name(asked.place),
        f"{first.year}: {end_words(first.end)}",
        f"{last.year}: {end_words(last.end)}",
        found=(found.bridge.before, found.bridge.after, found.bridge.difference),
        told=tuple(_told(found, asked, step) for step in found.bridge.steps),
        filters=filters,
        typed=typed,
    )


def _told(found: Found, asked: Asked, step: YearStep) -> Told:
    line = next(one for one in BY_NUMBER.values() if one.place is asked.place)
    figure = reference_of(*found.ends, line=line, body=asked.body, by=asked.by, cause=step.cause)
    why = _("{before} blir {after}").format(before=written(step.before), after=written(step.after))
    amount = Shown(signed(step.amount), figure, step.basis)
    return Told(step.amount, amount, _words(found.both, step, asked.by), why)


def _words(both: Ledger, step: YearStep, by: Part) -> str:
    """Name a cause: a year's changes of a kind, or what the council decided anew."""
    cause = step.cause
    if cause.year is not None:
        return _("{kind} under {year}").format(
            kind=kind_name(cause.kind).capitalize(), year=cause.year
        )
    part = (
        row_name(StatementRow(cause.part))
        if by is Part.ROW
        else share_name(both, cause.part, Dimension(by.value))
    )
    return _("KF:s budget: {part}").format(part=part)


def _filters(ledger: Ledger, asked: Asked, rows: Sequence[PostingRow]) -> tuple[Filter, ...]:
    every = {*asked.years, *reconciliation.years(), asked.first} - {ledger.year}
    years = tuple(
        Choice(str(year), str(year), year == asked.first) for year in sorted(every, reverse=True)
    )
    parts = tuple(Choice(name, PART_WORDS[one], one is asked.by) for name, one in PARTS.items())
    return (
        row_filter(asked.place),
        body_filter(replace(ledger, rows=tuple(rows)), asked.body),
        Filter("fran_ar", _("Från år"), years),
        end_filter("fran", _("Från"), asked.names[0]),
        end_filter("till", _("Till"), asked.names[1]),
        Filter("efter", _("KF:s budget jämförs per"), parts),
    )


def _days() -> tuple[tuple[str, Word], ...]:
    return (
        ("fran_dag", _("Från: beslutat till och med")),
        ("till_dag", _("Till: beslutat till och med")),
    )
