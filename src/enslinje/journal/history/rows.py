"""What is read of a history: frozen, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enslinje.core.actors import Source


class Happening(StrEnum):
    """What a write did to an object."""

    CREATED = "created"
    CHANGED = "changed"
    ENDED = "ended"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Write:
    """Who wrote, when, through which door, in what role, what it was called, and why.

    `person` is a code and `person_name` what is known of the name; likewise `on_behalf_of`.
    `restores` names the earlier fact, as `ChangeSet.restores` does.
    """

    change_set: int
    recorded_at: datetime
    person: str
    person_name: str
    on_behalf_of: str
    on_behalf_of_name: str
    role: str
    role_words: str
    source: Source
    source_words: str
    operation: str
    operation_words: str
    reason: str
    restores: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an object, from → to, in words; "" where there was or is nothing."""

    name: str
    label: str
    before: str
    after: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What one write did to one object.

    `fact` is the id of the object's own fact after the write, or None; with `can_restore` it may
    be restored: it is an earlier one and its kind can be.
    """

    write: Write
    happening: Happening
    kind: str
    kind_words: str
    address: str
    title: str
    bodies: tuple[str, ...]
    changes: tuple[FieldChange, ...]
    fact: int | None
    can_restore: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by, that occurs: its value and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the entries of a history can be filtered by."""

    people: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    operations: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A page of an object's history, newest first. `total` counts what the filter lets through."""

    kind: str
    kind_words: str
    address: str
    title: str
    bodies: tuple[str, ...]
    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    choices: Choices


@dataclass(frozen=True, slots=True)
class Written:
    """A write and what it did to each object that the reader may see: a page of them.

    `total` counts those objects.
    """

    write: Write
    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Recent:
    """Writes, newest first. `older` continues where these end, None at the end."""

    writes: tuple[Written, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries of a history are wanted; what is left empty lets everything through.

    `since` is the first instant, `until` the first that is too late.
    """

    person: str = ""
    field: str = ""
    source: str = ""
    operation: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def lets_through(self, entry: Entry) -> bool:
        """Whether the entry is wanted."""
        write = entry.write
        return (
            self.person in {"", write.person, write.on_behalf_of}
            and self.source in {"", write.source.value}
            and self.operation in {"", write.operation}
            and (not self.field or any(one.name == self.field for one in entry.changes))
            and (self.since is None or write.recorded_at >= self.since)
            and (self.until is None or write.recorded_at < self.until)
        )
