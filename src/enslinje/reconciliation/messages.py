"""The sentence of each finding, in the reader's language. Values are rounded only here."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.numbers import NO_BREAK_SPACE, shown
from enslinje.core.terms import Grade
from enslinje.reconciliation.picture import Finding, IndicatorResult

GRADES: Mapping[Grade, str] = {
    Grade.ATTAINED: _("Uppfylls helt"),
    Grade.PARTLY_ATTAINED: _("Uppfylls delvis"),
    Grade.NOT_ATTAINED: _("Uppfylls inte"),
}

_SENTENCES: Mapping[str, str] = {
    "target-missing": _("%(body)s har inte lämnat årsmål för %(name)s."),
    "target-pending": _("%(body)s fastställer årsmålet för %(name)s i %(due)s: %(reason)s"),
    "target-pending-overdue": _(
        "%(body)s skulle ha fastställt årsmålet för %(name)s i %(due)s, men har inte gjort det."
    ),
    "council-target-not-met": _(
        "%(name)s: det sammanräknade årsmålet %(total)s når inte kommunfullmäktiges %(asked)s."
    ),
    "council-target-partly-met": _(
        "%(name)s: det sammanräknade årsmålet %(total)s når delvis kommunfullmäktiges %(asked)s."
    ),
    "verdict-withheld": _(
        "%(name)s: årsmålet nås med det som har lämnats, men det som saknas kan ändra utfallet. "
        "%(given)s av %(expected)s har lämnat årsmål."
    ),
    "nothing-stated": _(
        "%(name)s: inget årsmål är lämnat än, så det går inte att avgöra om kommunfullmäktiges "
        "%(asked)s nås."
    ),
    "target-below-outcome": _(
        "%(body)s har årsmålet %(target)s för %(name)s. Det är lägre ambition än utfallet "
        "%(outcome)s året före."
    ),
    "target-below-council": _(
        "%(body)s har årsmålet %(target)s för %(name)s. Det är svagare än kommunfullmäktiges "
        "%(bar)s."
    ),
    "target-below-quota": _(
        "%(body)s har årsmålet %(target)s för %(name)s. Det är lägre än organets beting %(bar)s."
    ),
    "aggregate-below-outcome": _(
        "%(name)s: det sammanräknade årsmålet %(total)s är lägre ambition än utfallet %(outcome)s "
        "året före."
    ),
    "mandatory-not-in-line": _(
        "%(name)s ligger enligt stadsledningskontoret inte i linje med kommunfullmäktiges "
        "ambition: %(reason)s"
    ),
    "contribution-missing": _(
        "%(body)s anger inte på vilket sätt organet bidrar till mål %(code)s, där bidrag förväntas."
    ),
    "contribution-not-stated": _("%(body)s anger inget bidrag till mål %(code)s."),
    "parts-by-sex-disagree": _(
        "%(body)s: årsmålen för kvinnor och män stämmer inte med det samlade årsmålet för %(name)s."
    ),
    "judgement-without-reason": _(
        "Mål %(code)s bedöms ”%(grade)s”, starkare än underlaget (%(met)s av %(indicators)s, "
        "förslag ”%(proposal)s”), och inget skäl är angivet."
    ),
    "judgement-stronger": _(
        "Mål %(code)s bedöms ”%(grade)s”, starkare än underlaget (%(met)s av %(indicators)s, "
        "förslag ”%(proposal)s”). Skäl: %(reason)s"
    ),
}


def sentence(finding: Finding) -> str:
    """Return the finding in a sentence, in the current language."""
    rule = finding.rule
    if rule == "target-below-council" and finding.target and finding.target.bar_is_quota:
        rule = "target-below-quota"
    if rule == "verdict-withheld" and finding.indicator and not finding.indicator.given:
        rule = "nothing-stated"
    return gettext(_SENTENCES[rule]) % _values(finding)


def number(value: Decimal | Fraction | int | None, decimals: int) -> str:
    """Return a value for people in the current language, or that it is missing."""
    if value is None:
        return gettext("uppgift saknas")
    return shown(value, decimals, language=(get_language() or "sv")[:2])


def total(indicator: IndicatorResult) -> str:
    """Return the aggregated target for people: one value, or an interval with a dash."""
    return interval(indicator.aggregated_low, indicator.aggregated_high, indicator.decimals)


def interval(low: Decimal | Fraction | None, high: Decimal | Fraction | None, decimals: int) -> str:
    """Return `low–high` for people, one number where they are the same."""
    ends = dict.fromkeys((number(low, decimals), number(high, decimals)))
    return "–".join(ends)


def unit(indicator: IndicatorResult) -> str:
    """Return the unit's name in the current language."""
    return indicator.unit_en if (get_language() or "sv").startswith("en") else indicator.unit


def amount(text: str, indicator: IndicatorResult) -> str:
    """Return a number in a sentence with its unit: `30 bostäder`, `64 procent`, an index alone."""
    name = unit(indicator)
    for counting in ("antal ", "number of "):
        name = name.removeprefix(counting)
    return text if name == "index" else f"{text}{NO_BREAK_SPACE}{name}"


def grade(value: Grade | None) -> str:
    """Return a goal's grade in words."""
    return gettext(GRADES[value]) if value else gettext("Inte bedömt")


def _values(finding: Finding) -> dict[str, str]:
    values = {
        "name": f"”{finding.subject_name}”",
        "code": finding.subject,
        "body": finding.body.name if finding.body else "",
        "met": str(finding.met),
        "indicators": str(finding.indicators),
        "proposal": grade(finding.proposal),
    }
    for part in (_of_indicator, _of_target, _of_judgement):
        values |= part(finding)
    return values


def _of_indicator(finding: Finding) -> dict[str, str]:
    indicator = finding.indicator
    if indicator is None:
        return {}
    asked = indicator.council
    return {
        "total": amount(total(indicator), indicator),
        "outcome": amount(number(indicator.outcome, indicator.decimals), indicator),
        "asked": amount(interval(asked.low, asked.high, places(indicator)), indicator)
        if asked
        else "",
        "given": str(indicator.given),
        "expected": str(indicator.expected),
        "reason": _as_sentence(indicator.word.reason) if indicator.word else "",
    }


def _of_target(finding: Finding) -> dict[str, str]:
    target, indicator = finding.target, finding.indicator
    if target is None or indicator is None:
        return {}
    return {
        "target": amount(interval(target.low, target.high, indicator.decimals), indicator),
        "outcome": amount(number(target.outcome, indicator.decimals), indicator),
        "bar": amount(number(target.bar, places(indicator)), indicator),
        "due": target.due,
        "reason": _as_sentence(target.reason),
    }


def _of_judgement(finding: Finding) -> dict[str, str]:
    judgement = finding.judgement
    return (
        {}
        if judgement is None
        else {
            "grade": grade(judgement.grade),
            "reason": judgement.reason,
        }
    )


def places(indicator: IndicatorResult) -> int:
    """How many decimals the council's target needs: a whole number is written without."""
    asked = indicator.council
    is_whole = asked is not None and asked.low == asked.low.to_integral_value()
    return 0 if is_whole else indicator.decimals


def _as_sentence(text: str) -> str:
    return f"{text.rstrip('.')}." if text else ""
