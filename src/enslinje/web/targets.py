"""One body's target for one indicator, as a line of a table: shared by both their pages."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext

from enslinje.core.terms import Ambition, Basis, Kind
from enslinje.reconciliation.picture import BodyRef, BodyTarget, IndicatorResult
from enslinje.rendering.csv_file import Cell
from enslinje.web import writing
from enslinje.web.downloads import Column
from enslinje.web.markup import swedish
from enslinje.web.writing import Shown


@dataclass(frozen=True)
class TargetLine:
    """What a body states for an indicator, beside what it is held against.

    Attributes:
        target: `None` where no number is stated; `words` then says why, such as "Uppgift saknas".
        bar: the quota or the council's target that the body is held against.
        gap: how much better than the bar, with its sign; `is_weak` when it is worse.
        is_lowered: weaker than the outcome that was known.
    """

    body: BodyRef
    code: str
    indicator: str
    unit: str
    kind: Kind
    basis: Basis
    target: Shown | None
    words: str
    outcome: Shown | None
    bar: Shown | None
    bar_is_quota: bool
    gap: str
    is_weak: bool
    is_lowered: bool
    weight: Shown | None


def line(year: int, indicator: IndicatorResult, target: BodyTarget) -> TargetLine:
    """Return the line of one target of `indicator`."""
    decimals = indicator.decimals
    name = f"{year}/{indicator.code}/{target.body.code}"
    return TargetLine(
        body=target.body,
        code=indicator.code,
        indicator=indicator.name,
        unit=writing.in_language(indicator.unit, indicator.unit_en),
        kind=target.kind,
        basis=target.origin.basis,
        target=_stated(target, decimals, f"indikator.arsmal/{name}"),
        words=in_words(target),
        outcome=_outcome(target, decimals, f"indikator.utfall/{name}"),
        bar=_bar(year, indicator, target),
        bar_is_quota=target.bar_is_quota,
        gap="" if target.gap is None else writing.signed(target.gap, decimals),
        is_weak=target.is_below_council,
        is_lowered=target.ambition is Ambition.LOWERED,
        weight=_weight(target),
    )


def in_words(target: BodyTarget) -> str:
    """Say what is stated where no number is: missing, pending with its reason, or not relevant."""
    match target.kind:
        case Kind.MISSING:
            return gettext("Uppgift saknas")
        case Kind.PENDING:
            occasion = f"{target.due[:1].lower()}{target.due[1:]}"
            return format_html(
                gettext("Fastställs i {occasion}: {reason}"),
                occasion=occasion,
                reason=swedish(target.reason),
            )
        case Kind.NOT_RELEVANT:
            return format_html(gettext("Inte relevant: {reason}"), reason=swedish(target.reason))
        case _:
            return ""


def _stated(target: BodyTarget, decimals: int, reference: str) -> Shown | None:
    if target.low is None or target.high is None:
        return None
    if target.kind is Kind.YES_NO:
        text = gettext("ja") if target.low else gettext("nej")
    else:
        text = writing.ends(target.low, target.high, decimals)
    return Shown(text, reference, target.origin.basis)


def _outcome(target: BodyTarget, decimals: int, reference: str) -> Shown | None:
    if target.outcome is None:
        return None
    basis = target.outcome_origin.basis if target.outcome_origin else None
    return Shown(writing.number(target.outcome, decimals), reference, basis)


def _bar(year: int, indicator: IndicatorResult, target: BodyTarget) -> Shown | None:
    if target.bar is None:
        return None
    text = writing.number(target.bar, indicator.decimals)
    basis = target.bar_origin.basis if target.bar_origin else None
    reference = "" if target.bar_is_quota else f"indikator.kf-arsmal/{year}/{indicator.code}"
    return Shown(text, reference, basis)


def _weight(target: BodyTarget) -> Shown | None:
    if target.weight is None:
        return None
    basis = target.weight_origin.basis if target.weight_origin else None
    return Shown(writing.brief(target.weight, writing.MOST_DECIMALS), "", basis)


def columns() -> tuple[Column, ...]:
    """The columns of targets in a file."""
    return (
        Column("indicator", gettext("Indikator")),
        Column("indicator_name", gettext("Indikatorns namn")),
        Column("unit", gettext("Enhet")),
        Column("body", gettext("Kod")),
        Column("body_name", gettext("Nämnd eller bolag")),
        Column("kind", gettext("Slag")),
        Column("low", gettext("Årsmål")),
        Column("high", gettext("Årsmål, övre gräns")),
        Column("bar", gettext("Kommunfullmäktiges årsmål eller beting")),
        Column("gap", gettext("Skillnad")),
        Column("outcome_last_year", gettext("Utfall året före")),
        Column("reason", gettext("Skäl")),
        Column("basis", gettext("Grund")),
    )


def cells(indicator: IndicatorResult, target: BodyTarget) -> tuple[Cell, ...]:
    """The cells of one target in a file."""
    return (
        indicator.code,
        indicator.name,
        indicator.unit,
        target.body.code,
        target.body.name,
        target.kind.value,
        target.low,
        target.high,
        target.bar,
        target.gap,
        target.outcome,
        target.reason,
        target.origin.basis.value,
    )
