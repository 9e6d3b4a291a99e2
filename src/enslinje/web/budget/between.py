"""What lies between any two columns, days or versions of the result budget: a page and a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from enslinje.budget import breakdowns
from enslinje.budget.breakdowns import AS_ADJUSTED, COUNCILS, Bridge, End
from enslinje.core.budget_terms import Layout, StatementColumn
from enslinje.core.money import exact_mnkr
from enslinje.core.statements import Place
from enslinje.rendering.csv_file import Cell
from enslinje.web import moments
from enslinje.web.budget.bridges import ShownBridge, drawn, end_words, place_of, row_filter
from enslinje.web.budget.columns import of_transaction, transaction_cells
from enslinje.web.budget.ledgers import Ledger, written
from enslinje.web.choices import Choice, Filter, Typed
from enslinje.web.downloads import Column, List
from enslinje.web.words import Word

LONGEST_NUMBER = 6
_OF_SOURCE = Layout.SOURCE
ENDS: Mapping[str, End] = {
    "kf": COUNCILS,
    "justeringar": End(StatementColumn.ADJUSTMENTS.value),
    "omslutning": End(StatementColumn.GROSS_UPS.value),
    "justerad": AS_ADJUSTED,
    "justeringar-kallan": End(StatementColumn.ADJUSTMENTS.value, _OF_SOURCE),
    "omslutning-kallan": End(StatementColumn.GROSS_UPS.value, _OF_SOURCE),
}
"""The columns that a bridge may go between, as the address calls them."""


@dataclass(frozen=True)
class Asked:
    """What the query string asks for: a row, a body's code or "", and the two ends."""

    place: Place
    body: str
    ends: tuple[End, End]
    names: tuple[str, str]

    def bridge(self, ledger: Ledger) -> Bridge:
        start, end = self.ends
        return breakdowns.bridge(
            ledger.rows, place=self.place, body=self.body, start=start, end=end
        )


@dataclass(frozen=True)
class BetweenPage:
    """A bridge between two ends, and the sentence that says what it shows."""

    bridge: ShownBridge
    whose: str
    sentence: str


def between_page(ledger: Ledger, query: Mapping[str, str]) -> BetweenPage:
    """Return the bridge that `rad`, `namnd`, `fran…` and `till…` ask for.

    Raises:
        BadMoment: a day is none.
        Http404: there is no such body.
    """
    asked = _asked(ledger, query)
    found = asked.bridge(ledger)
    shown = drawn(
        found,
        asked.place,
        asked.ends,
        filters=(
            row_filter(asked.place),
            body_filter(ledger, asked.body),
            end_filter("fran", _("Från"), asked.names[0]),
            end_filter("till", _("Till"), asked.names[1]),
        ),
        typed=tuple(
            Typed(name, label, kind, query.get(name, "").strip()) for name, label, kind in _typed()
        ),
    )
    sentence = _("{name}: {before} mnkr blir {after} mnkr. Antal ändringar: {count}.").format(
        name=shown.name,
        before=written(found.before),
        after=written(found.after),
        count=len(found.steps),
    )
    whose = ledger.names.get(asked.body, asked.body) or _("Hela staden")
    return BetweenPage(shown, whose, sentence)


def between_list(ledger: Ledger, query: Mapping[str, str]) -> List:
    """The same bridge as a file, in exact mnkr: its two ends are its first and last rows."""
    asked = _asked(ledger, query)
    found = asked.bridge(ledger)
    running = found.before
    rows: list[tuple[Cell, ...]] = [_end_row(asked.ends[0], running)]
    for step in found.steps:
        running += step.amount
        amounts = exact_mnkr(step.amount), exact_mnkr(running)
        rows.append((*transaction_cells(step.transaction), *amounts))
    rows.append(_end_row(asked.ends[1], found.after))
    return List(
        f"brygga_rad_{next(n for n, one in breakdowns.places().items() if one is asked.place)}",
        (
            *of_transaction(),
            Column("change", _("Ändring, mnkr")),
            Column("amount", _("Mnkr")),
        ),
        tuple(rows),
    )


def _end_row(end: End, ore: int) -> tuple[Cell, ...]:
    return (None, None, None, None, None, end_words(end), None, exact_mnkr(ore))


def _asked(ledger: Ledger, query: Mapping[str, str]) -> Asked:
    names = (end_name(query, "fran", "kf"), end_name(query, "till", "justerad"))
    start, end = (
        End(
            ENDS[name].column,
            ENDS[name].layout,
            moments.read_day(query.get(f"{way}_dag", "")),
            _number(query.get(f"{way}_nr", "")),
        )
        for way, name in zip(("fran", "till"), names, strict=True)
    )
    return Asked(place_of(query), body_at(ledger, query.get("namnd", "")), (start, end), names)


def end_name(query: Mapping[str, str], way: str, otherwise: str) -> str:
    """Return which of `ENDS` the query string asks for."""
    name = query.get(way, "")
    return name if name in ENDS else otherwise


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def body_at(ledger: Ledger, slug: str) -> str:
    """Return the code of the body that is asked for, "" for none. Raise Http404 when unknown."""
    if not slug:
        return ""
    for code, of in ledger.slugs.items():
        if of == slug:
            return code
    raise Http404(slug)


def body_filter(ledger: Ledger, chosen: str) -> Filter:
    """Return the choice of a body that has a budget, with `chosen` chosen by its code."""
    there = dict.fromkeys(row.body for row in ledger.rows if row.body)
    bodies = sorted((ledger.names.get(code, code), code) for code in there)
    return Filter(
        "namnd",
        _("Nämnd eller bolag"),
        tuple(Choice(ledger.slugs[code], name, code == chosen) for name, code in bodies),
        _("Hela staden"),
    )


def end_filter(name: str, label: Word, chosen: str) -> Filter:
    """Return the choice of a column, with `chosen` chosen."""
    choices = tuple(Choice(key, end_words(end), key == chosen) for key, end in ENDS.items())
    return Filter(name, label, choices)


def _typed() -> tuple[tuple[str, Word, str], ...]:
    return (
        ("fran_dag", _("Från: beslutat till och med"), "date"),
        ("till_dag", _("Till: beslutat till och med"), "date"),
        ("fran_nr", _("Från: till och med transaktion"), "number"),
        ("till_nr", _("Till: till och med transaktion"), "number"),
    )
