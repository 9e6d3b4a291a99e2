"""What the rules mean, said again in fractions: slow, one indicator at a time, for the laws.

Shares no code with the core. What could be missing without end is a number larger than all others.
"""

from fractions import Fraction
from typing import Any

ENDLESS = 10**40


def summed(one: Any) -> list[Any]:
    """The rows that enter the total."""
    if one.rule in ("single", "central"):
        return [said for said in one.said if said.body == one.answering]
    return list(one.said)


def value(rule: str, rows: list[tuple[int, int, int]]) -> tuple[Fraction, Fraction] | None:
    """The exact interval of rows (low, high, weight), by the rule's definition."""
    if not rows or rule == "none":
        return None
    lows, highs = ([Fraction(row[end]) for row in rows] for end in (0, 1))
    weights = [row[2] for row in rows]
    if rule == "sum":
        return sum(lows), sum(highs)
    if rule in ("mean", "single", "central"):
        return sum(lows) / len(rows), sum(highs) / len(rows)
    if rule == "ratio":
        return sum(lows) / sum(weights), sum(highs) / sum(weights)
    if rule == "weighted_mean":
        of_low = sum(low * weight for low, weight in zip(lows, weights, strict=True))
        of_high = sum(high * weight for high, weight in zip(highs, weights, strict=True))
        return of_low / sum(weights), of_high / sum(weights)
    return {
        "min": (min(lows), min(highs)),
        "max": (max(lows), max(highs)),
        "span": (min(lows), max(highs)),
    }[rule]


def given(rows: list[Any]) -> list[tuple[int, int, int]]:
    return [(*said.ends, said.weight) for said in rows if said.ends is not None]


def total(one: Any) -> tuple[Fraction, Fraction] | None:
    return value(one.rule, given(summed(one)))


def of_body(one: Any, body: str) -> tuple[Fraction, Fraction] | None:
    rule = "mean" if one.rule in ("single", "central", "none") else one.rule
    return value(rule, given([said for said in one.said if said.body == body]))


def with_missing_at_worst(one: Any) -> tuple[Fraction, Fraction] | None:
    """The total if every missing answer were at once as low and as high as the unit can be."""
    floor = -ENDLESS if one.floor is None else one.floor
    ceiling = ENDLESS if one.ceiling is None else one.ceiling
    rows = []
    for said in summed(one):
        times = said.weight if one.rule == "ratio" else 1  # A ratio's rows hold numerators.
        low, high = said.ends or (floor * times, ceiling * times)
        rows.append((low, high, said.weight))
    return value(one.rule, rows)


def reaches(form: str | None, asked: tuple[int, int], low: Fraction, high: Fraction) -> bool:
    if form == "at_least":
        return low >= asked[0]
    if form == "at_most":
        return high <= asked[1]
    return asked[0] <= low and high <= asked[1]


def status(one: Any) -> str:
    ends = total(one)
    if not given(list(one.said)) and one.waiting:
        return "pending"
    if one.asked is None:
        return "no_council_target"
    if ends is None:
        return "withheld"
    if reaches(one.form, one.asked, *ends):
        worst = with_missing_at_worst(one)
        return "met" if reaches(one.form, one.asked, *worst) else "withheld"
    nearly = (one.asked[0] - one.tolerance, one.asked[1] + one.tolerance)
    strong = reaches(one.form, one.asked, ends[1], ends[0])
    return "partly_met" if strong or reaches(one.form, nearly, *ends) else "not_met"


def unknown(one: Any) -> int:
    return sum(said.ends is None for said in summed(one))


def bars(one: Any) -> dict[str, tuple[bool, Fraction]]:
    """By body: whether the bar is a quota, and how far below it the body is."""
    found = {}
    of_same_kind = ("mean", "weighted_mean", "ratio", "min", "max", "single")
    for body in {said.body for said in one.said}:
        quota, ends = dict(one.quotas).get(body), of_body(one, body)
        if ends is None or one.asked is None or (quota is None and one.rule not in of_same_kind):
            continue
        asked = one.asked if quota is None else (quota, quota)
        below, above = asked[0] - ends[0], ends[1] - asked[1]
        gap = {"at_least": below, "at_most": above}.get(one.form, max(below, above))
        found[body] = (quota is not None, gap)
    return found


def better(polarity: str, target: tuple[Any, Any], outcome: tuple[Any, Any]) -> Fraction:
    return target[0] - outcome[0] if polarity == "higher" else outcome[1] - target[1]
