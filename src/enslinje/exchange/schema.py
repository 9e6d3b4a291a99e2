"""What a table of a data set must look like: its columns, its key and what it refers to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from enslinje.core.values import scaled
from enslinje.exchange.cells import CellReader, Value
from enslinje.exchange.faults import Fault

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        read: how a cell that is not empty is read.
        required: an empty cell is a fault.
        default: the value of an empty cell.
        same_as: the column whose value an empty cell takes.
        many: the cell may hold several things, parted by semicolons; its value is a tuple.
        refers_to: the table whose rows it names by their key, which is one column; bodies and
            groups by any of their spellings.
        came_later: folders were made before there was such a column: a header may lack it.
    """

    name: str
    read: CellReader
    required: bool = False
    default: Value = None
    same_as: str = ""
    many: bool = False
    refers_to: str = ""
    came_later: bool = False


@dataclass(frozen=True)
class TableForm:
    """One table: a file named after it, with these columns.

    Attributes:
        key: columns that together name a row, once.
        optional: the file may be left out. Any other file may be empty of rows, never missing.
        single: the table has exactly one row.
        suffix: how the name of its file ends.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    optional: bool = False
    single: bool = False
    suffix: str = "csv"

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.name}.{self.suffix}"

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns, by name."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True)
class Row:
    """One row that was read: `line` in its file, and a value for every column of the form."""

    line: int
    cells: Mapping[str, Value]

    def text(self, column: str) -> str:
        """The text, code or word of a cell; "" when it is empty."""
        value = self.cells[column]
        return value if isinstance(value, str) else ""

    def word(self, column: str, vocabulary: type[_Word]) -> _Word:
        """The word of a cell that is not empty."""
        return vocabulary(self.text(column))

    def word_or_none(self, column: str, vocabulary: type[_Word]) -> _Word | None:
        """The word of a cell, None when it is empty."""
        return vocabulary(self.text(column)) if self.text(column) else None

    def scaled(self, column: str) -> int | None:
        """The number of a cell in whole 10⁻⁴, None when it is empty."""
        value = self.cells[column]
        return scaled(value) if isinstance(value, Decimal) else None

    def whole(self, column: str) -> int | None:
        """The whole number of a cell, None when it is empty."""
        value = self.cells[column]
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, column: str) -> bool:
        """Whether a cell says true."""
        return self.cells[column] is True

    def day(self, column: str) -> date | None:
        """The day of a cell, None when it is empty."""
        value = self.cells[column]
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def moment(self, column: str) -> datetime | None:
        """The instant of a cell, None when it is empty."""
        value = self.cells[column]
        return value if isinstance(value, datetime) else None

    def several(self, column: str) -> tuple[str, ...]:
        """The things a cell holds."""
        value = self.cells[column]
        return value if isinstance(value, tuple) else ()

    def key(self, form: TableForm) -> tuple[Value, ...]:
        """What names the row."""
        return tuple(self.cells[column] for column in form.key)


@dataclass(frozen=True)
class TableRows:
    """The rows of one table that could be read.

    Attributes:
        is_whole: the key of every row of the file is among `keys`. When not, a name that is not
            found may stand in a row that could not be read, and is no fault of its own.
    """

    form: TableForm
    rows: tuple[Row, ...] = ()
    is_whole: bool = True
    keys: frozenset[tuple[Value, ...]] = field(default=frozenset())

    def fault(self, row: Row, column: str, problem: str, remedy: str) -> Fault:
        """A fault of a cell of `row`."""
        return Fault(self.form.file, row.line, column, shown(row.cells[column]), problem, remedy)

    def names(self) -> frozenset[str]:
        """The names by which other tables refer to the rows."""
        return frozenset(str(key[0]) for key in self.keys)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def shown(value: Value) -> str:
    """A value as it stands in a file."""
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)
