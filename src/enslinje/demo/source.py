"""What the source states, beside what is worked out here: every figure, never stored, compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from enslinje.core import numbers
from enslinje.core.terms import Basis, Grade
from enslinje.exchange.cells import code, text_of, whole_of, word_of
from enslinje.exchange.dataset import read_one
from enslinje.exchange.schema import Column, Row, TableForm
from enslinje.figures import register
from enslinje.figures.register import FigureNotFound, Value
from enslinje.reconciliation import messages

YEAR = 2021
FOLDER = Path(__file__).parent / "stockholm_2021"


class Result(StrEnum):
    """How a stated figure stands to ours."""

    TIES = "ties"
    DIFFERS = "differs"
    NOT_COMPUTABLE = "not_computable"
    NOT_STATED = "not_stated"
    NOT_BUILT = "not_built"


@dataclass(frozen=True)
class SourceFigure:
    """One figure of the source and ours.

    Attributes:
        ref: name of the figure in the source's table.
        what: what it is, in words.
        stated: as shown to people, in the source's own words where it gives no number.
        ours: likewise; "" where there is none.
        decimals: how many the source gives: both are compared at them.
        as_written: the words the source uses instead of a number, or "".
        source_line: line of the source, None where it states nothing.
        why: why they differ, or what is worth knowing.
        reference: name of our figure, "" where there is none.
        stated_exactly, ours_exactly: for machines: a decimal or a word, None where there is none.
    """

    ref: str
    what: str
    stated: str
    ours: str
    unit: str
    decimals: int
    as_written: str
    source_line: int | None
    result: Result
    why: str
    reference: str
    stated_exactly: str | None
    ours_exactly: str | None


STATED_FIGURES = TableForm(
    "stated_figures",
    (
        Column("ref", code, required=True),
        Column("what", text_of(300), required=True),
        Column("stated_value", text_of(40)),
        Column("unit", text_of(40)),
        Column("decimals", whole_of(0, 4), required=True),
        Column("as_written", text_of(100)),
        Column("source_ref", text_of(200)),
        Column("computed_value", text_of(40)),
        Column("result", word_of(Result), required=True),
        Column("why", text_of(500)),
        Column("basis", word_of(Basis), required=True),
    ),
    key=("ref",),
    optional=True,
)
"""`computed_value` and `result` are the answers to expect, for tests: nothing here reads them."""

OF_GOALS: Mapping[str, str] = {
    "indicators": "mal.indikatorer",
    "indicators_met": "mal.uppnadda",
    "committees": "mal.namnder",
    "committees_contributing": "mal.bidragande-namnder",
    "companies": "mal.bolag",
    "companies_contributing": "mal.bidragande-bolag",
    "assessment": "mal.bedomning",
    "area_goals": "mal.delmal",
    "area_goals_attained": "mal.delmal-uppfyllda",
    "majority": "mal.majoritet",
}
OF_MANDATORY: Mapping[str, str] = {
    "total": "mal.obligatoriska",
    "in_line": "mal.obligatoriska-i-linje",
}
OF_INDICATORS: Mapping[str, str] = {
    "aggregate": "indikator.sammanraknat",
    "aggregate_low": "indikator.sammanraknat-lagst",
    "aggregate_high": "indikator.sammanraknat-hogst",
    "quotas": "indikator.beting",
}
OF_THE_YEAR: Mapping[str, str] = {
    "all.indicators": "ar.indikatorer",
    "all.indicators_met": "ar.uppnadda",
    "register.committees": "register.namnder",
    "register.companies": "register.bolag",
}
FAMILIES = {
    "goal": OF_GOALS,
    "part": OF_GOALS,
    "mandatory": OF_MANDATORY,
    "indicator": OF_INDICATORS,
}
BUDGET_COLUMNS: Mapping[str, str] = {
    "kf_budget_2021": "council_budget",
    "endorsed_adjustments": "adjustments",
    "gross_ups": "gross_ups",
    "adjusted_budget": "adjusted_budget",
}
SUMMED_ROWS = frozenset({"8", "17", "21", "22"})
"""Rows of the result budget that are worked out in every column. The council's budget of the other
rows is what the source gives us to begin with: it is an input, and nothing to compare."""

OF_RESERVES: Mapping[str, str] = {
    "drawn": "reserv.medgett",
    "left": "reserv.kvar",
    "opening": "reserv.ingaende",
}
RESERVES: Mapping[str, str] = {"CM2": "2", "CM4": "4"}
REVIEW = "ks-2020-41"
INTERNAL_ITEM = "4"
"""The item of internal interest: stated once and found nowhere else, so it is an input."""

SHARED_POTS = frozenset({"POT15", "POT16", "POT17", "POT18"})
"""Earmarks whose parts are stated too, so that their sum can be compared."""

OF_POTS: Mapping[str, str] = {"water.applied": "avsatt.ansokt/2021/VATTEN"}
NOT_BUILT_FAMILIES = frozenset({"application", "investment"})
NOT_BUILT = frozenset(
    {"pot.POT18.granted_count", "pot.POT18c.share", "pot.POT18d.share", "pot.POT18e.share"}
)
"""Families of figures, and figures, that the product does not work out yet."""


def comparison(year: int) -> tuple[SourceFigure, ...]:
    """Return every figure that the source of `year` states beside ours, in the source's order.

    Ours are resolved by name from the register of figures; whether they tie is decided here, at
    the decimals that the source gives. A year without a source has none.
    """
    if year != YEAR:
        return ()
    return tuple(_compared(row) for row in read_one(FOLDER, STATED_FIGURES))


def reference_of(ref: str, year: int) -> str:
    """Return the name of our figure for `ref`, "" where we have none."""
    if ref in OF_THE_YEAR:
        return f"{OF_THE_YEAR[ref]}/{year}"
    family, _dot, rest = ref.partition(".")
    subject, _dot, what = rest.rpartition(".")
    if family in OF_MONEY:
        return OF_MONEY[family](subject, what, year)
    name = FAMILIES.get(family, {}).get(what)
    return f"{name}/{year}/{subject}" if name else ""


def _cell_of_budget(row: str, column: str, year: int) -> str:
    column = BUDGET_COLUMNS.get(column, "")
    is_input = column == "council_budget" and row not in SUMMED_ROWS
    return "" if is_input or not column else f"resultatbudget.cell/{year}/{row}/{column}"


def _of_reserve(reserve: str, what: str, year: int) -> str:
    return f"{OF_RESERVES[what]}/{year}/{RESERVES[reserve]}"


def _of_decision(item: str, what: str, year: int) -> str:
    is_input = what != "amount" or item == INTERNAL_ITEM
    return "" if is_input else f"beslut.medgett/{year}/{REVIEW}/{item}"


def _of_pot(pot: str, what: str, year: int) -> str:
    is_shared = what == "granted" and pot in SHARED_POTS
    return f"avsatt.medgett/{year}/{pot}" if is_shared else OF_POTS.get(f"{pot}.{what}", "")


OF_MONEY: Mapping[str, Callable[[str, str, int], str]] = {
    "result_budget": _cell_of_budget,
    "reserve": _of_reserve,
    "decision": _of_decision,
    "pot": _of_pot,
}


def _compared(row: Row) -> SourceFigure:
    reference = reference_of(row.text("ref"), YEAR)
    decimals = row.whole("decimals") or 0
    stated = _stated(row)
    ours = _ours(reference)
    source_line = row.text("source_ref").rpartition(":")[2]
    return SourceFigure(
        ref=row.text("ref"),
        what=row.text("what"),
        stated=row.text("as_written") or _shown(stated, decimals),
        ours=_shown(ours, decimals),
        unit=row.text("unit"),
        decimals=decimals,
        as_written=row.text("as_written"),
        source_line=int(source_line) if source_line.isdecimal() else None,
        result=_result(row, stated, ours),
        why=row.text("why"),
        reference=reference if ours is not None else "",
        stated_exactly=_exactly(stated),
        ours_exactly=_exactly(ours),
    )


def _stated(row: Row) -> Value:
    text = row.text("stated_value")
    return Decimal(text) if text and text not in set(Grade) else text or None


def _ours(reference: str) -> Value:
    if not reference:
        return None
    try:
        return register.resolve(reference)
    except FigureNotFound:
        return None


def _result(row: Row, stated: Value, ours: Value) -> Result:
    ref = row.text("ref")
    if ref in NOT_BUILT or ref.partition(".")[0] in NOT_BUILT_FAMILIES:
        return Result.NOT_BUILT
    if stated is None and not row.text("as_written"):
        return Result.NOT_STATED
    if stated is None or ours is None:
        return Result.NOT_COMPUTABLE
    return Result.TIES if _ties(stated, ours, row.whole("decimals") or 0) else Result.DIFFERS


def _ties(stated: Value, ours: Value, decimals: int) -> bool:
    """Whether both are the same word, or the same number at the decimals that are stated."""
    if isinstance(stated, Decimal) and isinstance(ours, int | Decimal | Fraction):
        return numbers.rounded(stated, decimals) == numbers.rounded(ours, decimals)
    return stated == ours


def _shown(value: Value, decimals: int) -> str:
    match value:
        case None:
            return ""
        case str():
            return messages.grade(Grade(value)) if value in set(Grade) else value
        case _:
            return numbers.shown(value, decimals)


def _exactly(value: Value) -> str | None:
    return value if value is None or isinstance(value, str) else numbers.exact(value)
