"""Who acts. Every operation takes an actor; nobody writes without one."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """The door a write came through."""

    PAGE = "page"
    GRID = "grid"
    FILE = "file"
    API = "api"
    COMMAND = "command"
    DEMO = "demo"


@dataclass(frozen=True)
class Actor:
    """A person or the system, by code, and the door the write comes through."""

    code: str
    source: Source
    on_behalf_of: str = ""


def system(source: Source) -> Actor:
    """The actor of commands and of data sets: no person, told by its door."""
    return Actor(code="system", source=source)
