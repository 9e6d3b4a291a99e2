"""The register of histories: each context adds its kinds of objects; any is found by its address.

An address such as `arsmal/2021/IND18/SKOLA/2021/all` is the name of the kind and the parts of the
object's place. It is one for ever and can stand in the path of a page.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any, TypeAlias
from uuid import UUID

from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.announcing import Announced
from enslinje.core.errors import DomainError
from enslinje.core.policy import Action
from enslinje.core.terms import Basis, OccasionKind
from enslinje.core.versions import Seen
from enslinje.journal.models import Fact
from enslinje.journal.record import Receipt, Why
from enslinje.journal.together import Asking, known

Key: TypeAlias = tuple[Any, ...]
"""The parts of an object's place, as they are stored: codes, years, days."""

Row: TypeAlias = Mapping[str, Any]
"""One fact: its columns, and what it points at, by path (`goal__code`)."""

EMPTY = "~"
"""How an empty part is written in an address."""


class HistoryNotFound(DomainError):
    """No object has that address, or the reader may not see it: the two answer alike."""


@dataclass(frozen=True)
class Part:
    """One part of a place: its path from the facts, and how its text is read."""

    path: str
    read: Callable[[str], Any] = str


@dataclass(frozen=True)
class Field:
    """A column that is shown. `write` puts it in words, given the fact and what `about` found.

    `label` and the words of `write` are in the reader's language when they are asked for.
    `is_text` says that people write it freely, so that two writers' texts can be merged.
    """

    name: str
    label: str
    write: Callable[[Row, Any], str] | None = None
    is_text: bool = False


@dataclass(frozen=True)
class Items:
    """A field with many values: the facts of another table, one for each thing.

    `place` are the paths to the parts of the object's place, in the order of the kind's parts.
    `body` is the path to the code of a body that thereby has a part in the object. `only` are
    lookups and values that tell its facts from the others of the table.
    """

    name: str
    label: str
    model: type[Fact]
    place: tuple[str, ...]
    reads: tuple[str, ...]
    write: Callable[[Row, Any], str]
    body: str = ""
    only: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Restoring:
    """A request to record an earlier fact anew: what the owning context's operation needs.

    `row` is the fact and `items` what the object had by field, when it held last.
    """

    actor: Actor
    row: Row
    items: Mapping[str, Sequence[Row]]
    seen: Seen
    why: Why
    key: UUID | None = None

    @property
    def rests_on(self) -> dict[str, Any]:
        """What every draft is given: the fact's own origin, and what its writer saw."""
        origin = {name: self.row[name] for name in ("source_ref", "note")}
        return {"basis": Basis(self.row["basis"]), **origin, "seen": self.seen}

    @property
    def by(self) -> dict[str, Any]:
        """What every operation is given."""
        year = self.row["year"]
        return {"actor": self.actor, "year": year, "key": self.key, "why": self.why}


Restore: TypeAlias = Callable[[Restoring], Receipt]


def nothing(_keys: Collection[Key]) -> Asking[None]:
    """What words need that say all by themselves."""
    return known(None)


@dataclass(frozen=True)
class Kind:
    """A kind of object that has a history.

    Args worth a word:
        name: Swedish, ASCII, for ever.
        model: the facts that it consists of, one at a time; None when it has items only.
        only: columns and values that tell its facts from those of another kind in the table.
        reads: paths through relations that fields, title or restore need.
        body: path to the code of the body it belongs to; "" is the whole group, or its items'.
        is_owned: the body owns it, as a goal: what the council or the board owns is for all.
        about: asks for what is needed for words, for the objects with these keys.
        right: what whoever reads it must have the right to.
        restore: records an earlier fact anew; None when that is not to be done.
        occasions: year and kinds of the occasions that an earlier fact is restored at, if any.
    """

    name: str
    label: str
    place: tuple[Part, ...]
    title: Callable[[Key, Any], str]
    model: type[Fact] | None = None
    only: tuple[tuple[str, Any], ...] = ()
    fields: tuple[Field, ...] = ()
    items: tuple[Items, ...] = ()
    reads: tuple[str, ...] = ()
    body: str = ""
    is_owned: bool = False
    about: Callable[[Collection[Key]], Asking[Any]] = nothing
    right: Action = Action.VIEW_HISTORY
    restore: Restore | None = None
    occasions: Callable[[Row], tuple[int, Sequence[OccasionKind]]] | None = None

    def key_of(self, row: Row) -> Key:
        """The place of one of its own facts."""
        return tuple(row[part.path] for part in self.place)

    def address(self, key: Key) -> str:
        """The address of the object in the place `key`."""
        return "/".join([self.name, *map(_written, key)])


_kinds: dict[str, Kind] = {}
_operations: dict[str, str] = {}
_named: list[Callable[[Collection[str]], Mapping[str, str]]] = []
_roles: dict[str, str] = {}


def _take(module: ModuleType) -> None:
    for kind in getattr(module, "KINDS", ()):
        if _kinds.setdefault(kind.name, kind) != kind:
            raise DomainError(f"Two kinds of objects are called {kind.name}")
    _operations.update(getattr(module, "OPERATIONS", {}))
    _roles.update({str(role): words for role, words in getattr(module, "ROLES", {}).items()})
    if hasattr(module, "PEOPLE"):
        _named.append(module.PEOPLE)


_announced = Announced(_take)


def announce(module: str) -> None:
    """Name a module to be read when a history is first asked for.

    It may have `KINDS`; `OPERATIONS`, the words of each operation of its context by name;
    `PEOPLE`, names by code; and `ROLES`, the words of roles.
    """
    _announced.add(module)


def kinds() -> tuple[Kind, ...]:
    """Every kind there is, sorted by name."""
    _announced.load()
    return tuple(_kinds[name] for name in sorted(_kinds))


def kind_of(fact: Fact) -> Kind | None:
    """The kind of the object that the fact is about, if there is one."""
    return next(
        (
            kind
            for kind in kinds()
            if kind.model is type(fact)
            and all(getattr(fact, column) == value for column, value in kind.only)
        ),
        None,
    )


def kind_called(name: str) -> Kind:
    """The kind with that name. It must be there."""
    _announced.load()
    return _kinds[name]


def operation_words(action: str) -> str:
    """What the operation `action` did, in the reader's language."""
    _announced.load()
    return _(_operations[action]) if action in _operations else action


def operations() -> Mapping[str, str]:
    """The words of every operation by its name, not translated."""
    _announced.load()
    return dict(_operations)


def role_words(role: str) -> str:
    """What a role is called, in the reader's language."""
    _announced.load()
    return _(_roles[role]) if role in _roles else role


def names_of_people(codes: Collection[str]) -> Mapping[str, str]:
    """Names by code, as far as they are known. One query."""
    _announced.load()
    return {code: name for named in _named for code, name in named(codes).items()}


def find(address: str) -> tuple[Kind, Key]:
    """Return the kind and the key of an address. Raise `HistoryNotFound`."""
    _announced.load()
    name, *parts = address.strip("/").split("/")
    kind = _kinds.get(name)
    if kind is None or len(parts) != len(kind.place):
        raise not_found(address)
    try:
        return kind, tuple(
            part.read(_read(text)) for part, text in zip(kind.place, parts, strict=True)
        )
    except ValueError as fault:
        raise not_found(address) from fault


def not_found(address: str) -> HistoryNotFound:
    """The refusal of an address."""
    return HistoryNotFound(_("Det finns ingen historik för {address}.").format(address=address))


def _written(part: Any) -> str:
    """A part as text without a slash: `~` is empty, `~s` a slash, `~~` a tilde."""
    text = part.isoformat() if isinstance(part, date) else str("" if part is None else part)
    return text.replace("~", "~~").replace("/", "~s") or EMPTY


def _read(text: str) -> str:
    if text == EMPTY:
        return ""
    return re.sub("~(.)", lambda found: {"s": "/"}.get(found[1], found[1]), text)
