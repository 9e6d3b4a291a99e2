"""What the pages of the indicators show: sorted, filtered and put into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, Form, IndicatorKind, Kind, RollUp, Status
from enslinje.reconciliation.picture import BodyRef, IndicatorResult, Picture
from enslinje.reconciliation.rule_names import roll_up_name
from enslinje.reconciliation.status_words import status_word
from enslinje.rendering import pictures
from enslinje.web import targets, words, writing
from enslinje.web.choices import Choice, Filter
from enslinje.web.downloads import Column, List
from enslinje.web.indicators import bars, findings, lines
from enslinje.web.indicators.bars import Bars
from enslinje.web.indicators.lines import IndicatorLine
from enslinje.web.targets import TargetLine
from enslinje.web.words import Word


@dataclass(frozen=True)
class StatusCount:
    """How many of the counted indicators have a status."""

    status: Status
    count: int


@dataclass(frozen=True)
class IndicatorsPage:
    """The list of indicators. `counts` are of all counted ones, whatever is filtered."""

    lines: tuple[IndicatorLine, ...]
    total: int
    filters: tuple[Filter, ...]
    is_narrowed: bool
    counts: tuple[StatusCount, ...]


@dataclass(frozen=True)
class FieldBasis:
    """A field of the indicator's definition and what its value rests on."""

    words: Word
    basis: Basis


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator. `table` follows the register's order and the basis asked for."""

    indicator: IndicatorResult
    line: IndicatorLine
    finding: SafeString
    total_row: pictures.Row | None
    bars_heading: str
    bars: Bars
    table: tuple[TargetLine, ...]
    is_narrowed: bool
    kind_words: Word
    rule_words: Word
    rule_id: str
    polarity_words: Word
    fields: tuple[FieldBasis, ...]
    has_weights: bool
    has_invented: bool
    missing: tuple[BodyRef, ...]
    pending_words: tuple[str, ...]
    status_reference: str
    tolerance: str


ORDERS: Mapping[str, Word] = {
    "mal": words.FIELD["goal"],
    "avvikelse": _("Längst från årsmålet först"),
    "namn": words.FIELD["name"],
}


def indicators_page(picture: Picture, query: Mapping[str, str]) -> IndicatorsPage:
    """Return the list as narrowed by `status`, `mal` and `slag`, in the order of `sortera`."""
    chosen = [found for found in picture.indicators if _is_chosen(found, query)]
    order = query.get("sortera", "mal")
    if order == "namn":
        chosen.sort(key=lambda found: found.name.casefold())
    elif order == "avvikelse":
        chosen.sort(key=_shortfall, reverse=True)
    return IndicatorsPage(
        lines=tuple(lines.line(picture.year, found) for found in chosen),
        total=len(picture.indicators),
        filters=_filters(picture, query),
        is_narrowed=any(query.get(name) for name in ("status", "mal", "slag")),
        counts=_counts(picture.counted),
    )


def _is_chosen(found: IndicatorResult, query: Mapping[str, str]) -> bool:
    status, goal, kind = (query.get(name, "") for name in ("status", "mal", "slag"))
    return (
        (not status or found.status == status)
        and (not goal or found.goal == goal)
        and (not kind or found.kind == kind)
    )


def _shortfall(found: IndicatorResult) -> Fraction:
    """How far below the council's target, as a share of it; below zero when it is reached."""
    if found.council is None or found.aggregated_low is None or not found.council.low:
        return Fraction(-(10**6))
    low, asked = found.aggregated_low, Fraction(found.council.low)
    is_upper = found.council.form is Form.AT_MOST
    return (low - asked if is_upper else asked - low) / abs(asked)


def _counts(counted: Sequence[IndicatorResult]) -> tuple[StatusCount, ...]:
    tally = [
        StatusCount(status, sum(found.status is status for found in counted))
        for status in reversed(words.STATUS_ORDER)
    ]
    return tuple(row for row in tally if row.count)


def _filters(picture: Picture, query: Mapping[str, str]) -> tuple[Filter, ...]:
    status, goal, kind = (query.get(name, "") for name in ("status", "mal", "slag"))
    order = query.get("sortera", "mal")
    used = {found.status for found in picture.indicators}
    kinds = {found.kind for found in picture.indicators}
    statuses = tuple(
        Choice(known.value, status_word(known), known == status)
        for known in Status
        if known in used
    )
    goals = tuple(
        Choice(found.code, f"{found.number} {found.name}", found.code == goal)
        for found in picture.area_goals
    )
    laid_by = tuple(
        Choice(known.value, words.INDICATOR_KIND[known], known == kind)
        for known in IndicatorKind
        if known in kinds
    )
    orders = tuple(Choice(name, text, name == order) for name, text in ORDERS.items())
    return (
        Filter("status", gettext("Status"), statuses, gettext("Alla")),
        Filter("mal", gettext("Mål"), goals, gettext("Alla")),
        Filter("slag", gettext("Slag"), laid_by, gettext("Alla")),
        Filter("sortera", gettext("Ordning"), orders),
    )


def indicator_page(
    picture: Picture, indicator: IndicatorResult, query: Mapping[str, str]
) -> IndicatorPage:
    """Return the page of one indicator; `bas` narrows its table to one basis."""
    basis = query.get("bas", "")
    every = [targets.line(picture.year, indicator, target) for target in indicator.targets]
    return IndicatorPage(
        indicator=indicator,
        line=lines.line(picture.year, indicator),
        finding=findings.sentence(indicator),
        total_row=bars.total(indicator),
        bars_heading=findings.bars_heading(indicator),
        bars=bars.draw(picture.year, indicator),
        table=tuple(line for line in every if not basis or line.basis == basis),
        is_narrowed=bool(basis),
        kind_words=words.INDICATOR_KIND[indicator.kind],
        rule_words=_rule(indicator),
        rule_id=rule_id(indicator.roll_up),
        polarity_words=words.POLARITY[indicator.polarity],
        fields=tuple(
            FieldBasis(words.FIELD.get(name, name), Basis(rests_on))
            for name, rests_on in indicator.basis_by_field.items()
        ),
        has_weights=any(line.weight for line in every),
        has_invented=indicator.basis is Basis.INVENTED
        or any(line.basis is Basis.INVENTED for line in every),
        missing=indicator.missing,
        pending_words=tuple(
            targets.in_words(target) for target in indicator.targets if target.kind is Kind.PENDING
        ),
        status_reference=f"indikator.status/{picture.year}/{indicator.code}",
        tolerance=writing.brief(indicator.tolerance, writing.MOST_DECIMALS)
        if indicator.tolerance
        else "",
    )


def _rule(indicator: IndicatorResult) -> str:
    answering = indicator.answering_body
    base = indicator.base_name
    return roll_up_name(
        indicator.roll_up,
        base=f"{base[:1].lower()}{base[1:]}",
        body=answering.name if answering else "",
    )


def rule_id(roll_up: RollUp) -> str:
    """The anchor of the rule that the bodies' targets are rolled up by."""
    return f"target-roll-up-{roll_up.value.replace('_', '-')}"


def indicators_list(picture: Picture, query: Mapping[str, str]) -> List:
    """The list as a file, narrowed and sorted like the page."""
    page = indicators_page(picture, query)
    by_code = {found.code: found for found in picture.indicators}
    return List(
        "indikatorer",
        (
            Column("code", gettext("Kod")),
            Column("name", gettext("Namn")),
            Column("goal", gettext("Mål")),
            Column("kind", gettext("Slag")),
            Column("counts", gettext("Räknas i kvoten")),
            Column("unit", gettext("Enhet")),
            Column("status", gettext("Status")),
            Column("so_far", gettext("Hittills")),
            Column("total_low", gettext("Sammanräknat årsmål")),
            Column("total_high", gettext("Sammanräknat årsmål, övre gräns")),
            Column("council_form", gettext("Villkor")),
            Column("council_target", gettext("Kommunfullmäktiges årsmål")),
            Column("given", gettext("Har lämnat årsmål")),
            Column("expected", gettext("Ska lämna årsmål")),
            Column("roll_up", gettext("Räknesätt")),
            Column("basis", gettext("Grund")),
        ),
        tuple(_row(by_code[line.code]) for line in page.lines),
    )


def _row(found: IndicatorResult) -> tuple[str | int | bool | Fraction | None, ...]:
    council = found.council
    return (
        found.code,
        found.name,
        found.goal,
        found.kind.value,
        found.counts,
        found.unit,
        found.status.value,
        found.so_far,
        found.aggregated_low,
        found.aggregated_high,
        council.form.value if council and council.form else "",
        Fraction(council.low) if council else None,
        found.given,
        found.expected,
        found.roll_up.value,
        found.basis.value,
    )


def indicator_list(indicator: IndicatorResult) -> List:
    """The targets of one indicator as a file."""
    return List(
        f"arsmal_{indicator.code}",
        targets.columns(),
        tuple(targets.cells(indicator, target) for target in indicator.targets),
    )
