"""Whatever stands in a file, it is loaded or told about: nothing else ever comes out.

DAMAGED_FILES in the environment says how many files each test breaks, 150 unless told.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enslinje.demo.load import load
from enslinje.exchange.faults import DataSetRefused, Fault
from tests.exchange.folders import SMALL, lines, rows_in_the_database, write

NAME = "stockholm-2021"
TABLES = sorted(path.stem for path in SMALL.glob("*.csv"))
NUMBERS = ("0", "-1", "1.5", "1e9", "NaN", "9" * 30, "2031")
TIMES = ("2031-01-01", "0001-01-01", "9999-12-31", "2031-03-28 02:30")
WORDS = ("number", "pending", "weighted_mean", "single", "base_metric", "true")
NAMES = ("KS", "skolan", "1.1", "staff", "all", "SPAN")
ODDITIES = ("", "a;b", "a=b", "=1+1", "\x00", "a\u0308")
TEMPTING = st.sampled_from([*NUMBERS, *TIMES, *WORDS, *NAMES, *ODDITIES])
TEXTS = st.one_of(TEMPTING, st.text(max_size=12), st.text("0123456789.,- ", max_size=8))
FUZZ = settings(
    max_examples=int(os.environ.get("DAMAGED_FILES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def outcome_of(folder: Path) -> tuple[Fault, ...]:
    """Load `folder` and take it back. Return its faults, none when it was loaded."""
    mark = transaction.savepoint()
    try:
        load(NAME, folder=folder)
    except DataSetRefused as refusal:
        return refusal.faults
    else:
        return ()
    finally:
        transaction.savepoint_rollback(mark)


def assert_told(faults: tuple[Fault, ...]) -> None:
    """Every fault is one line with what is wrong and what mends it."""
    for fault in faults:
        assert fault.problem
        assert fault.remedy
        assert fault.sentence.isprintable(), fault.sentence


@pytest.mark.django_db
@FUZZ
@given(data=st.data(), count=st.integers(1, 3))
def test_damaged_cells_are_loaded_or_told_about(data, count):
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(SMALL, Path(place) / "small"))
        for _time in range(count):
            path = folder / f"{data.draw(st.sampled_from(TABLES))}.csv"
            rows = lines(path)
            row = rows[data.draw(st.integers(0, len(rows) - 1))]
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(TEXTS)
            write(path, rows)

        assert_told(outcome_of(folder))
        assert rows_in_the_database() == {}


@pytest.mark.django_db
@FUZZ
@given(data=st.data())
def test_damaged_bytes_are_loaded_or_told_about(data):
    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(SMALL, Path(place) / "small"))
        path = folder / f"{data.draw(st.sampled_from(TABLES))}.csv"
        content = bytearray(path.read_bytes())
        start = data.draw(st.integers(0, len(content)))
        stop = data.draw(st.integers(start, min(len(content), start + 40)))
        content[start:stop] = data.draw(st.binary(max_size=40))
        path.write_bytes(content)

        assert_told(outcome_of(folder))
        assert rows_in_the_database() == {}


@pytest.mark.django_db
def test_what_is_whole_is_loaded():
    """The two above would pass if everything were refused."""
    assert outcome_of(SMALL) == ()
