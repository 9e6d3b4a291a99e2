"""The alignment in the core, over Parquet files: python -m benchmarks.ours FOLDER ENGINE."""

import gc

gc.disable()  # A batch that ends in a second leaves its garbage to the end.

from benchmarks.report import MODULUS, VALUES, WORDS, Phases, print_report

PHASES = Phases()

import sys
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from enslinje.core.alignment import align, below_bar
from enslinje.core.ambition import weigh_ambition
from enslinje.core.lazy import Frame, collect_all
from enslinje.core.rollup import settle, sum_again, sum_up_both

PHASES.done("import")

TOTAL = ("city", "year", "indicator")
BODY = (*TOTAL, "body")


def results(folder: Path, engine: str) -> dict[str, Frame]:
    """Every result table, lazily, from the bodies' partial sums.

    The rows are read and summed once, by an engine that suits how many they are; what is left
    is small.
    """
    read = {
        name: nw.from_native(pl.scan_parquet(folder / f"{name}.parquet"))
        for name in ("rules", "council", "quotas", "pending", "duties")
    }
    statements = nw.from_native(pl.scan_parquet(folder / "statements" / "*.parquet"))
    rules, council = read["rules"], read["council"]
    of_bodies, was = (
        sums.lazy() for sums in collect_all(*sum_up_both(statements, by=BODY), engine=engine)
    )
    was = was.with_columns(year=(nw.col("year") + 1).cast(nw.Int16))
    by_body = settle(of_bodies, rules, by=BODY)
    was_by_body = settle(was, rules, by=BODY)
    totals = settle(sum_again(of_bodies, rules, by=TOTAL), rules, by=TOTAL)
    was_total = settle(sum_again(was, rules, by=TOTAL), rules, by=TOTAL)
    waiting = read["pending"].group_by(*TOTAL).agg(waiting=nw.len().cast(nw.Int64))
    given = by_body.filter(nw.col("given") > 0).select(*BODY)
    return {
        "by_body": by_body,
        "alignment": align(totals, council, rules, waiting, by=TOTAL),
        "ambitions": weigh_ambition(by_body, was_by_body, rules, by=BODY),
        "total_ambitions": weigh_ambition(totals, was_total, rules, by=TOTAL),
        "bars": below_bar(by_body, council, read["quotas"], rules, by=TOTAL),
        "missing": read["duties"].join(given, on=list(BODY), how="anti"),
    }


def checksum(name: str, table: nw.DataFrame[Any]) -> list[int]:
    """The sums of a result table, each row by its place: see `report`."""
    place = (nw.col("city").cast(nw.Int64) * 10 + nw.col("year") % 10) * 100 + nw.col("indicator")
    if "body" in table.columns:
        place = place * 50 + nw.col("body")
    sums = [nw.len().cast(nw.Int64), place.sum()]
    for column in VALUES[name]:
        value = nw.col(column).cast(nw.Int128)
        rest = (value.abs() % MODULUS).cast(nw.Int64)
        sums += [(rest * place).sum(), (value > 0).sum().cast(nw.Int64), nw.col(column).count()]
    column, words = WORDS.get(name, ("", ()))
    sums += [nw.when(nw.col(column) == word).then(place).sum() for word in words]
    named = {str(number): value for number, value in enumerate(sums)}
    return list(table.select(**named).row(0))


def main(folder: str, engine: str) -> None:
    """Compute, sum and print."""
    tables = results(Path(folder), engine)
    collected = collect_all(*tables.values(), engine="in-memory")
    PHASES.done("compute")
    sums = {name: checksum(name, table) for name, table in zip(tables, collected, strict=True)}
    PHASES.done("checksum")
    print_report(PHASES, sums)
    gc.freeze()


if __name__ == "__main__":
    main(*sys.argv[1:3])
