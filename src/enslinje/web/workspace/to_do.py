"""What Mitt arbete lists: one thing to do, those of a part, and by when they are to be done."""

from dataclasses import dataclass

from enslinje.web.words import Word


@dataclass(frozen=True)
class ToDo:
    """One thing to do: where it is done, in the very field."""

    words: str
    address: str


@dataclass(frozen=True)
class ToDoGroup:
    """What is left of a part for a body and a year: the first of `count`, and where the rest is."""

    body: str
    about: Word
    count: int
    listed: tuple[ToDo, ...]
    address: str
    due: str

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.listed)


@dataclass(frozen=True)
class When:
    """What is to be done by a time: now, this week, later."""

    heading: Word
    groups: tuple[ToDoGroup, ...]


@dataclass(frozen=True)
class WorkList:
    """Everything to do, by when, and where one was; `is_body` says that one works for a body."""

    whens: tuple[When, ...]
    resume: ToDo | None
    is_body: bool
