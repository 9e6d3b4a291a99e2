"""The choices of a filter, as a form shows them."""

from dataclasses import dataclass

from enslinje.web.words import Word


@dataclass(frozen=True)
class Choice:
    """One choice: what the query string says, what people read, and whether it is made."""

    value: str
    words: Word
    is_chosen: bool


@dataclass(frozen=True)
class Typed:
    """What is typed into a filter: its name in the query string, its label, its kind of input."""

    name: str
    label: Word
    kind: str
    value: str


@dataclass(frozen=True)
class Filter:
    """One filter of a list: its name in the query string, its label and its choices."""

    name: str
    label: Word
    choices: tuple[Choice, ...]
    all_words: Word = ""
