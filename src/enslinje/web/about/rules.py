"""The rules in plain words. Their texts for developers are in docs/rules."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from enslinje.core.findings import FINDING_RULES
from enslinje.reconciliation.rule_names import rule_name
from enslinje.web.words import Word


@dataclass(frozen=True)
class RuleText:
    """A rule as people read it: what it says, and what it looks like at work."""

    id: str
    about: Word
    example: Word = ""

    @property
    def name(self) -> str:
        """What it is called everywhere."""
        return rule_name(self.id)


@dataclass(frozen=True)
class WayText:
    """One way to roll up: its name, what it does, and an example."""

    id: str
    name: Word
    about: Word
    example: Word = ""


ROLL_UPS: tuple[WayText, ...] = (
    WayText(
        "sum",
        _("Summa"),
        _("Nämndernas och bolagens årsmål läggs ihop."),
        _("30 + 1 565 + 20 = 1 615"),
    ),
    WayText(
        "mean",
        _("Medelvärde"),
        _("Årsmålen läggs ihop och delas med antalet som har lämnat årsmål. Alla väger lika."),
        _("(60 + 70) / 2 = 65"),
    ),
    WayText(
        "weighted-mean",
        _("Vägt medelvärde"),
        _(
            "Varje årsmål väger efter en bas, till exempel antal invånare eller energianvändning. "
            "Basen anges vid indikatorn."
        ),
        _("(93 × 3 + 7 × 2) / 100 = 2,93"),
    ),
    WayText(
        "ratio",
        _("Kvot"),
        _("Täljarna läggs ihop, nämnarna läggs ihop, och summorna delas."),
        _("(40 + 10) / (50 + 50) = 50 procent"),
    ),
    WayText("min", _("Lägsta värdet"), _("Det lägsta årsmålet gäller för hela staden.")),
    WayText("max", _("Högsta värdet"), _("Det högsta årsmålet gäller för hela staden.")),
    WayText(
        "span",
        _("Spann"),
        _("Årsmålen visas från det lägsta till det högsta. De blir inte en enda siffra."),
        _("50–100 procent"),
    ),
    WayText(
        "single",
        _("En svarar för alla"),
        _("En utpekad nämnd eller ett utpekat bolag svarar för hela staden."),
    ),
    WayText(
        "central",
        _("Mäts centralt"),
        _("Värdet mäts en gång för hela staden. Nämndernas värden är bara delar av det."),
    ),
    WayText("none", _("Räknas inte samman"), _("Årsmålen kan inte läggas ihop till en siffra.")),
)
"""How the bodies' targets become one: the ten ways, in the order of `RollUp`."""

RULES: tuple[RuleText, ...] = (
    RuleText(
        "target-roll-up",
        _(
            "För varje indikator är det bestämt hur nämndernas och bolagens årsmål blir ett. "
            "Räknesättet väljs aldrig i det tysta. Det står vid indikatorn."
        ),
    ),
    RuleText(
        "target-alignment",
        _(
            "De exakta värdena jämförs, aldrig de avrundade. Ett årsmål uppnås helt när det "
            "sammanräknade når det som kommunfullmäktige begär, och delvis när skillnaden ryms i "
            "indikatorns tolerans. Utan tolerans finns inget delvis. Saknas årsmål som kan ändra "
            "svaret sägs det att det inte går att avgöra än."
        ),
        _("2,93 mot 3 procent med toleransen 0,10: uppnås delvis"),
    ),
    RuleText(
        "coverage",
        _(
            "Bredvid varje status står hur många av dem som ska ha ett årsmål som har lämnat ett. "
            "De som saknas nämns vid namn. Noll är ett årsmål, uppgift saknas är det inte."
        ),
    ),
    RuleText(
        "ambition",
        _(
            "Årsmålet jämförs med det utfall som nämnden kände till när målet sattes. Är det "
            "svagare, åt det håll som är bättre, är ambitionen lägre."
        ),
    ),
    RuleText(
        "target-below-council",
        _(
            "Varje nämnds årsmål hålls mot kommunfullmäktiges, eller mot nämndens beting när "
            "årsmålet är en summa. En nämnd kan ligga under fast helheten når fram."
        ),
    ),
    RuleText(
        "contribution-count",
        _(
            "Av dem som registret räknar för året räknas de som i sin plan anger på vilket sätt de "
            "bidrar till målet. Bara ett väntat bidrag som saknas är en brist."
        ),
    ),
    RuleText(
        "assessment-proposal",
        _(
            "När alla räknade indikatorer uppnås föreslås ”Uppfylls helt”, när minst en tredjedel "
            "gör det ”Uppfylls delvis”, annars ”Uppfylls inte”. Ett inriktningsmål följer sina mål "
            "på samma sätt. Förslaget är ett underlag: bedömningen gör en människa, som skriver "
            "varför när den är starkare än underlaget."
        ),
        _("19 av 22 indikatorer: förslaget är Uppfylls delvis"),
    ),
    RuleText(
        "recorded-judgement",
        _("Bedömningen är gjord av den som anges, och räknas inte fram."),
    ),
    RuleText(
        "register-count",
        _(
            "Hur många nämnder och bolag det finns räknas ur årets register, aldrig för hand i en "
            "text."
        ),
    ),
    RuleText(
        "stated-value",
        _("Värdet är lämnat av den som anges, och räknas inte fram."),
    ),
    RuleText(
        "result-budget",
        _(
            "Varje tal är en summa av posteringar i huvudboken, i hela ören. En transaktion står i "
            "kolumnen för sitt slag, en rättelse i samma kolumn som det den rättar. Miljoner med "
            "en decimal är bara hur talet visas."
        ),
        _("−53 634,7 − 150,9 − 5 706,7 = −59 492,3"),
    ),
    RuleText(
        "reserve-balance",
        _(
            "Kvar är det som fullmäktige har satt av, minus det som beslut har tagit. Det blir "
            "aldrig mindre än noll. Är det inte känt vad reserven började med visas inget saldo."
        ),
        _("825,5 − 167,4 − 1,3 − 0,7 = 656,1"),
    ),
    RuleText(
        "decided-amount",
        _(
            "Beloppet är det som beslutspunkten har lett till i huvudboken, eller det som är "
            "medgett och ännu inte utbetalt. Begärt, tillstyrkt och medgett läggs aldrig ihop."
        ),
    ),
)
"""The rules that figures are worked out by."""

_BY_ID = {rule.id: rule for rule in RULES}
_WAYS = {f"target-roll-up-{way.id}": way for way in ROLL_UPS}


def anchor(rule: str) -> str:
    """Where a rule stands on the page about the figures."""
    return f"regel-{rule}" if is_known(rule) else "regler"


def is_known(rule: str) -> bool:
    """Whether a rule stands on the page about the figures."""
    return has_text(rule) or rule in _WAYS or rule in FINDING_RULES


def has_text(rule: str) -> bool:
    """Whether a rule has a text of its own there, not only a name."""
    return rule in _BY_ID


def way_name(value: str) -> Word:
    """The name of a way to roll up; any other value as it is."""
    way = _WAYS.get(f"target-roll-up-{value.replace('_', '-')}")
    return way.name if way else value
