"""The city's case registers as readers of case numbers: whose a number is, and how it is spelled.

Where no body has a register, a number is any text, and is taken as it stands.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

from enslinje.core import case_numbers
from enslinje.core.case_numbers import CaseNumber
from enslinje.core.sorting import swedish_key
from enslinje.organisation import directory, lineage
from enslinje.organisation.directory import CaseRegisterRow

DecisionKey: TypeAlias = tuple[str, int]
"""How a decision is named: its case number and the number of the item in it."""

_Row = TypeVar("_Row")


@dataclass(frozen=True)
class CaseRegisters:
    """The registers that stand, by the folded prefix."""

    by_prefix: Mapping[str, CaseRegisterRow]

    @property
    def are_kept(self) -> bool:
        """Whether any body has one. Else case numbers are free text."""
        return bool(self.by_prefix)

    def of_number(self, text: str) -> CaseRegisterRow | None:
        """Return the register that the case number is of, None when it is of none."""
        number = case_numbers.read_or_none(text)
        return self.by_prefix.get(number.folded) if number else None

    def spelled(self, text: str) -> str:
        """Return the case number as its register spells it; else the text, with single spaces."""
        number, register = case_numbers.read_or_none(text), self.of_number(text)
        if number is None or register is None:
            return " ".join(text.split())
        return str(number.spelled(register.prefix))

    def spellings(self, text: str) -> tuple[str, ...]:
        """Return the texts that a number may be recorded under: as it is written, and spelled.

        One that was recorded before its body had a register stands as it was written.
        """
        return tuple(dict.fromkeys((text, self.spelled(text))))

    def every_spelling(self, texts: Iterable[str]) -> set[str]:
        """Return the texts that any of the numbers may be recorded under."""
        return {spelling for text in texts for spelling in self.spellings(text)}

    def address(self, text: str) -> str:
        """Return what stands for the number in an address: "ks-2020-41", else the text itself."""
        number = case_numbers.read_or_none(text)
        return number.address if number else " ".join(text.split())

    def at_address(self, text: str) -> str:
        """Return the number that an address is of, spelled; else that of the text, if it is one."""
        number = case_numbers.read_address(text)
        return self.spelled(str(number)) if number else self.spelled(text)

    def outside(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return those of the case numbers that are of no register, in order."""
        return tuple(sorted(text for text in texts if self.of_number(text) is None))

    def of(self, bodies: Collection[str]) -> tuple[CaseRegisterRow, ...]:
        """Return the registers that these bodies keep, in the Swedish order of their prefixes."""
        return tuple(row for row in self.all if row.body in bodies)

    @property
    def all(self) -> tuple[CaseRegisterRow, ...]:
        """Every register, in the Swedish order of their prefixes: ÄN after VN."""
        return tuple(sorted(self.by_prefix.values(), key=lambda row: swedish_key(row.prefix)))


def registers() -> CaseRegisters:
    """Return the registers that stand. At most as many queries as the directory asks."""
    return CaseRegisters(directory.directory().case_registers)


def prefixes_for(body: str, *, on: date) -> tuple[str, ...]:
    """Return the prefixes that a decision by `body` is likely to have, those of its own first.

    They are those of registers that take cases on the day: its own, those of the bodies it
    follows, and for the council and the board each other's. One query beyond the directory.
    """
    there = registers()
    if not there.are_kept:
        return ()
    for_all = directory.directory().speak_for_all
    likely = (body, *(sorted(for_all) if body in for_all else ()), *_followed_by(body))
    rows = [row for one in dict.fromkeys(likely) for row in there.of({one})]
    return tuple(row.prefix for row in rows if row.takes_cases_on(on))


def example(prefix: str, *, year: int) -> str:
    """Return a number to show how they are written."""
    return str(CaseNumber(prefix, year, 41))


class Found(Mapping[DecisionKey, _Row]):
    """Rows by how their decisions are named, found by any writing of the number."""

    def __init__(self, rows: Mapping[DecisionKey, _Row], there: CaseRegisters) -> None:
        self._rows = rows
        self._there = there

    def __getitem__(self, key: DecisionKey) -> _Row:
        case, item = key
        for spelling in self._there.spellings(case):
            if (spelling, item) in self._rows:
                return self._rows[(spelling, item)]
        raise KeyError(key)

    def __iter__(self) -> Iterator[DecisionKey]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _followed_by(body: str) -> tuple[str, ...]:
    return tuple(one.predecessor for one in lineage.successions() if one.successor == body)
