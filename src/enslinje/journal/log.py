"""The decision log: what each change set wrote, in chains that a keyed hash holds together.

An entry's content is canonical JSON: the rows that the change set recorded, those that it settled
(superseded, decided), and the codes of what they point at. Its `mac` is HMAC-SHA256 of the mac
before it in the chain and the content, under a key that is kept outside the database. So whoever
changes a row, a code or an entry without the key is found by `tools/verify_log.py`, which knows
nothing of this code, and by `journal.verification`.
"""

import hashlib
import hmac
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db.models import ForeignKey, Model, QuerySet

from enslinje.journal.inserting import insert
from enslinje.journal.models import AppendOnly, ChangeSet, LogEntry, stored_columns
from enslinje.journal.prepared import A_FEW, Prepared

EVERY = "*"
"""In the name of a chain: no single year, or no single body."""

FIRST = "0" * 64
"""What stands as `previous` in the first entry of a chain."""

Section: TypeAlias = dict[str, dict[str, Any]]
"""Rows by table: `{"goals_target": {"key": "id", "columns": […], "rows": [[…], …]}}`."""


@dataclass(frozen=True)
class Shape:
    """What of a table the log covers.

    `settlers` has, by each column that names the change set in which a row was settled, the
    columns that were settled with it: those before it in `settled_once`, and itself. `points_at`
    has, by column, the model with a code that it points at.
    """

    table: str
    key: str
    columns: tuple[str, ...]
    settlers: Mapping[str, tuple[str, ...]]
    points_at: Mapping[str, type[Model]]


@dataclass
class Covered:
    """The rows that a change writes, gathered for its entry.

    `known` has the codes of what they point at, by model and id, as far as the writer has told.
    """

    recorded: Section = field(default_factory=dict)
    settled: Section = field(default_factory=dict)
    pointed_at: dict[type[Model], set[int]] = field(default_factory=dict)
    models: set[type[AppendOnly]] = field(default_factory=set)
    known: dict[type[Model], dict[int, str]] = field(default_factory=dict)

    def know(self, model: type[Model], ids: Mapping[str, int]) -> None:
        """Have it told the ids of codes that the writer has read, so that it need not."""
        self.known.setdefault(model, {}).update({pk: code for code, pk in ids.items()})

    def add(self, row: AppendOnly, change_set: ChangeSet) -> None:
        """Cover `row` as recorded, with what settles it left out, and as settled in `change_set`.

        One that was there before `change_set` is only covered as settled.
        """
        self.models.add(type(row))
        shape = shape_of(type(row))
        values = {column: plain(getattr(row, column)) for column in shape.columns}
        unsettled = dict(values)
        for settler, together in shape.settlers.items():
            if values[settler] == change_set.pk:
                self.settle(row, {column: values[column] for column in together})
            if values[settler] is not None:
                unsettled |= dict.fromkeys(together)
        if values.get("recorded_in_id", change_set.pk) != change_set.pk:
            return
        _enter(self.recorded, shape.table, shape.key, unsettled)
        for column, model in shape.points_at.items():
            if values[column] is not None:
                self.pointed_at.setdefault(model, set()).add(values[column])

    def settle(self, row: AppendOnly, values: Mapping[str, Any]) -> None:
        """Cover `row` as settled with `values`."""
        self.models.add(type(row))
        shape = shape_of(type(row))
        known = {shape.key: plain(row.pk)}
        known |= {column: plain(value) for column, value in values.items()}
        _enter(self.settled, shape.table, shape.key, known)

    def names(self) -> Section:
        """The codes of what the recorded rows point at: one query for each table, or none."""
        found: Section = {}
        for model, ids in self.pointed_at.items():
            known = self.known.get(model, {})
            named = known if ids <= known.keys() else _codes_of(ids, model)
            for pk in sorted(ids & named.keys()):
                _enter(found, _of(model).db_table, "id", {"id": pk, "code": named[pk]})
        return found


def _codes_of(ids: Collection[int], model: type[Model]) -> Mapping[int, str]:
    asked = _few_codes if len(ids) <= A_FEW else _codes
    return dict(asked(tuple(ids), model=model))


def _codes(ids: tuple[int, ...], *, model: type[Model]) -> QuerySet[Any, Any]:
    every: QuerySet[Any, Any] = _of(model).base_manager.all()
    return every.filter(pk__in=ids).order_by("pk").values_list("pk", "code")


_few_codes = Prepared(_codes)


@Prepared
def _last_of(chain: str) -> QuerySet[Any, Any]:
    entries = LogEntry.objects.filter(chain=chain).order_by("-number")
    return entries.values_list("number", "mac")[:1]


def chain_of(year: int | None, bodies: Iterable[str]) -> str:
    """Name the chain of a write: that of its year and body, or of the year's whole group.

    A write for several bodies has one entry, in the whole group's chain. What belongs to no single
    year (None, or `EVERY_YEAR`) has a chain of its own.
    """
    only, *others = bodies
    body = only if only and not others else EVERY
    return f"{year or EVERY}/{body}"


def enter(change_set: ChangeSet, *, chain: str, covered: Covered) -> LogEntry:
    """Write the entry of `change_set`. Its pulse is locked, so nobody else writes in the chain."""
    number, previous = next(iter(_last_of(chain)), (0, FIRST))
    content = canonical(
        {
            "chain": chain,
            "number": number + 1,
            "change_set": change_set.pk,
            "recorded": covered.recorded,
            "settled": covered.settled,
            "names": covered.names(),
        }
    )
    return insert(
        LogEntry(
            change_set=change_set,
            chain=chain,
            number=number + 1,
            content=content,
            content_sha256=hashlib.sha256(content.encode()).hexdigest(),
            previous=previous,
            mac=mac(previous, content),
        )
    )


def mac(previous: str, content: str) -> str:
    """HMAC-SHA256 of `previous` and `content` under the log's key, in hexadecimal."""
    key: str = settings.LOG_KEY
    return hmac.new(key.encode(), f"{previous}{content}".encode(), hashlib.sha256).hexdigest()


def canonical(content: object) -> str:
    """`content` as JSON that can be written in one way only."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(value: Any) -> Any:
    """`value` as it stands in SQLite: whole numbers, texts, instants in UTC; JSON stays nested."""
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
        case date():
            return value.isoformat()
        case UUID():
            return value.hex
        case _:
            return value


@cache
def shape_of(model: type[AppendOnly]) -> Shape:
    """What the log covers of `model`."""
    columns = stored_columns(model)
    once = tuple(_of(model).get_field(name).attname for name in model.settled_once)
    relations = {c.attname: c.related_model for c in columns if isinstance(c, ForeignKey)}
    settlers, before = {}, 0
    for place, name in enumerate(once, start=1):
        if relations.get(name) is ChangeSet:
            settlers[name], before = once[before:place], place
    return Shape(
        table=_of(model).db_table,
        key=_of(model).pk.attname,
        columns=tuple(column.attname for column in columns),
        settlers=settlers,
        points_at={
            name: there
            for name, there in relations.items()
            if not issubclass(there, AppendOnly) and _has_code(there)
        },
    )


def _enter(section: Section, table: str, key: str, values: Mapping[str, Any]) -> None:
    there = section.setdefault(table, {"key": key, "columns": list(values), "rows": []})
    there["rows"].append(list(values.values()))


def _has_code(model: type[Model]) -> bool:
    return any(column.name == "code" for column in _of(model).concrete_fields)


def _of(model: type[Model]) -> Any:
    """What Django knows of the model's table."""
    return model._meta  # noqa: SLF001 - documented in spite of its name
