"""The faults of a SIE file in the reader's language, among the other faults of exchange."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.exchange.faults import Fault
from enslinje.exchange.sie import Fault as SieFault
from enslinje.exchange.sie.words import WORDS


@dataclass(frozen=True)
class RecordFault(Fault):
    """A fault of one record: `column` is its label, such as #KONTO."""

    @property
    def place(self) -> str:
        """File, row and record in words."""
        if self.row is None or not self.column:
            return ", ".join([super().place] if not self.column else [self.file, self.column])
        return _("{file}, rad {row}, {record}").format(
            file=self.file, row=self.row, record=self.column
        )


def in_words(fault: SieFault, file: str) -> RecordFault:
    """Return a fault of the file called `file`, translated."""
    words = WORDS[fault.code]
    return RecordFault(
        file,
        fault.line,
        fault.label,
        fault.value,
        _(words.problem).format_map(fault.details),
        _(words.remedy).format_map(fault.details),
    )
