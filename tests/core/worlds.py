"""Whole years of indicators for the laws: how they are drawn, and what the core makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import narwhals as nw
from hypothesis import strategies as st

from enslinje.core import schemas
from enslinje.core.alignment import align, below_bar
from enslinje.core.lazy import collect_all
from enslinje.core.rollup import settle, sum_again, sum_up
from enslinje.core.terms import Form, RollUp
from tests.core.builders import interval, plain, table

RULES = tuple(rule.value for rule in RollUp)
FORMS = (*(form.value for form in Form), None)
BODIES = ("A", "B", "C", "D")
BODY = ("indicator", "body")
Ends = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """What one unit of a body says; `ends` is None when it says nothing."""

    body: str
    ends: Ends | None
    weight: int = 1


@dataclass(frozen=True)
class Indicator:
    """One indicator with all that decides its status."""

    code: str
    rule: str
    said: tuple[Said, ...]
    form: str | None = "at_least"
    asked: Ends | None = None
    answering: str | None = None
    floor: int | None = 0
    ceiling: int | None = None
    tolerance: int = 0
    polarity: str = "higher"
    waiting: int = 0
    quotas: tuple[tuple[str, int], ...] = ()


World = Sequence[Indicator]


@dataclass
class Found:
    """What the core says of one indicator; values are exact intervals or None."""

    value: Any = None
    status: str = ""
    so_far: bool = False
    coverage: tuple[int, ...] = ()
    bodies: dict[str, Any] = field(default_factory=dict)
    bars: dict[str, tuple[bool, Fraction]] = field(default_factory=dict)


def statements(world: World) -> nw.LazyFrame[Any]:
    """`STATEMENTS`; several units may report under one body, so only the types are checked."""
    rows = [
        (one.code, said.body, *(said.ends or (None, None)), said.weight, said.ends is not None)
        for one in world
        for said in one.said
    ]
    return plain(schemas.STATEMENTS.columns, rows).lazy()


def rules(world: World) -> nw.LazyFrame[Any]:
    return table(
        schemas.RULES,
        *(
            (x.code, x.rule, x.polarity, x.answering, x.floor, x.ceiling, x.tolerance)
            for x in world
        ),
    )


def solve(world: World) -> dict[str, Found]:
    """Everything the core says of a world, in one collect."""
    of_rules = rules(world)
    council = table(
        schemas.COUNCIL_TARGETS, *((x.code, x.form, *x.asked) for x in world if x.asked)
    )
    quotas = table(schemas.QUOTAS, *((x.code, *quota) for x in world for quota in x.quotas))
    waiting = plain(
        {"indicator": nw.String, "waiting": nw.Int64}, [(x.code, x.waiting) for x in world]
    ).lazy()
    sums = sum_up(statements(world))
    by_body = settle(sums, of_rules, by=BODY)
    totals = settle(sum_again(sums, of_rules), of_rules)
    aligned, bodies, bars = collect_all(
        align(totals, council, of_rules, waiting),
        by_body,
        below_bar(by_body, council, quotas, of_rules),
    )
    found = {one.code: Found() for one in world}
    for row in aligned.iter_rows(named=True):
        one = found[row["indicator"]]
        one.value, one.status, one.so_far = interval(row), row["status"], row["so_far"]
        one.coverage = tuple(row[name] for name in ("given", "stated", "expected", "unknown"))
    for row in bodies.iter_rows(named=True):
        found[row["indicator"]].bodies[row["body"]] = interval(row)
    for row in bars.iter_rows(named=True):
        gap = Fraction(row["shortfall"], row["divisor"])
        assert row["is_below"] == (gap > 0)
        found[row["indicator"]].bars[row["body"]] = (row["is_quota"], gap)
    return found


def side_by_side(*worlds: World) -> list[list[Found]]:
    """What the core says of several worlds, solved at once, each in the order of its indicators."""
    named = [
        replace(one, code=f"{place}/{n}")
        for place, world in enumerate(worlds)
        for n, one in enumerate(world)
    ]
    found = iter(solve(named).values())
    return [[next(found) for _ in world] for world in worlds]


small = st.integers(-1, 5)
ends = st.tuples(small, st.sampled_from([0, 0, 0, 1, 3])).map(lambda pair: (pair[0], sum(pair)))
units = st.builds(Said, st.sampled_from(BODIES), st.none() | ends | ends | ends, st.integers(1, 3))
askings = st.tuples(small, st.sampled_from([0, 2])).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def indicators(draw: st.DrawFn, among: Sequence[str] = RULES) -> Indicator:
    """One indicator whose numbers are so small that equality is common."""
    chosen = draw(st.sampled_from(among))
    form = draw(st.sampled_from(FORMS))
    asked = draw(st.none() | askings | askings | askings)
    if asked and form:
        asked = (asked[0], asked[0])
    return Indicator(
        code="",
        rule=chosen,
        said=tuple(draw(st.lists(units, min_size=1, max_size=6))),
        form=form,
        asked=asked,
        answering=draw(st.sampled_from(["A", "B", None])),
        floor=draw(st.sampled_from([None, -1, 0])),
        ceiling=draw(st.sampled_from([None, 5, 8])),
        tolerance=draw(st.integers(0, 2)),
        polarity=draw(st.sampled_from(["higher", "lower"])),
        waiting=draw(st.integers(0, 1)),
        quotas=tuple(draw(st.dictionaries(st.sampled_from(BODIES), small, max_size=2)).items()),
    )


worlds = st.lists(indicators(), min_size=10, max_size=20)
