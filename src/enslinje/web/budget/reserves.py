"""What the pages of a central reserve show: its way from opening to what is left, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.budget import queries, reserves
from enslinje.budget.reserves import Drawing, ReserveYear
from enslinje.budget.rows import EarmarkRow, PetitionRow
from enslinje.budget.words import column_name
from enslinje.core.money import exact_mnkr
from enslinje.core.origins import weakest
from enslinje.core.terms import Basis
from enslinje.rendering import pictures
from enslinje.rendering.csv_file import Cell
from enslinje.rendering.pictures import Measure, Row
from enslinje.web.budget.ledgers import Ledger, decision_figure, decision_words, mnkr, written
from enslinje.web.downloads import Column, List
from enslinje.web.writing import Shown

OPENING, LEFT, ENDORSED, LEFT_IF_GRANTED = "opening", "left", "endorsed", "left_if_granted"


@dataclass(frozen=True)
class ShownStep:
    """A step of the waterfall: `kind` says how its bar is drawn; `number` is a transaction's."""

    kind: str
    text: str
    decision: str
    number: int | None
    amount: Shown
    balance: Shown | None
    row: Row | None


@dataclass(frozen=True)
class ShownEarmark:
    """Money set aside in the reserve; what is not known is None."""

    purpose: str
    set_aside: Shown | None
    asked: Shown | None
    endorsed: Shown | None
    granted: Shown | None
    is_part: bool
    note: str


@dataclass(frozen=True)
class ReservePage:
    """A reserve through the year. `balance` is None when nobody knows what it opened with."""

    number: int
    account: str
    purpose: str
    opening: Shown | None
    drawn: Shown
    balance: Shown | None
    endorsed: Shown | None
    left_if_granted: Shown | None
    note: str
    steps: tuple[ShownStep, ...]
    earmarks: tuple[ShownEarmark, ...]
    has_several: bool


@dataclass(frozen=True)
class ReserveLine:
    """A reserve in the list of them."""

    number: int
    account: str
    purpose: str
    opening: Shown | None
    drawn: Shown
    balance: Shown | None


@dataclass(frozen=True)
class Sum:
    """A sum on the way: after which drawing, what it comes to, and what it is known as."""

    text: str
    decision: str
    amount: Shown
    total: str
    known_as: str
    row: Row


@dataclass(frozen=True)
class AmountsPage:
    """Why several amounts are told of what is drawn from a reserve."""

    number: int
    account: str
    purpose: str
    sentence: str
    sums: tuple[Sum, ...]
    total: Shown


def reserve_lines(ledger: Ledger) -> tuple[ReserveLine, ...]:
    """Return the year's reserves in order of their numbers."""
    every = reserves.reserve_years(year=ledger.year, on=ledger.on, rows=ledger.rows)
    return tuple(
        ReserveLine(
            one.reserve.number,
            one.reserve.account,
            one.reserve.purpose,
            _figure("reserv.ingaende", one, one.opening),
            mnkr(one.drawn, _reference("reserv.medgett", one), _drawn_basis(one)),
            _figure("reserv.kvar", one, one.balance),
        )
        for one in every
    )


def reserve_page(ledger: Ledger, number: int) -> ReservePage:
    """Return the page of a reserve. Raise `UnknownReserve` when the year has none with `number`."""
    found = reserves.reserve_year(number, year=ledger.year, on=ledger.on, rows=ledger.rows)
    petitions = [
        row for row in queries.petitions(year=ledger.year) if row.reserve == found.reserve.account
    ]
    earmarks = [
        row for row in queries.earmarks(year=ledger.year) if row.reserve == found.reserve.account
    ]
    return ReservePage(
        number=number,
        account=found.reserve.account,
        purpose=found.reserve.purpose,
        opening=_figure("reserv.ingaende", found, found.opening),
        drawn=mnkr(found.drawn, _reference("reserv.medgett", found), _drawn_basis(found)),
        balance=_figure("reserv.kvar", found, found.balance),
        endorsed=mnkr(found.endorsed) if found.endorsed else None,
        left_if_granted=None if found.left_if_granted is None else mnkr(found.left_if_granted),
        note=found.reserve.origin.note,
        steps=_steps(found),
        earmarks=tuple(_earmark(found, row, petitions) for row in earmarks),
        has_several=len(found.drawings) > 1,
    )


def amounts_page(ledger: Ledger, number: int) -> AmountsPage:
    """Return the page that says why several amounts are told of what is drawn.

    What a source has printed with the adjustments comes first, then what it printed elsewhere.
    """
    found = reserves.reserve_year(number, year=ledger.year, on=ledger.on, rows=ledger.rows)
    ordered = sorted(found.drawings, key=_is_printed_elsewhere)
    totals = [sum(one.amount for one in ordered[: at + 1]) for at in range(len(ordered))]
    measures = [
        Measure(str(one.number), total - one.amount if at else 0, total)
        for at, (one, total) in enumerate(zip(ordered, totals, strict=True))
    ]
    drawn = pictures.bars(measures)
    sums = tuple(
        Sum(
            text=one.text,
            decision=decision_words(one.decision),
            amount=mnkr(one.amount, decision_figure(one.parts[0].posting)),
            total=written(total),
            known_as=_known_as(ordered, at),
            row=row,
        )
        for at, (one, total, row) in enumerate(zip(ordered, totals, drawn.rows, strict=True))
    )
    return AmountsPage(
        number=number,
        account=found.reserve.account,
        purpose=found.reserve.purpose,
        sentence=_sentence(ordered, totals),
        sums=sums,
        total=mnkr(found.drawn, _reference("reserv.medgett", found), _drawn_basis(found)),
    )


def _is_printed_elsewhere(drawing: Drawing) -> bool:
    posting = drawing.parts[0].posting
    return posting.printed_column is not posting.column


def _known_as(ordered: Sequence[Drawing], at: int) -> str:
    """What a sum on the way is known as: a decision item, a column as printed, or all of it."""
    posting = ordered[at].parts[0].posting
    if at == len(ordered) - 1:
        return _("allt som har tagits ur reserven")
    if at == 0:
        return _("det som punkt {item} säger").format(item=posting.decision.item_no)
    if _is_printed_elsewhere(ordered[at + 1]):
        return _("det som källan har tryckt i kolumnen {column}").format(
            column=column_name(posting.printed_column)
        )
    return _("summan så långt")


def _sentence(ordered: Sequence[Drawing], totals: Sequence[int]) -> str:
    """The sum, term by term, with each sum on the way that is known as something."""
    told = ""
    for at, (one, total) in enumerate(zip(ordered, totals, strict=True)):
        told += " + " if at else ""
        told += _("{amount} (punkt {item})").format(
            amount=written(one.amount), item=one.decision.item_no
        )
        is_last = at == len(ordered) - 1
        if is_last or (at and _is_printed_elsewhere(ordered[at + 1])):
            told += f" = {written(total)}" + ("" if is_last else ",")
    return _("{terms} mnkr.").format(terms=told)


def _steps(found: ReserveYear) -> tuple[ShownStep, ...]:
    opening, balance = found.opening, found.balance
    known = opening is not None and balance is not None
    measures, steps = [], []
    if opening is not None:
        measures.append(Measure(OPENING, opening, opening))
        steps.append(_end(OPENING, _("Ingående"), found, opening))
    before = opening or 0
    for one in found.drawings:
        after = before - one.amount
        # Nobody knows what is left: the drawing alone is drawn, from zero.
        low, high = sorted((before, after)) if known else (one.amount, one.amount)
        measures.append(Measure(str(one.number), low, high))
        steps.append(_drawing(one))
        before = after
    if balance is not None:
        measures.append(Measure(LEFT, balance, balance))
        steps.append(_end(LEFT, _("Kvar"), found, balance))
    if found.endorsed:
        left = found.left_if_granted
        ends = (left, balance) if left is not None else (found.endorsed, found.endorsed)
        measures.append(Measure(ENDORSED, *ends))
        steps.append(_open(ENDORSED, _("Tillstyrkt, inte beslutat"), -found.endorsed))
        if left is not None:
            measures.append(Measure(LEFT_IF_GRANTED, left, left))
            steps.append(_open(LEFT_IF_GRANTED, _("Kvar om det medges"), left))
    drawn = pictures.bars(measures)
    return tuple(
        ShownStep(
            kind=step.kind,
            text=step.text,
            decision=step.decision,
            number=step.number,
            amount=step.amount,
            balance=step.balance,
            row=row,
        )
        for step, row in zip(steps, drawn.rows, strict=True)
    )


def _end(kind: str, text: str, found: ReserveYear, ore: int) -> ShownStep:
    name = "reserv.ingaende" if kind == OPENING else "reserv.kvar"
    shown = mnkr(ore, _reference(name, found), found.reserve.origin.basis)
    return ShownStep(kind, text, "", None, shown, mnkr(ore), None)


def _open(kind: str, text: str, ore: int) -> ShownStep:
    balance = mnkr(ore) if kind == LEFT_IF_GRANTED else None
    return ShownStep(kind, text, "", None, mnkr(ore), balance, None)


def _drawing(one: Drawing) -> ShownStep:
    basis = weakest(part.posting.origin.basis for part in one.parts)
    return ShownStep(
        kind="given" if one.amount < 0 else "drawn",
        text=one.text,
        decision=decision_words(one.decision),
        number=one.number,
        amount=mnkr(-one.amount, decision_figure(one.parts[0].posting), basis),
        balance=None if one.balance is None else mnkr(one.balance),
        row=None,
    )


def _earmark(found: ReserveYear, row: EarmarkRow, petitions: Sequence[PetitionRow]) -> ShownEarmark:
    mine = [one for one in petitions if one.earmark == row.code]
    drawn = [
        part.amount
        for drawing in found.drawings
        for part in drawing.parts
        if part.earmark == row.code
    ]
    asked = [one.asked for one in mine if one.asked is not None]
    endorsed = [one.endorsed for one in mine if one.endorsed is not None]
    year, basis = found.reserve.year, row.origin.basis
    return ShownEarmark(
        purpose=row.purpose,
        set_aside=None if row.set_aside is None else mnkr(row.set_aside, basis=basis),
        asked=mnkr(sum(asked), f"avsatt.ansokt/{year}/{row.code}") if asked else None,
        endorsed=mnkr(sum(endorsed)) if endorsed else None,
        granted=mnkr(sum(drawn), f"avsatt.medgett/{year}/{row.code}", basis) if drawn else None,
        is_part=bool(row.parent),
        note=row.origin.note,
    )


def _reference(name: str, found: ReserveYear) -> str:
    return f"{name}/{found.reserve.year}/{found.reserve.number}"


def _figure(name: str, found: ReserveYear, ore: int | None) -> Shown | None:
    if ore is None:
        return None
    return mnkr(ore, _reference(name, found), found.reserve.origin.basis)


def _drawn_basis(found: ReserveYear) -> Basis | None:
    every = [part.posting.origin.basis for one in found.drawings for part in one.parts]
    return weakest(every) if every else None


def reserve_list(ledger: Ledger, number: int) -> List:
    """A reserve's drawings as a file, in exact mnkr, with the running balance."""
    found = reserves.reserve_year(number, year=ledger.year, on=ledger.on, rows=ledger.rows)
    opening = None if found.opening is None else exact_mnkr(found.opening)
    rows: list[tuple[Cell, ...]] = [(None, None, None, None, _("Ingående"), "", None, opening)]
    for one in found.drawings:
        balance = None if one.balance is None else exact_mnkr(one.balance)
        rows += [
            (
                *(one.number, one.decision.case_number, one.decision.item_no),
                *(one.decision.decided_on, one.text, part.purpose),
                exact_mnkr(-part.amount),
                balance if at == len(one.parts) - 1 else None,
            )
            for at, part in enumerate(one.parts)
        ]
    return List(
        f"reserv_{found.reserve.account.lower()}",
        (
            Column("transaction", _("Transaktion")),
            Column("case_number", _("Ärende")),
            Column("decision_item", _("Punkt")),
            Column("decided_on", _("Beslutad")),
            Column("text", _("Vad")),
            Column("earmark", _("Avsatta medel")),
            Column("amount", _("Mnkr")),
            Column("balance", _("Kvar, mnkr")),
        ),
        tuple(rows),
    )
