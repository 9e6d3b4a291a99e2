"""What each rule is called, for people. Its text is docs/rules/<id>.md."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.budget.words import RULES as BUDGET_RULES
from enslinje.core.terms import RollUp

RULE_NAMES: Mapping[str, str] = {
    "target-roll-up": _("Så räknas årsmålen samman"),
    "target-alignment": _("Så jämförs med kommunfullmäktiges årsmål"),
    "coverage": _("Så räknas vilka som har lämnat årsmål"),
    "ambition": _("Så prövas ambitionen mot utfallet"),
    "contribution-count": _("Så räknas bidragen till målen"),
    "assessment-proposal": _("Så kommer förslaget till bedömning till"),
    "register-count": _("Så räknas nämnder och bolag"),
    "recorded-judgement": _("En bedömning som någon har gjort"),
    "stated-value": _("Ett värde som någon har lämnat"),
    **BUDGET_RULES,
    "target-missing": _("Årsmål saknas"),
    "target-pending-overdue": _("Årsmål skulle ha fastställts"),
    "council-target-not-met": _("Kommunfullmäktiges årsmål nås inte"),
    "judgement-without-reason": _("Bedömning utan skäl"),
    "council-target-partly-met": _("Kommunfullmäktiges årsmål nås delvis"),
    "verdict-withheld": _("Utslaget hålls inne"),
    "target-below-outcome": _("Lägre ambition än utfallet"),
    "target-below-council": _("Under kommunfullmäktiges ambition"),
    "aggregate-below-outcome": _("Totalen är lägre ambition än utfallet"),
    "mandatory-not-in-line": _("Obligatorisk indikator inte i linje"),
    "contribution-missing": _("Förväntat bidrag saknas"),
    "parts-by-sex-disagree": _("Kvinnor och män stämmer inte med totalen"),
    "judgement-stronger": _("Bedömning starkare än underlaget"),
    "target-pending": _("Årsmål fastställs senare"),
    "contribution-not-stated": _("Bidrag inte angivet"),
}

ROLL_UP_NAMES: Mapping[RollUp, str] = {
    RollUp.SUM: _("summan av organens årsmål"),
    RollUp.MEAN: _("medelvärdet av organens årsmål"),
    RollUp.WEIGHTED_MEAN: _("medelvärdet av organens årsmål, viktat med %(base)s"),
    RollUp.RATIO: _("summan av täljarna genom summan av nämnarna"),
    RollUp.MIN: _("det lägsta av organens årsmål"),
    RollUp.MAX: _("det högsta av organens årsmål"),
    RollUp.SPAN: _("spannet från det lägsta till det högsta av organens årsmål"),
    RollUp.SINGLE: _("årsmålet från %(body)s, som svarar för hela kommunkoncernen"),
    RollUp.CENTRAL: _("ett värde som mäts samlat för hela kommunkoncernen"),
    RollUp.NONE: _("ingen sammanräkning: organens årsmål är olika till sin art"),
}


def rule_name(rule: str) -> str:
    """Return what a rule is called, in the current language."""
    return gettext(RULE_NAMES[rule])


def roll_up_name(rule: RollUp, *, base: str, body: str) -> str:
    """Return how the total is worked out, in the current language."""
    return gettext(ROLL_UP_NAMES[rule]) % {"base": base, "body": body}
