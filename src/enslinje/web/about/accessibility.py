"""The accessibility statement's facts, read from the file of known faults."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("faults.toml")


@dataclass(frozen=True)
class Fault:
    """A known fault: which requirement, what is wrong and why, in both languages."""

    id: str
    criterion: str
    sv: str
    en: str
    sv_why: str
    en_why: str


@dataclass(frozen=True)
class Statement:
    """When the service was assessed, and what does not meet the requirements."""

    assessed_on: date
    updated_on: date
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every requirement is met, as far as is known."""
        return not self.faults


@cache
def statement() -> Statement:
    """Return the statement as the file has it."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Statement(
        assessed_on=content["assessed_on"],
        updated_on=content["updated_on"],
        faults=tuple(Fault(**fault) for fault in content.get("faults", ())),
    )
