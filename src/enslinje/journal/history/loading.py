"""The facts of objects, and how an object stood after each write: few queries for many objects."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from enslinje.core.marking import Marking
from enslinje.journal.history.register import Key, Kind, Row
from enslinje.journal.models import Fact, FactQuerySet

CHANGE_SETS = ("recorded_in_id", "superseded_in_id")

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
    """Return those of the objects that have facts. One query for each table of the kind."""
    wanted = set(keys)
    found: dict[Key, Found] = {}
    if kind.model is not None:
        facts = kind.model.objects.filter(**dict(kind.only))
        for row in _rows(facts, _paths(kind), _columns_of(kind), wanted):
            key = kind.key_of(row)
            if key in wanted:
                found.setdefault(key, Found(kind, key)).own.append(row)
    for one in kind.items:
        for row in _rows(one.model.objects.filter(**dict(one.only)), one.place, one.reads, wanted):
            key = tuple(row[path] for path in one.place)
            if key in wanted:
                there = found.setdefault(key, Found(kind, key))
                there.items.setdefault(one.name, []).append(row)
    return found


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


def touched(kind: Kind, ids: Mapping[type[Fact], Collection[int]]) -> dict[FactId, Key]:
    """The keys of the kind's objects that the facts with these ids, by model, are about."""
    tables: list[tuple[type[Fact], tuple[str, ...], dict[str, Any]]]
    tables = [(one.model, one.place, dict(one.only)) for one in kind.items]
    if kind.model is not None:
        tables.append((kind.model, _paths(kind), dict(kind.only)))
    keys: dict[FactId, Key] = {}
    for model, place, only in tables:
        if ids.get(model):
            rows = model.objects.filter(pk__in=ids[model], **only).values_list("pk", *place)
            keys |= {(model, pk): tuple(key) for pk, *key in rows}
    return keys


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


def _rows(
    facts: FactQuerySet[Any], place: tuple[str, ...], reads: Iterable[str], keys: set[Key]
) -> Iterable[Row]:
    """The facts in a net wide enough for all keys: each part among those that are wanted."""
    if not keys:
        return ()
    net: dict[str, Any] = {}
    for path, values in zip(place, map(set, zip(*keys, strict=True)), strict=True):
        if None in values or "" in values:
            continue  # An empty part is NULL or no text: whoever asked compares it.
        net[f"{path}__in"] = values
    wanted = dict.fromkeys(("pk", *CHANGE_SETS, *place, *reads))
    return facts.filter(**net).order_by("recorded_in_id", "pk").values(*wanted)


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
