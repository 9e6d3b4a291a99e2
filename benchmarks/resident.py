"""One city's whole year, its tables already in memory, computed as the product does it."""

import statistics
import time

import narwhals as nw
import polars as pl

from enslinje.core import schemas
from enslinje.core.alignment import align, below_bar
from enslinje.core.ambition import weigh_ambition
from enslinje.core.checks import Tables, run_checks
from enslinje.core.lazy import Frame, collect_all
from enslinje.core.rollup import settle, sum_again, sum_up
from enslinje.core.tables import KEY, Table

BODIES, INDICATORS, GOALS = 47, 90, 12
BODY = ("indicator", "body")


def table(schema: Table, rows: list[tuple[object, ...]]) -> Frame:
    """Admit rows with text keys, as they come from the database."""
    types = {name: nw.String if kind is KEY else kind for name, kind in schema.columns.items()}
    frame = pl.DataFrame(rows, schema=nw.Schema(types).to_polars(), orient="row")
    return schema.admit(nw.from_native(frame, eager_only=True))


def plain(**columns: list[object]) -> Frame:
    """Columns as a lazy table."""
    return nw.from_native(pl.LazyFrame(columns, strict=False))


class City:
    """One year of a city of 47 bodies and 90 indicators, every body with every duty."""

    def __init__(self) -> None:
        pairs = [(f"I{i}", f"B{b}", i, b) for i in range(INDICATORS) for b in range(BODIES)]
        roll_ups = ("weighted_mean", "sum", "mean", "min", "max")
        self.rules = table(
            schemas.RULES,
            [(f"I{i}", roll_ups[i % 5], "higher", None, 0, 10**9, 0) for i in range(INDICATORS)],
        )
        self.targets = table(
            schemas.STATEMENTS,
            [(i, b, 10_000 * (n % 50), 10_000 * (n % 50), m + 1, True) for i, b, n, m in pairs],
        )
        self.outcomes = table(
            schemas.STATEMENTS,
            [(i, b, 9_000 * (n % 50), 9_000 * (n % 50), m + 1, True) for i, b, n, m in pairs],
        )
        asked = [(f"I{i}", "at_least", 10_000 * (i % 50), 10_000 * (i % 50)) for i in range(80)]
        self.council = table(schemas.COUNCIL_TARGETS, asked)
        self.quotas = table(schemas.QUOTAS, [(i, b, 10_000) for i, b, n, _ in pairs if n == 1])
        self.contributions = table(
            schemas.CONTRIBUTIONS,
            [
                (f"G{g}", f"B{b}", "stated", False, 1, 1, 1)
                for g in range(GOALS)
                for b in range(BODIES)
            ],
        )
        self.pending = table(schemas.PENDING, [])
        self.by_sex = table(schemas.PARTS_BY_SEX, [])
        self.waiting = plain(indicator=["I0"], waiting=[0])
        self.silent = plain(indicator=["I0"], body=["B0"])
        self.words = plain(indicator=["I0"], in_line=[True])
        self.judged = plain(
            goal=["G0"], grade=["attained"], proposal=["attained"], has_reason=[True]
        )

    def compute(self) -> int:
        """Roll up, align, test ambition, hold against bars and check. Return how many findings."""
        of_bodies, was = sum_up(self.targets), sum_up(self.outcomes)
        by_body, was_by_body = (settle(sums, self.rules, by=BODY) for sums in (of_bodies, was))
        totals, was_total = (
            settle(sum_again(sums, self.rules), self.rules) for sums in (of_bodies, was)
        )
        aligned, tested, totals_tested, bars = collect_all(
            align(totals, self.council, self.rules, self.waiting),
            weigh_ambition(by_body, was_by_body, self.rules),
            weigh_ambition(totals, was_total, self.rules, by=("indicator",)),
            below_bar(by_body, self.council, self.quotas, self.rules),
        )
        checked = Tables(
            silent=self.silent,
            pending=self.pending,
            alignment=aligned.lazy(),
            ambitions=tested.lazy(),
            total_ambitions=totals_tested.lazy(),
            bars=bars.lazy(),
            contributions=self.contributions,
            by_sex=self.by_sex,
            words=self.words,
            judged=self.judged,
        )
        return len(run_checks(checked).collect())


def milliseconds(*, runs: int) -> float:
    """The median of `runs` computations after three to warm up."""
    city = City()
    taken = []
    for _ in range(runs + 3):
        started = time.perf_counter()
        city.compute()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken[3:])
