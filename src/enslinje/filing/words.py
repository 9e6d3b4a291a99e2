"""What is carried over, and what is chosen, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from enslinje.core.carrying import CarriedKind, ChoiceKind

CARRIED: Mapping[CarriedKind, str] = {
    CarriedKind.REGISTER: _("organ som räknas"),
    CarriedKind.GROUPS: _("kretsar"),
    CarriedKind.OCCASIONS: _("tillfällen"),
    CarriedKind.GOALS: _("mål"),
    CarriedKind.EXPECTATIONS: _("förväntade bidrag"),
    CarriedKind.INDICATORS: _("indikatorer"),
    CarriedKind.DUTIES: _("skyldigheter att ha årsmål"),
    CarriedKind.COUNCIL_TARGETS: _("fullmäktiges årsmål"),
    CarriedKind.QUOTAS: _("organens delar"),
    CarriedKind.THEMES: _("perspektiv och program"),
    CarriedKind.TAGS: _("märkningar med perspektiv och program"),
    CarriedKind.SECTIONS: _("avsnitt i planen"),
}

CHOICES: Mapping[ChoiceKind, str] = {
    ChoiceKind.BODY_CLOSED: _("organet är stängt det nya året: vem tar över?"),
    ChoiceKind.BODY_GOAL: _("organets eget mål: organet beslutar om det ska gälla"),
    ChoiceKind.BODY_INDICATOR: _("organets egen indikator: organet beslutar om den ska gälla"),
    ChoiceKind.INDICATOR_ENDED: _("indikatorns slutår är passerat: ska den finnas kvar?"),
    ChoiceKind.TARGET_ABSENT: _("fullmäktige har inget årsmål för det nya året"),
    ChoiceKind.TARGET_PENDING: _("fullmäktiges årsmål väntar på ett tillfälle"),
    ChoiceKind.DATE_UNKNOWN: _("tillfället har ingen sista tidpunkt"),
}
