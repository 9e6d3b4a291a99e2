"""What the page of the year's result budget shows, and a result budget on any page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.budget import breakdowns, queries, statements
from enslinje.budget.breakdowns import SHARED_OF, Dimension, Share
from enslinje.budget.figures.statements import reference_of
from enslinje.budget.statements import Line, Moved, Statement
from enslinje.budget.words import column_name, kind_name, row_name
from enslinje.core.budget_terms import (
    Layout,
    Phase,
    StatementColumn,
    StatementSum,
    TransactionKind,
)
from enslinje.core.money import exact_mnkr
from enslinje.core.statements import COLUMNS, LINES
from enslinje.core.terms import Basis
from enslinje.web.budget import bridges
from enslinje.web.budget.ledgers import Ledger, mnkr, written
from enslinje.web.downloads import Column, List
from enslinje.web.words import Word
from enslinje.web.writing import Shown

_Way = TypeVar("_Way", Layout, Phase, Dimension)

LAYOUTS = {"": Layout.RIGHT, "kallan": Layout.SOURCE}
PHASES = {"": Phase.GRANTED, "tillstyrkt": Phase.ENDORSED}
DIMENSIONS = {
    "": Dimension.BODY,
    "konto": Dimension.ACCOUNT,
    "verksamhet": Dimension.ACTIVITY_AREA,
    "slag": Dimension.KIND,
}
DIMENSION_WORDS: Mapping[Dimension, Word] = {
    Dimension.BODY: gettext_lazy("Nämnd eller bolag"),
    Dimension.ACCOUNT: gettext_lazy("Konto"),
    Dimension.ACTIVITY_AREA: gettext_lazy("Verksamhetsområde"),
    Dimension.KIND: gettext_lazy("Slag"),
}


@dataclass(frozen=True)
class Switch:
    """A way of looking at the page: its words, what the query string says, whether it is chosen."""

    words: Word
    value: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownLine:
    """A row of the result budget; the heading has no cells."""

    number: str
    name: str
    is_sum: bool
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class ShownStatement:
    """The result budget in its four columns, and the sentences below it."""

    heads: tuple[str, ...]
    lines: tuple[ShownLine, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ShownShare:
    """What somebody has of a sum; `slug` leads to a body's page."""

    name: str
    slug: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class BudgetPage:
    """The result budget of the city."""

    statement: ShownStatement
    layouts: tuple[Switch, ...]
    phases: tuple[Switch, ...]
    has_endorsed: bool
    bridge: bridges.ShownBridge
    dimensions: tuple[Switch, ...]
    dimension: Word
    shared: str
    heads: tuple[str, ...]
    shares: tuple[ShownShare, ...]
    total: ShownShare


def budget_page(ledger: Ledger, query: Mapping[str, str]) -> BudgetPage:
    """Return the page of the year's budget, as `uppstallning`, `fas`, `rad` and `per` ask."""
    layout, phase = _layout(query), _phase(query)
    dimension = DIMENSIONS.get(query.get("per", ""), Dimension.BODY)
    found = statements.statement(
        ledger.year, layout=layout, phase=phase, on=ledger.on, rows=ledger.rows
    )
    granted = statements.statement(ledger.year, on=ledger.on, rows=ledger.rows)
    every = breakdowns.shares(ledger.rows, by=dimension, place=SHARED_OF[dimension])
    return BudgetPage(
        statement=shown_statement(ledger, found, granted),
        layouts=_switches(
            LAYOUTS,
            layout,
            {Layout.RIGHT: _("Som det rätt hör hemma"), Layout.SOURCE: _("Som källan har tryckt")},
        ),
        phases=_switches(
            PHASES,
            phase,
            {
                Phase.GRANTED: _("KF:s budget + medgivet"),
                Phase.ENDORSED: _("KF:s budget + medgivet + tillstyrkt"),
            },
        ),
        has_endorsed=_has_endorsed(ledger.year),
        bridge=bridges.shown(ledger, query),
        dimensions=_switches(DIMENSIONS, dimension, DIMENSION_WORDS),
        dimension=DIMENSION_WORDS[dimension],
        shared=row_name(SHARED_OF[dimension]),
        heads=heads(Phase.GRANTED),
        shares=tuple(_share(ledger, one, dimension) for one in every),
        total=_total(granted, every, SHARED_OF[dimension]),
    )


def _layout(query: Mapping[str, str]) -> Layout:
    return LAYOUTS.get(query.get("uppstallning", ""), Layout.RIGHT)


def _phase(query: Mapping[str, str]) -> Phase:
    return PHASES.get(query.get("fas", ""), Phase.GRANTED)


def _has_endorsed(year: int) -> bool:
    return any(row.endorsed and row.outcome is None for row in queries.petitions(year=year))


def shown_statement(ledger: Ledger, found: Statement, granted: Statement) -> ShownStatement:
    """Return a result budget as it is shown; `granted` is the one that its figures explain."""
    bases = breakdowns.bases(ledger.rows, body=found.body)
    return ShownStatement(
        heads=heads(found.phase),
        lines=tuple(_line(line, found, granted, bases) for line in found.lines),
        notes=(*map(_moved_words, found.moved), *_rounding_words(found)),
    )


def _line(
    line: Line,
    found: Statement,
    granted: Statement,
    bases: Mapping[tuple[str, str], Basis],
) -> ShownLine:
    place = line.line.place

    def shown(column: str) -> Shown:
        ore = line.amounts[column]
        # A figure explains the right layout of what is granted: another amount is not its.
        explained = ore == granted.amount(place.value, column) and (place.value, column) in bases
        reference = reference_of(found.year, line.line, column, found.body) if explained else ""
        return mnkr(ore, reference, bases.get((place.value, column)))

    return ShownLine(
        number=str(line.line.number or ""),
        name=row_name(place),
        is_sum=line.line.is_sum and not line.is_heading,
        cells=() if line.is_heading else tuple(shown(column) for column in COLUMNS),
    )


def heads(phase: Phase) -> tuple[str, ...]:
    """Return what the four columns are called; the phase stands in the names of what it changes."""
    phase_words: Mapping[Phase, Mapping[str, str]] = {
        Phase.GRANTED: {StatementColumn.ADJUSTMENTS: _("Justeringar, medgivna")},
        Phase.ENDORSED: {
            StatementColumn.ADJUSTMENTS: _("Justeringar, medgivna och tillstyrkta"),
            StatementColumn.GROSS_UPS: _("Omslutning, medgiven och tillstyrkt"),
        },
    }
    return tuple(phase_words[phase].get(column) or column_name(column) for column in COLUMNS)


def _moved_words(moved: Moved) -> str:
    return _(
        "Punkt {item}, {text}: källan har tryckt {amount} mnkr i kolumnen {printed}, "
        "men det hör till {column}."
    ).format(
        item=moved.item_no,
        text=moved.text,
        amount=written(max(moved.amounts.values(), key=abs, default=0)),
        printed=column_name(moved.printed_column),
        column=column_name(moved.column),
    )


def _rounding_words(found: Statement) -> list[str]:
    names = {line.line.place.value: row_name(line.line.place) for line in found.lines}
    return [
        _(
            "{column}, {place}: delarna som de visas blir {gap} mnkr mer än summan. "
            "Summan är av exakta belopp."
        ).format(column=column_name(column), place=names.get(place, place), gap=written(gap))
        for column, gaps in found.rounding.items()
        for place, gap in gaps.items()
    ]


def _switches(
    values: Mapping[str, _Way], chosen: _Way, words: Mapping[_Way, Word]
) -> tuple[Switch, ...]:
    return tuple(Switch(words[one], value, one is chosen) for value, one in values.items())


def _share(ledger: Ledger, share: Share, dimension: Dimension) -> ShownShare:
    """Of a body, each cell is a figure of its own."""
    code = share.key if dimension is Dimension.BODY else ""
    line = next(line for line in LINES if line.place is SHARED_OF[dimension])

    def shown(column: str) -> Shown:
        reference = reference_of(ledger.year, line, column, code) if code else ""
        return mnkr(share.amounts[column], reference, share.basis)

    return ShownShare(
        name=share_name(ledger, share.key, dimension),
        slug=ledger.slugs.get(code, ""),
        cells=tuple(shown(column) for column in COLUMNS),
    )


def share_name(ledger: Ledger, key: str, dimension: Dimension) -> str:
    """Name a body, account, area or kind that has a share of the budget."""
    if dimension is Dimension.BODY:
        return ledger.names.get(key, key) or _("Centralt, eller ingen namngiven nämnd")
    if dimension is Dimension.KIND:
        return kind_name(TransactionKind(key))
    if dimension is Dimension.ACCOUNT:
        return next(row.account_name for row in ledger.rows if row.account == key)
    return key or _("Inget verksamhetsområde angivet")


def _total(granted: Statement, every: Sequence[Share], place: StatementSum) -> ShownShare:
    line = next(line for line in LINES if line.place is place)
    totals = {column: sum(share.amounts[column] for share in every) for column in COLUMNS}
    cells = tuple(
        mnkr(
            totals[column],
            reference_of(granted.year, line, column)
            if totals[column] == granted.amount(place.value, column)
            else "",
        )
        for column in COLUMNS
    )
    return ShownShare(_("Summa"), "", cells)


def budget_list(ledger: Ledger, query: Mapping[str, str]) -> List:
    """The result budget as a file, in exact mnkr, as `uppstallning` and `fas` ask."""
    found = statements.statement(
        ledger.year, layout=_layout(query), phase=_phase(query), on=ledger.on, rows=ledger.rows
    )
    return List(
        "budget",
        (
            Column("row", _("Rad")),
            Column("code", _("Kod")),
            Column("name", _("Namn")),
            *(
                Column(column, f"{head}, mnkr")
                for column, head in zip(COLUMNS, heads(found.phase), strict=True)
            ),
        ),
        tuple(
            (
                line.line.number,
                line.line.place.value,
                row_name(line.line.place),
                *(exact_mnkr(line.amounts[column]) for column in COLUMNS),
            )
            for line in found.lines
            if not line.is_heading
        ),
    )


def shares_list(ledger: Ledger, query: Mapping[str, str]) -> List:
    """The breakdown as a file, in exact mnkr."""
    dimension = DIMENSIONS.get(query.get("per", ""), Dimension.BODY)
    every = breakdowns.shares(ledger.rows, by=dimension, place=SHARED_OF[dimension])
    return List(
        f"budget_per_{dimension.value}",
        (
            Column("code", _("Kod")),
            Column("name", _("Namn")),
            *(
                Column(column, f"{head}, mnkr")
                for column, head in zip(COLUMNS, heads(Phase.GRANTED), strict=True)
            ),
            Column("basis", _("Vilar på")),
        ),
        tuple(
            (
                share.key,
                share_name(ledger, share.key, dimension),
                *(exact_mnkr(share.amounts[column]) for column in COLUMNS),
                share.basis.value,
            )
            for share in every
        ),
    )
