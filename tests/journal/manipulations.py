"""What somebody who can write to the database, but has no key, may do to the log and its tables."""

import importlib.util
import json
import random
import shutil
from contextlib import closing
from pathlib import Path

from django.db import connection

from enslinje.config.sqlite.library import sqlite
from enslinje.journal import log_reading
from tests import everything, town
from tests.house.sources import ROOT

LOG = "journal_logentry"
KEYS = {LOG: "change_set_id", "journal_idempotencykey": "key"}


def _load_tool():
    spec = importlib.util.spec_from_file_location("verify_log", ROOT / "tools" / "verify_log.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _load_tool()


def write_a_history():
    """A row in every table, and one target that was changed often."""
    everything.record()
    for value in range(6):
        town.state(town.target(40 + value))


def saved(folder):
    """What the connected database holds, as an export and, where it is one, as an SQLite file."""
    export = folder / "log.jsonl"
    export.write_text("\n".join(log_reading.export()) + "\n", encoding="utf-8")
    if connection.vendor != "sqlite":
        return [export]
    file = folder / "log.sqlite3"
    write_out(connection.connection, file)
    return [export, file]


def write_out(original, file: Path):
    """Write what a connection sees, committed or not, to a file: SQLite copies the committed."""
    there = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    made = original.execute(f"{there} AND name NOT LIKE 'sqlite_%'").fetchall()
    with closing(sqlite.connect(file)) as copy:
        for kind, name, sql in sorted(made, key=lambda one: one[0] != "table"):
            copy.execute(sql)
            if kind == "table":
                _write_rows(original, copy, name)
        copy.commit()


def _write_rows(original, copy, table):
    columns = [column for _n, column, *_ in original.execute(f'PRAGMA table_info("{table}")')]
    raw = ", ".join(f'+"{column}"' for column in columns)  # By its name Django would convert it.
    rows = original.execute(f'SELECT {raw} FROM "{table}"').fetchall()  # noqa: S608
    places = ", ".join("?" * len(columns))
    copy.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608


def key_of(table):
    return KEYS.get(table, "id")


class ExportCopy:
    """An export that is read, changed and written again."""

    def __init__(self, original: Path, folder: Path) -> None:
        self.path = folder / "manipulated.jsonl"
        self.tables = tool.read(original)

    def set(self, table, key, column, value):
        for row in self.tables[table]:
            if row[key_of(table)] == key:
                row[column] = value

    def delete(self, table, key):
        self.tables[table] = [row for row in self.tables[table] if row[key_of(table)] != key]

    def insert(self, table, row):
        self.tables[table].append(row)

    def close(self):
        lines = [{"tables": list(self.tables)}]
        lines += [{"table": t, "row": row} for t, rows in self.tables.items() for row in rows]
        self.path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def freed(original: Path) -> Path:
    """The database file without triggers, indexes and constraints, made the first time."""
    path = original.with_name(f"freed-{original.name}")
    if path.exists():
        return path
    shutil.copyfile(original, path)
    connection = sqlite.connect(path)
    schema = "SELECT name FROM sqlite_master WHERE sql IS NOT NULL AND type = "
    for kind in ("trigger", "index"):
        for (name,) in connection.execute(f"{schema} '{kind}'").fetchall():
            connection.execute(f'DROP {kind} "{name}"')
    tables = f"{schema} 'table' AND name NOT LIKE 'sqlite_%'"
    for (name,) in connection.execute(tables).fetchall():  # One made from rows has none of them.
        connection.execute(f'CREATE TABLE "free" AS SELECT * FROM "{name}"')  # noqa: S608
        connection.execute(f'DROP TABLE "{name}"')
        connection.execute(f'ALTER TABLE "free" RENAME TO "{name}"')
    connection.commit()
    connection.close()
    return path


class DatabaseCopy:
    """A copy of the database file, changed by SQL without the triggers and constraints."""

    def __init__(self, original: Path, folder: Path) -> None:
        self.path = folder / "manipulated.sqlite3"
        shutil.copyfile(freed(original), self.path)
        self.tables = tool.read(self.path)
        self._connection = sqlite.connect(self.path)
        self._do("PRAGMA ignore_check_constraints = ON")
        self._do("PRAGMA synchronous = OFF")

    def _do(self, statement, *parameters):
        return self._connection.execute(statement, parameters)

    def set(self, table, key, column, value):
        update = f'UPDATE "{table}" SET "{column}" = ? WHERE "{key_of(table)}" = ?'  # noqa: S608
        self._do(update, value, key)

    def delete(self, table, key):
        self._do(f'DELETE FROM "{table}" WHERE "{key_of(table)}" = ?', key)  # noqa: S608

    def insert(self, table, row):
        columns = ", ".join(f'"{column}"' for column in row)
        places = ", ".join("?" * len(row))
        self._do(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', *row.values())  # noqa: S608

    def close(self):
        self._connection.commit()
        self._connection.close()


def copy_of(original: Path, folder: Path):
    kind = DatabaseCopy if original.suffix == ".sqlite3" else ExportCopy
    return kind(original, folder)


# Manipulations: each changes the copy and tells what it did ---------------------------------------


def covered(copy):
    """The log, and the tables whose every row is in it, that have rows."""
    return [
        table
        for table, rows in copy.tables.items()
        if rows and (table == LOG or tool.is_covered(table, rows))
    ]


def a_row(copy, chance, table=None):
    table = table or chance.choice(covered(copy))
    row = chance.choice(copy.tables[table])
    return table, row[key_of(table)], row


def other(value, chance):
    """Another value in place of `value`, near it."""
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 10_000])
    if value is None:
        return chance.choice([1, "x"])
    at = chance.randrange(len(value) + 1)
    return value[:at] + "x" + value[at:]


def delete_row(copy, chance):
    table, key, _row = a_row(copy, chance)
    copy.delete(table, key)
    return f"delete {table} {key}"


def change_value(copy, chance):
    table, key, row = a_row(copy, chance)
    column = chance.choice(list(row))
    taken = {one[column] for one in copy.tables[table]} if column == key_of(table) else set()
    value = other(row[column], chance)
    while value in taken:  # No two rows have the same key, not even in a copy.
        value = other(value, chance)
    copy.set(table, key, column, value)
    return f"change {table} {key} {column}: {row[column]!r} to {value!r}"


def change_code(copy, chance):
    table = chance.choice(["goals_indicator", "goals_goal", "organisation_body"])
    named = {key for name, part in _names(copy) if name == table for key, _code in part["rows"]}
    key = chance.choice(sorted(named))
    copy.set(table, key, "code", "OTHER")
    return f"code of {table} {key}"


def _names(copy):
    for row in copy.tables[LOG]:
        yield from json.loads(row["content"])["names"].items()


def swap_values(copy, chance):
    while True:
        table, key, row = a_row(copy, chance)
        other_row = chance.choice(copy.tables[table])
        column = chance.choice([name for name in row if name != key_of(table)])
        if row[column] != other_row[column]:
            copy.set(table, key, column, other_row[column])
            copy.set(table, other_row[key_of(table)], column, row[column])
            return f"swap {column} of {table} {key} and {other_row[key_of(table)]}"


def insert_row(copy, chance):
    table, key, row = a_row(copy, chance)
    new = key + 100_000 if isinstance(key, int) else "f" * 32
    made = row | {key_of(table): new}
    if table == LOG:
        made["number"] = 1 + max(
            entry["number"] for entry in copy.tables[LOG] if entry["chain"] == row["chain"]
        )
    # What only one row may have alike is not the log's to find: the database refuses it.
    made |= {name: new for name in ("item_no", "slug") if name in row}
    copy.insert(table, made)
    return f"insert {table} {new}"


def renumber(copy, chance):
    """Take one entry away and close the gap in the numbers behind it."""
    _table, key, row = a_row(copy, chance, LOG)
    copy.delete(LOG, key)
    for entry in copy.tables[LOG]:
        if entry["chain"] == row["chain"] and entry["number"] > row["number"]:
            copy.set(LOG, entry["change_set_id"], "number", entry["number"] - 1)
    return f"renumber {row['chain']} from {row['number']}"


def move_to_chain(copy, chance):
    _table, key, row = a_row(copy, chance, LOG)
    copy.set(LOG, key, "chain", "2022/SKOLA")
    return f"move {row['chain']} {row['number']}"


def rewrite_without_key(copy, chance):
    """Change a row and what the log says of it, with sums but without the key."""
    _table, key, row = a_row(copy, chance, LOG)
    content = json.loads(row["content"])
    part = content["recorded"]["journal_changeset"]
    part["rows"][0][part["columns"].index("actor_code")] = "other"
    text = tool.canonical(content)
    copy.set(LOG, key, "content", text)
    copy.set(LOG, key, "content_sha256", tool.sha256(text))
    copy.set("journal_changeset", key, "actor_code", "other")
    return f"rewrite {row['chain']} {row['number']}"


def truncate_tail(copy, chance):
    """Take the last entries of a chain away and leave no trace in the tables."""
    chains = {row["chain"] for row in copy.tables[LOG]}
    chain = chance.choice(sorted(chains))
    entries = sorted(
        (row for row in copy.tables[LOG] if row["chain"] == chain), key=lambda row: row["number"]
    )
    kept = chance.randrange(len(entries))
    for entry in entries[kept:]:
        copy.delete(LOG, entry["change_set_id"])
        content = json.loads(entry["content"])
        for table, key, values in tool.rows_of(content["settled"]):
            for column in values.keys() - {key}:
                copy.set(table, values[key], column, None)
        for table, key, values in tool.rows_of(content["recorded"]):
            copy.delete(table, values[key])
    return f"truncate {chain} to {kept}"


EVERY = (
    delete_row,
    change_value,
    change_value,
    change_value,
    change_code,
    swap_values,
    insert_row,
    renumber,
    move_to_chain,
    rewrite_without_key,
    truncate_tail,
)


def unfound(originals, folder, *, key, head, times, seed, counted=None):
    """Manipulate so many times; return what the verifier did not find.

    `counted`, a Counter, is told how often each kind of manipulation was done.
    """
    missed = []
    for number in range(times):
        chance = random.Random(f"{seed}-{number}")
        copy = copy_of(originals[number % len(originals)], folder)
        kind = EVERY[number % len(EVERY)]
        did = kind(copy, chance)
        copy.close()
        if not tool.verify(copy.path, key=key, head=head):
            missed.append(did)
        if counted is not None:
            counted[f"{kind.__name__} {copy.path.suffix}"] += 1
    return missed
