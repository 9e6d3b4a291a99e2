"""The decision log of this database, held against the tables it covers.

`tools/verify_log.py` does the same to a file and was written apart; the tests show that they agree.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from enslinje.journal.log import FIRST, canonical, mac, shape_of
from enslinje.journal.log_reading import covered, named, one_instant, rows
from enslinje.journal.models import LogEntry

NOWHERE = "-"
"""The chain of a row that no entry tells of."""

Told: TypeAlias = dict[str, dict[Any, tuple[LogEntry, dict[str, Any]]]]
"""By table and key: the entry that told of the row last, and all that was told."""


@dataclass(frozen=True)
class LogFault:
    """What is wrong, and in which entry; `number` is None when no entry tells of it."""

    chain: str
    number: int | None
    what: str


@dataclass(frozen=True)
class Verification:
    """How much was looked at, and what was wrong with it."""

    entries: int
    faults: tuple[LogFault, ...]


def verify() -> Verification:
    """Check every chain, and every row of the covered tables against the log."""
    with one_instant():
        entries = list(LogEntry.objects.order_by("chain", "number"))
        faults = [*_chain_faults(entries), *_table_faults(entries)]
    return Verification(len(entries), tuple(faults))


def _chain_faults(entries: list[LogEntry]) -> Iterator[LogFault]:
    before: LogEntry | None = None
    for entry in entries:
        if before is not None and before.chain != entry.chain:
            before = None
        wanted = before.number + 1 if before else 1
        if entry.number != wanted:
            yield _fault(entry, _("numret skulle vara {number}").format(number=wanted))
        if entry.previous != (before.mac if before else FIRST):
            yield _fault(entry, _("hänger inte ihop med posten före"))
        if entry.content_sha256 != hashlib.sha256(entry.content.encode()).hexdigest():
            yield _fault(entry, _("innehållet stämmer inte med summan"))
        if entry.mac != mac(entry.previous, entry.content):
            yield _fault(entry, _("innehållet stämmer inte med nyckeln"))
        if not _is_its_own(entry):
            yield _fault(entry, _("innehållet hör inte till posten"))
        before = entry


def _is_its_own(entry: LogEntry) -> bool:
    content = _content(entry)
    named_by_content = tuple(content.get(name) for name in ("chain", "number", "change_set"))
    names_itself = named_by_content == (entry.chain, entry.number, entry.pk)
    return names_itself and canonical(content) == entry.content


def _content(entry: LogEntry) -> Mapping[str, Any]:
    try:
        content = json.loads(entry.content)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _table_faults(entries: list[LogEntry]) -> Iterator[LogFault]:
    recorded: Told = {}
    codes: Told = {}
    for entry in sorted(entries, key=lambda entry: entry.pk):
        try:
            _tell(recorded, entry, "recorded")
            _tell(recorded, entry, "settled")
            _tell(codes, entry, "names")
        except (KeyError, TypeError, AttributeError):
            yield _fault(entry, _("innehållet går inte att läsa"))
    for model in covered():
        table, key = shape_of(model).table, shape_of(model).key
        told, there = recorded.get(table, {}), {row[key]: row for row in rows(model)}
        yield from _differences(table, told, there)
        for pk in there.keys() - told.keys():
            what = _("{table} {key}: finns inte i loggen").format(table=table, key=pk)
            yield LogFault(NOWHERE, None, what)
    for there_too in named():
        table = there_too._meta.db_table  # noqa: SLF001 - documented in spite of its name
        there = {row["id"]: row for row in rows(there_too)}
        yield from _differences(table, codes.get(table, {}), there)


def _tell(told: Told, entry: LogEntry, section: str) -> None:
    for table, part in _content(entry)[section].items():
        for row in part["rows"]:
            values = dict(zip(part["columns"], row, strict=True))
            of_table = told.setdefault(table, {})
            _entry, earlier = of_table.get(values[part["key"]], (entry, {}))
            of_table[values[part["key"]]] = (entry, earlier | values)


def _differences(
    table: str,
    told: Mapping[Any, tuple[LogEntry, dict[str, Any]]],
    there: Mapping[Any, Mapping[str, Any]],
) -> Iterator[LogFault]:
    for key, (entry, values) in told.items():
        row = there.get(key)
        if row is None:
            yield _fault(entry, _("{table} {key}: raden saknas").format(table=table, key=key))
            continue
        for column, value in values.items():
            if not _is_same(row.get(column), value):
                yield _fault(
                    entry,
                    _("{table} {key}: {column} är ändrad").format(
                        table=table, key=key, column=column
                    ),
                )


def _is_same(there: Any, told: Any) -> bool:
    if isinstance(told, dict | list):
        try:
            there = json.loads(there)
        except (TypeError, ValueError):
            return False
    return type(there) is type(told) and bool(there == told)


def _fault(entry: LogEntry, what: str) -> LogFault:
    return LogFault(entry.chain, entry.number, what)
