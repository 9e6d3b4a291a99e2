"""What an indicator's page says first: the finding, as a sentence."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Status
from enslinje.reconciliation.picture import IndicatorResult
from enslinje.web import writing
from enslinje.web.indicators import lines
from enslinje.web.words import Word


def sentence(indicator: IndicatorResult) -> SafeString:
    """Say in one sentence how the bodies' targets stand to the council's."""
    return format_html(
        _pattern(indicator),
        word=REACHING.get((indicator.status, indicator.so_far), ""),
        value=_total(indicator),
        target=_target(indicator),
        unit=writing.in_language(indicator.unit, indicator.unit_en),
    )


REACHING: Mapping[tuple[Status, bool], Word] = {
    (Status.MET, False): _("Årsmålen räcker"),
    (Status.MET, True): _("Årsmålen räcker"),
    (Status.PARTLY_MET, False): _("Årsmålen når nästan fram"),
    (Status.PARTLY_MET, True): _("Årsmålen når nästan fram hittills"),
    (Status.NOT_MET, False): _("Årsmålen når inte fram"),
    (Status.NOT_MET, True): _("Årsmålen når inte fram hittills"),
}
"""What is said before the figures, by status and whether something is missing."""


def _pattern(indicator: IndicatorResult) -> str:
    has_total = indicator.aggregated_low is not None
    if (indicator.status, indicator.so_far) in REACHING:
        return gettext("{word}: {value} mot kommunfullmäktiges {target} {unit}.")
    match indicator.status, has_total:
        case Status.WITHHELD, True:
            return gettext(
                "Det går inte att avgöra än: årsmålen ger {value} mot kommunfullmäktiges "
                "{target} {unit}, men det som saknas kan ändra svaret."
            )
        case Status.WITHHELD, False:
            return gettext("Det går inte att avgöra än: inga årsmål är lämnade.")
        case Status.PENDING, bool():
            return gettext("Årsmålet är inte fastställt än.")
        case Status(), True:
            return gettext(
                "Kommunfullmäktige har inget årsmål att jämföra med. Årsmålen ger {value} {unit}."
            )
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
    return lines.value(council, indicator.decimals) if council else writing.EN_DASH


def bars_heading(indicator: IndicatorResult) -> str:
    """Say what the bars show: how many bodies are below what they are held against."""
    below, expected = len(indicator.below_council), indicator.expected
    held = [target for target in indicator.targets if target.bar is not None]
    numbers = {"n": writing.number(below), "total": writing.number(expected)}
    if not held and not indicator.given:
        return gettext("Ingen har lämnat årsmål")
    if not held:
        return ngettext(
            "%(n)s nämnd eller bolag har lämnat årsmål",
            "%(n)s nämnder och bolag har lämnat årsmål",
            indicator.given,
        ) % {"n": writing.number(indicator.given)}
    if held[0].bar_is_quota:
        if not below:
            return gettext("Ingen av %(total)s ligger under sitt beting") % numbers
        return gettext("%(n)s av %(total)s ligger under sitt beting") % numbers
    if not below:
        return gettext("Ingen av %(total)s är svagare än kommunfullmäktiges årsmål") % numbers
    return gettext("%(n)s av %(total)s är svagare än kommunfullmäktiges årsmål") % numbers
