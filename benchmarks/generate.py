"""Make a seeded group of bodies, or many, as Parquet files in the schemas of the core.

Keys are whole numbers; `city` and `year` are further key columns. Values are at 10⁻⁴ of the unit.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from enslinje.core.terms import Form, Polarity, RollUp

BODIES = 47
UNITS = 2_000
INDICATORS = 90
YEARS = (2025, 2026, 2027)
OF_BODY = 45
"""Indicators that concern one body, of which each of its units reports `OF_UNIT`."""
OF_UNIT = 33
UNMET_DUTIES = 3
"""Indicators that a body has a duty for and no unit reports."""
SCALE = 10_000
ROW_GROUP = 122_880
"""Rows that one thread reads at a time: what DuckDB itself would write."""

ROLL_UPS = tuple(RollUp)
POLARITIES = (Polarity.HIGHER, Polarity.LOWER, Polarity.HIGHER, Polarity.NEUTRAL)
FORMS = (Form.AT_LEAST, Form.AT_MOST, Form.AT_LEAST, Form.EXACTLY, None)

INT = pl.Int64
PLACE = {"city": pl.Int16, "year": pl.Int16, "indicator": pl.Int16}
SCHEMAS: dict[str, dict[str, Any]] = {
    "statements": {
        **PLACE,
        "body": pl.Int16,
        "unit": pl.Int32,
        **dict.fromkeys(("low", "high", "outcome", "weight"), INT),
        "stated": pl.Boolean,
    },
    "rules": {
        **dict.fromkeys(("city", "indicator"), pl.Int16),
        **dict.fromkeys(("roll_up", "polarity"), pl.String),
        "answering": pl.Int16,
        **dict.fromkeys(("floor", "ceiling", "tolerance"), INT),
    },
    "council": {**PLACE, "form": pl.String, "asked_low": INT, "asked_high": INT},
    "quotas": {**PLACE, "body": pl.Int16, "quota": INT},
    "pending": {**PLACE, "body": pl.Int16},
    "duties": {**PLACE, "body": pl.Int16},
}

Row = tuple[Any, ...]


def generate(folder: Path, *, cities: int, seed: int = 1) -> Path:
    """Write `cities` groups under `folder`, unless they are there. Return `folder`."""
    done = folder / "done"
    if done.exists():
        return folder
    small: dict[str, list[Row]] = {name: [] for name in SCHEMAS if name != "statements"}
    (folder / "statements").mkdir(parents=True, exist_ok=True)
    for city in range(cities):
        dice = Random(f"{seed}/{city}")
        levels = [dice.randint(10, 90) * SCALE for _ in range(INDICATORS)]
        for name, rows in _small_tables(dice, city, levels):
            small[name].extend(rows)
        rows = [row for year in YEARS for row in _statements(dice, city, year, levels)]
        _write(folder / "statements" / f"city-{city:03}.parquet", "statements", rows)
    for name, rows in small.items():
        _write(folder / f"{name}.parquet", name, rows)
    done.touch()
    return folder


def _write(path: Path, name: str, rows: Sequence[Row]) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMAS[name], orient="row")
    frame.write_parquet(path, compression="zstd", row_group_size=ROW_GROUP)


def _small_tables(dice: Random, city: int, levels: list[int]) -> Iterator[tuple[str, list[Row]]]:
    duties = [
        (city, year, (body * 5 + step) % INDICATORS, body)
        for year in YEARS
        for body in range(BODIES)
        for step in range(OF_BODY + UNMET_DUTIES)
    ]
    sums = {number for number in range(INDICATORS) if _roll_up(number) is RollUp.SUM}
    yield "rules", [_rule(city, number) for number in range(INDICATORS)]
    yield "duties", duties
    yield (
        "council",
        [
            (city, year, number, *_asked(dice, number, levels[number]))
            for year in YEARS
            for number in range(INDICATORS)
            if number % 17
        ],
    )
    yield (
        "quotas",
        [(*duty, levels[duty[2]] * dice.randint(12, 16)) for duty in duties if duty[2] in sums],
    )
    yield (
        "pending",
        [duty for duty in duties if _is_silent(duty[3], duty[2], duty[1]) and duty[3] % 2],
    )


def _roll_up(number: int) -> RollUp:
    return ROLL_UPS[number % len(ROLL_UPS)]


def _rule(city: int, number: int) -> Row:
    roll_up = _roll_up(number)
    answers = number // 5 if roll_up in {RollUp.SINGLE, RollUp.CENTRAL} else None
    ceiling = 100 * SCALE if number % 3 == 0 else None
    polarity = POLARITIES[number % len(POLARITIES)]
    return city, number, roll_up, polarity, answers, 0, ceiling, number % 4 * SCALE // 2


def _asked(dice: Random, number: int, level: int) -> Row:
    """The council's target, near what the bodies' add up to."""
    is_sum = _roll_up(number) is RollUp.SUM
    reports = UNITS * OF_UNIT // INDICATORS if is_sum else 1
    asked = level * reports * dice.randint(90, 108) // 100
    form = FORMS[number % len(FORMS)]
    return form, asked, asked if form else asked * 6 // 5


def _is_silent(body: int, indicator: int, year: int) -> bool:
    """A whole body has stated nothing."""
    return (body * 31 + indicator * 17 + year) % 40 == 0


def _statements(dice: Random, city: int, year: int, levels: list[int]) -> Iterator[Row]:
    """What each unit states for each of its indicators, and its outcome of the year."""
    for unit in range(UNITS):
        body, turn = unit % BODIES, unit // BODIES
        for step in range(OF_UNIT):
            number = (body * 5 + (turn * 11 + step) % OF_BODY) % INDICATORS
            weight = dice.randint(1, 2_000)
            low = levels[number] + dice.randint(-5, 5) * SCALE // 10
            high = low + (SCALE if dice.random() < 0.1 else 0)
            outcome = levels[number] + dice.randint(-6, 5) * SCALE // 10
            if _roll_up(number) is RollUp.RATIO:
                low, high, outcome = low * weight, high * weight, outcome * weight
            is_missing = _is_silent(body, number, year) or dice.random() < 0.05
            ends = (None, None) if is_missing else (low, high)
            measured = None if dice.random() < 0.05 else outcome
            yield city, year, number, body, unit, *ends, measured, weight, not is_missing
