"""Small tables in the language of the domain. Values are plain whole numbers at 10⁻⁴ of a unit.

A body's `said` is a number, a pair (low, high), WORDS, or None for nothing; `weighing` gives it
a weight. One indicator, called IND, unless a test names more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import narwhals as nw
import polars as pl

from enslinje.core import schemas
from enslinje.core.lazy import Frame
from enslinje.core.tables import KEY, Table
from enslinje.core.terms import Form

IND = "IND"
WORDS = "words"
Row = dict[str, Any]


@dataclass(frozen=True)
class Weighed:
    said: Any
    weight: int


def weighing(weight: int, said: Any) -> Weighed:
    return Weighed(said, weight)


def plain(columns: Mapping[str, Any], rows: Iterable[tuple[Any, ...]]) -> nw.DataFrame[Any]:
    """Rows as an eager table; keys are text."""
    types = {name: nw.String if kind is KEY else kind for name, kind in columns.items()}
    frame = pl.DataFrame(list(rows), schema=nw.Schema(types).to_polars(), orient="row")
    return nw.from_native(frame, eager_only=True)


def table(schema: Table, *rows: tuple[Any, ...]) -> Frame:
    return schema.admit(plain(schema.columns, rows))


def row_of(body: str, said: Any, indicator: str = IND) -> tuple[Any, ...]:
    """A row of `STATEMENTS`."""
    weight = 1
    if isinstance(said, Weighed):
        said, weight = said.said, said.weight
    low, high = said if isinstance(said, tuple) else (said, said)
    if said == WORDS:
        low = high = None
    return indicator, body, low, high, weight, said is not None


def statements(said: Mapping[str, Any]) -> Frame:
    """`STATEMENTS` of one indicator: what each body says."""
    return table(schemas.STATEMENTS, *(row_of(body, value) for body, value in said.items()))


def rules(
    roll_up: str,
    *,
    polarity: str = "higher",
    answering: str | None = None,
    floor: int | None = 0,
    ceiling: int | None = None,
    tolerance: int = 0,
) -> Frame:
    """`RULES` of one indicator. By default a unit has a floor of zero and no ceiling."""
    row = (IND, roll_up, polarity, answering, floor, ceiling, tolerance)
    return table(schemas.RULES, row)


def council(form: Form | str | None, asked: Any) -> Frame:
    """`COUNCIL_TARGETS` of one indicator; nothing asked gives an empty table."""
    low, high = asked if isinstance(asked, tuple) else (asked, asked)
    return table(schemas.COUNCIL_TARGETS, *([] if low is None else [(IND, form, low, high)]))


def quotas(quota: Mapping[str, int] | None = None) -> Frame:
    """`QUOTAS` of one indicator, by body."""
    return table(schemas.QUOTAS, *((IND, body, value) for body, value in (quota or {}).items()))


def waiting(count: int = 0) -> Frame:
    """How many bodies' targets for the one indicator wait for an occasion."""
    columns = {"indicator": nw.String, "waiting": nw.Int64}
    return plain(columns, [(IND, count)] if count else []).lazy()


def rows_of(frame: Frame) -> list[Row]:
    return list(frame.collect().iter_rows(named=True))


def only(frame: Frame) -> Row:
    """The one row of a table."""
    (row,) = rows_of(frame)
    return row


def interval(row: Row, low: str = "low", high: str = "high", divisor: str = "divisor") -> Any:
    """The exact ends of a rolled up value; None where there is none."""
    if row[divisor] is None:
        assert row[low] is row[high] is None
        return None
    return tuple(
        None if row[end] is None else Fraction(row[end], row[divisor]) for end in (low, high)
    )
