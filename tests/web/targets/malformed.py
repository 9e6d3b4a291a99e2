"""Files that are not what they should be, as people send them and as chance makes them.

Each kind makes one file out of a `Random`, and says what the product must do with it. What they
are made of is the grid of the small town: the indicators JOBS, PLAN (yes or no) and SHARE.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

HEADS = ("Kod", "Vårt årsmål", "Motivering")
CODES = ("JOBS", "PLAN", "SHARE")
REASONS = ("Vi bygger", "Fler elever väntas", "Enligt beslut i nämnden", "")

Rows = list[list[object]]


class End(StrEnum):
    """What becomes of a file."""

    REFUSED = "refused"  # As a whole, in one sentence.
    TOLD = "told"  # Previewed, and what is wrong is said beside it.
    READ = "read"  # Nothing is wrong with it after all.
    CHANCE = "chance"  # Damaged anywhere: any of the three.


@dataclass(frozen=True)
class Made:
    """A file, what becomes of it, and what is said.

    Attributes:
        said: pieces that one of the sentences has, all of them.
        reads: for a file that is read, the targets found in it, by code.
    """

    name: str
    content: bytes
    end: End
    said: tuple[str, ...] = ()
    reads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ours:
    """The files that the product itself hands out."""

    workbook: bytes
    table: bytes


Kind = Callable[[Random, Ours], Made]
KINDS: dict[str, Kind] = {}


def kind(make: Kind) -> Kind:
    """List a kind of malformed files under its own name."""
    KINDS[make.__name__.replace("_", " ")] = make
    return make


def refused(name: str, content: bytes, *said: str) -> Made:
    return Made(name, content, End.REFUSED, said)


def told(name: str, content: bytes, *said: str) -> Made:
    return Made(name, content, End.TOLD, said)


def number(random: Random) -> int:
    return random.randrange(1, 100)


def good_rows(random: Random, *, above: int = 0) -> Rows:
    """A head and a row for each indicator, as they ought to be, with some empty rows above."""
    values: dict[str, object] = {
        "JOBS": number(random),
        "PLAN": random.choice(("ja", "nej")),
        "SHARE": number(random),
    }
    rows: Rows = [[] for _ in range(above)]
    return [*rows, list(HEADS), *([code, values[code], random.choice(REASONS)] for code in CODES)]


def with_value(random: Random, code: str, value: object) -> tuple[Rows, int]:
    """Good rows but for the target of one indicator, and the number of its row."""
    rows = good_rows(random, above=random.randrange(3))
    at = next(at for at, row in enumerate(rows) if row[:1] == [code])
    rows[at][1] = value
    return rows, at + 1


def csv_of(rows: Sequence[Sequence[object]], separator: str = ";") -> str:
    return "".join(separator.join(map(str, row)) + "\r\n" for row in rows if row)


def place(row: int, column: str = "", value: str = "", sheet: str = "") -> tuple[str, ...]:
    """The pieces that say where something stands and what stands there."""
    said = [f"rad {row}"]
    said += [f"kolumn {column}"] if column else []
    said += [f"”{value}”"] if value else []
    said += [f"blad {sheet}"] if sheet else []
    return tuple(said)


def shaken(random: Random, content: bytes, *, most: int) -> bytes:
    """The bytes with at most so many of them exchanged."""
    found = bytearray(content)
    for _ in range(random.randrange(1, most)):
        found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)
