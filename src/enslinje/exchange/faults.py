"""What is wrong with a file: where, what stood there, and what mends it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.core.errors import DomainError, shortened


@dataclass(frozen=True)
class Fault:
    """One fault of one file, told in the reader's language.

    Attributes:
        file: name of the file, or of the folder.
        row: line of the file, the header being 1; None when it is about the whole file.
        column: name of the column as in the header, or "".
        value: what stood there, as written; "" for an empty cell.
        problem: what is wrong, as said of the value or the place: "är inget tal".
        remedy: what mends it, as a sentence.
        names_value: `problem` is a sentence of its own that says what stood there.
        sheet: name of the sheet, where the file has more than one; "" otherwise.
    """

    file: str
    row: int | None
    column: str
    value: str
    problem: str
    remedy: str
    names_value: bool = False
    sheet: str = ""

    @property
    def place(self) -> str:
        """File, sheet, row and column in words."""
        return place(self.file, sheet=self.sheet, row=self.row, column=self.column)

    @property
    def sentence(self) -> str:
        """The whole fault on one line."""
        if self.names_value or not self.value:
            return _("{place}: {problem}. {remedy}").format(
                place=self.place, problem=self.problem, remedy=self.remedy
            )
        return _("{place}: ”{value}” {problem}. {remedy}").format(
            place=self.place, value=shortened(self.value), problem=self.problem, remedy=self.remedy
        )


class DataSetRefused(DomainError):
    """A data set has faults. Nothing of it was loaded."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=_order))
        count = len(self.faults)
        super().__init__(
            ngettext(
                "{count} fel. Inget har sparats.", "{count} fel. Inget har sparats.", count
            ).format(count=count)
        )


def place(file: str, *, sheet: str = "", row: int | None = None, column: str = "") -> str:
    """Say where something stands, by as much of it as is known: `a.xlsx, blad Mars, rad 3`."""
    said = [file]
    if sheet:
        said.append(_("blad {sheet}").format(sheet=sheet))
    if row is not None:
        said.append(_("rad {row}").format(row=row))
    if column:
        said.append(_("kolumn {column}").format(column=column))
    return ", ".join(said)


def _order(fault: Fault) -> tuple[str, int, str]:
    return fault.file, fault.row or 0, fault.column
