"""A schema lets in what fits it, and says which column does not."""

import re

import narwhals as nw
import polars as pl
import pytest

from enslinje.core.lazy import collect_all
from enslinje.core.tables import KEY, Admitting, Bound, Size, Table, TableError
from tests.core.builders import plain

WEIGHED = Table(
    name="weighed",
    columns={"indicator": KEY, "low": nw.Int64, "high": nw.Int64, "weight": nw.Int64},
    key=("indicator",),
    nullable=frozenset({"low", "high"}),
    ranges={"low": (-5, 5), "weight": (1, 9)},
    intervals=(("low", "high"),),
    bounds=(Bound(("low", "weight"), 40),),
)


def lazy(**columns):
    return nw.from_native(pl.LazyFrame(columns))


@pytest.mark.parametrize(
    "keys",
    [
        ["a"],
        [1],
        pl.Series(["a"], dtype=pl.Categorical),
        pl.Series(["a"], dtype=pl.Enum(["a"])),
        pl.Series([1], dtype=pl.Int16),
        pl.Series([1], dtype=pl.UInt32),
    ],
)
def test_a_key_is_text_or_a_whole_number(keys):
    WEIGHED.check(lazy(indicator=keys, low=[1], high=[1], weight=[1]))


@pytest.mark.parametrize("keys", [[1.5], [True], [b"a"]])
def test_nothing_else_is_a_key(keys):
    with pytest.raises(TableError, match=r"weighed: 'indicator' is .*, wants text or whole number"):
        WEIGHED.check(lazy(indicator=keys, low=[1], high=[1], weight=[1]))


def test_a_missing_key_is_missing():
    with pytest.raises(TableError, match="'indicator' is missing, wants text or whole number"):
        WEIGHED.check(lazy(low=[1], high=[1], weight=[1]))


def test_a_column_of_another_type_is_named_with_both_types():
    with pytest.raises(TableError, match="weighed: 'weight' is Float64, wants Int64"):
        WEIGHED.check(lazy(indicator=["a"], low=[1], high=[1], weight=[1.0]))


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="weighed: 'high' is missing, wants Int64"):
        WEIGHED.check(lazy(indicator=["a"], low=[1], weight=[1]))


def test_a_table_may_carry_more_columns():
    WEIGHED.check(lazy(indicator=["a"], low=[1], high=[1], weight=[1], city=["b"]))


def admitted(*rows):
    return WEIGHED.admit(plain(WEIGHED.columns, rows)).collect().rows()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("a", None, None, 1)],
        [("a", -5, 5, 8), ("b", 5, 5, 8)],
        [("a", 0, 99, 9)],  # Columns without a range are not held to one.
    ],
)
def test_what_fits_is_let_in_as_it_is(rows):
    assert admitted(*rows) == rows


FAULTS = [
    ((None, 1, 1, 1), "'indicator' has empty cells"),
    (("a", 1, 1, None), "'weight' has empty cells"),
    (("a", 6, 6, 1), "'low' is outside -5…5"),
    (("a", -6, 6, 1), "'low' is outside -5…5"),
    (("a", 1, 1, 0), "'weight' is outside 1…9"),
    (("a", 1, 1, 10), "'weight' is outside 1…9"),
    (("a", None, 1, 1), "'low' and 'high' are not given together"),
    (("a", 1, None, 1), "'low' and 'high' are not given together"),
    (("a", 2, 1, 1), "'low' is above 'high'"),
    (("b", 1, 1, 1), "indicator is not unique"),
    (("a", 5, 5, 9), "low × weight sums to more than 4e+01"),
    (("a", -5, 5, 9), "low × weight sums to more than 4e+01"),
]


@pytest.mark.parametrize(("row", "fault"), FAULTS)
def test_what_does_not_fit_is_refused(row, fault):
    with pytest.raises(TableError) as refusal:
        admitted(("b", 0, 0, 1), row)
    assert str(refusal.value) == f"weighed: {fault}"


@pytest.mark.parametrize(("row", "fault"), [one for one in FAULTS if "unique" not in one[1]])
def test_a_row_by_itself_is_refused_too(row, fault):
    with pytest.raises(TableError, match=re.escape(f"weighed: {fault}")):
        admitted(row)


TWICE = plain(WEIGHED.columns, [("a", 0, 0, 1), ("a", 0, 0, 1)])


def collected(rows):
    admitting = Admitting(lambda *, rows: (rows,), {"rows": WEIGHED})
    return admitting.collect(rows=rows)[0].rows()


@pytest.mark.parametrize("size", [0, 1])
def test_one_row_has_no_key_twice(size):
    assert collected(TWICE.head(size)) == TWICE.head(size).rows()


def test_what_is_lazy_may_have_several():
    with pytest.raises(TableError, match="indicator is not unique"):
        collected(TWICE)
    with pytest.raises(TableError, match="indicator is not unique"):
        collected(TWICE.lazy())


def test_were_they_taken_for_one_it_would_not_be_seen(monkeypatch):
    """The control."""
    monkeypatch.setattr(Size, "of", classmethod(lambda cls, _table: cls.ONE))
    assert collected(TWICE) == TWICE.rows()


def test_a_sum_is_bounded_within_its_indicator():
    several = Table(
        name="several",
        columns={"indicator": KEY, "body": KEY, "value": nw.Int64},
        key=("indicator", "body"),
        bounds=(Bound(("value",), 10),),
    )

    def admit(*rows):
        return several.admit(plain(several.columns, rows)).collect().rows()

    apart = [("a", "A", 10), ("b", "A", -10)]
    assert admit(*apart) == apart
    with pytest.raises(TableError, match="several: value sums to more than"):
        admit(("a", "A", 6), ("a", "B", -5))  # They may not hide each other.


def test_types_are_checked_before_cells():
    with pytest.raises(TableError, match="'low' is missing"):
        WEIGHED.admit(plain({"indicator": nw.String}, [(None,)]))


def test_types_are_checked_of_every_table_whatever_came_before():
    row = ("a", 1, 2, 3)
    for _ in range(2):
        assert admitted(row) == [row]
        with pytest.raises(TableError, match="'weight' is Float64, wants Int64"):
            WEIGHED.admit(plain({**WEIGHED.columns, "weight": nw.Float64}, [(*row[:3], 3.0)]))
        with pytest.raises(TableError, match="'low' is missing"):
            WEIGHED.admit(plain({"indicator": nw.String}, []))


@pytest.mark.parametrize("engine", ["auto", "in-memory", "streaming"])
def test_several_tables_are_collected_in_order(engine):
    base = lazy(a=[1, 2])
    first, second = collect_all(base, base.select(b=nw.col("a") * 2), engine=engine)
    assert first.rows() == [(1,), (2,)]
    assert second.rows() == [(2,), (4,)]
    assert isinstance(second, nw.DataFrame)


def test_another_engine_is_collected_table_by_table():
    duckdb = pytest.importorskip("duckdb")
    tables = [nw.from_native(duckdb.sql(f"SELECT {n} AS a")) for n in (1, 2)]
    assert [table.rows() for table in collect_all(*tables)] == [[(1,)], [(2,)]]
