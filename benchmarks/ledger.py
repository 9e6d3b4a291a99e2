"""A million postings: the group's statement, in the core and in DuckDB.

python -m benchmarks.ledger FOLDER ours|duckdb

Both read the same Parquet file, work out the result budget by year and body with its sums, the
way of every reserve and what does not balance, and print a checksum of it all.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

POSTINGS = 1_000_000
YEARS, BODIES, RESERVES = 10, 47, 5
ROWS = ("income", "costs", "depreciation", "pensions", "taxes", "financial_result")
KINDS = ("council_budget", "adjustments", "gross_ups")
MODULUS = 1_000_003


def generate(folder: Path) -> Path:
    """Write a ledger of ten years of a city, the same every time."""
    file = folder / "postings.parquet"
    if file.exists():
        return folder
    import polars as pl

    chance = random.Random("ledger")
    folder.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(list(_legs(chance)), schema=_schema(), orient="row").write_parquet(file)
    return folder


def _schema() -> Any:
    import narwhals as nw

    from enslinje.core.schemas import POSTINGS as TABLE
    from enslinje.core.tables import KEY

    numbers = {"transaction", "reverses"}
    return nw.Schema(
        {
            name: (nw.Int64 if name in numbers else nw.String) if kind is KEY else kind
            for name, kind in TABLE.columns.items()
        }
    ).to_polars()


def _legs(chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """Pairs of postings that balance: most between rows, one in ten out of a reserve."""
    for pair in range(POSTINGS // 2):
        year, number = 2020 + pair % YEARS, pair // YEARS + 1
        amount, kind = chance.randrange(1, 10**9), chance.choice(KINDS)
        body = f"B{chance.randrange(BODIES):02}"
        is_draw = chance.random() < 0.1
        reserve = f"CM{chance.randrange(RESERVES)}"
        first = (reserve, "unforeseen_needs", True) if is_draw else ("4000", "costs", False)
        row = chance.choice(ROWS)
        second = (f"3{ROWS.index(row)}00", row, False)
        for leg, (account, of_row, is_reserve) in enumerate((first, second), start=1):
            signed = amount if leg == 1 else -amount
            yield (
                *(pair, leg, year, number, year, "adjustment", kind, kind, None),
                *(f"D{number % 20}", year, account, "operating", of_row, is_reserve),
                *("" if is_reserve else body, "", "", "", "", signed),
            )


def ours(folder: Path) -> list[int]:
    """Work it out in the core."""
    import narwhals as nw
    import polars as pl

    from enslinje.core.lazy import collect_all
    from enslinje.core.ledger_checks import reserve_path, unbalanced
    from enslinje.core.statements import COLUMNS, result_budget

    postings = nw.from_native(pl.scan_parquet(folder / "postings.parquet"))
    known = [(f"CM{n}", 2020 + y, True) for n in range(RESERVES) for y in range(YEARS)]
    schema = {"account": pl.String, "year": pl.Int64, "is_opening_known": pl.Boolean}
    reserves = nw.from_native(pl.LazyFrame(known, schema=schema, orient="row"))
    statement, path, off = collect_all(
        result_budget(postings, by=["year", "body"]),
        reserve_path(postings, reserves),
        unbalanced(postings),
        engine="streaming",
    )
    sums = [len(statement), len(path), len(off)]
    for column in COLUMNS:
        sums += [int((statement[column] % MODULUS).sum()), int((statement[column] > 0).sum())]
    return [*sums, int((path["balance"] % MODULUS).sum()), int(path["drawn"].sum())]


PLACES = {
    "net_cost": ("income", "costs", "depreciation", "unforeseen_needs", "pensions"),
    "operating_result": ("taxes",),
    "result": ("financial_result",),
}


def duckdb(folder: Path) -> list[int]:
    """Work it out in SQL."""
    import duckdb as peer

    net = PLACES["net_cost"]
    operating = (*net, *PLACES["operating_result"])
    parts = [(row, row) for row in (*operating, *PLACES["result"])]
    parts += [("net_cost", row) for row in net]
    parts += [("operating_result", row) for row in operating]
    parts += [("result", row) for row in (*operating, *PLACES["result"])]
    values = ", ".join(f"('{place}', '{row}')" for place, row in parts)
    cells = ", ".join(
        f"coalesce(sum(amount) FILTER (\"column\" = '{kind}'), 0)::BIGINT AS {kind}"
        for kind in KINDS
    )
    again = ", ".join(f"sum({kind})::BIGINT AS {kind}" for kind in KINDS)
    file = folder / "postings.parquet"
    base = peer.connect()
    base.execute(f"CREATE VIEW postings AS SELECT * FROM '{file}'")
    base.execute(f'CREATE TABLE parts AS SELECT * FROM (VALUES {values}) AS p(place, "row")')
    base.execute(
        f'CREATE TABLE statement AS WITH r AS (SELECT year, body, "row", {cells} FROM postings '
        f"GROUP BY ALL) SELECT year, body, place, {again}, "
        f'(sum({" + ".join(KINDS)}))::BIGINT AS adjusted_budget FROM r JOIN parts USING ("row") '
        "GROUP BY year, body, place"
    )
    base.execute(
        'CREATE TABLE path AS WITH m AS (SELECT account, year, number, transaction, "column", '
        "decision, sum(amount)::BIGINT AS drawn FROM postings WHERE is_reserve GROUP BY ALL) "
        "SELECT *, -(sum(drawn) OVER (PARTITION BY account, year ORDER BY number ROWS UNBOUNDED "
        "PRECEDING))::BIGINT AS balance FROM m"
    )
    off = base.execute(
        "SELECT count(*) FROM (SELECT transaction, year, sum(amount) AS total FROM postings "
        "GROUP BY transaction, number, year HAVING total <> 0)"
    ).fetchone()[0]
    counts = [
        base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("statement", "path")
    ]
    sums = [*counts, off]
    for column in (*KINDS, "adjusted_budget"):
        sums += base.execute(
            f"SELECT sum((({column} % {MODULUS}) + {MODULUS}) % {MODULUS}), "
            f"count(*) FILTER ({column} > 0) FROM statement"
        ).fetchone()
    sums += base.execute(
        f"SELECT sum(((balance % {MODULUS}) + {MODULUS}) % {MODULUS}), sum(drawn) FROM path"
    ).fetchone()
    return [int(one) for one in sums]


WHO = {
    "ours": (ours, ("narwhals", "polars", "enslinje.core.ledger_checks")),
    "duckdb": (duckdb, ("duckdb",)),
}

if __name__ == "__main__":
    where, (work, imported) = Path(sys.argv[1]), WHO[sys.argv[2]]
    for module in imported:
        import_module(module)
    began = time.perf_counter()
    found = work(where)
    seconds = {"compute": time.perf_counter() - began}
    print(json.dumps({"seconds": seconds, "checksum": json.dumps(found)}))
