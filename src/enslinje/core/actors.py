"""Who acts. Every operation takes an actor; nobody writes without one."""

from dataclasses import dataclass
from enum import StrEnum

from enslinje.core.policy import Holding, Role


class Source(StrEnum):
    """The door a write came through."""

    PAGE = "page"
    GRID = "grid"
    FILE = "file"
    API = "api"
    COMMAND = "command"
    DEMO = "demo"


SYSTEM_CODE = "system"
"""The code of no person: of commands and of data sets."""


@dataclass(frozen=True)
class Actor:
    """A person or the system, by code, the door the write comes through, and the roles held.

    `holdings` are what the person held when the door was opened; see `core.policy`. `role` is the
    one that gives the right to what is done, once the right to it has been asked for.
    """

    code: str
    source: Source
    on_behalf_of: str = ""
    holdings: tuple[Holding, ...] = ()
    role: Role | None = None

    @property
    def is_system(self) -> bool:
        """Whether this is a load or a command on the server itself: it asks no policy."""
        return self.code == SYSTEM_CODE and self.source in {Source.COMMAND, Source.DEMO}


def system(source: Source) -> Actor:
    """The actor of commands and of data sets: no person, told by its door."""
    return Actor(code=SYSTEM_CODE, source=source)
