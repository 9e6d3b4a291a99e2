"""Folders of tables to break: the packaged one, and a small municipality of its own."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from django.apps import apps

PACKAGED = Path(__file__).parents[2] / "src" / "enslinje" / "demo" / "stockholm_2021"

SMALL = Path(__file__).parent / "smakoping"
"""A municipality whose tables use every kind of value, spellings for codes, and defaults."""

NUMERIC = (
    *("value", "low", "high", "tolerance"),
    *("amount", "set_aside", "asked", "endorsed", "granted"),
)

Damage = Callable[[Path], None]


def as_swedish_excel(folder: Path) -> Path:
    """The same tables as Swedish Excel writes them: semicolons, decimal commas, a BOM, CRLF."""
    for path in folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        numeric = {rows[0].index(c) for c in NUMERIC if c in rows[0]}
        out = io.StringIO(newline="")
        for row in rows:
            cells = [c.replace(".", ",") if i in numeric else c for i, c in enumerate(row)]
            csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(cells)
        path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return folder


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def line_of(folder: Path, table: str, **where: str) -> int:
    """The line of the first row with these cells, the header being 1."""
    header, *rows = lines(folder / f"{table}.csv")
    wanted = {header.index(column): value for column, value in where.items()}
    for number, row in enumerate(rows, start=2):
        if all(row[place] == value for place, value in wanted.items()):
            return number
    raise LookupError(f"{table} has no row with {where}")


def put(table: str, column: str, value: str, **where: str) -> Damage:
    """Write `value` in a cell of the first row with these cells."""

    def damage(folder: Path) -> None:
        path = folder / f"{table}.csv"
        rows = lines(path)
        rows[line_of(folder, table, **where) - 1][rows[0].index(column)] = value
        write(path, rows)

    return damage


def drop(table: str, **where: str) -> Damage:
    """Leave out the first row with these cells."""

    def damage(folder: Path) -> None:
        path = folder / f"{table}.csv"
        rows = lines(path)
        del rows[line_of(folder, table, **where) - 1]
        write(path, rows)

    return damage


def repeat(table: str, **where: str) -> Damage:
    """Write the first row with these cells once more, last."""

    def damage(folder: Path) -> None:
        path = folder / f"{table}.csv"
        rows = lines(path)
        write(path, [*rows, rows[line_of(folder, table, **where) - 1]])

    return damage


def rows_in_the_database() -> dict[str, int]:
    """How many rows each of the product's tables has, those that have any."""
    counts = {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("enslinje.")
    }
    return {label: count for label, count in counts.items() if count}
