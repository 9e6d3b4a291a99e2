"""One indicator as a line of a list: shared by the list, the goal's page and the year's."""

from dataclasses import dataclass

from django.utils.translation import gettext

from enslinje.core.terms import Basis, Form, IndicatorKind, Status
from enslinje.reconciliation.picture import Council, IndicatorResult
from enslinje.web import words, writing
from enslinje.web.words import Word
from enslinje.web.writing import Shown


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator in short: status, total, the council's target and how many have answered.

    `against` is the council's target without its form, "" where there is none.
    """

    code: str
    name: str
    goal: str
    kind: IndicatorKind
    kind_words: Word
    counts: bool
    unit: str
    status: Status
    so_far: bool
    basis: Basis
    total: Shown | None
    council: Shown | None
    against: str
    given: Shown
    expected: int


def line(year: int, indicator: IndicatorResult) -> IndicatorLine:
    """Return the line of one indicator."""
    return IndicatorLine(
        code=indicator.code,
        name=indicator.name,
        goal=indicator.goal,
        kind=indicator.kind,
        kind_words=words.INDICATOR_KIND[indicator.kind],
        counts=indicator.counts,
        unit=writing.in_language(indicator.unit, indicator.unit_en),
        status=indicator.status,
        so_far=indicator.so_far,
        basis=indicator.basis,
        total=total(year, indicator),
        council=council(year, indicator),
        against=value(indicator.council, indicator.decimals) if indicator.council else "",
        given=Shown(
            gettext("%(n)s av %(total)s")
            % {
                "n": writing.number(indicator.given),
                "total": writing.number(indicator.expected),
            },
            f"indikator.tackning/{year}/{indicator.code}",
        ),
        expected=indicator.expected,
    )


def total(year: int, indicator: IndicatorResult) -> Shown | None:
    """The bodies' targets as one, `None` where they are not rolled up."""
    low, high = indicator.aggregated_low, indicator.aggregated_high
    if low is None or high is None:
        return None
    reference = f"indikator.sammanraknat/{year}/{indicator.code}"
    if low == high and indicator.council is not None:
        text = writing.told_apart(low, indicator.council.low, indicator.decimals)
    else:
        text = writing.ends(low, high, indicator.decimals)
    return Shown(text, reference, indicator.basis)


def council(year: int, indicator: IndicatorResult) -> Shown | None:
    """The council's target with its form, such as "minst 3"; `None` where there is none."""
    if indicator.council is None:
        return None
    return Shown(
        asked(indicator.council, indicator.decimals),
        f"indikator.kf-arsmal/{year}/{indicator.code}",
        indicator.council.origin.basis,
    )


def asked(target: Council, decimals: int) -> str:
    """What the council asks for, in words and digits."""
    digits = value(target, decimals)
    form = words.FORM[target.form]
    return f"{form} {digits}" if target.form not in {None, Form.EXACTLY} else digits


def value(target: Council, decimals: int) -> str:
    """What the council asks for, in digits alone."""
    if target.low != target.high:
        return writing.ends(target.low, target.high, decimals)
    return writing.brief(target.low, decimals)
