"""Laws of rolling up and alignment, with an oracle in fractions that shares no code."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from enslinje.core.rollup import settle, sum_again, sum_up
from tests.core import oracle
from tests.core.builders import rows_of
from tests.core.worlds import (
    RULES,
    Found,
    Indicator,
    Said,
    indicators,
    rules,
    side_by_side,
    statements,
    worlds,
)

WITHOUT_ONE_ANSWER = [rule for rule in RULES if rule not in ("single", "central")]
RANK = ("not_met", "partly_met", "withheld", "met")
few = settings(max_examples=8, deadline=None)
"""A world holds many indicators: each example is worth a dozen."""


def as_told(found: list[Found]) -> list[Found]:
    """What stays the same whatever the bodies are called."""
    return [replace(one, bodies={}, bars={}) for one in found]


@few
@given(worlds)
def test_the_core_agrees_with_the_rules_said_in_fractions(world):
    for one, found in zip(world, *side_by_side(world), strict=True):
        expected = oracle.status(one)
        numbers = sum(said.ends is not None for said in one.said)
        assert found.value == oracle.total(one)
        assert found.status == expected
        assert found.coverage == (numbers, numbers, len(one.said), oracle.unknown(one))
        is_short = expected in ("not_met", "partly_met")
        assert found.so_far == (is_short and oracle.unknown(one) > 0)
        for body, ends in found.bodies.items():
            assert ends == oracle.of_body(one, body)
        assert found.bars == oracle.bars(one)


@few
@given(worlds, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_indicators_never_matters(world, dice):
    shuffled = [replace(one, said=tuple(dice.sample(one.said, len(one.said)))) for one in world]
    before, after = side_by_side(world, shuffled[::-1])
    assert before == after[::-1]


@few
@given(worlds, st.permutations(["Ö", "z", "A", "~"]))
def test_the_names_of_bodies_never_matter(world, names):
    called = dict(zip("ABCD", names, strict=True))
    renamed = [
        replace(
            one,
            said=tuple(replace(said, body=called[said.body]) for said in one.said),
            answering=called.get(one.answering or ""),
            quotas=tuple((called[body], quota) for body, quota in one.quotas),
        )
        for one in world
    ]
    before, after = side_by_side(world, renamed)
    assert as_told(before) == as_told(after)
    for was, now in zip(before, after, strict=True):
        assert {called[body]: bar for body, bar in was.bars.items()} == now.bars


@few
@given(worlds, indicators())
def test_a_body_without_a_duty_changes_nothing(world, other):
    """A new body has duties elsewhere, and even a quota here, but is not asked."""
    newcomer = replace(other, said=(*other.said, Said("NEW", (1, 1))))
    with_newcomer = [replace(one, quotas=(*one.quotas, ("NEW", 3))) for one in world]
    before, (*after, _) = side_by_side(world, [*with_newcomer, newcomer])
    assert before == after


@st.composite
def bettered(draw: st.DrawFn) -> tuple[Indicator, Indicator]:
    """An indicator, and the same where one target is better: higher or lower as the form asks."""
    one = draw(indicators([rule for rule in RULES if rule != "none"]))
    place = draw(st.integers(0, len(one.said) - 1))
    form, sign = draw(st.sampled_from([("at_least", 1), ("at_most", -1)]))
    asked = draw(st.integers(-1, 5))
    low, high = one.said[place].ends or (0, 0)
    by = sign * draw(st.integers(1, 3))
    versions = []
    for ends in ((low, high), (low + by, high + by)):
        moved = replace(one.said[place], ends=ends)
        said = (*one.said[:place], moved, *one.said[place + 1 :])
        versions.append(replace(one, form=form, asked=(asked, asked), said=said))
    return versions[0], versions[1]


@few
@given(st.lists(bettered(), min_size=6, max_size=10))
def test_a_better_target_never_worsens_the_status(pairs):
    """A law for "at least" and "at most"; a closed interval can be overshot."""
    before, after = side_by_side(*zip(*pairs, strict=True))
    for was, now in zip(before, after, strict=True):
        if was.status in RANK:
            assert RANK.index(now.status) >= RANK.index(was.status)


@few
@given(worlds)
def test_what_is_met_stays_met_when_the_missing_answer_at_their_worst(world):
    """And what is withheld is not: the test for withholding is the worst answer itself."""
    bounded = [
        replace(one, floor=-1, ceiling=6, waiting=0)
        for one in world
        if oracle.total(one) is not None and one.asked is not None
    ]
    assume(bounded)
    answered = [
        replace(one, said=tuple(_at_worst(said, one) for said in one.said)) for one in bounded
    ]
    for was, now in zip(*side_by_side(bounded, answered), strict=True):
        if was.status == "met":
            assert now.status == "met"
        if was.status == "withheld":
            assert now.status in ("partly_met", "not_met")


def _at_worst(said: Said, one: Indicator) -> Said:
    times = said.weight if one.rule == "ratio" else 1
    return replace(said, ends=said.ends or (-1 * times, 6 * times))


@few
@given(worlds)
def test_a_sum_is_the_sum_of_its_parts(world):
    sums = [replace(one, rule="sum") for one in world]
    for found in side_by_side(sums)[0]:
        parts = [ends for ends in found.bodies.values() if ends]
        if found.value:
            assert found.value == tuple(sum(ends) for ends in zip(*parts, strict=True))
        else:
            assert parts == []


@few
@given(st.lists(indicators(WITHOUT_ONE_ANSWER), min_size=10, max_size=20))
def test_by_way_of_the_bodies_the_total_is_the_same(world):
    named = [replace(one, code=f"{n}") for n, one in enumerate(world)]
    of_rules = rules(named)
    direct = settle(sum_up(statements(named), by=("indicator",)), of_rules)
    by_bodies = settle(sum_again(sum_up(statements(named)), of_rules), of_rules)
    assert rows_of(direct.sort("indicator")) == rows_of(by_bodies.sort("indicator"))


@few
@given(worlds, st.integers(2, 1000))
def test_only_the_proportions_of_weights_matter(world, times):
    """Weights in thousands or in ones: a weighted mean and its status are the same."""
    weighed = [replace(one, rule="weighted_mean") for one in world]
    scaled = [
        replace(one, said=tuple(replace(said, weight=said.weight * times) for said in one.said))
        for one in weighed
    ]
    before, after = side_by_side(weighed, scaled)
    assert as_told(before) == as_told(after)


@few
@given(worlds)
def test_the_mirror_of_everything_has_the_same_status(world):
    """Turn all numbers around zero, and with them the forms and the ends: nothing else changes."""
    turned = {"at_least": "at_most", "at_most": "at_least", "min": "max", "max": "min"}
    mirrored = [
        replace(
            one,
            said=tuple(replace(s, ends=s.ends and (-s.ends[1], -s.ends[0])) for s in one.said),
            rule=turned.get(one.rule, one.rule),
            form=turned.get(one.form or "", one.form),
            asked=one.asked and (-one.asked[1], -one.asked[0]),
            floor=None if one.ceiling is None else -one.ceiling,
            ceiling=None if one.floor is None else -one.floor,
            quotas=tuple((body, -quota) for body, quota in one.quotas),
        )
        for one in world
    ]
    for was, now in zip(*side_by_side(world, mirrored), strict=True):
        assert (now.status, now.so_far, now.coverage) == (was.status, was.so_far, was.coverage)
        assert now.bars == was.bars
        assert now.value == (was.value and (-was.value[1], -was.value[0]))


@st.composite
def near_equality(draw: st.DrawFn) -> Indicator:
    """A large mean, and a target within one ten-thousandth of it."""
    rule = draw(st.sampled_from(["sum", "mean", "weighted_mean", "ratio"]))
    values = draw(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=8))
    weights = draw(st.lists(st.integers(1, 10**5), min_size=len(values), max_size=len(values)))
    pairs = zip(values, weights, strict=True)
    said = tuple(Said(f"B{n}", (v, v), w) for n, (v, w) in enumerate(pairs))
    one = Indicator("", rule, said, form=draw(st.sampled_from(["at_least", "at_most"])))
    low, _ = oracle.total(one) or (Fraction(0), None)
    asked = int(low) + draw(st.integers(-1, 1))
    return replace(one, asked=(asked, asked), tolerance=draw(st.integers(0, 1)))


@few
@given(st.lists(near_equality(), min_size=6, max_size=10))
def test_the_status_is_exact_near_equality(world):
    """A float would fail here."""
    for one, found in zip(world, *side_by_side(world), strict=True):
        assert found.value == oracle.total(one)
        assert found.status == oracle.status(one)
