"""What an indicator's page says first: the finding, as a sentence."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from enslinje.core.terms import Status
from enslinje.reconciliation.picture import IndicatorResult
from enslinje.web import writing


def sentence(indicator: IndicatorResult) -> SafeString:
    """Say in one sentence how the bodies' targets stand to the council's."""
    return format_html(
        _pattern(indicator),
        value=_total(indicator),
        target=_target(indicator),
        unit=writing.in_language(indicator.unit, indicator.unit_en),
    )


def _pattern(indicator: IndicatorResult) -> str:
    has_total = indicator.aggregated_low is not None
    match indicator.status:
        case Status.MET:
            return gettext("Årsmålen räcker: {value} mot kommunfullmäktiges {target} {unit}.")
        case Status.PARTLY_MET if indicator.so_far:
            return gettext(
                "Årsmålen når nästan fram hittills: "
                "{value} mot kommunfullmäktiges {target} {unit}."
            )
        case Status.PARTLY_MET:
            return gettext(
                "Årsmålen når nästan fram: {value} mot kommunfullmäktiges {target} {unit}."
            )
        case Status.NOT_MET if indicator.so_far:
            return gettext(
                "Årsmålen når inte fram hittills: "
                "{value} mot kommunfullmäktiges {target} {unit}."
            )
        case Status.NOT_MET:
            return gettext(
                "Årsmålen når inte fram: {value} mot kommunfullmäktiges {target} {unit}."
            )
        case Status.WITHHELD if has_total:
            return gettext(
                "Det går inte att avgöra än: årsmålen ger {value} mot kommunfullmäktiges "
                "{target} {unit}, men det som saknas kan ändra svaret."
            )
        case Status.WITHHELD:
            return gettext("Det går inte att avgöra än: inga årsmål är lämnade.")
        case Status.PENDING:
            return gettext("Årsmålet är inte fastställt än.")
        case _ if has_total:
            return gettext(
                "Kommunfullmäktige har inget årsmål att jämföra med. "
                "Årsmålen ger {value} {unit}."
            )
        case _:
            return gettext("Kommunfullmäktige har inget årsmål, och inget räknas samman.")


def _total(indicator: IndicatorResult) -> str:
    low, high = indicator.aggregated_low, indicator.aggregated_high
    if low is None or high is None:
        return writing.EN_DASH
    if low != high:
        return writing.ends(low, high, indicator.decimals)
    if indicator.council is None:
        return writing.brief(low, indicator.decimals)
    return writing.told_apart(low, indicator.council.low, indicator.decimals)


def _target(indicator: IndicatorResult) -> str:
    council = indicator.council
    if council is None:
        return writing.EN_DASH
    if council.low != council.high:
        return writing.ends(council.low, council.high, indicator.decimals)
    return writing.brief(council.low, indicator.decimals)


def bars_heading(indicator: IndicatorResult) -> str:
    """Say what the bars show: how many bodies are below what they are held against."""
    below, expected = len(indicator.below_council), indicator.expected
    held = [target for target in indicator.targets if target.bar is not None]
    numbers = {"n": writing.number(below), "total": writing.number(expected)}
    if not held and not indicator.given:
        return gettext("Ingen har lämnat årsmål")
    if not held:
        return (
            ngettext(
                "%(n)s nämnd eller bolag har lämnat årsmål",
                "%(n)s nämnder och bolag har lämnat årsmål",
                indicator.given,
            )
            % {"n": writing.number(indicator.given)}
        )
    if held[0].bar_is_quota:
        if not below:
            return gettext("Ingen av %(total)s ligger under sitt beting") % numbers
        return gettext("%(n)s av %(total)s ligger under sitt beting") % numbers
    if not below:
        return gettext("Ingen av %(total)s är svagare än kommunfullmäktiges årsmål") % numbers
    return gettext("%(n)s av %(total)s är svagare än kommunfullmäktiges årsmål") % numbers
