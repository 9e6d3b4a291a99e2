"""Budget, actuals and forecast as they are shown: mnkr, with what nobody has handed in left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext

from enslinje.budget.amount_histories import KIND_WORDS
from enslinje.budget.outturn import Outturn, OutturnRow
from enslinje.budget.rows import AmountImportRow
from enslinje.core import numbers
from enslinje.core.budget_terms import AmountKind
from enslinje.core.errors import shortened
from enslinje.core.money import exact_mnkr, in_mnkr
from enslinje.core.policy import Action
from enslinje.exchange.amount_files import MonthFound, Preview
from enslinje.exchange.faults import Fault
from enslinje.organisation import directory
from enslinje.web import standing
from enslinje.web.downloads import Column, List
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word

FAULTS_SHOWN = 100
NOTHING = "–"


@dataclass(frozen=True)
class BodyLine:
    """A body's amounts in words; `code` is the body's. + is better than the budget."""

    code: str
    name: str
    budget: str
    to_date: str
    is_periodised: bool
    actual: str
    deviation: str
    is_worse: bool
    forecast: str
    forecast_deviation: str


@dataclass(frozen=True)
class ImportLine:
    """A month that has been imported: from which file, by whom, and how it ties."""

    kind: Word
    period: int
    books: str
    file_name: str
    row_count: int
    file_kr: str
    left_out_kr: str
    recorded_at: object
    recorded_by: str
    history: str


@dataclass(frozen=True)
class OutturnPage:
    """The year until a month, 0 when nothing is booked."""

    year: int
    month: int
    months: tuple[int, ...]
    forecast_of: int
    lines: tuple[BodyLine, ...]
    total: BodyLine | None
    imports: tuple[ImportLine, ...]
    may_import: bool


def outturn_page(viewer: Viewer, found: Outturn) -> OutturnPage:
    """Return the page of a year."""
    names = directory.body_names()
    lines = sorted(
        (_line(row, names.get(row.body, row.body)) for row in found.bodies),
        key=lambda line: line.name,
    )
    return OutturnPage(
        year=found.year,
        month=found.month,
        months=found.months,
        forecast_of=found.forecast_of,
        lines=tuple(lines),
        total=_line(_total(found.bodies), "") if found.bodies else None,
        imports=tuple(_import(found.year, one, names) for one in found.imports),
        may_import=viewer.may(Action.KEEP_ACCOUNTS),
    )


def _line(row: OutturnRow, name: str) -> BodyLine:
    return BodyLine(
        code=row.body,
        name=name,
        budget=_shown(row.budget),
        to_date=_shown(row.to_date),
        is_periodised=row.is_periodised,
        actual=_shown(row.actual),
        deviation=_signed(row.deviation),
        is_worse=(row.deviation or 0) < 0,
        forecast=_shown(row.forecast),
        forecast_deviation=_signed(row.forecast_deviation),
    )


def _shown(ore: int | None) -> str:
    return NOTHING if ore is None else numbers.shown(in_mnkr(ore), 1)


def _signed(ore: int | None) -> str:
    """A deviation has its sign: + is better."""
    if ore is None:
        return NOTHING
    shown = _shown(ore)
    return f"+{shown}" if in_mnkr(ore) > 0 else shown


def kr(ore: int) -> str:
    """An amount of a file, to the öre."""
    return numbers.shown(Fraction(ore, 100), 2)


def _total(bodies: Iterable[OutturnRow]) -> OutturnRow:
    """The sum of the bodies; of those that have handed in, where not all have."""
    rows = list(bodies)

    def over(name: str) -> int | None:
        said = [getattr(row, name) for row in rows if getattr(row, name) is not None]
        return sum(said) if said else None

    return OutturnRow(
        body="",
        row=None,
        budget=sum(row.budget for row in rows),
        to_date=sum(row.to_date for row in rows),
        is_periodised=all(row.is_periodised for row in rows),
        actual=over("actual"),
        deviation=over("deviation"),
        forecast=over("forecast"),
        forecast_deviation=over("forecast_deviation"),
    )


def _import(year: int, one: AmountImportRow, names: Mapping[str, str]) -> ImportLine:
    return ImportLine(
        kind=kind_words(one.kind),
        period=one.period,
        books=names.get(one.books, one.books),
        file_name=one.file_name,
        row_count=one.row_count,
        file_kr=kr(one.file_ore),
        left_out_kr=kr(one.left_out_ore),
        recorded_at=one.origin.recorded_at,
        recorded_by=one.origin.actor,
        history=standing.history("inlasta-belopp", year, one.period, one.kind.value, one.books),
    )


def outturn_list(found: Outturn) -> List:
    """Return the year's list for a file: amounts in exact mnkr, nothing where nobody has said."""
    heads = (
        Column("budget", gettext("Årets budget, mnkr")),
        Column("budget_to_date", gettext("Budget hittills, mnkr")),
        Column("actual", gettext("Utfall, mnkr")),
        Column("deviation", gettext("Avvikelse, mnkr")),
        Column("forecast", gettext("Prognos, mnkr")),
        Column("forecast_deviation", gettext("Prognosens avvikelse, mnkr")),
    )
    names = directory.body_names()
    return List(
        f"utfall_{found.month:02}",
        (Column("body", gettext("Kod")), Column("name", gettext("Nämnd eller bolag")), *heads),
        tuple(
            (row.body, names.get(row.body, row.body), *map(_exact, _amounts(row)))
            for row in found.bodies
        ),
    )


def _amounts(row: OutturnRow) -> tuple[int | None, ...]:
    return (
        *(row.budget, row.to_date, row.actual, row.deviation),
        *(row.forecast, row.forecast_deviation),
    )


def _exact(ore: int | None) -> Decimal | None:
    return None if ore is None else exact_mnkr(ore)


# The preview of a file ------------------------------------------------------------------------


@dataclass(frozen=True)
class FaultLine:
    """A fault of a file."""

    place: str
    value: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class MonthLine:
    """A month of the file; the three sums tie."""

    period: int
    row_count: int
    file_kr: str
    placed_kr: str
    left_out_kr: str
    uncovered_kr: str
    replaces: str
    is_there: bool


@dataclass(frozen=True)
class ReviewPage:
    """What an import would do. `may_confirm` when it can be done and would change something."""

    file_name: str
    kind: Word
    months: tuple[MonthLine, ...]
    faults: tuple[FaultLine, ...]
    faults_more: int
    file_kr: str
    uncovered_kr: str
    may_confirm: bool
    is_there: bool


def review_page(found: Preview) -> ReviewPage:
    """Return the page of a preview."""
    return ReviewPage(
        file_name=found.file.name,
        kind=kind_words(found.kind),
        months=tuple(map(_month, found.months)),
        faults=fault_lines(found.faults),
        faults_more=max(0, len(found.faults) - FAULTS_SHOWN),
        file_kr=kr(found.file_ore),
        uncovered_kr=kr(found.uncovered_ore),
        may_confirm=not found.faults and not found.is_there,
        is_there=found.is_there,
    )


def unreadable_page(name: str, kind: AmountKind, faults: tuple[Fault, ...]) -> ReviewPage:
    """Return the page of a file that cannot be read: its faults, and nothing to confirm."""
    more = max(0, len(faults) - FAULTS_SHOWN)
    lines = fault_lines(faults)
    return ReviewPage(name, kind_words(kind), (), lines, more, "", "", False, False)  # noqa: FBT003


def fault_lines(faults: tuple[Fault, ...]) -> tuple[FaultLine, ...]:
    """Return the first faults of a file, as they are shown."""
    return tuple(
        FaultLine(fault.place, shortened(fault.value), fault.problem, fault.remedy)
        for fault in faults[:FAULTS_SHOWN]
    )


def _month(month: MonthFound) -> MonthLine:
    return MonthLine(
        period=month.period,
        row_count=month.row_count,
        file_kr=kr(month.file_ore),
        placed_kr=kr(month.placed_ore),
        left_out_kr=kr(month.left_out_ore),
        uncovered_kr=kr(month.uncovered_ore),
        replaces=month.replaces.file_name if month.replaces else "",
        is_there=month.is_there,
    )


def kind_words(kind: AmountKind) -> str:
    """What a kind of amounts is called, in the reader's language."""
    return gettext(KIND_WORDS[kind])
