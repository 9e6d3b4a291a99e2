"""The facts of objects, and how an object stood after each write: few queries for many objects."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from django.db.models import QuerySet

from enslinje.core.marking import Marking
from enslinje.journal.history.register import Key, Kind, Row
from enslinje.journal.models import Fact
from enslinje.journal.together import Asking, Told, known

CHANGE_SETS = ("recorded_in_id", "superseded_in_id")

IN_NO_PART = -1
"""Of a kind whose objects belong to a body that their place does not name."""

FactId: TypeAlias = tuple[type[Fact], int]


@dataclass
class Found:
    """An object: the facts it consists of and those of its items by field, oldest first."""

    kind: Kind
    key: Key
    own: list[Row] = field(default_factory=list)
    items: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def bodies(self) -> frozenset[str]:
        """Codes of the bodies it belongs to; "" alone is the whole group."""
        codes = {row[self.kind.body] for row in self.own[-1:] if self.kind.body}
        if not self.kind.body:
            codes = {
                row[one.body]
                for one in self.kind.items
                if one.body
                for row in self.items.get(one.name, ())
            }
        return frozenset(code or "" for code in codes if code or self.kind.body) or frozenset({""})

    @property
    def address(self) -> str:
        return self.kind.address(self.key)

    def rows_of(self, items: str) -> list[Row]:
        """The facts of one of its items, "" its own."""
        return self.items.setdefault(items, []) if items else self.own

    @property
    def has_been_secret(self) -> bool:
        """Whether one of its own facts is, or was, marked as secret."""
        return any(row["marking"] == Marking.SECRET for row in self.own)


@dataclass(frozen=True)
class State:
    """How an object stands between two writes."""

    own: Row | None
    items: Mapping[str, tuple[Row, ...]]

    @property
    def is_there(self) -> bool:
        return self.own is not None or any(self.items.values())


NOTHING = State(None, {})


def load(kind: Kind, keys: Collection[Key]) -> dict[Key, Found]:
    """Return those of the objects that have facts. One query for all tables of the kind."""
    return objects(kind, keys).read()


def objects(kind: Kind, keys: Collection[Key]) -> Asking[dict[Key, Found]]:
    """Ask for those of the objects that have facts."""
    wanted = set(keys)
    if not wanted:
        return known({})
    tables = _tables(kind)

    def found(told: Told) -> dict[Key, Found]:
        there: dict[Key, Found] = {}
        for table in tables:
            rows = (dict(zip(table.columns, row, strict=True)) for row in told[table.name, "rows"])
            for row in sorted(rows, key=_when):
                key = tuple(row[path] for path in table.place)
                if key in wanted:
                    there.setdefault(key, Found(kind, key)).rows_of(table.items).append(row)
        return there

    return Asking(found, {(table.name, "rows"): _rows(table, wanted) for table in tables})


def _when(row: Row) -> tuple[int, int]:
    return row["recorded_in_id"], row["pk"]


def states(found: Found) -> Iterator[tuple[int, State, State]]:
    """Yield each write to the object, oldest first, with how it stood before and after."""
    own = _moves(found.own)
    items = {name: _moves(rows) for name, rows in found.items.items()}
    writes = sorted(set(own).union(*items.values()))
    before = NOTHING
    for change_set in writes:
        after = State(
            _last(_moved([before.own] if before.own else [], own.get(change_set))),
            {
                name: tuple(_moved(before.items.get(name, ()), moves.get(change_set)))
                for name, moves in items.items()
            },
        )
        yield change_set, before, after
        before = after


def as_filed(found: Found, filings: Sequence[int]) -> Found | None:
    """Return the object as it stood just after each of these change sets, None if it never did.

    What was recorded is told as of the first of them that has it. `filings` are in order.
    """

    def seen(rows: Iterable[Row]) -> list[Row]:
        moved = (
            {**row, **{column: _first(filings, row[column]) for column in CHANGE_SETS}}
            for row in rows
        )
        ends = CHANGE_SETS
        return [row for row in moved if row[ends[0]] is not None and row[ends[0]] != row[ends[1]]]

    items = {name: seen(rows) for name, rows in found.items.items()}
    kept = replace(found, own=seen(found.own), items=items)
    return kept if kept.own or any(items.values()) else None


def _first(filings: Sequence[int], change_set: int | None) -> int | None:
    """The first filing that holds what was written in the change set."""
    at = len(filings) if change_set is None else bisect_left(filings, change_set)
    return filings[at] if at < len(filings) else None


def touched(
    kind: Kind, ids: Mapping[type[Fact], Collection[int]], *, body: str | None = None
) -> Asking[dict[FactId, Key]]:
    """Ask for the keys of the kind's objects that the facts with these ids, by model, are about.

    With `body`, those are left out whose place says that they do not belong to it.
    """
    part = _part_of_body(kind)
    if body is not None and part is None:
        return known({})
    tables = [table for table in _tables(kind) if ids.get(table.model)]

    def keys(told: Told) -> dict[FactId, Key]:
        return {
            (table.model, pk): tuple(key)
            for table in tables
            for pk, *key in told[table.name, "keys"]
        }

    def facts(table: _Table) -> "QuerySet[Any, Any]":
        found = table.model.objects.filter(pk__among=ids[table.model], **dict(table.only))
        if body is not None and part not in {None, IN_NO_PART}:
            found = found.filter(**{table.place[part]: body})
        return found.values_list("pk", *table.place)

    return Asking(keys, {(table.name, "keys"): facts(table) for table in tables})


def _part_of_body(kind: Kind) -> int | None:
    """Which part of the place is the body that an object belongs to, as `Found.bodies` says.

    None when the kind's objects belong to no body.
    """
    if kind.body:
        named = [(_paths(kind), kind.body)]
    else:
        named = [(one.place, one.body) for one in kind.items if one.body]
    at = {place.index(path) if path in place else IN_NO_PART for place, path in named}
    return at.pop() if len(at) == 1 else IN_NO_PART if at else None


def columns(kind: Kind) -> tuple[str, ...]:
    """The columns of the kind's own facts, and the paths through relations that it reads."""
    return tuple(dict.fromkeys((*_columns_of(kind), *_paths(kind))))


def _columns_of(kind: Kind) -> tuple[str, ...]:
    if kind.model is None:
        return ()
    concrete = kind.model._meta.concrete_fields  # noqa: SLF001 - documented in spite of its name
    through = (kind.body,) if kind.body else ()
    own = (column.attname for column in concrete if column.attname not in {"id", *CHANGE_SETS})
    return tuple(dict.fromkeys((*own, *kind.reads, *through)))


def _paths(kind: Kind) -> tuple[str, ...]:
    return tuple(part.path for part in kind.place)


@dataclass(frozen=True)
class _Table:
    """The facts of one table that a kind's objects consist of: its own, or those of `items`."""

    name: tuple[str, str]
    model: type[Fact]
    place: tuple[str, ...]
    reads: tuple[str, ...]
    only: tuple[tuple[str, Any], ...]
    items: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(("pk", *CHANGE_SETS, *self.place, *self.reads)))


def _tables(kind: Kind) -> list[_Table]:
    tables = [
        _Table((kind.name, one.name), one.model, one.place, one.reads, one.only, one.name)
        for one in kind.items
    ]
    if kind.model is not None:
        own = (kind.name, "")
        tables.insert(0, _Table(own, kind.model, _paths(kind), _columns_of(kind), kind.only))
    return tables


def _rows(table: _Table, keys: set[Key]) -> "QuerySet[Any, Any]":
    """The facts in a net wide enough for all keys: each part among those that are wanted."""
    net: dict[str, Any] = {}
    for path, values in zip(table.place, map(set, zip(*keys, strict=True)), strict=True):
        if None in values or "" in values:
            continue  # An empty part is NULL or no text: whoever asked compares it.
        net[f"{path}__among"] = values
    facts = table.model.objects.filter(**dict(table.only), **net)
    return facts.values_list(*table.columns)


@dataclass
class _Move:
    recorded: list[Row] = field(default_factory=list)
    superseded: set[int] = field(default_factory=set)


def _moves(rows: Iterable[Row]) -> dict[int, _Move]:
    """By change set: what it recorded and the ids of what it superseded."""
    moves: dict[int, _Move] = defaultdict(_Move)
    for row in rows:
        moves[row["recorded_in_id"]].recorded.append(row)
        if row["superseded_in_id"] is not None:
            moves[row["superseded_in_id"]].superseded.add(row["pk"])
    return moves


def _moved(rows: Iterable[Row], move: _Move | None) -> list[Row]:
    if move is None:
        return list(rows)
    return [row for row in rows if row["pk"] not in move.superseded] + move.recorded


def _last(rows: list[Row]) -> Row | None:
    return rows[-1] if rows else None
