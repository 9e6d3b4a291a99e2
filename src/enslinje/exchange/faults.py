"""What is wrong with a file: where, what stood there, and what mends it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.core.errors import DomainError

SHOWN_LENGTH = 60


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
    """

    file: str
    row: int | None
    column: str
    value: str
    problem: str
    remedy: str
    names_value: bool = False

    @property
    def place(self) -> str:
        """File, row and column in words."""
        match self.row, self.column:
            case None, "":
                return self.file
            case None, column:
                return _("{file}, kolumn {column}").format(file=self.file, column=column)
            case row, "":
                return _("{file}, rad {row}").format(file=self.file, row=row)
            case row, column:
                return _("{file}, rad {row}, kolumn {column}").format(
                    file=self.file, row=row, column=column
                )

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


def shortened(value: str) -> str:
    """Return `value` on one line of at most `SHOWN_LENGTH` characters."""
    plain = "".join(character if character.isprintable() else "�" for character in value)
    return plain if len(plain) <= SHOWN_LENGTH else plain[: SHOWN_LENGTH - 1] + "…"


def _order(fault: Fault) -> tuple[str, int, str]:
    return fault.file, fault.row or 0, fault.column
