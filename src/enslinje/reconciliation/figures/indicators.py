"""Figures of an indicator: the aggregate, the verdict, the coverage, what each body states."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from enslinje.core.origins import weakest
from enslinje.core.terms import RollUp
from enslinje.figures.register import Explanation, Figure, FigureNotFound, Input, Value
from enslinje.reconciliation import messages
from enslinje.reconciliation.figures.parts import indicator_of, names, picture_of, recorded
from enslinje.reconciliation.picture import BodyTarget, IndicatorResult, Picture
from enslinje.reconciliation.rule_names import roll_up_name, rule_name
from enslinje.reconciliation.status_words import status_word
from enslinje.reconciliation.target_words import stated_word

Explain = Callable[[Picture, IndicatorResult], Explanation]
MOST_TERMS = 6


def _explanation(
    picture: Picture,
    indicator: IndicatorResult,
    name: str,
    *,
    title: str,
    sentence: str,
    value: Value,
    shown: str,
    rule: str,
    formula: str,
    inputs: tuple[Input, ...],
    unit: str | None = None,
    settings: dict[str, str] | None = None,
) -> Explanation:
    return Explanation(
        reference=f"{name}/{picture.year}/{indicator.code}",
        title=f"{title}: {indicator.name}",
        sentence=sentence,
        value=value,
        shown=shown,
        unit=messages.unit(indicator) if unit is None else unit,
        rule=rule,
        rule_name=rule_name(rule),
        formula=formula,
        basis=weakest(part.basis for part in inputs),
        year=picture.year,
        settings=settings or {},
        inputs=inputs,
        subject_kind="indicator",
        subject=indicator.code,
    )


def how_rolled_up(indicator: IndicatorResult) -> str:
    """Say how the total is worked out, in the reader's language."""
    answering = indicator.answering_body
    return roll_up_name(
        indicator.roll_up,
        base=indicator.base_name,
        body=answering.official_name if answering else "",
    )


def _target_inputs(picture: Picture, indicator: IndicatorResult) -> tuple[Input, ...]:
    """The bodies' targets, and their weights where they weigh."""
    inputs = []
    for target in indicator.targets:
        inputs.append(
            recorded(
                target.body.official_name,
                stated_word(target, indicator),
                target.origin,
                f"indikator.arsmal/{picture.year}/{indicator.code}/{target.body.code}",
            )
        )
        if target.weight is not None and target.weight_origin is not None:
            label = _("vikt för %(body)s") % {"body": target.body.official_name}
            weight = messages.number(target.weight, 0 if target.weight % 1 == 0 else 2)
            inputs.append(recorded(label, weight, target.weight_origin))
    return tuple(inputs)


def _formula(indicator: IndicatorResult) -> str:
    """The rule with the first values put in."""
    terms = [
        (messages.interval(t.low, t.high, indicator.decimals), t.weight)
        for t in indicator.targets
        if t.low is not None
    ]
    first, rest = terms[:MOST_TERMS], terms[MOST_TERMS:]
    total = messages.total(indicator)
    if indicator.roll_up is RollUp.SUM and first:
        return " + ".join(value for value, _w in first) + (" + …" if rest else "") + f" = {total}"
    if indicator.roll_up is RollUp.WEIGHTED_MEAN and first:
        parts = " + ".join(f"{value} · {messages.number(weight, 0)}" for value, weight in first)
        more = " + …" if rest else ""
        return _("(%(parts)s) genom summan av vikterna = %(total)s") % {
            "parts": parts + more,
            "total": total,
        }
    return f"{how_rolled_up(indicator)} = {total}"


def _aggregate(name: str, pick: Callable[[IndicatorResult], Fraction | None]) -> Explain:
    def explain(picture: Picture, indicator: IndicatorResult) -> Explanation:
        value = pick(indicator)
        is_whole = name == "indikator.sammanraknat"
        return _explanation(
            picture,
            indicator,
            name,
            title=_("Sammanräknat årsmål"),
            sentence=_("Så räknas totalen: %(rule)s.") % {"rule": how_rolled_up(indicator)}
            + " "
            + coverage_sentence(indicator),
            value=value,
            shown=messages.total(indicator)
            if is_whole
            else messages.number(value, indicator.decimals),
            rule="target-roll-up",
            formula=_formula(indicator),
            inputs=_target_inputs(picture, indicator),
            settings={_("regel"): indicator.roll_up.value}
            | ({_("vikt"): indicator.base_name} if indicator.base_name else {}),
        )

    return explain


def coverage_sentence(indicator: IndicatorResult) -> str:
    """Say how many have given a target, and who has not."""
    sentence = _("%(n)s av %(N)s har lämnat årsmål.") % {
        "n": indicator.given,
        "N": indicator.expected,
    }
    if indicator.missing:
        sentence += " " + _("Saknas från: %(names)s.") % {"names": names(indicator.missing)}
    return sentence


def status(picture: Picture, indicator: IndicatorResult) -> Explanation:
    """The verdict against the council's target, with the value that decided."""
    asked = indicator.council
    inputs = [
        Input(
            label=_("Sammanräknat årsmål"),
            value=messages.total(indicator),
            basis=indicator.basis,
            reference=f"indikator.sammanraknat/{picture.year}/{indicator.code}",
        )
    ]
    if asked:
        reference = f"indikator.kf-arsmal/{picture.year}/{indicator.code}"
        label = _("Kommunfullmäktiges årsmål")
        inputs.append(recorded(label, _asked(indicator), asked.origin, reference))
    word = status_word(indicator.status, so_far=indicator.so_far)
    worst = indicator.worst_low if indicator.worst_low is not None else indicator.worst_high
    settings = {_("tolerans"): messages.number(indicator.tolerance, 2)}
    if indicator.missing and worst is not None:
        key = _("om det som saknas vore sämsta tänkbara")
        settings[key] = messages.number(worst, indicator.decimals)
    return _explanation(
        picture,
        indicator,
        "indikator.status",
        title=_("Utslag mot kommunfullmäktiges årsmål"),
        sentence=f"{word}. {coverage_sentence(indicator)}",
        value=indicator.status.value,
        shown=word,
        unit="",
        rule="target-alignment",
        formula=_("%(total)s mot %(asked)s")
        % {"total": messages.total(indicator), "asked": _asked(indicator)},
        inputs=tuple(inputs),
        settings=settings,
    )


def _asked(indicator: IndicatorResult) -> str:
    asked = indicator.council
    if asked is None:
        return _("Kommunfullmäktige har inget årsmål")
    return messages.interval(asked.low, asked.high, messages.places(indicator))


def council_target(picture: Picture, indicator: IndicatorResult) -> Explanation:
    """What the council asks for."""
    asked = indicator.council
    return _explanation(
        picture,
        indicator,
        "indikator.kf-arsmal",
        title=_("Kommunfullmäktiges årsmål"),
        sentence=_("Avser %(year)s.") % {"year": asked.for_year}
        if asked
        else _("Kommunfullmäktige har inget årsmål."),
        value=asked.low if asked else None,
        shown=_asked(indicator),
        rule="stated-value",
        formula=_("ett lämnat värde"),
        inputs=(recorded(_("Kommunfullmäktige"), _asked(indicator), asked.origin),)
        if asked
        else (),
    )


def coverage(picture: Picture, indicator: IndicatorResult) -> Explanation:
    """How many of those expected have stated a target."""
    return _explanation(
        picture,
        indicator,
        "indikator.tackning",
        title=_("Lämnade årsmål"),
        sentence=coverage_sentence(indicator),
        value=indicator.given,
        shown=_("%(n)s av %(N)s") % {"n": indicator.given, "N": indicator.expected},
        unit="",
        rule="coverage",
        formula=_("antalet organ som ska ha årsmål och har lämnat ett"),
        inputs=tuple(
            recorded(row.body.official_name, stated_word(row, indicator), row.origin)
            for row in indicator.targets
        ),
    )


def quota_sum(picture: Picture, indicator: IndicatorResult) -> Explanation:
    """What the bodies' quotas sum to."""
    quotas = [row for row in indicator.targets if row.bar_is_quota and row.bar is not None]
    total = sum((row.bar for row in quotas if row.bar is not None), Decimal(0)) if quotas else None
    return _explanation(
        picture,
        indicator,
        "indikator.beting",
        title=_("Summan av organens beting"),
        sentence=_("Kommunfullmäktiges årsmål fördelat på organ."),
        value=total,
        shown=messages.number(total, indicator.decimals),
        rule="target-roll-up",
        formula=_("summan av organens beting"),
        inputs=tuple(
            recorded(
                row.body.official_name, messages.number(row.bar, indicator.decimals), row.bar_origin
            )
            for row in quotas
            if row.bar_origin is not None
        ),
    )


def _of_body(indicator: IndicatorResult, code: str) -> BodyTarget:
    for target in indicator.targets:
        if target.body.code == code:
            return target
    raise FigureNotFound(f"{code} has no duty on {indicator.code}")


def target(picture: Picture, indicator: IndicatorResult, body: str) -> Explanation:
    """What one body states as its target."""
    row = _of_body(indicator, body)
    shown = stated_word(row, indicator)
    return Explanation(
        reference=f"indikator.arsmal/{picture.year}/{indicator.code}/{body}",
        title=f"{_('Årsmål')}, {row.body.official_name}: {indicator.name}",
        sentence=_("Lämnat av %(body)s.") % {"body": row.body.official_name},
        value=row.low,
        shown=shown,
        unit=messages.unit(indicator) if row.low is not None else "",
        rule="stated-value",
        rule_name=rule_name("stated-value"),
        formula=_("ett lämnat värde"),
        basis=row.origin.basis,
        year=picture.year,
        inputs=(recorded(row.body.official_name, shown, row.origin),),
        subject_kind="indicator",
        subject=indicator.code,
    )


def outcome(picture: Picture, indicator: IndicatorResult, body: str) -> Explanation:
    """One body's outcome of the year before, as known when it stated its target."""
    row = _of_body(indicator, body)
    shown = messages.number(row.outcome, indicator.decimals)
    known = row.outcome_known_on
    origin = row.outcome_origin
    return Explanation(
        reference=f"indikator.utfall/{picture.year}/{indicator.code}/{body}",
        title=f"{_('Utfall')} {picture.year - 1}, {row.body.official_name}: {indicator.name}",
        sentence=_("Känt %(date)s.") % {"date": known.isoformat()}
        if known
        else _("Uppgift saknas."),
        value=row.outcome,
        shown=shown,
        unit=messages.unit(indicator),
        rule="stated-value",
        rule_name=rule_name("stated-value"),
        formula=_("ett mätt värde"),
        basis=weakest([origin.basis] if origin else []),
        year=picture.year,
        inputs=(recorded(row.body.official_name, shown, origin),) if origin else (),
        subject_kind="indicator",
        subject=indicator.code,
    )


def _figure(name: str, explain: Explain) -> Figure:
    def of_arguments(*, year: str, code: str, as_of: datetime | None = None) -> Explanation:
        picture = picture_of(year, as_of)
        return explain(picture, indicator_of(picture, code))

    return Figure(name, ("year", "code"), of_arguments)


def _body_figure(
    name: str, explain: Callable[[Picture, IndicatorResult, str], Explanation]
) -> Figure:
    def of_arguments(
        *, year: str, code: str, body: str, as_of: datetime | None = None
    ) -> Explanation:
        picture = picture_of(year, as_of)
        return explain(picture, indicator_of(picture, code), body)

    return Figure(name, ("year", "code", "body"), of_arguments)


FIGURES = (
    _figure(
        "indikator.sammanraknat", _aggregate("indikator.sammanraknat", lambda i: i.aggregated_low)
    ),
    _figure(
        "indikator.sammanraknat-lagst",
        _aggregate("indikator.sammanraknat-lagst", lambda i: i.aggregated_low),
    ),
    _figure(
        "indikator.sammanraknat-hogst",
        _aggregate("indikator.sammanraknat-hogst", lambda i: i.aggregated_high),
    ),
    _figure("indikator.status", status),
    _figure("indikator.kf-arsmal", council_target),
    _figure("indikator.tackning", coverage),
    _figure("indikator.beting", quota_sum),
    _body_figure("indikator.arsmal", target),
    _body_figure("indikator.utfall", outcome),
)
