"""What an object looked like to somebody, and in what two such differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enslinje.core.merging import Merge
from enslinje.journal.history.rows import Write


@dataclass(frozen=True)
class Version:
    """What stands, stood or is wanted in a place.

    `pk` is the id that a form sends back as what it saw; None of what is not recorded. `values`
    are as stored, by column and path; `words` by field, in the reader's language.
    """

    pk: int | None
    values: Mapping[str, Any]
    words: Mapping[str, str]
    write: Write | None = None


@dataclass(frozen=True)
class Difference:
    """A field in which theirs and mine differ, in words. `merge` is there for texts."""

    name: str
    label: str
    base: str
    theirs: str
    mine: str
    merge: Merge | None = None
