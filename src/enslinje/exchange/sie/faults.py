"""What can be wrong with a SIE file, as data; and in Swedish what is wrong and what mends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from enslinje.exchange.sie.words import WORDS, Code

__all__ = ["Code", "Fault", "Faults", "Severity", "SieError", "SieRefused", "Wrong"]

SHOWN_LENGTH = 60
KEPT_LENGTH = 200
"""Of what stood there, so much is kept: a fault is small, however long its line."""


class SieError(ValueError):
    """The root of what this package raises."""


class Wrong(SieError):
    """A line or a field of it cannot be read. Kept as a `Fault` by whoever knows the line."""

    def __init__(self, code: Code, value: str = "", **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.details = details


class Severity(StrEnum):
    """A fault makes the file unfit to use. A remark is a departure that takes nothing from it."""

    FAULT = "fault"
    REMARK = "remark"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        line: line of the file, from 1; None when it is about the whole file.
        label: the record it is about, such as "#KONTO", or "".
        value: what stood there, or "".
        code: which fault; `problem` and `remedy` put it in words.
        details: what the words name.
    """

    line: int | None
    label: str
    value: str
    code: Code
    details: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    severity: Severity = Severity.FAULT

    @property
    def problem(self) -> str:
        """What is wrong, in Swedish, as said of the value when there is one."""
        return WORDS[self.code].problem.format_map(self.details)

    @property
    def remedy(self) -> str:
        """What mends it: a sentence in Swedish."""
        return WORDS[self.code].remedy.format_map(self.details)

    @property
    def sentence(self) -> str:
        """All of it on one line of Swedish."""
        where = [f"rad {self.line}"] if self.line is not None else []
        place = ", ".join([*where, *([self.label] if self.label else [])])
        value = f"”{shortened(self.value)}” " if self.value else ""
        said = f"{value}{self.problem}. {self.remedy}"
        return f"{place}: {said}" if place else said


class SieRefused(SieError):
    """A file has faults, and was asked for without any."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.sentence for fault in self.faults))


class Faults:
    """Gathers what is wrong with a file: so many of each severity, and how many more there were."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Severity, list[Fault]] = {severity: [] for severity in Severity}
        self._left_out = dict.fromkeys(Severity, 0)

    def add(
        self,
        line: int | None,
        label: str,
        code: Code,
        value: str = "",
        *,
        severity: Severity = Severity.FAULT,
        **details: str | int,
    ) -> None:
        """Keep a fault, or count it when there are too many."""
        self._keep(Fault(line, label, value[:KEPT_LENGTH], code, details, severity))

    def add_wrong(self, line: int, label: str, wrong: Wrong) -> None:
        """Keep what could not be read."""
        self._keep(Fault(line, label, wrong.value[:KEPT_LENGTH], wrong.code, wrong.details))

    def remark(self, line: int | None, label: str, code: Code, **details: str | int) -> None:
        """Keep a remark."""
        self._keep(Fault(line, label, "", code, details, Severity.REMARK))

    def _keep(self, fault: Fault) -> None:
        kept = self._kept[fault.severity]
        if len(kept) < self._most:
            kept.append(fault)
        else:
            self._left_out[fault.severity] += 1

    def of(self, severity: Severity) -> tuple[Fault, ...]:
        """Those of one severity, by line; what is about the whole file comes first."""
        return tuple(sorted(self._kept[severity], key=lambda fault: fault.line or 0))

    def left_out(self, severity: Severity) -> int:
        """How many of one severity there were no room for."""
        return self._left_out[severity]


def shortened(value: str) -> str:
    """Return `value` on one line of at most `SHOWN_LENGTH` characters."""
    plain = "".join(character if character.isprintable() else "�" for character in value)
    return plain if len(plain) <= SHOWN_LENGTH else plain[: SHOWN_LENGTH - 1] + "…"
