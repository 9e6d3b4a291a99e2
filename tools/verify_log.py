#!/usr/bin/env python3
"""Verify a decision log and the tables it covers, without any of the product's own code.

    python3 tools/verify_log.py --key-file log_key --head head.txt FILE

FILE is what `enslinje log export` wrote, or the product's SQLite database. Without the key the
keyed hashes are not checked; the rest is. HEAD is what `enslinje log head` printed on an earlier
day, in full or only the hash: then entries cut off since are found too. One line for each fault:
chain, number, what is wrong. Exit 0 when there is none, 1 when there is, 2 when FILE is no log.

It needs Python 3.11 or newer and nothing else, and is written apart from the code that makes the
log (`enslinje.journal.log`): docs/decisions/0006-decision-log.md says what the two agree on.
"""

import argparse
import hashlib
import hmac
import json
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

FIRST = "0" * 64
HASH_LENGTH = 64
LOG = "journal_logentry"
ALWAYS_COVERED = {"journal_changeset", "journal_idempotencykey"}
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)


class NoLog(Exception):
    """The file holds no decision log."""


class Entry(NamedTuple):
    """A row of the log as it stands."""

    chain: Any
    number: Any
    change_set_id: Any
    content: Any
    content_sha256: Any
    previous: Any
    mac: Any


class Fault(NamedTuple):
    """Where, and what is wrong there."""

    chain: Any
    number: Any
    what: str

    def line(self) -> str:
        """Return it as one line."""
        return f"{self.chain}\t{self.number}\t{self.what}"


class Said(NamedTuple):
    """What the log says of a row, and the entry that said so last."""

    values: dict
    entry: Entry


# Reading ---------------------------------------------------------------------------------------


def read(path: Path) -> dict:
    """Return the rows of every table in the file, by table.

    Raises:
        NoLog: the file is neither an export nor a database with a log.
    """
    with path.open("rb") as file:
        is_sqlite = file.read(16) == b"SQLite format 3\0"
    tables = read_sqlite(path) if is_sqlite else read_export(path)
    if LOG not in tables:
        raise NoLog(f"{path}: ingen beslutslogg")
    return tables


def read_sqlite(path: Path) -> dict:
    """Read a database file, whatever stands in it, and change nothing."""
    # Beside one that is open stands its journal. Without, it may lie where nothing can be written.
    is_open = path.with_name(f"{path.name}-wal").exists()
    how = "mode=ro" if is_open else "immutable=1"
    address = f"file:{quote(str(path.resolve()))}?{how}"
    connection = sqlite3.connect(address, uri=True)
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.row_factory = sqlite3.Row
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: [dict(row) for row in rows_in(connection, name)]
            for (name,) in names.fetchall()
            if not name.startswith(("sqlite_", "django_"))
        }
    except sqlite3.DatabaseError as error:
        raise NoLog(f"{path}: {error}") from error
    finally:
        connection.close()


def rows_in(connection: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    """Ask for every row of a table that the database itself has named."""
    return connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608


def read_export(path: Path) -> dict:
    """Read JSON lines: the tables' names first, then a line for each row."""
    tables: dict = {}
    with path.open(encoding="utf-8", errors="surrogateescape") as file:
        for number, line in enumerate(file, start=1):
            try:
                found = json.loads(line)
                for name in found.get("tables", ()):
                    tables.setdefault(name, [])
                if "table" in found:
                    tables.setdefault(found["table"], []).append(dict(found["row"]))
            except UNREADABLE as error:
                raise NoLog(f"{path}: rad {number} går inte att läsa ({error})") from error
    return tables


def entries_of(tables: dict) -> list:
    """Return the entries of the log, chain by chain in the order of their numbers."""
    entries = [Entry(*(row.get(name) for name in Entry._fields)) for row in tables[LOG]]
    return sorted(entries, key=lambda entry: (str(entry.chain), _order(entry.number)))


def _order(number: Any) -> int:
    return number if isinstance(number, int) else -1


# Chains ----------------------------------------------------------------------------------------


def chain_faults(entries: list, key: bytes | None) -> list:
    """Return gaps, broken links and contents that are not what their hashes say."""
    faults, chain, number, previous = [], None, 0, FIRST
    for entry in entries:
        if entry.chain != chain:
            chain, number, previous = entry.chain, 0, FIRST
        for is_wrong, what in (
            (entry.number != number + 1, f"numret skulle vara {number + 1}"),
            (entry.previous != previous, "hänger inte ihop med posten före"),
            (entry.content_sha256 != sha256(entry.content), "innehållet stämmer inte med summan"),
            (key and entry.mac != keyed(key, entry), "innehållet stämmer inte med nyckeln"),
            (not is_its_own(entry), "innehållet hör inte till posten"),
        ):
            if is_wrong:
                faults.append(Fault(entry.chain, entry.number, what))
        number, previous = _order(entry.number), entry.mac
    return faults


def sha256(text: Any) -> str:
    """Return the SHA-256 of `text` in hexadecimal."""
    return hashlib.sha256(_bytes(text)).hexdigest()


def keyed(key: bytes, entry: Entry) -> str:
    """Return what the entry's mac should be."""
    message = _bytes(entry.previous) + _bytes(entry.content)
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def is_its_own(entry: Entry) -> bool:
    """Tell whether the content is canonical JSON and names the very entry it stands in."""
    try:
        content = json.loads(entry.content)
        named = (content["chain"], content["number"], content["change_set"])
    except UNREADABLE:
        return False
    return canonical(content) == entry.content and named == entry[:3]


def canonical(content: Any) -> str:
    """Return `content` as JSON that can be written in one way only."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=repr
    )


def _bytes(value: Any) -> bytes:
    return str(value).encode("utf-8", "surrogateescape")


# Tables ----------------------------------------------------------------------------------------


def said_by(entries: list) -> tuple:
    """Return what the log says of rows, and of codes, by (table, key); and what cannot be read."""
    rows: dict = {}
    codes: dict = {}
    keys: dict = {}
    faults = []
    for entry in sorted(entries, key=lambda entry: _order(entry.change_set_id)):
        try:
            content = json.loads(entry.content)
            for section, said in (("recorded", rows), ("settled", rows), ("names", codes)):
                for table, key, values in rows_of(content[section]):
                    keys[table] = key
                    earlier = said.get((table, values[key]))
                    merged = {**earlier.values, **values} if earlier else values
                    said[table, values[key]] = Said(merged, entry)
        except UNREADABLE:
            faults.append(Fault(entry.chain, entry.number, "innehållet går inte att läsa"))
    return rows, codes, keys, faults


def rows_of(section: dict):  # noqa: ANN201 - a generator of (table, key, values)
    """Yield each row of a section of an entry."""
    for table, part in section.items():
        for row in part["rows"]:
            yield table, part["key"], dict(zip(part["columns"], row, strict=True))


def table_faults(tables: dict, entries: list) -> list:
    """Return the rows that are not as the log says, that it lacks, or that lack it."""
    rows, codes, keys, faults = said_by(entries)
    said_of: dict = defaultdict(dict)
    for (table, key), said in rows.items():
        said_of[table][key] = said
    covered = {name for name, there in tables.items() if is_covered(name, there)} | set(said_of)
    for table in sorted(covered):
        column = keys.get(table, "id")
        faults += _differences(table, column, tables.get(table, []), said_of[table])
        for row in tables.get(table, []):
            if row.get(column) not in said_of[table]:
                faults.append(Fault("-", "-", f"{table} {row.get(column)}: finns inte i loggen"))
    named_of: dict = defaultdict(dict)
    for (table, key), said in codes.items():
        named_of[table][key] = said
    for table, named in sorted(named_of.items()):
        faults += _differences(table, keys[table], tables.get(table, []), named)
    return faults


def is_covered(table: str, rows: list) -> bool:
    """Tell whether every row of the table must be in the log."""
    return table in ALWAYS_COVERED or any("recorded_in_id" in row for row in rows[:1])


def _differences(table: str, column: str, rows: list, said_of: dict) -> list:
    there = {row.get(column): row for row in rows}
    faults = []
    for key, said in said_of.items():
        where = (said.entry.chain, said.entry.number)
        row = there.get(key)
        if row is None:
            faults.append(Fault(*where, f"{table} {key}: raden saknas"))
            continue
        for name, value in said.values.items():
            if not is_same(row.get(name, "saknas"), value):
                faults.append(Fault(*where, f"{table} {key}: {name} är ändrad"))
    return faults


def is_same(there: Any, said: Any) -> bool:
    """Tell whether a column holds what the log says; JSON is kept as a text."""
    if isinstance(said, (dict, list)):
        try:
            there = json.loads(there)
        except UNREADABLE:
            return False
    return canonical(there) == canonical(said)


# Heads -----------------------------------------------------------------------------------------


def heads_of(entries: list) -> str:
    """Return the last entry of each chain, one line each: what is published."""
    last = {str(entry.chain): entry for entry in entries}
    return "".join(f"{chain}\t{last[chain].number}\t{last[chain].mac}\n" for chain in sorted(last))


def head_faults(entries: list, published: str) -> list:
    """Return what was there when `published`, a hash or its lines, was made, and is no more."""
    published = published.strip()
    if len(published) == HASH_LENGTH:
        same = published == sha256(heads_of(entries))
        return [] if same else [Fault("-", "-", "loggens huvud är ett annat")]
    macs = {(str(entry.chain), str(entry.number)): entry.mac for entry in entries}
    faults = []
    for line in published.splitlines():
        chain, number, mac = [*line.split("\t"), "", ""][:3]
        if macs.get((chain, number)) != mac:
            faults.append(Fault(chain, number, "posten är inte den som har offentliggjorts"))
    return faults


# Command ---------------------------------------------------------------------------------------


def verify(path: Path, *, key: bytes | None = None, head: str = "") -> list:
    """Return every fault of the log in the file."""
    tables = read(path)
    entries = entries_of(tables)
    faults = chain_faults(entries, key) + table_faults(tables, entries)
    return faults + (head_faults(entries, head) if head else [])


def main() -> int:
    """Verify what the command line names."""
    parser = argparse.ArgumentParser(description="Verify a decision log.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--key-file", type=Path, help="the log's key")
    parser.add_argument("--head", default="", help="an earlier head: a file, or its hash")
    asked = parser.parse_args()
    try:
        key = asked.key_file.read_text().strip().encode() if asked.key_file else None
        head = Path(asked.head).read_text() if Path(asked.head).is_file() else asked.head
        faults = verify(asked.file, key=key, head=head)
        entries = entries_of(read(asked.file))
    except (OSError, NoLog) as error:
        print(error, file=sys.stderr)
        return 2
    for fault in faults:
        print(fault.line())
    if key is None:
        print("Utan nyckel: nycklade summor är inte kontrollerade.")
    print(f"{len(entries)} poster, {len(faults)} fel. Huvud: {sha256(heads_of(entries))}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
