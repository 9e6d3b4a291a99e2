"""Plans are put together once for tables of the same columns, and computed for each one's rows."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import narwhals as nw
import polars as pl
import pytest

from enslinje.core import lazy
from enslinje.core.lazy import Frame, Prepared


def table(*values: int, name: str = "a") -> Frame:
    return nw.from_native(pl.DataFrame({name: values}, schema={name: pl.Int64}).lazy())


class Doubling:
    """Doubles a column, and counts how often it was put together."""

    def __init__(self) -> None:
        self.built = 0

    def __call__(self, rows: Frame) -> tuple[Frame, Frame]:
        self.built += 1
        name = rows.collect_schema().names()[0]
        doubled = rows.select(twice=nw.col(name) * 2)
        return doubled, doubled.filter(nw.col("twice") > 4).head(1)


@pytest.fixture
def doubling():
    return Doubling()


def collected(plan: Prepared, rows: Frame) -> list[list[tuple[int, ...]]]:
    return [frame.rows() for frame in plan.collect(rows=rows)]


def test_a_plan_is_put_together_once_and_computed_for_each_table(doubling):
    plan = Prepared(doubling)

    assert collected(plan, table(1, 2, 3)) == [[(2,), (4,), (6,)], [(6,)]]
    assert collected(plan, table(5)) == [[(10,)], [(10,)]]
    assert doubling.built == 1


def test_a_table_without_rows_is_written_into_a_plan_of_its_own(doubling):
    plan = Prepared(doubling)

    assert collected(plan, table()) == [[], []]
    assert collected(plan, table(5)) == [[(10,)], [(10,)]]
    assert collected(plan, table()) == [[], []]
    assert doubling.built == 2


def test_tables_of_other_columns_have_a_plan_of_their_own(doubling):
    plan = Prepared(doubling)

    assert collected(plan, table(1)) == [[(2,)], []]
    assert collected(plan, table(2, name="b")) == [[(4,)], []]
    assert doubling.built == 2


def test_another_engine_builds_it_each_time(doubling):
    plan = Prepared(doubling)
    rows = nw.from_native(duckdb.sql("SELECT 3 AS a"))

    assert collected(plan, rows) == [[(6,)], [(6,)]]
    assert collected(plan, rows) == [[(6,)], [(6,)]]
    assert doubling.built == 2


def in_threads(plan: Prepared) -> list[bool]:
    def own(number: int) -> bool:
        found = collected(plan, table(*[number] * 2_000))[0]
        return found == [(2 * number,)] * 2_000

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(own, range(200)))


def test_each_thread_is_answered_with_its_own_rows(doubling):
    assert all(in_threads(Prepared(doubling)))


def test_without_the_lock_threads_meet_each_others_rows(doubling, monkeypatch):
    class Open:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(lazy, "Lock", Open)
    try:
        found = in_threads(Prepared(doubling))
    except Exception:  # noqa: BLE001 — a slot that another has emptied.
        return
    assert not all(found)
