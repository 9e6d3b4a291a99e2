"""A central reserve's year: what it opened with, what each decision drew, what is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from enslinje.budget import frames, kept, queries
from enslinje.budget.errors import UnknownReserve
from enslinje.budget.rows import DecisionRef, EarmarkRow, PetitionRow, PostingRow, ReserveRow
from enslinje.core import ledger_checks
from enslinje.core.budget_terms import StatementColumn
from enslinje.core.lazy import collect
from enslinje.journal.once import answered, once
from enslinje.journal.together import both


@dataclass(frozen=True)
class Part:
    """What of a drawing belongs to one earmark ("" for none), in öre; `purpose` is its own."""

    earmark: str
    purpose: str
    amount: int
    posting: PostingRow


@dataclass(frozen=True)
class Drawing:
    """What one transaction draws, and what is left after it, None when nobody knows."""

    number: int
    text: str
    decision: DecisionRef
    is_reversal: bool
    amount: int
    balance: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ReserveYear:
    """A reserve through the year, all in öre.

    Attributes:
        opening: what the council has set aside, None when the source does not say.
        drawn: what decisions have drawn in all.
        balance: what is left, None when the opening is unknown.
        endorsed: what the open petitions that are endorsed would draw.
        left_if_granted: what would be left if they were granted, None likewise.
    """

    reserve: ReserveRow
    opening: int | None
    drawings: tuple[Drawing, ...]
    drawn: int
    balance: int | None
    endorsed: int
    left_if_granted: int | None


@dataclass(frozen=True)
class _Read:
    """What a year's reserves are worked out from."""

    postings: tuple[PostingRow, ...]
    reserves: tuple[ReserveRow, ...]
    petitions: tuple[PetitionRow, ...]
    purposes: Mapping[str, str]


def reserve_year(
    number: int,
    *,
    year: int,
    on: date | None = None,
    rows: tuple[PostingRow, ...] | None = None,
) -> ReserveYear:
    """Return the year of the reserve with `number`, such as 2 for CM2, up to a day `on`.

    `rows` are the year's postings then, for whoever has read them already.

    Raises:
        UnknownReserve: the year has no such reserve.
    """
    read = _read(year, on, rows)
    reserves = {row.number: row for row in read.reserves}
    if number not in reserves:
        known = ", ".join(map(str, reserves)) or _("inga")
        raise UnknownReserve(
            _("Det finns ingen reserv {number} för {year}.").format(number=number, year=year),
            column="number",
            value=number,
            remedy=_("Årets reserver: {known}.").format(known=known),
        )
    return _reserve_year(reserves[number], read)


def reserve_years(
    *, year: int, on: date | None = None, rows: tuple[PostingRow, ...] | None = None
) -> tuple[ReserveYear, ...]:
    """Return all the year's reserves in order of their numbers; see `reserve_year`."""
    read = _read(year, on, rows)
    return tuple(_reserve_year(row, read) for row in read.reserves)


def _read(year: int, on: date | None, rows: tuple[PostingRow, ...] | None) -> _Read:
    reserves, petitions, earmarks = _of_reserves(year=year)
    return _Read(
        postings=kept.postings(year=year, on=on) if rows is None else rows,
        reserves=reserves,
        petitions=petitions,
        purposes={row.code: row.purpose for row in earmarks},
    )


@once
def _of_reserves(
    *, year: int
) -> tuple[tuple[ReserveRow, ...], tuple[PetitionRow, ...], tuple[EarmarkRow, ...]]:
    """The reserves of the year, what is asked of them and what is set aside in them. One query."""
    aside = both(queries.petitions_asked(year=year), queries.earmarks_asked(year=year))
    reserves, (petitions, earmarks) = both(queries.reserves_asked(year=year), aside).read()
    return (
        answered(reserves, queries.reserves, year=year),
        answered(petitions, queries.petitions, year=year),
        answered(earmarks, queries.earmarks, year=year),
    )


def _reserve_year(reserve: ReserveRow, read: _Read) -> ReserveYear:
    rows = [
        row for row in read.postings if row.account == reserve.account and row.year == reserve.year
    ]
    balances = _balances(rows, reserve)
    opened = -sum(row.amount for row in rows if _is_opening(row))
    drawings = tuple(_drawings(rows, balances, read.purposes))
    drawn = sum(drawing.amount for drawing in drawings)
    balance = opened - drawn if reserve.is_opening_known else None
    endorsed = sum(
        petition.endorsed or 0
        for petition in read.petitions
        if petition.reserve == reserve.account and petition.outcome is None
    )
    return ReserveYear(
        reserve=reserve,
        opening=opened if reserve.is_opening_known else None,
        drawings=drawings,
        drawn=drawn,
        balance=balance,
        endorsed=endorsed,
        left_if_granted=None if balance is None else balance - endorsed,
    )


def _is_opening(row: PostingRow) -> bool:
    return row.column is StatementColumn.COUNCIL_BUDGET


def _balances(rows: list[PostingRow], reserve: ReserveRow) -> dict[int, int | None]:
    """What is left after each transaction, by its number, as the core works it out."""
    path = ledger_checks.reserve_path(frames.postings(rows), frames.reserves([reserve]))
    return {row["number"]: row["balance"] for row in collect(path).iter_rows(named=True)}


def _drawings(
    rows: list[PostingRow], balances: dict[int, int | None], purposes: Mapping[str, str]
) -> list[Drawing]:
    by_number: dict[int, list[PostingRow]] = {}
    for row in rows:
        if not _is_opening(row):
            by_number.setdefault(row.number, []).append(row)
    return [
        Drawing(
            number=number,
            text=legs[0].text,
            decision=legs[0].decision,
            is_reversal=legs[0].is_reversal,
            amount=sum(leg.amount for leg in legs),
            balance=balances[number],
            parts=tuple(
                Part(leg.earmark, purposes.get(leg.earmark, ""), leg.amount, leg) for leg in legs
            ),
        )
        for number, legs in by_number.items()
    ]
